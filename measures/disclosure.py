"""Disclosure control of counts, before anything is divided: 1 to 5 children are hidden, a true 0 is shown.

Figures that a publisher released for a whole authority or above are shown as published.
"""

import numpy as np
import pandas as pd

from settings import Settings

HIDDEN = "c"
_AUTHORITY_OR_ABOVE = ("authority", "district", "county", "region", "country")


def protect(counts: pd.DataFrame, rules: Settings, *, of_people: bool = True) -> pd.DataFrame:
    """``counts`` with small numerators hidden: numerator emptied, symbol ``c``, hidden_because filled.

    Unless ``of_people`` the numerators count no persons (LSOAs, sums of scores), and nothing is hidden.

    Takes and returns the rows of a query: area_type, nature, numerator, symbol and the rest.
    """
    numerator, symbol = counts["numerator"].to_numpy(dtype=float).copy(), counts["symbol"].to_numpy(dtype=object)
    as_published = counts["area_type"].isin(_AUTHORITY_OR_ABOVE).to_numpy() & (counts["nature"] == "official").to_numpy()
    small = (numerator >= rules.suppress_from) & (numerator <= rules.suppress_to)
    if not rules.show_zero:
        small |= numerator == 0
    stated = np.array([isinstance(text, str) for text in symbol], dtype=bool)
    hide = small & ~as_published & ~stated & of_people
    numerator[hide] = np.nan
    because = np.array([REASONS[text] if said else None for text, said in zip(symbol, stated, strict=True)], dtype=object)
    because[hide] = f"small number: {hidden_range(rules)}"
    return counts.assign(numerator=numerator, symbol=np.where(hide, HIDDEN, symbol), hidden_because=because)


def hidden_range(rules: Settings) -> str:
    """The counts that are hidden, in words: "1 to 5"."""
    return f"{rules.suppress_from if rules.show_zero else 0} to {rules.suppress_to}"


REASONS = {
    "c": "hidden by the publisher, so that nobody is recognised: a small number, or one that would give a small number away",
    "x": "not available: nobody has published it, or it is not loaded",
    "z": "not applicable",
    "low": "more than 0 but rounds to 0",
    "u": "too unreliable to be shown",
}

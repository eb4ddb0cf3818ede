"""Disclosure control of counts, before anything is divided: 1 to 5 children are hidden, a true 0 is shown.

Figures that a publisher released for a whole authority or above are shown as published.
"""

import numpy as np
import pandas as pd

from settings import Settings

HIDDEN = "c"
NEAREST = 5  # to which counts from children's records are rounded below authority level
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


def nearest(counts: np.ndarray) -> np.ndarray:
    """Counts rounded to the nearest 5, halves up; NaN stays."""
    return np.floor(counts / NEAREST + 0.5) * NEAREST


def coarsened(counts: pd.DataFrame, rules: Settings, *, of_people: bool = True) -> pd.DataFrame:
    """Counts from children's records below authority level, as ``protect`` leaves them, rounded to 5; figures on too few children hidden.

    A denominator of 1 to 5 is emptied; under ``minimum_denominator`` the row gets symbol ``c``. Unless ``of_people`` the numerator is a
    sum of scores: its mean is kept, over the rounded number of pupils, so that the exact number cannot be worked back.
    """
    numerator, exact = (counts[name].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    free = counts["symbol"].isna().to_numpy()
    few = free & (exact > 0) & (exact < rules.minimum_denominator)
    base = np.where((exact >= rules.suppress_from) & (exact <= rules.suppress_to), np.nan, nearest(exact))
    mean = np.divide(numerator, exact, out=np.full(len(counts), np.nan), where=exact > 0)
    parts = np.where(few, np.nan, nearest(numerator) if of_people else mean * base)
    return counts.assign(
        numerator=np.where(exact == 0, 0, parts), denominator=base, symbol=counts["symbol"].mask(few, HIDDEN),
        hidden_because=counts["hidden_because"].mask(few, f"fewer than {rules.minimum_denominator} pupils in all"),
    )  # fmt: skip


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

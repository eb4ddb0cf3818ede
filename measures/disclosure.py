"""Disclosure control of counts, before anything is divided: 1 to 5 children are hidden, a true 0 is shown.

Figures that a publisher released for a whole authority or above are shown as published.
"""

import pandas as pd

from settings import Settings

HIDDEN = "c"
_AUTHORITY_OR_ABOVE = ("authority", "district", "county", "region", "country")


def protect(counts: pd.DataFrame, rules: Settings) -> pd.DataFrame:
    """``counts`` with small numerators hidden: numerator emptied, symbol ``c``, hidden_because filled.

    Takes and returns the rows of a query: area_type, nature, numerator, symbol and the rest.
    """
    as_published = counts["area_type"].isin(_AUTHORITY_OR_ABOVE) & (counts["nature"] == "official")
    small = counts["numerator"].between(rules.suppress_from, rules.suppress_to)
    if not rules.show_zero:
        small |= counts["numerator"] == 0
    hide = small & ~as_published & counts["symbol"].isna()
    protected = counts.assign(hidden_because=counts["symbol"].map(REASONS))
    protected.loc[hide, "numerator"] = float("nan")
    protected.loc[hide, "symbol"] = HIDDEN
    protected.loc[hide, "hidden_because"] = f"small number: {hidden_range(rules)}"
    return protected


def hidden_range(rules: Settings) -> str:
    """The counts that are hidden, in words: "1 to 5"."""
    return f"{rules.suppress_from if rules.show_zero else 0} to {rules.suppress_to}"


REASONS = {
    "c": "hidden by the publisher: small number",
    "x": "not available: nobody has published it, or it is not loaded",
    "z": "not applicable",
    "low": "more than 0 but rounds to 0",
    "u": "too unreliable to be shown",
}

"""Symbols, and why a figure is hidden, in words."""

import pandas as pd

from measures.disclosure.counts import AUTHORITY_OR_ABOVE
from settings import Settings

HIDDEN = "c"
REASONS = {
    "c": "hidden by the publisher, so that nobody is recognised: a small number, or one that would give a small number away",
    "x": "not available: nobody has published it, or it is not loaded",
    "z": "not applicable",
    "low": "more than 0 but rounds to 0",
    "u": "too unreliable to be shown",
}
PROTECTS = "hidden to protect another figure: a small number could be worked out from this one"
HIDDEN_BASE = "the number of children it would be divided by is hidden"
TOO_DETAILED = "not shown for such small places: too few children in each group"
DOMINATED = "hidden, because one or two contributors make up most of the amount"


def hidden_range(rules: Settings) -> str:
    """The counts that are hidden, in words: "1 to 5"."""
    return f"{rules.suppress_from if rules.show_zero else 0} to {rules.suppress_to}"


def small_number(rules: Settings) -> str:
    """Why a small count is hidden."""
    return f"small number: {hidden_range(rules)}"


def small_base(rules: Settings) -> str:
    """Why a share of few children is hidden."""
    return f"fewer than {rules.minimum_denominator} children to divide by"


def cohort_notes(rows: pd.DataFrame, rules: Settings) -> list[str]:
    """What a reader must know of a table of protected cohort counts: rounding, hidden cells, rows put together from protected ones."""
    notes = []
    if (~rows["area_type"].isin(AUTHORITY_OR_ABOVE)).any():
        notes.append(f"Counts below the authority are rounded to the nearest {rules.round_to}: parts need not add up to their total.")
    notes += [f"c: {why}." for why in rows.loc[rows["symbol"] == HIDDEN, "hidden_because"].unique()]
    if "parts" in rows and (rows["parts"] > 1).any():
        notes.append(
            "Places and periods put together are sums of rounded figures; hidden ones count as what the figures around them leave."
        )
    return notes

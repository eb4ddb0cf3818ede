"""Authorities in which children are placed, listed so that the list itself tells nothing.

Only places to which a child was sent are held. To name one whose figure is hidden would tell that somebody is there, and where few children are
left over among the names, how many in each: hidden places go into one row, together with the smallest of the others where they are too few.
"""

import numpy as np
import pandas as pd

from measures.disclosure.counts import AUTHORITY_OR_ABOVE
from measures.disclosure.words import HIDDEN, PROTECTS
from settings import Settings

DESTINATION, ELSEWHERE = "destination", "Elsewhere"
_NAME = "elsewhere: places with few children each"
_PLACE = ["area_code", "time_period"]


def listed(figures: pd.DataFrame, wholes: pd.DataFrame, rules: Settings) -> pd.DataFrame:
    """Rows by area, period and destination as they may be listed; ``wholes`` has the figure of each area and period. Those of an authority are
    exact: its row "elsewhere" is what the others leave. Those of wards and areas made of them are rounded, and what is left is hidden."""
    held = figures[(figures["numerator"] != 0) | figures["symbol"].notna()]
    whole = wholes.set_index(_PLACE)["numerator"]
    found = [_of_place(rows, whole.get(place, np.nan), rules) for place, rows in held.groupby(_PLACE, sort=False)]
    return pd.concat(found, ignore_index=True) if found else held


def _of_place(rows: pd.DataFrame, whole: float, rules: Settings) -> pd.DataFrame:
    hidden = (rows["symbol"] == HIDDEN).to_numpy()
    if not hidden.any():
        return rows
    is_exact = rows["area_type"].iloc[0] in AUTHORITY_OR_ABOVE and not np.isnan(whole)
    if is_exact:
        hidden = _with_smallest(rows["numerator"].to_numpy(dtype=float), hidden, whole, rules)
    left = whole - rows.loc[~hidden, "numerator"].sum() if is_exact else np.nan
    is_told = left > rules.suppress_to
    first = rows[(rows["symbol"] == HIDDEN).to_numpy()].iloc[[0]]
    rest = first.assign(group_code=ELSEWHERE, group_name=_NAME, numerator=left if is_told else np.nan,
                        symbol=None if is_told else HIDDEN, hidden_because=None if is_told else PROTECTS)  # fmt: skip
    return pd.concat([rows[~hidden], rest.astype({"numerator": float})])


def _with_smallest(numbers: np.ndarray, hidden: np.ndarray, whole: float, rules: Settings) -> np.ndarray:
    """The rows that go together: hidden ones, and of the others the smallest until more children are left than are ever hidden."""
    hidden = hidden.copy()
    for place in np.argsort(np.where(hidden, np.inf, numbers), kind="stable"):
        if hidden[place] or whole - numbers[~hidden].sum() > rules.suppress_to:
            break
        hidden[place] = True
    return hidden

"""Amounts of money: hidden where one or two contributors make up most of them, and where another such amount could be worked out.

The two usual rules (Hundepool and others, Statistical Disclosure Control, 2012): (n, k), the n largest contributors make up more than
k per cent; and p per cent, what is left beside the two largest is less than p per cent of the largest, so that the second largest
contributor could tell the largest that closely. A cell of fewer than three contributors is always hidden.
"""

import numpy as np
import pandas as pd

from measures.disclosure.layers import Base
from measures.disclosure.remembered import pattern_of
from measures.disclosure.table import Table, cost_of, matrix_of, of_amounts
from measures.disclosure.words import DOMINATED, HIDDEN, PROTECTS
from settings import Settings

_CELL = ["area_code", "area_type", "time_period", "breakdown", "group_code"]


def is_dominated(amounts: np.ndarray, rules: Settings) -> bool:
    """Whether the amounts of the contributors to one cell, none negative, give one of them away; never for no amount at all."""
    largest = np.sort(amounts[amounts > 0])[::-1]
    if not len(largest):
        return False
    total = largest.sum()
    return bool(
        len(largest) < 3
        or largest[: rules.dominance_n].sum() > total * rules.dominance_k / 100
        or total - largest[:2].sum() < largest[0] * rules.dominance_p / 100
    )


def protect_money(contributions: pd.DataFrame, within: dict[str, str], rules: Settings) -> pd.DataFrame:
    """Amounts by cell, protected: a row a cell with amount (NaN where hidden), symbol and hidden_because.

    ``contributions``: area_code, area_type, time_period, breakdown, group_code, contributor, amount (pounds, not negative); a row a cell
    and contributor, totals too, as for ``protect_cohort``. A hidden amount cannot be told to within ``dominance_p`` per cent of its
    largest contributor from all other amounts shown. Amounts shown are exact. Raises ValueError for a negative amount.
    """
    if (contributions["amount"] < 0).any():
        raise ValueError("Amounts of money must not be negative to be protected.")
    cells = contributions.groupby(_CELL, sort=False)["amount"].agg(
        amount="sum", largest="max", dominated=lambda amounts: is_dominated(amounts.to_numpy(), rules)
    ).reset_index()  # fmt: skip
    periods = [_protected(rows.reset_index(drop=True), within, rules) for _, rows in cells.groupby("time_period", sort=False)]
    return pd.concat(periods, ignore_index=True)


def _protected(cells: pd.DataFrame, within: dict[str, str], rules: Settings) -> pd.DataFrame:
    """The cells of one period."""
    table = _table(cells, within, rules)
    hidden, wide = cells["dominated"].to_numpy(dtype=bool), pattern_of(table, rules).wide[: len(cells)]
    because = np.select([hidden, wide], [pd.Series(text, cells.index, dtype=object) for text in (DOMINATED, PROTECTS)], None)
    gone = hidden | wide
    return cells[_CELL].assign(amount=cells["amount"].where(~gone), symbol=np.where(gone, HIDDEN, None), hidden_because=because)


def _table(cells: pd.DataFrame, within: dict[str, str], rules: Settings) -> Table:
    """Amounts shown are known exactly; of a hidden one nothing is, and it must not be told closely."""
    amount, hidden = cells["amount"].to_numpy(dtype=float), cells["dominated"].to_numpy(dtype=bool)
    base = Base.of(cells, within, rules)
    sums = matrix_of(base.sums, amount)
    ceiling = 2 * float(amount.max(initial=0)) + 1
    need = np.where(hidden, cells["largest"].to_numpy(dtype=float) * rules.dominance_p / 100, 0)
    ends = {"low": np.where(hidden, 0, amount), "high": np.where(hidden, ceiling, amount), "hidden": hidden,
            "free": ~hidden & ~base.fixed, "need": need, "cost": cost_of(amount, hidden), "joint": base.joint}  # fmt: skip
    return of_amounts(sums, ends, ceiling)

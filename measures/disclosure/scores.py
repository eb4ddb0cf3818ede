"""Means of children's scores: a sum of scores over the number of children, protected by that number.

The mean is kept and its sum is that of the rounded number, so that nobody works the number back. Where the number is hidden or too
small to divide by, the sum is hidden too, and others with it until it cannot be told to within a few children's scores.
"""

import numpy as np
import pandas as pd

from measures.disclosure.cohort import protect_cohort
from measures.disclosure.counts import AUTHORITY_OR_ABOVE, known, to_nearest
from measures.disclosure.layers import Base
from measures.disclosure.remembered import pattern_of
from measures.disclosure.table import Table, cost_of, matrix_of, of_amounts
from measures.disclosure.words import HIDDEN, HIDDEN_BASE, PROTECTS, small_base
from settings import Settings


def protect_scores(rows: pd.DataFrame, within: dict[str, str], rules: Settings) -> pd.DataFrame:
    """``rows`` and what is returned are those of ``protect_cohort``; the numerator is a sum of scores, none negative, the denominator the
    children with a score. The denominators are hidden as in every other indicator of these children."""
    counted = protect_cohort(rows.assign(numerator=rows["denominator"], denominator=np.nan), within, rules)
    few = (rows["denominator"] < rules.minimum_denominator).to_numpy()
    hidden = counted["symbol"].notna().to_numpy()
    wide = np.zeros(len(rows), dtype=bool)
    for positions in rows.groupby("time_period", sort=False, dropna=False).indices.values():
        table = _table(rows.iloc[positions], hidden[positions] | few[positions], within, rules)
        wide[positions] = pattern_of(table, rules).wide[: len(positions)]
    exact = rows["area_type"].isin(AUTHORITY_OR_ABOVE).to_numpy()
    base = rows["denominator"].where(~hidden & ~few)
    base = base.where(exact, to_nearest(base, rules.round_to))
    because = np.select([hidden & ~few, hidden, few, wide],
                        [pd.Series(text, rows.index, dtype=object) for text in (counted["hidden_because"], HIDDEN_BASE, small_base(rules), PROTECTS)], None)  # fmt: skip
    sums = (rows["numerator"] / rows["denominator"] * base).mask(wide)
    stated = rows["symbol"].notna().to_numpy()
    shown = counted.assign(numerator=sums, denominator=base, denominator_taken=counted["numerator_taken"],
                           symbol=np.where(stated, rows["symbol"], np.where(pd.notna(because), HIDDEN, None)),
                           hidden_because=np.where(stated, counted["hidden_because"], because))  # fmt: skip
    return shown.assign(numerator_taken=_taken(shown))


def _table(rows: pd.DataFrame, hidden: np.ndarray, within: dict[str, str], rules: Settings) -> Table:
    """Sums of scores: shown ones lie between the mean times the least and the greatest number of children."""
    base, sums, number = Base.of(rows, within, rules), rows["numerator"].to_numpy(dtype=float), rows["denominator"].to_numpy(dtype=float)
    held = ~np.isnan(sums) & ~np.isnan(number)
    sums, number = np.where(held, sums, np.nan), np.nan_to_num(number)
    matrix = matrix_of(base.sums, sums)
    mean = np.divide(sums, number, out=np.zeros(len(sums)), where=held & (number > 0))
    ends = [mean * bound for bound in known(number, base.exact, rules)]
    ceiling = 2 * float(np.nanmax(sums, initial=0)) + 1
    hidden = hidden & held & (number > 0)
    low, high = np.where(hidden | ~held, 0, ends[0]), np.where(hidden | ~held, ceiling, ends[1])
    need = np.where(held, rules.protection_width * np.nansum(sums) / max(number.sum(), 1), 0)
    cells = {"low": low, "high": high, "hidden": hidden, "free": held & ~hidden & ~base.fixed, "need": need, "cost": cost_of(low, hidden),
             "joint": base.joint}  # fmt: skip
    return of_amounts(matrix, cells, ceiling)


def _taken(shown: pd.DataFrame) -> pd.Series:
    """Hidden sums are taken for the mean of the nearest larger area that shows one."""
    keys = ["time_period", "breakdown", "group_code"]
    means = (shown["numerator"] / shown["denominator"]).set_axis(pd.MultiIndex.from_frame(shown[["area_code", *keys]]))
    larger = dict(zip(shown["area_code"], shown["larger_area"], strict=True))
    found, area = pd.Series(means.to_numpy(), shown.index), shown["larger_area"]
    while found.isna().any() and area.notna().any():
        found = found.fillna(
            pd.Series(means.reindex(pd.MultiIndex.from_frame(shown.assign(area=area)[["area", *keys]])).to_numpy(), shown.index)
        )
        area = area.map(larger)
    return shown["numerator"].fillna(found * shown["denominator_taken"])

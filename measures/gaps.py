"""Differences between areas, with their intervals. Made from published tables only."""

import numpy as np
import pandas as pd

from measures.statistics import byar, wilson
from measures.table import MeasureTable

COLUMNS = ["gap", "lower", "upper"]


def gaps(table: MeasureTable, against: str) -> pd.DataFrame:
    """By area code: gap, lower, upper; each area's figure less that of the row whose area_type is ``against``.

    NaN for that row itself, where a figure is not held, and the limits where the indicator has no interval.
    """
    rest = (table.frame["area_type"] == against).to_numpy()
    if not rest.any():
        return pd.DataFrame(np.nan, index=table.frame["area_code"].rename("area_code"), columns=COLUMNS)
    return differences(table, int(np.flatnonzero(rest)[0]))


def differences(table: MeasureTable, at: int = 0) -> pd.DataFrame:
    """By area code: gap, lower, upper; each row's figure less that of row ``at``, in the indicator's own unit.

    The interval joins those of both figures (Newcombe 1998, method 10, for shares; for rates the same way of joining, Zou and Donner 2008).
    Counts are never compared: places differ in size. Areas of which one holds the other are more alike than the interval allows for, so
    it errs on the side of no difference.
    """
    each = limits(table)
    gap, lower, upper = joined(each, tuple(part[at] for part in each))
    found = pd.DataFrame({"gap": gap, "lower": lower, "upper": upper}, index=pd.Index(table.frame["area_code"], name="area_code"))
    found.iloc[at] = np.nan
    return found


def joined(one: tuple, other: tuple) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Difference, lower and upper limit of ``one`` less ``other``, each figure, lower and upper limit."""
    (figure, low, high), (against, against_low, against_high) = one, other
    gap = figure - against
    return gap, gap - np.hypot(figure - low, against_high - against), gap + np.hypot(high - figure, against - against_low)


def moved(now: pd.Series, before: pd.Series) -> pd.Series:
    """How a gap has changed: gap, lower, upper of ``now`` less ``before`` (each with these three), joined in the same way."""
    found = joined(tuple(now[name] for name in COLUMNS), tuple(before[name] for name in COLUMNS))
    return pd.Series(dict(zip(COLUMNS, found, strict=True)))


def is_clear(found: pd.Series | dict, of: str = "") -> bool:
    """Whether the interval that ``found`` holds under lower and upper, with ``of`` before these names, is known and leaves out 0."""
    return bool(found[f"{of}lower"] > 0 or found[f"{of}upper"] < 0)


def limits(table: MeasureTable) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Figure, lower and upper limit of each row, unrounded where the counts are published too."""
    frame, wanted = table.frame, table.indicator
    if wanted.kind == "count":
        nothing = np.full(len(frame), np.nan)
        return nothing, nothing, nothing
    stated = tuple(frame[name].to_numpy(dtype=float) for name in ("value", "lower", "upper"))
    if wanted.interval == "none":
        return stated
    n, d = frame["numerator"].to_numpy(dtype=float), frame["denominator"].to_numpy(dtype=float)
    known = (d > 0) & ~np.isnan(n)
    base = np.where(known, d, np.nan)
    bounds = wilson(n, d) if wanted.interval == "wilson" else tuple(limit / base for limit in byar(np.where(known, n, 0)))
    exact = tuple(part * wanted.multiplier for part in (n / base, *bounds))
    return tuple(np.where(known, part, given) for part, given in zip(exact, stated, strict=True))

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
    figure, low, high = _limits(table)
    gap = figure - figure[at]
    lower = gap - np.hypot(figure - low, high[at] - figure[at])
    upper = gap + np.hypot(high - figure, figure[at] - low[at])
    found = pd.DataFrame({"gap": gap, "lower": lower, "upper": upper}, index=pd.Index(table.frame["area_code"], name="area_code"))
    found.iloc[at] = np.nan
    return found


def moved(now: pd.Series, before: pd.Series) -> pd.Series:
    """How a gap has changed: gap, lower, upper of ``now`` less ``before`` (each with these three), joined in the same way."""
    change = now["gap"] - before["gap"]
    lower = change - np.hypot(now["gap"] - now["lower"], before["upper"] - before["gap"])
    upper = change + np.hypot(now["upper"] - now["gap"], before["gap"] - before["lower"])
    return pd.Series({"gap": change, "lower": lower, "upper": upper})


def is_clear(found: pd.Series | dict, of: str = "") -> bool:
    """Whether the interval that ``found`` holds under lower and upper, with ``of`` before these names, is known and leaves out 0."""
    return bool(found[f"{of}lower"] > 0 or found[f"{of}upper"] < 0)


def _limits(table: MeasureTable) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
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
    limits = wilson(n, d) if wanted.interval == "wilson" else tuple(limit / base for limit in byar(np.where(known, n, 0)))
    exact = tuple(part * wanted.multiplier for part in (n / base, *limits))
    return tuple(np.where(known, part, given) for part, given in zip(exact, stated, strict=True))

"""From protected counts to values and intervals: the only place where anything is divided."""

import numpy as np
import pandas as pd

from measures.catalogue import Indicator
from measures.nature import nature_of
from measures.statistics import byar, round_half_up, wilson


def measured(counts: pd.DataFrame, wanted: Indicator) -> pd.DataFrame:
    """``counts`` with value, lower and upper, not yet rounded; NaN where a symbol stands. Columns are those of a query;
    ``published`` is the publisher's own figure: the query hands it out where it stands for what the counts would give."""
    numerator = counts["numerator"].to_numpy(dtype=float)
    if wanted.kind == "count":
        return _with_values(counts.assign(denominator=np.nan), numerator, _count_limits(numerator, wanted), wanted)
    denominator = counts["denominator"].to_numpy(dtype=float)
    published = _published(counts)
    known = denominator > 0
    said = known | ~np.isnan(published) | counts["symbol"].notna()
    counts = counts.assign(
        nature=nature_of(counts, wanted),
        symbol=counts["symbol"].where(said, "x"),
        hidden_because=counts["hidden_because"].where(said | counts["hidden_because"].notna(), "no denominator is held"),
    )
    share = np.divide(numerator, denominator, out=np.full(len(counts), np.nan), where=known) * wanted.multiplier
    limits = _limits(numerator, denominator, wanted)
    return _with_values(counts, np.where(np.isnan(published), share, published), tuple(x * wanted.multiplier for x in limits), wanted)


def _published(counts: pd.DataFrame) -> np.ndarray:
    """The publisher's own figures; none where the count behind one is hidden."""
    if "published" not in counts:
        return np.full(len(counts), np.nan)
    return counts["published"].where(counts["symbol"].isna()).to_numpy(dtype=float)


def _limits(numerator: np.ndarray, denominator: np.ndarray, wanted: Indicator) -> tuple[np.ndarray, np.ndarray]:
    if wanted.interval == "none":
        return np.full(len(numerator), np.nan), np.full(len(numerator), np.nan)
    return wilson(numerator, denominator) if wanted.interval == "wilson" else _rate_limits(numerator, denominator)


def _count_limits(count: np.ndarray, wanted: Indicator) -> tuple[np.ndarray, np.ndarray]:
    if wanted.interval == "none":
        return np.full(len(count), np.nan), np.full(len(count), np.nan)
    return byar(count)


def _rate_limits(numerator: np.ndarray, denominator: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    low, high = byar(numerator)
    n = np.where(denominator > 0, denominator, np.nan)
    return low / n, high / n


def _with_values(counts: pd.DataFrame, value: np.ndarray, limits: tuple, wanted: Indicator) -> pd.DataFrame:
    return counts.assign(value=value, lower=limits[0], upper=limits[1]).rename(columns={"group_code": "group"})


def rounded(rows: pd.DataFrame, wanted: Indicator) -> pd.DataFrame:
    """Figures as they are shown: value and comparator to the indicator's decimals, limits of a count to one.

    Comes last, so that verdicts rest on unrounded limits.
    """
    limits = 1 if wanted.kind == "count" else wanted.decimals
    decimals = {"value": wanted.decimals, "comparator_value": wanted.decimals, "lower": limits, "upper": limits}
    return rows.assign(**{name: round_half_up(rows[name].to_numpy(dtype=float), places) for name, places in decimals.items()})

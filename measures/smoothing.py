"""Rates of small areas drawn towards the rate of all of them, by as much as chance alone could have moved each."""

from dataclasses import replace

import numpy as np
import pandas as pd

from measures.table import MeasureTable

NOTE = (
    "Smoothed (empirical Bayes, Marshall 1991): the fewer people a share rests on, the nearer it is drawn to that of all areas together. "
    "For maps only; the figure of an area is the one as counted."
)


def empirical_bayes(events: np.ndarray, at_risk: np.ndarray) -> np.ndarray:
    """Global empirical Bayes estimates of rates, as fractions; NaN where either number is unknown or nobody is at risk.

    Marshall (1991), Mapping disease and mortality rates using empirical Bayes estimators, Applied Statistics 40(2): with rates r = O / n,
    m = sum O / sum n and s2 = sum n (r - m)^2 / sum n, the variance between areas is A = s2 - m / mean(n), not below 0, and the estimate
    m + (r - m) A / (A + m / n).
    """
    known = (at_risk > 0) & ~np.isnan(events)
    found = np.full(len(events), np.nan)
    if not known.any():
        return found
    o, n = events[known], at_risk[known]
    rate, overall = o / n, o.sum() / n.sum()
    between = max((n * (rate - overall) ** 2).sum() / n.sum() - overall / n.mean(), 0.0)
    within = overall / n
    found[known] = overall if between == 0 else overall + (rate - overall) * between / (between + within)
    return found


def smoothed(table: MeasureTable, among: MeasureTable) -> MeasureTable:
    """``table`` (shares) with its values smoothed among all areas of ``among``, without intervals and verdicts, and saying so."""
    counts = among.frame.set_index("area_code")[["numerator", "denominator"]].astype(float)
    estimates = pd.Series(empirical_bayes(counts["numerator"].to_numpy(), counts["denominator"].to_numpy()), index=counts.index)
    wanted = table.indicator
    values = (table.frame["area_code"].map(estimates) * wanted.multiplier).round(wanted.decimals)
    symbol = table.frame["symbol"].where(values.isna() | table.frame["symbol"].notna(), None)
    frame = table.frame.assign(value=values, lower=np.nan, upper=np.nan, comparator="", comparator_value=np.nan, verdict="",
                               symbol=symbol.where(values.notna() | symbol.notna(), "x"))  # fmt: skip
    named = replace(wanted, indicator_id=f"{wanted.indicator_id}_smoothed", title=f"{wanted.title}, smoothed", interval="none")
    return replace(table, indicator=named, frame=frame, notes=(NOTE, *table.notes))

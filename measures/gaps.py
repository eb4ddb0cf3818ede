"""The gap between areas and one of them, in percentage points, with its interval. Made from published tables only."""

import numpy as np
import pandas as pd

from measures.statistics import wilson
from measures.table import MeasureTable


def gaps(table: MeasureTable, against: str) -> pd.DataFrame:
    """By area code: gap, lower, upper; each area's share less that of the row whose area_type is ``against``.

    The interval joins the two Wilson intervals (Newcombe 1998, method 10). NaN for that row itself and where a share is not held.
    """
    frame = table.frame.set_index("area_code")
    n, d = frame["numerator"].to_numpy(dtype=float), frame["denominator"].to_numpy(dtype=float)
    p = np.divide(n, d, out=np.full(len(n), np.nan), where=d > 0)
    low, high = wilson(n, d)
    rest = (frame["area_type"] == against).to_numpy()
    if not rest.any():
        return pd.DataFrame(np.nan, index=frame.index, columns=["gap", "lower", "upper"])
    at = int(np.flatnonzero(rest)[0])
    gap = p - p[at]
    lower = gap - np.sqrt((p - low) ** 2 + (high[at] - p[at]) ** 2)
    upper = gap + np.sqrt((high - p) ** 2 + (p[at] - low[at]) ** 2)
    found = pd.DataFrame({"gap": gap, "lower": lower, "upper": upper}, index=frame.index) * 100
    found.loc[rest] = np.nan
    return found

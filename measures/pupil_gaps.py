"""How far a group is behind another in each area of a published table: comparison group less group, in the indicator's own unit."""

import numpy as np
import pandas as pd

from measures.gaps import COLUMNS, differences
from measures.table import MeasureTable


def gaps_by_area(table: MeasureTable, group: str, comparison: str) -> pd.DataFrame:
    """By area code: gap, lower, upper. NaN where the figure of either group is hidden, missing or not applicable.

    The two intervals are joined as ``measures.gaps.differences`` joins those of two areas. One period must have been asked for.
    """
    rows = table.frame
    found = {}
    for code, area in rows.groupby("area_code", sort=False):
        pair = pd.concat([area[area["group"] == group], area[area["group"] == comparison]])
        complete = list(pair["group"]) == [group, comparison] and pair["value"].notna().all()
        found[code] = differences(table.of_rows(pair)).iloc[1] if complete else pd.Series(np.nan, index=COLUMNS)
    return pd.DataFrame(found, index=COLUMNS).T.rename_axis("area_code")

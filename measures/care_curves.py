"""How many children are placed further away, have been in care longer, or moved more often than so much: curves made of protected counts."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from measures.table import MeasureTable


@dataclass(frozen=True)
class Scale:
    """The upper ends of the groups of a breakdown, in order, without the last, which has none, and the unit they are in."""

    breakdown: str
    ends: dict[str, float]
    unit: str
    more: str


SCALES = {
    scale.breakdown: scale
    for scale in (
        Scale("how_far", {"UpTo5": 5, "UpTo10": 10, "UpTo20": 20, "UpTo50": 50, "UpTo100": 100}, "miles from home", "further than"),
        Scale("how_long", {"Under6": 0.5, "Under12": 1, "Under24": 2, "Under60": 5}, "years in care", "at least"),
        Scale("how_many", {"One": 1, "Two": 2, "Three": 3}, "placements in the year", "more than"),
    )
}


def curve(table: MeasureTable, total: float) -> MeasureTable:
    """From counts by group (one area and period; ``total`` children in all) the shares beyond each end of ``SCALES``: ``end`` and ``value`` in %, the first row 100 at 0.

    Children of whom it is not known are left out. A share whose two sides both have a hidden figure is hidden too.
    """
    scale = SCALES[table.selection.breakdown]
    counts = table.frame.set_index("group")["value"]
    unknown = float(counts.get("Unknown", 0.0))
    known = total - unknown  # not a number where the unknown are hidden: then every share is
    rows = [_share(counts, list(scale.ends)[: number + 1], end, known) for number, end in enumerate(scale.ends.values())]
    frame = pd.DataFrame([{"end": 0.0, "value": 100.0, "symbol": None}, *rows])
    shown = replace(table.indicator, kind="share", unit="% of children of whom it is known", decimals=0)
    note = "" if not unknown else "Children of whom it is not known are left out."
    first = table.frame.iloc[[0] * len(frame)].drop(columns=["value", "symbol", "group", "group_name"]).reset_index(drop=True)
    named = [f"{scale.more} {end:g} {scale.unit}" for end in frame["end"]]
    return replace(table, indicator=shown, frame=first.assign(**frame, group=frame["end"].astype(str), group_name=named,
                   numerator=np.nan, denominator=np.nan, lower=np.nan, upper=np.nan), notes=tuple(filter(None, (*table.notes, note))))  # fmt: skip


def _share(counts: pd.Series, below: list[str], end: float, known: float) -> dict:
    above = [code for code in counts.index if code not in (*below, "Unknown")]
    up_to, beyond = counts.reindex(below).sum(skipna=False), counts.reindex(above).sum(skipna=False)
    value = 100 * (beyond if np.isfinite(beyond) else known - up_to) / known if known else np.nan
    return {"end": float(end), "value": value, "symbol": None if np.isfinite(value) else "c" if known else "x"}


def middle(shares: MeasureTable) -> tuple[float, float, float] | None:
    """The quarter, half and three quarters of the children that are within so much, read off a curve between its points; None where a point
    is hidden or they lie beyond its last end."""
    held = shares.frame[["end", "value"]]
    if held["value"].isna().any() or held["value"].iloc[-1] > 25:
        return None
    found = [float(np.interp(-share, -held["value"], held["end"])) for share in (75, 50, 25)]
    return found[0], found[1], found[2]

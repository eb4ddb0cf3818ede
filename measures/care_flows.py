"""From where to where children are placed: lines between a ward, or the rest of the authority, and the authority of the placement.

Every line is a figure that ``publish`` has shown, or what such figures leave of another, and stands for more children than are ever hidden.
"""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from pyproj import Transformer

from measures.care import authority_points
from measures.care_destinations import ELSEWHERE
from measures.held import version
from measures.table import MeasureTable
from settings import settings

_TO_DEGREES = Transformer.from_crs(27700, 4326, always_xy=True)


@dataclass(frozen=True)
class Flow:
    """Children of one place (``ward`` empty: of several wards together) placed in one authority."""

    ward: str
    place: str
    destination: str
    destination_name: str
    children: int


def flows(whole: MeasureTable, by_ward: MeasureTable) -> list[Flow]:
    """Flows out of an authority from its tables by destination, of the whole and by ward; the largest first. Those within it, to where
    nobody knows, and to places told together, are none."""
    authority = whole.selection.authority
    out = {
        row["group"]: row
        for row in whole.frame.to_dict("records")
        if row["group"] not in (authority, "Unknown", ELSEWHERE) and pd.notna(row["value"]) and row["value"] > settings().suppress_to
    }
    shown = by_ward.frame[by_ward.frame["group"].isin(out) & (by_ward.frame["value"] > settings().suppress_to)]
    single = [
        Flow(row["area_code"], row["area_name"], row["group"], out[row["group"]]["group_name"], int(row["value"]))
        for row in shown.to_dict("records")
    ]
    taken = shown.groupby("group")["value"].sum()
    rest = [
        Flow("", f"the rest of {whole.area_name}" if code in taken.index else whole.area_name, code, row["group_name"], int(row["value"] - taken.get(code, 0)))
        for code, row in out.items()
        if row["value"] - taken.get(code, 0) > settings().suppress_to
    ]  # fmt: skip
    return sorted([*single, *rest], key=lambda flow: -flow.children)


@lru_cache(maxsize=4)
def _degrees(in_version: str) -> dict[str, tuple[float, float]]:
    points = authority_points()
    east, north = _TO_DEGREES.transform(points["easting"].to_numpy(), points["northing"].to_numpy())
    return dict(zip(points.index, zip(east, north, strict=True), strict=True))


def middle_of(authority: str) -> tuple[float, float]:
    """Longitude and latitude of the middle of an authority's postcodes."""
    return _degrees(version())[authority]

"""Children placed far from home whose home is near a ward in which there could be more places.

How many of them come from around a ward is put together from a fixed table of homes by ward, protected as a whole (docs/decisions/0028); where too
few come from single wards for that, they are taken to come from where the authority's children live, by open statistics.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from measures.care_returns import name_of
from measures.care_sets import KNOWN
from measures.care_types import FAR, far_by_ward
from measures.disclosure import to_nearest, together
from measures.errors import CannotAnswer
from measures.held import version
from measures.publish import publish
from measures.selection import Selection
from settings import settings
from warehouse import query

MILES = 20
IN_TYPE = {"Foster": "placed with foster carers", "ChildrensHome": "in children's homes"}
_CHILDREN = "population_0_17"
_EARTH_MILES = 3958.8


@dataclass(frozen=True)
class Candidates:
    """Children of a type placed far from home who could be nearer; ``is_shared_out``: by where children live, not by where these are from."""

    children: int
    is_shared_out: bool = False


def known_count(rows: pd.DataFrame, of: str, breakdown: str = "Total", group: str = "Total") -> int:
    """A count of the fixed table (rows by set, breakdown and group); CannotAnswer where it is hidden."""
    value = rows.at[(of, breakdown, group), "numerator"]
    if math.isnan(value):
        raise CannotAnswer(
            "No answer: it would rest on a number of children that is hidden, because it is small or would give a small one away."
        )
    return int(value)


def candidates(authority: str, year: int, place_type: str, ward: str, rows: pd.DataFrame) -> Candidates:
    """Children of the type more than 20 miles from home, from ``rows`` of the fixed table of the authority; with a ward those whose home is
    near it. Raises CannotAnswer where that is hidden or nobody is."""
    if known_count(rows, KNOWN[FAR]) == 0:
        raise CannotAnswer("No answer: of no child it is known how far from home the placement is.")
    everywhere = known_count(rows, FAR, "placement_type", place_type)
    found = Candidates(everywhere)
    if everywhere and ward:
        points = ward_points(authority)
        if ward not in points.index:
            raise CannotAnswer(f"There is no ward {ward} with an outline in {name_of(authority)}.")
        near = points.index[miles_from(points, ward) <= MILES]
        found = _counted(authority, year, place_type, near, everywhere) or _shared_out(authority, near, everywhere)
    if not found.children:
        raise CannotAnswer(f"Nobody could be nearer: no child {IN_TYPE[place_type]} from there is more than {MILES} miles from home.")
    return found


def _counted(authority: str, year: int, place_type: str, near: pd.Index, most: int) -> Candidates | None:
    """Put together from the protected table; None where that is hidden."""
    base = far_by_ward(authority, year)
    found = together(base, {"near": [code for code in near if code in set(base["area_code"])]}, settings())
    count = found.loc[found["group_code"] == place_type, "numerator"]
    return None if count.isna().all() else Candidates(min(int(count.iloc[0]), most))


def _shared_out(authority: str, near: pd.Index, everywhere: int) -> Candidates:
    """The authority's children of the type by the share of all children that lives near."""
    rows = publish(_CHILDREN, Selection(authority, by="ward")).frame.set_index("area_code")["value"]
    if rows.isna().all():
        raise CannotAnswer(
            "No answer: how many of the children far from home come from there is hidden, and where children live is not held."
        )
    share = rows[rows.index.isin(near)].sum() / rows.sum()
    return Candidates(int(to_nearest(np.array([everywhere * share]), settings().round_to)[0]), is_shared_out=True)


@lru_cache(maxsize=64)
def _points(authority: str, in_version: str) -> pd.DataFrame:
    return query("lookups/ward_points", authority_code=authority).set_index("ward_code")


def ward_points(authority: str) -> pd.DataFrame:
    """Wards of an authority in which a home could be, by code: ward_name, label_longitude, label_latitude. Not to be changed."""
    return _points(authority, version())


def miles_from(points: pd.DataFrame, ward: str) -> np.ndarray:
    """Great-circle miles of the points of wards from one of them (haversine)."""
    centre = points.loc[ward]
    east, north = (np.radians(points[name].to_numpy() - centre[name]) for name in ("label_longitude", "label_latitude"))
    across = np.cos(np.radians(points["label_latitude"].to_numpy())) * np.cos(np.radians(centre["label_latitude"]))
    return 2 * _EARTH_MILES * np.arcsin(np.sqrt(np.sin(north / 2) ** 2 + across * np.sin(east / 2) ** 2))

"""Twenty miles around an authority: the ring, and which authorities whose outlines are held lie in it or touch it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from measures.errors import CannotAnswer
from measures.held import authorities_of_england, larger_areas, version
from measures.words import listed
from warehouse import query

MILES, METRES_A_MILE = 20, 1609.344
_PIXELS_ACROSS = 2_000  # a line may move by one pixel of a map this wide
_DECIMALS = 5  # about a metre


@dataclass(frozen=True, eq=False)
class Ring:
    """The outline of an authority, ``miles`` around it, and the authorities that lie there in whole or in part.

    ``areas``: a row an outline, in order of code, the authority's own too: area_code, area_name, counted_code, counted_name (the county
    that answers for a district, else the area itself), outline (WGS84), longitude and latitude of a point inside. ``ring`` and ``own`` are WGS84;
    ``box`` is west, south, east, north of the ring in degrees. ``lacking``: names of authorities in the same region without an outline.
    ``is_exact`` is false where an outline is joined from LSOAs.
    """

    authority: str
    name: str
    areas: pd.DataFrame
    own: shapely.Geometry
    ring: shapely.Geometry
    box: tuple[float, float, float, float]
    lacking: tuple[str, ...]
    is_exact: bool


def ring_around(authority: str) -> Ring:
    """The ring, worked out once a version. CannotAnswer where no outline of the authority is held."""
    return _ring(authority, version())


@lru_cache(maxsize=1)
def _outlines(in_version: str) -> pd.DataFrame:
    """A row a place with an outline: area_code, area_name, county_code, county_name, method, and shape in metres of the National Grid."""
    parts = query("lookups/authority_outlines")
    to_metres = Transformer.from_crs(4326, 27700, always_xy=True)
    shapes = shapely.from_wkb(list(map(bytes, parts["outline"])))
    parts["shape"] = shapely.transform(shapes, to_metres.transform, interleaved=False) if len(parts) else []
    kept = ["area_code", "area_name", "county_code", "county_name"]
    groups = parts.groupby("area_code", as_index=False)
    return groups.agg(**{name: (name, "first") for name in kept[1:]}, method=("method", "max"),
                      shape=("shape", lambda held: shapely.union_all(held.to_numpy())))  # fmt: skip


@lru_cache(maxsize=64)
def _ring(authority: str, in_version: str) -> Ring:
    held, name = _outlines(in_version), larger_areas().at[authority, "area_name"]
    own = held.loc[held["area_code"] == authority, "shape"]
    if own.empty:
        raise CannotAnswer(
            f"No outline of {name} is held, so {MILES} miles around it cannot be drawn. Load ONS boundaries of its wards, or of counties "
            "and unitary authorities, on the Data page."
        )
    ring = shapely.buffer(own.iloc[0], MILES * METRES_A_MILE, quad_segs=32)
    near = _near(held, authority, ring)
    west, _, east, _ = ring.bounds
    drawn = shapely.coverage_simplify(near["shape"].to_numpy(), (east - west) / _PIXELS_ACROSS)
    outlines = _degrees(drawn)
    points = shapely.point_on_surface(outlines)
    areas = near.assign(outline=outlines, longitude=shapely.get_x(points).round(4), latitude=shapely.get_y(points).round(4))
    round_it = _degrees(shapely.simplify(ring, (east - west) / _PIXELS_ACROSS))
    return Ring(authority, name, areas.drop(columns="shape"), areas.loc[areas["area_code"] == authority, "outline"].iloc[0], round_it,
                round_it.bounds, _without_outline(authority, held), bool((near["method"] == "published").all()))  # fmt: skip


def _near(held: pd.DataFrame, authority: str, ring: shapely.Geometry) -> pd.DataFrame:
    """The places that the ring meets. A district is left out where its county is drawn, a county where it holds the authority itself."""
    near = held[shapely.intersects(held["shape"].to_numpy(), ring)]
    county = near.loc[near["area_code"] == authority, "county_code"].iloc[0]
    near = near[(near["area_code"] != county) & (~near["county_code"].isin(near["area_code"]) | (near["county_code"] == county))]
    answers = near["county_code"].fillna(near["area_code"])
    names = near["county_name"].fillna(near["area_name"])
    return near.assign(counted_code=answers, counted_name=names).drop(columns=["county_code", "county_name"]).reset_index(drop=True)


def _degrees(shapes: np.ndarray | shapely.Geometry) -> np.ndarray | shapely.Geometry:
    to_degrees = Transformer.from_crs(27700, 4326, always_xy=True)
    return shapely.set_precision(shapely.transform(shapes, to_degrees.transform, interleaved=False), 10.0**-_DECIMALS)


def _without_outline(authority: str, held: pd.DataFrame) -> tuple[str, ...]:
    """Names of the authorities of England in the same region that have no outline."""
    england = authorities_of_england()["area_name"]
    missing = england[~england.index.isin({*held["area_code"], authority})]
    regions = query("lookups/regions_of_areas", areas=[authority, *missing.index]).set_index("area_code")["region_code"]
    same = regions[regions == regions.get(authority)].index
    return tuple(sorted(missing[missing.index.isin(same)]))


def ring_words(found: Ring) -> str:
    """What is drawn and what cannot be: a place whose outline is not held may lie within the ring all the same."""
    others = found.areas.loc[found.areas["area_code"] != found.authority, "area_name"]
    lie = "lies" if len(others) == 1 else "lie"
    whose = f"{listed(list(others))} {lie}" if len(others) else "No other place whose outline is held lies"
    drawn = f"{whose} wholly or partly within {MILES} miles."
    lacking = f" Of the same region these are not held: {listed(found.lacking)}." if found.lacking else ""
    return (
        f"{drawn} Only outlines that are held can be drawn; places without one may lie within {MILES} miles too.{lacking} "
        "To see them load ONS boundaries of counties and unitary authorities on the Data page."
    )

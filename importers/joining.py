"""Derived geometry: wards joined from LSOAs where no outline is published, and layers ready for a screen."""

import hashlib
import json
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from warehouse.build import Version

# A line may move by one pixel of a map of the whole authority this many pixels across.
_PIXELS_ACROSS = 2_000
_DECIMALS = (5, 6, 7)  # about a metre; finer where a narrow place would close on itself


def join_wards(version: Version) -> None:
    """Add to ``boundary`` the wards that have LSOAs by a best-fit lookup but no published outline of that year."""
    parts = version.run("lookups/lsoas_of_wards_without_outline")
    if parts.empty:
        return
    parts["geometry"] = shapely.from_wkb(list(map(bytes, parts["outline"])))
    # Two lookups may speak of the same ward and year; the ward is still one.
    groups = parts.groupby(["ward_code", "lookup_year"], as_index=False)
    joined = groups.agg(geometry=("geometry", lambda outlines: shapely.union_all(outlines.to_numpy())), source_id=("source_id", "max"))
    points = shapely.point_on_surface(joined["geometry"].to_numpy())
    version.insert("boundary", pd.DataFrame({
        "area_code": joined["ward_code"], "boundary_year": joined["lookup_year"],
        "outline": shapely.to_wkb(joined["geometry"].to_numpy()),
        "label_longitude": shapely.get_x(points).round(6), "label_latitude": shapely.get_y(points).round(6),
        "method": "joined from LSOAs", "was_mended": False, "source_id": joined["source_id"],
    }))  # fmt: skip


def draw_layers(version: Version) -> None:
    """Fill ``outline_layer``: the current wards and the LSOAs of each authority, simplified together and rounded."""
    kinds = {
        "ward": version.run("lookups/current_ward_outlines"),
        "lsoa": version.run("lookups/lsoa_outlines", authority_codes=None),
    }
    for kind, outlines in kinds.items():
        for (authority, year), areas in outlines.groupby(["authority_code", "boundary_year"]):
            version.insert("outline_layer", pd.DataFrame([_layer(kind, authority, int(year), areas)]))


def simplified(outlines: list[bytes]) -> list[shapely.Geometry]:
    """Outlines (WKB, degrees) simplified so that neighbours keep meeting, rounded, degrees, in the same order."""
    grid = gpd.GeoSeries(shapely.from_wkb(list(map(bytes, outlines))), crs=4326).to_crs(27700)
    west, south, east, north = grid.total_bounds
    simple = shapely.coverage_simplify(grid.to_numpy(), max(east - west, north - south) / _PIXELS_ACROSS)
    return _rounded(gpd.GeoSeries(simple, crs=27700).to_crs(4326).to_numpy())


def _rounded(shapes: np.ndarray) -> list[shapely.Geometry]:
    """Shapes rounded to as few decimals as leave all of them valid; one number for all, so that neighbours keep meeting."""
    for decimals in _DECIMALS:
        rounded = shapely.transform(shapes, partial(np.round, decimals=decimals))
        if shapely.is_valid(rounded).all():
            break
    return list(rounded)


def _layer(area_type: str, authority: str, year: int, areas: pd.DataFrame) -> dict:
    areas = areas.sort_values("area_code")
    shapes = simplified(areas["outline"])
    features = [
        {"type": "Feature", "properties": {"i": i, "code": code, "name": name}, "geometry": shapely.geometry.mapping(shape)}
        for i, (code, name, shape) in enumerate(zip(areas["area_code"], areas["area_name"], shapes, strict=True))
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"), ensure_ascii=False)
    west, south, east, north = shapely.total_bounds(shapes)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    methods = set(areas["method"])
    return {
        "layer_id": f"{area_type}-{authority}-{year}-{digest}", "authority_code": authority, "area_type": area_type,
        "boundary_year": year, "method": "published" if methods == {"published"} else "joined from LSOAs",
        "west": west, "south": south, "east": east, "north": north, "geojson": text,
    }  # fmt: skip

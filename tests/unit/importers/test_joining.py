"""Outlines made ready for a screen: simplified together, without gaps or overlaps."""

import json
from itertools import pairwise

import duckdb
import numpy as np
import pytest
import shapely

from importers.joining import simplified
from importers.load import load
from tests.small import AUTHORITY, WARDS, square, wards_file
from warehouse.versions import read_pointer

ROUNDING = 1e-5  # degrees, about a metre


def wavy(west: float, east: float, seed: int) -> np.ndarray:
    """A border of many small bends from south to north."""
    north = np.linspace(50.7, 50.8, 400)
    return np.column_stack([np.interp(north, [50.7, 50.8], [west, east]) + 3e-5 * np.sin(north * 4_000 + seed), north])


def neighbours() -> list[shapely.Polygon]:
    """Three areas side by side; each pair shares a border of 400 points."""
    borders = [wavy(-2.5 + 0.05 * n, -2.49 + 0.05 * n, n) for n in range(4)]
    return [shapely.Polygon(np.vstack([left, right[::-1]])) for left, right in pairwise(borders)]


def test_neighbours_keep_meeting():
    areas = neighbours()
    shapes = simplified([shapely.to_wkb(area) for area in areas])
    assert sum(map(shapely.get_num_coordinates, shapes)) < 0.8 * sum(map(shapely.get_num_coordinates, areas))
    assert shapely.coverage_is_valid(shapes)
    together = shapely.union_all(shapes)
    assert together.geom_type == "Polygon" and not together.interiors
    assert together.area == pytest.approx(sum(shape.area for shape in shapes), rel=1e-9)
    for before, after in zip(areas, shapes, strict=True):
        assert after.area == pytest.approx(before.area, rel=0.01)


def test_coordinates_are_rounded_and_flat():
    (shape,) = simplified([shapely.to_wkb(shapely.force_3d(square(0), 7))])
    points = shapely.get_coordinates(shape, include_z=True)
    assert np.isnan(points[:, 2]).all() and np.array_equal(points[:, :2], points[:, :2].round(5))
    assert shapely.hausdorff_distance(shape, square(0)) < 2 * ROUNDING


def rows(home, statement: str) -> list[tuple]:
    with duckdb.connect(str(home / read_pointer(home).place), read_only=True) as place:
        return place.execute(statement).fetchall()


def test_wards_are_joined_from_lsoas_until_an_outline_is_published(own_home, tmp_path):
    drawn = "select area_code, boundary_year, method, outline from boundary where area_code like 'E05%' order by all"
    joined = rows(own_home, drawn)
    assert [row[:3] for row in joined] == [(code, 2023, "joined from LSOAs") for code, _ in WARDS]
    assert [shapely.from_wkb(row[3]).equals(square(place, 4)) for row, place in zip(joined, (0, 4), strict=True)] == [True, True]
    (tmp_path / "wards.geojson").write_bytes(wards_file(year=23))
    load([tmp_path / "wards.geojson"], own_home)
    assert [row[:3] for row in rows(own_home, drawn)] == [(code, 2023, "published") for code, _ in WARDS]


def test_the_layer_of_an_authority(own_home):
    ((name, authority, kind, year, method, *box, text),) = rows(own_home, "from outline_layer")
    assert (authority, kind, year, method) == (AUTHORITY[0], "ward", 2023, "joined from LSOAs")
    assert name.startswith(f"ward-{AUTHORITY[0]}-2023-")
    assert box == pytest.approx([-2.5, 50.7, -2.34, 50.72], abs=ROUNDING)
    features = json.loads(text)["features"]
    assert [f["properties"] for f in features] == [{"i": i, "code": code, "name": name} for i, (code, name) in enumerate(WARDS)]

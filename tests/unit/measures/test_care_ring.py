"""Twenty miles around an authority: how far the ring lies from it, and who lies within."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from measures.care_ring import Ring, _near, ring_around, ring_words
from measures.errors import CannotAnswer
from tests.care_place_files import BCP, DORSET, PORTSMOUTH, SIDE, SOUTH, WEST

pytestmark = pytest.mark.xdist_group("care_places")
TWENTY_MILES = 20 * 1609.344


@pytest.fixture
def ring(care_places, use_home) -> Ring:
    use_home(care_places)
    return ring_around(DORSET[0])


def in_metres(shape: shapely.Geometry) -> shapely.Geometry:
    return gpd.GeoSeries([shape], crs=4326).to_crs(27700).iloc[0]


def test_every_point_of_the_ring_lies_twenty_miles_from_the_square(ring):
    x, y = np.array(in_metres(ring.ring).exterior.coords).T
    beside = np.maximum.reduce([WEST - x, x - WEST - SIDE, np.zeros_like(x)])  # a distance to a square needs no library
    above = np.maximum.reduce([SOUTH - y, y - SOUTH - SIDE, np.zeros_like(y)])
    assert len(x) > 20 and np.abs(np.hypot(beside, above) - TWENTY_MILES).max() < 60  # simplified by half a pixel of the map


def test_who_lies_within_and_who_just_beyond(ring):
    assert ring.areas["area_code"].tolist() == [BCP[0], DORSET[0]] and PORTSMOUTH[0] not in ring.areas["area_code"].tolist()
    assert ring.areas["counted_code"].tolist() == [BCP[0], DORSET[0]]
    assert in_metres(ring.own).area == pytest.approx(SIDE**2, rel=1e-3)
    assert ring.box == ring.ring.bounds and ring.is_exact


def test_what_is_said_of_places_without_an_outline(ring):
    said = ring_words(ring)
    assert said.startswith("Bournemouth, Christchurch and Poole lies wholly or partly within 20 miles. Only outlines that are held")
    alone = Ring(
        ring.authority, ring.name, ring.areas[ring.areas["area_code"] == ring.authority], ring.own, ring.ring, ring.box, ("Devon",), True
    )
    assert ring_words(alone).startswith("No other place whose outline is held lies") and "not held: Devon." in ring_words(alone)


def test_a_place_without_an_outline_is_answered_in_a_sentence(demo):
    with pytest.raises(CannotAnswer, match="No outline of Devon is held"):
        ring_around("E10000008")


def outlines(*rows: tuple[str, str | None, float]) -> gpd.GeoDataFrame:
    """Unit squares at a place each, districts with their county."""
    frame = gpd.pd.DataFrame(rows, columns=["area_code", "county_code", "at"])
    shapes = [shapely.box(at, 0, at + 1, 1) for at in frame["at"]]
    return frame.assign(area_name=frame["area_code"], county_name=frame["county_code"], shape=shapes, method="published").drop(columns="at")


@pytest.mark.parametrize(("authority", "drawn"), [("A", ["A", "C"]), ("C", ["A", "C"]), ("D1", ["A", "D1", "D2"])])
def test_a_district_is_drawn_in_place_of_its_county_only_where_it_is_the_authority(authority, drawn):
    held = outlines(("A", None, 0), ("C", None, 2), ("D1", "C", 2), ("D2", "C", 2.5))
    near = _near(held, authority, shapely.box(-1, -1, 9, 9))
    assert near["area_code"].tolist() == drawn
    assert set(near["counted_code"]) == {"A", "C"}

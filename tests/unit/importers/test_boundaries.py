"""ONS boundaries of any vintage: what is read of them."""

import geopandas as gpd
import pytest
import shapely

from importers.boundaries import needs_placing, recognises
from importers.files import GivenFile
from importers.load import load
from importers.outlines import open_outlines
from importers.reading import Refused
from importers.recognising import recognised
from tests.small import AUTHORITY, WARDS, collection, feature, lsoas_file, square, wards_file, wards_frame
from tests.tables import records


def reading_of(content: bytes, tmp_path):
    path = tmp_path / "outlines.geojson"
    path.write_bytes(content)
    found = recognised(GivenFile(path, path.name))
    ((importer, part),) = found.parts
    return importer.read(part)


@pytest.mark.parametrize(
    ("header", "known"),
    [
        (("WD25CD", "WD25NM"), True), (("WD13CD", "WD13CDO", "WD13NM"), True), (("LSOA11CD",), True), (("lsoa21cd",), True),
        (("WD31CD",), True), (("FID", "LAD24CD"), True), (("CTYUA23CD",), True), (("RGN24CD",), True), (("OA21CD",), False),
        (("WDCD",), False), (("WD25NM",), False), ((), False),
    ],
)  # fmt: skip
def test_any_column_of_area_codes_is_known(header, known):
    assert recognises(header) is known


@pytest.mark.parametrize(
    ("header", "needed"),
    [(("WD13CD",), True), (("WD25CD", "LAD25CD"), False), (("LSOA21CD",), False), (("WD13CD", "LSOA11CD"), False)],
)
def test_only_wards_without_authority_are_placed(header, needed):
    assert needs_placing(header) is needed


def test_wards_with_their_authority(tmp_path):
    reading = reading_of(wards_file(), tmp_path)
    assert (reading.rows_read, reading.release, reading.unplaced_wards) == (2, "2025", None)
    assert records(reading, "area", "area_code", "area_name", "area_type", "boundary_year") == [
        (*WARDS[0], "ward", 2025), (*WARDS[1], "ward", 2025), (*AUTHORITY, "authority", 2025),
    ]  # fmt: skip
    assert records(reading, "area_lookup", "child_code", "parent_code", "lookup_year", "relation") == [
        (code, AUTHORITY[0], 2025, "within") for code, _ in WARDS
    ]
    assert records(reading, "boundary", "area_code", "boundary_year", "was_mended") == [(code, 2025, False) for code, _ in WARDS]
    for (outline, east, north), place in zip(
        records(reading, "boundary", "outline", "label_longitude", "label_latitude"), (0, 4), strict=True
    ):
        shape = shapely.from_wkb(outline)
        assert shape.equals(square(place, 4)) and shape.contains(shapely.Point(east, north))


def test_a_vintage_yet_to_come(tmp_path):
    assert set(reading_of(wards_file(year=31), tmp_path).tables["boundary"]["boundary_year"]) == {2031}


def test_lsoas_are_not_placed(tmp_path):
    reading = reading_of(lsoas_file(), tmp_path)
    assert set(reading.tables) == {"area", "boundary"} and reading.unplaced_wards is None


def test_authorities_and_regions(tmp_path):
    for column, code, kind in (
        ("LAD24CD", "E06000059", "authority"),
        ("CTYUA24CD", "E10000011", "county"),
        ("RGN24CD", "E12000009", "region"),
    ):
        reading = reading_of(collection([feature({column: code, column[:-2] + "NM": "SOMEWHERE AND ELSE"}, square(0))]), tmp_path)
        assert records(reading, "area", "area_code", "area_name", "area_type") == [(code, "Somewhere and Else", kind)]
        assert "area_lookup" not in reading.tables


def test_a_file_without_names_uses_the_codes(tmp_path):
    reading = reading_of(collection([feature({"LSOA21CD": "E01000001"}, square(0))]), tmp_path)
    assert records(reading, "area", "area_name") == [("E01000001",)]


def test_layers_of_two_kinds_in_one_file(own_home, tmp_path):
    """Wards and LSOAs load together; a layer without area codes is passed over with a note."""
    path = tmp_path / "two.gpkg"
    wards_frame().to_file(path, layer="wards")
    frame = gpd.GeoDataFrame({"LSOA11CD": ["E01000101"], "LSOA11NM": ["Dorset 101"]}, geometry=[square(0)], crs=4326)
    frame.to_file(path, layer="lsoas")
    gpd.GeoDataFrame({"kind": ["mast"]}, geometry=[shapely.Point(-2.4, 50.7)], crs=4326).to_file(path, layer="masts")
    (outcome,) = load([path], own_home)
    assert (outcome.status, outcome.read) == ("loaded", 3)
    found = recognised(GivenFile(path, path.name))
    assert [note.text for note in found.notes] == ['the layer "masts" was passed over: it has no column of ONS area codes']


def test_points_beside_polygons_of_the_same_layer_are_refused(tmp_path):
    path = tmp_path / "mixed.geojson"
    path.write_bytes(collection([feature({"WD25CD": "E05000001"}, shapely.Point(-2.4, 50.7))]))
    with pytest.raises(Refused, match="row 1: the feature has a Point instead of a polygon"):
        _ = open_outlines(path)[0].frame

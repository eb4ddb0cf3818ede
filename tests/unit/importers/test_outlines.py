"""Opening outlines: every format and coordinate system, polygons mended, text in every column."""

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.affinity import translate

from importers.files import given_files
from importers.outlines import open_outlines
from importers.reading import Refused
from tests.small import WARDS, collection, feature, square, ward_features, wards_file, wards_frame

NATIONAL_GRID = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
BOW_TIE = shapely.Polygon([(-2.4, 50.7), (-2.3, 50.8), (-2.3, 50.7), (-2.4, 50.8), (-2.4, 50.7)])
SPIKE = shapely.Polygon([(-2.4, 50.7), (-2.3, 50.7), (-2.3, 50.8), (-2.2, 50.9), (-2.3, 50.8), (-2.4, 50.8), (-2.4, 50.7)])


def opened(path):
    (layer,) = open_outlines(path)
    return layer


def of(content: bytes, tmp_path, name: str = "wards.geojson"):
    (tmp_path / name).write_bytes(content)
    return opened(tmp_path / name)


def is_the_small_place(layer, tolerance: float = 1e-9) -> bool:
    """Both wards in their order, with their names, where they belong; degrees."""
    frame = layer.frame
    drawn = [square(0, 4), square(4, 4)]
    meets = [shapely.hausdorff_distance(a, b) < tolerance for a, b in zip(frame.geometry, drawn, strict=True)]
    codes = list(zip(frame["WD25CD"], frame["WD25NM"], strict=True))
    return codes == WARDS and all(meets) and frame.crs == 4326 and frame.index.tolist() == [1, 2]


def in_metres(**more) -> bytes:
    """The wards in metres of the British National Grid, as GeoJSON that says so only by ``more``."""
    frame = wards_frame(27700)
    features = [
        feature(row._asdict(), shape)
        for row, shape in zip(frame.drop(columns="geometry").itertuples(index=False), frame.geometry, strict=True)
    ]
    return collection(features, **more)


def test_geojson(tmp_path):
    layer = of(wards_file(), tmp_path)
    assert layer.header == ("WD25CD", "WD25NM", "LAD25CD", "LAD25NM")
    assert is_the_small_place(layer) and not layer.notes


@pytest.mark.parametrize("content", [wards_file().replace(b'"features"', b'"crs": ' + json.dumps(CRS84).encode() + b', "features"'),
                                     b"\xef\xbb\xbf" + wards_file(), b"\n  " + wards_file()], ids=["CRS84", "mark", "blanks"])  # fmt: skip
def test_geojson_in_other_dress(content, tmp_path):
    assert is_the_small_place(of(content, tmp_path))


def test_metres_that_are_stated(tmp_path):
    layer = of(in_metres(crs=NATIONAL_GRID), tmp_path)
    assert is_the_small_place(layer, 1e-6) and not layer.notes


def test_metres_that_nobody_states_are_told_by_their_size_and_noted(tmp_path):
    layer = of(in_metres(), tmp_path)
    assert is_the_small_place(layer, 1e-6)
    assert [note.text for note in layer.notes] == ["the coordinates are too large for degrees; read as metres of the British National Grid"]


@pytest.mark.parametrize("crs", [4326, 27700, 3857])
def test_geopackage(crs, tmp_path):
    wards_frame(crs).to_file(tmp_path / "wards.gpkg", layer="wards")
    assert is_the_small_place(opened(tmp_path / "wards.gpkg"), 1e-6)


def test_geopackage_of_two_layers(tmp_path):
    path = tmp_path / "two.gpkg"
    wards_frame().to_file(path, layer="wards")
    gpd.GeoDataFrame({"kind": ["mast"]}, geometry=[shapely.Point(-2.4, 50.7)], crs=4326).to_file(path, layer="masts")
    layers = open_outlines(path)
    assert [(layer.name, layer.header[0]) for layer in layers] == [("wards", "WD25CD"), ("masts", "kind")]
    assert is_the_small_place(layers[0])


def test_geopackage_without_outlines(tmp_path):
    path = tmp_path / "table.gpkg"
    wards_frame().iloc[:0].to_file(path, layer="wards")
    with pytest.raises(Refused, match="holds no outlines"):
        _ = opened(path).frame


@pytest.mark.parametrize("crs", [4326, 27700])
@pytest.mark.parametrize("stated", [True, False], ids=["prj", "no prj"])
def test_shapefile_with_companions(crs, stated, tmp_path):
    wards_frame(crs).to_file(tmp_path / "wards.shp", encoding="utf-8")
    if not stated:
        (tmp_path / "wards.prj").unlink()
    assert is_the_small_place(opened(tmp_path / "wards.shp"), 1e-6)


def test_shapefile_in_a_zip(tmp_path):
    import zipfile

    (tmp_path / "parts").mkdir()
    wards_frame(27700).to_file(tmp_path / "parts" / "wards.shp", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "wards.zip", "w") as archive:
        for part in (tmp_path / "parts").iterdir():
            archive.write(part, part.name)
    with given_files([tmp_path / "wards.zip"]) as (files, refused):
        assert [file.name for file in files] == ["wards.zip/wards.shp"] and not refused
        assert is_the_small_place(opened(files[0].path), 1e-6)


@pytest.mark.parametrize("lacking", [".dbf", ".shx"])
def test_shapefile_without_a_companion(lacking, tmp_path):
    wards_frame().to_file(tmp_path / "wards.shp")
    (tmp_path / f"wards{lacking}").unlink()
    if lacking == ".dbf":  # the outlines are there, but nothing says whose they are
        assert "WD25CD" not in opened(tmp_path / "wards.shp").header
        return
    with pytest.raises(Refused, match=r"a shapefile needs its \.dbf"):
        opened(tmp_path / "wards.shp")


def topology() -> dict:
    """Both wards as TopoJSON with one shared arc, quantised."""
    west, south = -2.5, 50.7
    arcs = [
        [[4, 0], [0, 1]],
        [[4, 1], [-4, 0], [0, -1], [4, 0]],
        [[4, 0], [4, 0], [0, 1], [-4, 0]],
    ]
    wards = [
        {"type": "Polygon", "arcs": [ring], "properties": {"WD25CD": code, "WD25NM": name}}
        for ring, (code, name) in zip([[0, 1], [2, -1]], WARDS, strict=True)
    ]
    return {"type": "Topology", "transform": {"scale": [0.02, 0.02], "translate": [west, south]}, "arcs": arcs,
            "objects": {"wards": {"type": "GeometryCollection", "geometries": wards}}}  # fmt: skip


@pytest.mark.parametrize("name", ["wards.topojson", "wards.json"])
def test_topojson(name, tmp_path):
    assert is_the_small_place(of(json.dumps(topology()).encode(), tmp_path, name), 1e-6)


def test_third_and_fourth_dimension_are_left_out(tmp_path):
    features = ward_features()
    for drawn in features:
        drawn["geometry"]["coordinates"] = [[(*point, 17.5) for point in ring] for ring in drawn["geometry"]["coordinates"]]
    layer = of(collection(features), tmp_path)
    assert not layer.frame.has_z.any() and is_the_small_place(layer)


@pytest.mark.parametrize(("shape", "area"), [(BOW_TIE, 0.005), (SPIKE, 0.01)], ids=["bow tie", "spike"])
def test_invalid_polygons_are_mended_and_noted(shape, area, tmp_path):
    layer = of(collection([*ward_features(), feature({"WD25CD": "E05000003", "WD25NM": "Third"}, shape)]), tmp_path)
    frame = layer.frame
    assert frame["was_mended"].tolist() == [False, False, True]
    assert frame.geometry.is_valid.all() and set(frame.geom_type) <= {"Polygon", "MultiPolygon"}
    assert frame.geometry[3].area == pytest.approx(area)
    assert [(note.row, note.text[:24]) for note in layer.notes] == [(3, "invalid polygon mended: ")]


def test_columns_are_text_whatever_they_were(tmp_path):
    properties = {"WD25CD": "E05000001", "OBJECTID": 7, "LONG": -2.5, "BNG_E": 380000.0, "none": None, "yes": True, "when": "2025-05-01"}
    frame = of(collection([feature(properties, square(0))]), tmp_path).frame
    assert frame.drop(columns=["geometry", "was_mended"]).iloc[0].to_dict() == {
        "WD25CD": "E05000001", "OBJECTID": "7", "LONG": "-2.5", "BNG_E": "380000", "none": "", "yes": "True", "when": "2025-05-01 00:00:00",
    }  # fmt: skip


def test_columns_of_odd_names(tmp_path):
    properties = {"WD25CD": "E05000001", " WD25CD ": "other", "geometry": "text", "was_mended": "maybe", "": "nameless"}
    layer = of(collection([feature(properties, square(0))]), tmp_path)
    assert layer.header[:2] == ("WD25CD", "WD25CD.2")
    assert layer.frame.iloc[0]["WD25CD"] == "E05000001" and not layer.frame.iloc[0]["was_mended"]


def test_islands_and_holes_stay(tmp_path):
    drawn = shapely.MultiPolygon([square(0).difference(square(0).buffer(-0.005)), square(2)])
    frame = of(collection([feature({"WD25CD": "E05000001"}, drawn)]), tmp_path).frame
    assert frame.geometry[1].equals(drawn)


def test_the_first_outline_outside_is_named(tmp_path):
    features = [*ward_features(), feature({"WD25CD": "E05000003"}, translate(square(0), 30, 0))]
    with pytest.raises(Refused, match=r"row 3: the outline lies outside the United Kingdom \(longitude 27.5 to 27.5, latitude 50.7"):
        _ = of(collection(features), tmp_path).frame


def test_other_metres_are_not_taken_for_the_national_grid(tmp_path):
    mercator = wards_frame(3857)
    features = [feature({"WD25CD": code}, shape) for code, shape in zip(mercator["WD25CD"], mercator.geometry, strict=True)]
    with pytest.raises(Refused, match="outside the United Kingdom"):
        _ = of(collection(features), tmp_path).frame


def test_shetland_and_the_isles_of_scilly_lie_inside(tmp_path):
    corners = [shapely.box(-6.4, 49.85, -6.2, 50.0), shapely.box(-1.1, 60.6, -0.7, 60.9), shapely.box(-8.2, 54.2, -7.9, 54.5)]
    features = [feature({"WD25CD": f"E0500000{n}"}, corner) for n, corner in enumerate(corners)]
    assert len(of(collection(features), tmp_path).frame) == 3


def test_features_that_are_not_features(tmp_path):
    """What the reader of outlines would silently leave out."""
    content = json.loads(wards_file())
    content["features"].append(
        {"type": "Feature", "properties": {"WD25CD": "E05000003"}, "geometry": {"type": "Polygn", "coordinates": []}}
    )
    with pytest.raises(Refused, match="row 3: the feature has no outline"):
        _ = of(json.dumps(content).encode(), tmp_path).frame


def test_many_outlines_stay_in_order(tmp_path):
    features = [feature({"LSOA21CD": f"E01{n:06}"}, square(n % 50)) for n in range(2_000)]
    frame = of(collection(features), tmp_path).frame
    assert np.array_equal(frame["LSOA21CD"], [f"E01{n:06}" for n in range(2_000)])

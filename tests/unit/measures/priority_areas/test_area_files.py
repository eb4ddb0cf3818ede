"""Priority areas out of and into GeoJSON and CSV; shapes drawn by hand; bad files."""

import csv
import io
import json

import pytest
import shapely

from measures.errors import CannotAnswer
from measures.priority_areas import files, places, store
from measures.priority_areas.area import Member, OwnArea
from measures.priority_areas.offered import BadFile
from measures.priority_areas.places import drawable_kinds, kinds_of
from tests.small import collection, feature

POOLE, DORSET = "E06000029", "E06000059"
ALDERNEY = Member("E05010534", 2017)
LSOAS = tuple(Member(code, 2011) for code in ("E01015379", "E01015380", "E01015381"))
DRAWN = shapely.box(-2.0, 50.72, -1.94, 50.75)
NOWHERE = shapely.box(0, 51, 0.1, 51.1)


def areas() -> tuple[OwnArea, ...]:
    """Two kept areas with all there is to say of them."""
    return (store.save(OwnArea("Nine Elms", POOLE, LSOAS, "Early help board", "=A1+1\nand more", "our reading")),
            store.save(OwnArea("Høje Tåstrup", POOLE, (ALDERNEY, LSOAS[0]))))  # fmt: skip


def said_of(content: bytes, name: str = "drawn.geojson", **how: str) -> list[tuple[str, ...]]:
    return [each.said for each in files.read(content, name, **({"authority": POOLE} | how)) if each.area is None]


@pytest.mark.parametrize("form", ["geojson", "csv"])
def test_out_and_in_again_is_the_same(areas_home, form):
    before = areas()
    content, lacking = files.written(before, form)
    assert lacking == []
    again = files.keep(files.read(content, f"x.{form}"))
    assert [each.said for each in again] == [(f"{area.name} is held already, just like this.",) for area in before]
    for area in before:
        store.archive(area.area_id)
    made = files.keep(files.read(content, f"x.{form}"))
    assert [each.area.content() for each in made] == [area.content() for area in before]


def test_csv_has_a_row_a_member_and_no_cell_that_runs(areas_home):
    rows = list(csv.DictReader(io.StringIO(files.written(areas(), "csv")[0].decode("utf-8-sig"))))
    assert [row["member_code"] for row in rows if row["name"] == "Nine Elms"] == [member.code for member in LSOAS]
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]
    assert {row["note"] for row in rows if row["name"] == "Nine Elms"} == {"'=A1+1\nand more"}


def test_geojson_joins_the_outlines_of_the_members(areas_home):
    (nine, _) = json.loads(files.written(areas(), "geojson")[0])["features"]
    shape = shapely.geometry.shape(nine["geometry"])
    assert nine["properties"]["members"] == [{"code": member.code, "year": 2011} for member in LSOAS]
    assert shape.is_valid and shape.area > 0
    assert {"name", "owner", "note"} <= nine["properties"].keys()


def test_a_drawn_shape_takes_in_what_has_its_middle_there(areas_home):
    (found,) = files.read(collection([feature({"name": "Drawn"}, DRAWN)]), "a.geojson", POOLE)
    assert len(found.area.members) == 26 and {member.year for member in found.area.members} == {2011}
    assert found.said == ("Drawn: 26 of the LSOAs of 2011 of Poole, those whose middle lies in the shape drawn.",)
    (wards,) = files.read(collection([feature({}, DRAWN)]), "by hand.geojson", POOLE, "ward")
    assert {member.kind for member in wards.area.members} == {"ward"} and wards.area.name == "by hand"


def test_a_published_centre_of_population_decides_where_it_is_held(areas_home, monkeypatch):
    plain = files.read(collection([feature({}, DRAWN)]), "a.geojson", POOLE)[0].area.members
    held, gone = places.query, plain[0].code

    def with_centroid(name, **asked):
        rows = held(name, **asked)
        moved = rows["area_code"] == gone
        return rows.assign(easting=rows["easting"].mask(moved, 358_000.0), northing=rows["northing"].mask(moved, 90_000.0))

    places._drawn.cache_clear()
    monkeypatch.setattr(places, "query", with_centroid)
    moved = files.read(collection([feature({}, DRAWN)]), "a.geojson", POOLE)[0]
    places._drawn.cache_clear()
    assert set(plain) - set(moved.area.members) == {Member(gone, 2011)} and len(moved.area.members) == len(plain) - 1
    assert "population-weighted centre" in moved.said[0]


@pytest.mark.parametrize(("drawn", "sentence"), [
    (NOWHERE, "The shape lies outside Poole; choose the authority it lies in."),
    (shapely.transform(DRAWN, lambda points: points[:, ::-1]), "Latitude and longitude stand in the wrong order; GeoJSON has longitude first."),
    (DRAWN.centroid.buffer(1e-7), "The shape holds the middle of no ward or LSOA of Poole; draw it larger, or pick members from the list."),
    ({"type": "Point", "coordinates": [0, 0]}, "The feature has a Point instead of a polygon."),
    ({"type": "Polygon", "coordinates": []}, "The outline is empty."),
    ({"type": "Polygon", "coordinates": "north"}, "The outline cannot be read."),
    ({"type": "Polygon", "coordinates": [[[400_000, 90_000], [400_900, 90_000], [400_900, 90_900], [400_000, 90_000]]]},
     "The coordinates are no degrees; save the file in WGS84 (longitude and latitude)."),
    ({"type": "Polygon", "coordinates": [[[-2, 50.7], [-1.9, 50.7], [-2, 50.7], [-2, 50.7]]]}, "The polygon covers no ground."),
    (None, "The feature has no outline."),
], ids=str)  # fmt: skip
def test_shapes_that_take_in_nothing(demo, drawn, sentence):
    assert said_of(collection([feature({"name": "A"}, drawn)])) == [(sentence,)]


def test_a_shape_that_crosses_itself_is_mended(demo):
    bow = {"type": "Polygon", "coordinates": [[[-2.0, 50.72], [-1.94, 50.75], [-1.94, 50.72], [-2.0, 50.75], [-2.0, 50.72]]]}
    assert files.read(collection([feature({}, bow)]), "a.geojson", POOLE)[0].area


@pytest.mark.parametrize(("content", "name", "sentence"), [
    (b'{"type": "FeatureColl', "a.geojson", "The JSON breaks off or is damaged (Unterminated string starting at, line 1)."),
    (b"[1, 2]", "a.json", "The JSON holds no outlines: it is no GeoJSON FeatureCollection, Feature or Polygon."),
    (b'{"type": "FeatureCollection", "features": []}', "a.geojson", "The file holds no outlines: its list of features is empty."),
    (b'{"type": "FeatureCollection", "features": [1]}', "a.geojson",
     "The JSON holds no outlines: it is no GeoJSON FeatureCollection, Feature or Polygon."),
    (b"\xff\xfe{", "a.geojson", "The file is not UTF-8 text (byte 1); save it as UTF-8."),
    (b"[" * 100_000, "a.geojson", "The JSON is damaged or nested too deeply to be outlines."),
    (b"name,code\nA,B\n", "a.csv",
     "The file has no column authority_code, member_code; priority areas need a row a member with the columns name, authority_code, member_code."),
    (b"", "a.csv", "The file has no rows; priority areas need a row a member with the columns name, authority_code, member_code."),
    (b"PK", "a.xlsx", 'Priority areas are kept in files that end in .geojson, .json, .csv, not in ".xlsx".'),
], ids=str)  # fmt: skip
def test_files_that_are_no_priority_areas(demo, content, name, sentence):
    with pytest.raises(BadFile) as refusal:
        files.read(content, name, POOLE)
    assert str(refusal.value) == sentence


def test_codes_nobody_knows_refuse_the_area_and_no_other(areas_home):
    rows = (
        f"name,authority_code,member_code\nGood,{POOLE},{ALDERNEY.code}\nBad,{POOLE},E05000998\nFar,E06999999,E05000998\nEmpty,{POOLE},\n"
    )
    done = files.keep(files.read(rows.encode(), "a.csv"))
    assert [each.said[-1] for each in done] == [
        "Good is made of 1 member (own.good).",
        "E05000998: no ward or LSOA of Poole that is held.",
        'No authority "E06999999" is held, so Far cannot be placed.',
        "Empty has no members yet: pick at least one ward or LSOA.",
    ]
    assert [area.name for area in store.own_areas()] == ["Good"]


def test_members_of_a_former_vintage_are_kept_and_said(areas_home):
    rows = f"name,authority_code,member_code,member_year\nOld,{POOLE},E05000998,2011\nOld,{POOLE},{ALDERNEY.code},\n"
    (done,) = files.keep(files.read(rows.encode(), "a.csv"))
    assert done.area.members == (Member("E05000998", 2011), ALDERNEY)
    assert done.said[0].startswith("E05000998 (2011): not among the wards and LSOAs in use")


def test_a_name_that_is_taken_gets_a_number_and_nothing_is_written_over(areas_home):
    kept = store.save(OwnArea("Nine Elms", POOLE, (ALDERNEY,)))
    rows = f"name,authority_code,member_code\nNine Elms,{POOLE},E05010543\nnine elms,{DORSET},E05012704\n"
    done = files.keep(files.read(rows.encode(), "a.csv"))
    assert [each.area.name for each in done] == ["Nine Elms (2)", "nine elms"]
    assert done[0].said[-1].endswith("The name Nine Elms was taken, so it is called Nine Elms (2).")
    assert store.own_area(kept.area_id) == kept


def test_a_formula_in_a_name_of_a_file(areas_home):
    rows = f"name,authority_code,member_code\n'=2+2,{POOLE},{ALDERNEY.code}\n"
    assert "begins with" in said_of(rows.encode(), "a.csv")[0][0]


def test_without_outlines_a_shape_cannot_be_read(areas_home, monkeypatch):
    monkeypatch.setattr(files, "drawable_kinds", lambda authority: ())
    with pytest.raises(CannotAnswer, match=r"^A drawn shape cannot be read: the outlines of Poole's wards and LSOAs are not held\."):
        files.read(b"{}", "a.geojson", POOLE)


def test_only_whole_sets_of_outlines_read_shapes(demo):
    """LSOAs of 2021 share most codes with those of 2011, but six of Plymouth have no outline here."""
    assert [kind.key for kind in kinds_of("E06000026")] == ["ward", "lsoa2011", "lsoa2021"]
    assert [kind.key for kind in drawable_kinds("E06000026")] == ["lsoa2011", "ward"]
    with pytest.raises(CannotAnswer, match='can be made of lsoa2011 or ward, not of "lsoa2021"'):
        files.kind_for("E06000026", "lsoa2021")

"""Loading: a file that cannot be loaded is refused with a sentence and leaves nothing behind; the others load."""

import random
import re

import duckdb
import pytest

from importers.__main__ import main
from importers.load import load
from tests.small import (
    AUTHORITY,
    LOOKUP_HEADER,
    WARDS,
    ages_rows,
    collection,
    feature,
    lookup_rows,
    square,
    state,
    table,
    ward_features,
    wards_file,
    workbook,
    zip_of,
)  # fmt: skip
from warehouse.versions import read_pointer


def changed(rows: list[list], row: int, column: int, cell: object) -> bytes:
    """A table with another cell; ``row`` counts from 1 as the sentences do."""
    rows[row - 1][column] = cell
    return table(rows)


def wards_with(**changes: object) -> bytes:
    """The wards, the second with other properties."""
    features = ward_features()
    features[1]["properties"] |= changes
    return collection(features)


POINT = {"type": "Point", "coordinates": [-2.4, 50.7]}
FLAT = {"type": "Polygon", "coordinates": [[[-2.4, 50.7], [-2.3, 50.7], [-2.4, 50.7], [-2.4, 50.7]]]}
UNCLOSED = {"type": "Polygon", "coordinates": [[[-2.4, 50.7], [-2.3, 50.7], [-2.3, 50.8], [-2.4, 50.8]]]}
SWAPPED = {"type": "Polygon", "coordinates": [[[50.7, -2.4], [50.7, -2.3], [50.8, -2.3], [50.7, -2.4]]]}
ELSEWHERE = {"type": "Polygon", "coordinates": [[[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.8]]]}
INFINITE = b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"WD25CD":"E05000001"},"geometry":{"type":"Polygon","coordinates":[[[-2.4,50.7],[1e999,50.7],[-2.3,50.8],[-2.4,50.7]]]}}]}'
HUGE = [["Estimates, mid-2023"], ["Code", "Name", *map(str, range(91))], [*AUTHORITY, *["9" * 30] * 91]]

# fmt: off
BAD = {
    "an empty table": ("empty.csv", b"", "the file is empty"),
    "empty outlines": ("empty.geojson", b"", "the file is empty"),
    "nothing but blank lines": ("blank.csv", b"\n\n\n", "no importer knows .*: none"),
    "columns that nobody knows": ("strange.csv", b"apples,pears\n1,2\n", "no importer knows .*: 2 others whose names are not known"),
    "a header without rows": ("header.csv", table([LOOKUP_HEADER]), "a header but no rows"),
    "a missing column": ("ages.csv", table([row[1:] for row in ages_rows()]), "no importer knows"),
    "missing cells": ("short.csv", table([*lookup_rows(), ["E01000009"]]), "row 10: breaks off after 1 of 6 columns"),
    "an area twice": ("twice.csv", table([*lookup_rows(), lookup_rows()[3]]), 'row 10, column "LSOA21CD": E01000003 stands .* second time'),
    "no authority in a lookup": ("no.csv", changed(lookup_rows(), 4, 4, ""), 'row 4, column "LAD23CD": ward E05000001 has no authority'),
    "a wrong code": ("code.csv", changed(lookup_rows(), 4, 0, "E0100000"), 'row 4, column "LSOA21CD": "E0100000" is not an area code'),
    "text for a number": ("text.csv", changed(ages_rows(), 3, 7, "many"), 'row 3, column "4": "many" is not a number of people'),
    "more people than there are": ("huge.csv", table(HUGE), 'row 3, column "0": "9+" is not a number of people'),
    "an area nobody names": ("unnamed.csv", changed(ages_rows(code="E06000001"), 3, 1, ""), "E06000001 has no name"),
    "bytes of no encoding": ("bytes.csv", b"LSOA21CD,WD23CD\n\x81\x8d,1\n", "row 2: .*neither UTF-8 nor Windows-1252"),
    "half of UTF-16": ("half.csv", table(lookup_rows()).decode().encode("utf-16")[:-1], "UTF-16"),
    "zero bytes": ("zero.csv", table(lookup_rows())[:90] + b"\0" * 9, "row 2: .*zero bytes"),
    "zero bytes far down": ("far.csv", table(lookup_rows()) + b"\n" * 200_000 + b"\0", "zero bytes"),
    "an open quotation mark": ("quote.csv", b'a,b\n1,"2\n', "row 2: the table breaks off or is badly quoted"),
    "a million columns": ("wide.csv", b"a," * 1_000_000 + b"\n", "row 1: has 1,000,001 columns, more than"),
    "a huge cell": ("cell.csv", b"a,b\n" + b"x" * 2_000_000, "a cell holds more than 1,000,000 characters"),
    "a table called a workbook": ("table.xlsx", table(lookup_rows()), "ends in .xlsx, but the content is none; .*rename it to .csv"),
    "a workbook called a table": ("book.csv", workbook({"a": lookup_rows()}), "the content is a workbook"),
    "half a workbook": ("half.xlsx", workbook({"a": lookup_rows()})[:700], "the workbook cannot be opened"),
    "a zip that is no workbook": ("other.xlsx", zip_of({"a.txt": b"a"}), "the workbook cannot be opened"),
    "a JSON list": ("list.json", b"[1, 2]", "the JSON holds no outlines"),
    "JSON of something else": ("else.json", b'{"name": "value"}', "the JSON holds no outlines"),
    "JSON that only speaks of features": ("talk.json", b'{"a": "Feature"}', "the JSON holds no outlines"),
    "a number": ("number.geojson", b"7", "the JSON holds no outlines"),
    "half of the outlines": ("half.geojson", wards_file()[:-90], "row 1: the JSON breaks off or is damaged"),
    "outlines that are not text": ("bytes.geojson", wards_file().replace(b"Dorset", b"D\xffrset"), "row 1: the file is not UTF-8"),
    "UTF-16 outlines": ("wide.geojson", wards_file().decode().encode("utf-16"), "UTF-16 text; save it as UTF-8"),
    "deep JSON": ("deep.json", b'{"type":"FeatureCollection","features":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deeply"),
    "no features": ("none.geojson", collection([]), "holds no outlines"),
    "features without columns": ("bare.geojson", collection([feature({}, square(0))]), "no importer knows .*: none"),
    "a point": ("point.geojson", collection([*ward_features(), feature({"WD25CD": "E05000003"}, POINT)]), "row 3: .*a Point instead"),
    "no geometry": ("none.geojson", collection([*ward_features(), feature({"WD25CD": "E05000003"}, None)]), "row 3: .*no outline"),
    "empty geometry": ("void.geojson", collection([feature(ward_features()[0]["properties"], {"type": "Polygon", "coordinates": []})]), "row 1: .*no outline"),
    "a polygon of no area": ("flat.geojson", collection([feature(ward_features()[0]["properties"], FLAT)]), "row 1: .*covers no ground"),
    "an open ring": ("open.geojson", collection([feature(ward_features()[0]["properties"], UNCLOSED)]), "row 1: .*no outline"),
    "infinity": ("infinite.geojson", INFINITE, "outside the United Kingdom|no outline|damaged|cannot be read"),
    "Paris": ("paris.geojson", collection([feature(ward_features()[0]["properties"], ELSEWHERE)]), "row 1: .*outside the United Kingdom"),
    "latitude first": ("swapped.geojson", collection([feature(ward_features()[0]["properties"], SWAPPED)]), "row 1: .*wrong order"),
    "a ward twice": ("twice.geojson", collection(ward_features() * 2), 'row 3, column "WD25CD": E05000001 stands .*second time'),
    "a ward without code": ("codeless.geojson", wards_with(WD25CD=None), 'row 2, column "WD25CD": "" is not an area code'),
    "a ward without name": ("nameless.geojson", wards_with(WD25NM=None), 'row 2, column "WD25NM": the cell is empty'),
    "a ward without authority": ("orphan.geojson", wards_with(LAD25CD=None), 'row 2, column "LAD25CD": E05000002 has no authority'),
    "a ward with a bad authority": ("bad.geojson", wards_with(LAD25CD="Dorset"), 'row 2, column "LAD25CD": "Dorset" is not an area code'),
    "a ward that no LSOA lies in": ("far.geojson", collection([feature({"WD13CD": "E05000009", "WD13NM": "Far"}, square(40))]), "row 1: ward E05000009 has no authority"),
    "no GeoPackage": ("text.gpkg", b"not a database", "the content is something else"),
    "half a GeoPackage": ("half.gpkg", b"SQLite format 3\0" + b"\0" * 90, "the outlines cannot be read"),
    "a shapefile alone": ("alone.shp", b"\x00\x00\x27\x0a" + b"\0" * 200, "the outlines cannot be read.*needs its .dbf"),
    "a file that points to others": ("other.shp", b"<OGRVRTDataSource></OGRVRTDataSource>", "the content is something else"),
}
# fmt: on


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_with_a_sentence_and_changes_nothing(case, small_home, tmp_path, capfd):
    name, content, sentence = BAD[case]
    (tmp_path / name).write_bytes(content)
    before = state(small_home)
    assert main([str(tmp_path / name), "--home", str(small_home)]) == 2
    out, err = capfd.readouterr()
    assert re.match(rf"refused +{re.escape(name)}: ", out) and re.search(sentence, out), out
    assert out.count("\n") == 1 and not err and len(out) < 500
    assert state(small_home) == before


def test_the_others_load_and_nothing_of_the_refused_stays(own_home, tmp_path):
    given = tmp_path / "given"
    given.mkdir()
    for number, (name, content, _) in enumerate(BAD.values()):
        (given / f"{number:02}_{name}").write_bytes(content)
    (given / "wards.geojson").write_bytes(wards_file())
    outcomes = load([given], own_home)
    assert [o.file for o in outcomes if o.status == "loaded"] == ["given/wards.geojson"]
    assert {o.status for o in outcomes} == {"loaded", "refused"} and len(outcomes) == len(BAD) + 1
    with duckdb.connect(str(own_home / read_pointer(own_home).place), read_only=True) as place:
        files = [name for (name,) in place.execute("select file_name from source order by load_order").fetchall()]
        tables = place.execute("select table_name from duckdb_tables() where schema_name = 'raw'").fetchall()
        strays = [place.execute(f"select count(*) from raw.{t} anti join source using (source_id)").fetchone()[0] for (t,) in tables]
        wards = place.execute("select ward_code, has_outline from ward_set where boundary_year = 2025 order by all").fetchall()
    assert [name.split("/")[-1] for name in files] == ["lookup.csv", "lsoas.geojson", "wards.geojson"]
    assert set(strays) == {0}
    assert wards == [(code, True) for code, _ in WARDS]


def test_a_refusal_after_good_parts_of_the_same_file(small_home, tmp_path):
    """The second sheet breaks off; nothing of the first goes in."""
    (tmp_path / "two.xlsx").write_bytes(workbook({"mid-2023": ages_rows(), "mid-2024": [*ages_rows()[1:], ["E06000059", "Dorset", "x"]]}))
    before = state(small_home)
    (outcome,) = load([tmp_path / "two.xlsx"], small_home)
    assert outcome.status == "refused" and state(small_home) == before


def test_the_same_figures_on_two_sheets_are_refused(small_home, tmp_path):
    (tmp_path / "two.xlsx").write_bytes(workbook({"mid-2023": ages_rows(), "again, mid-2023": ages_rows()}))
    (outcome,) = load([tmp_path / "two.xlsx"], small_home)
    assert outcome.status == "refused" and "stands in the file a second time" in outcome.reason


def facts(plan: str, identifier: str) -> bytes:
    header = ["fact_id", "plan_id", "section", "area_name", "area_type", "topic", "measure", "group", "period", "value", "unit", "comparator_name", "comparator_value", "direction", "judgement"]  # fmt: skip
    return table([header, [identifier, plan, "s", "Dorset", "authority", "t", "m", *[""] * 8]])


def test_a_fact_number_that_another_plan_holds_is_refused(own_home, tmp_path):
    for name, plan in (("a.csv", "first"), ("b.csv", "second")):
        (tmp_path / name).write_bytes(facts(plan, "F1"))
    outcomes = load([tmp_path / "a.csv", tmp_path / "b.csv"], own_home)
    assert [o.status for o in outcomes] == ["loaded", "refused"]
    assert outcomes[1].reason == 'row 2, column "fact_id": "F1" is held already, for the plan "first"'


@pytest.mark.parametrize("made", [wards_file(), table(lookup_rows()), table(ages_rows()), workbook({"mid-2023": ages_rows()}),
                                  zip_of({"wards.geojson": wards_file(), "ages.csv": table(ages_rows())})],
                         ids=["geojson", "lookup", "ages", "workbook", "zip"])  # fmt: skip
def test_files_broken_anywhere_are_loaded_or_refused_never_worse(made, small_home, tmp_path, capfd, request):
    """Cut short or with other bytes at random: a sentence or, where the bytes do not matter, a load; no other exception."""
    suffix = {"geojson": ".geojson", "workbook": ".xlsx", "zip": ".zip"}.get(request.node.callspec.id, ".csv")
    chance = random.Random(7)
    for number in range(60):
        content = bytearray(made[: chance.randrange(1, len(made))] if number % 2 else made)
        for _ in range(chance.choice([0, 1, 5, 50]) if number % 2 else chance.choice([1, 5, 50])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        (tmp_path / f"{number}{suffix}").write_bytes(content)
    before = state(small_home)
    outcomes = load([tmp_path], small_home, dry_run=True)
    assert len({outcome.file for outcome in outcomes if outcome.status == "refused"}) > 20
    assert all(outcome.reason for outcome in outcomes if outcome.status == "refused")
    assert state(small_home) == before and not capfd.readouterr().err

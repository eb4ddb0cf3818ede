"""The history of a warehouse: newer releases, sources taken out and brought back, going back a version, and loads that are killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from importers.__main__ import main
from importers.history import CannotChange, change, history, undo
from importers.journal import read_journal
from importers.load import load
from measures.provenance import notes_of, provenance
from measures.quality import findings
from settings import PROJECT
from tests.homes import copy_of
from tests.small import AUTHORITY, state, table
from tests.unit.warehouse.test_same_again import digests
from warehouse.build import NothingBefore
from warehouse.versions import read_pointer

pytestmark = pytest.mark.xdist_group("history")  # what they share is made once


def ages(year: int, persons: int, *years: int) -> bytes:
    """Residents of the authority at mid-``year``, and in the same file of ``years``, by single year of age."""
    header = ["Code", "Name", "Year", "All ages", *map(str, range(90)), "90+"]
    return table([header, *([*AUTHORITY, each, persons * 91, *[persons] * 91] for each in (year, *years))])


def residents(home: Path) -> dict[str, tuple[int, str]]:
    """By mid-year: residents aged 5 of the authority, and the file they come from."""
    with duckdb.connect(str(home / read_pointer(home).place), read_only=True) as place:
        return {period: (persons, name) for period, persons, name in place.execute(
            "select time_period, persons, file_name from population inner join source using (source_id) "
            "where area_code = ? and age_from = 5 and age_to = 5", [AUTHORITY[0]]).fetchall()}  # fmt: skip


@pytest.fixture(scope="module")
def releases_made(small_home, tmp_path_factory):
    """A folder with a home in which the release of 2023 was loaded and then, though older, that of 2022. Never write to it."""
    folder = tmp_path_factory.mktemp("releases")
    copy_of(small_home, folder / "own_home")
    for name, content in (("new.csv", ages(2023, 200, 2022)), ("old.csv", ages(2022, 100, 2021))):
        (folder / name).write_bytes(content)
        assert [outcome.status for outcome in load([folder / name], folder / "own_home")] == ["loaded"]
    return folder


@pytest.fixture
def releases(releases_made, tmp_path, use_home):
    """That home, in force and free to be written to, and its files beside it."""
    shutil.copytree(releases_made, tmp_path, dirs_exist_ok=True)
    return use_home(tmp_path / "own_home")


@pytest.fixture
def ids(releases) -> dict[str, str]:
    """Source ids by file name."""
    return {file["file"]: file["source_id"] for entry in read_journal(releases) for file in entry["files"] if file.get("source_id")}


BOTH = {"2021": (100, "old.csv"), "2022": (200, "new.csv"), "2023": (200, "new.csv")}
OLD_FIRST = {"2021": (100, "old.csv"), "2022": (100, "old.csv"), "2023": (200, "new.csv")}
OLD_ALONE = {"2021": (100, "old.csv"), "2022": (100, "old.csv")}


def test_an_old_release_loaded_late_adds_only_what_the_new_one_lacks(releases):
    assert residents(releases) == BOTH


def test_the_same_file_again_leaves_the_same_warehouse(releases, tmp_path):
    before, content, held = state(releases), digests(releases), len(provenance())
    assert [outcome.status for outcome in load([tmp_path / "new.csv", tmp_path / "old.csv"], releases)] == ["unchanged", "unchanged"]
    assert state(releases) == before and digests(releases) == content and len(provenance()) == held


def test_taking_out_the_new_release_brings_the_old_one_back_and_restoring_undoes_it(releases, ids):
    content = digests(releases)
    change(releases, "withdraw", ids["new.csv"])
    assert residents(releases) == OLD_ALONE
    assert provenance().loc[ids["new.csv"], "state"] == "taken out" and provenance().loc[ids["new.csv"], "rows_stated"] > 0
    change(releases, "restore", ids["new.csv"])
    assert residents(releases) == BOTH
    assert digests(releases) == content


def test_an_older_release_can_be_preferred_and_the_newer_one_again(releases, ids):
    change(releases, "prefer", ids["old.csv"])
    assert residents(releases) == OLD_FIRST
    change(releases, "prefer", ids["new.csv"])
    assert residents(releases) == BOTH


def test_a_file_that_was_taken_out_is_not_loaded_a_second_time(releases, ids, tmp_path):
    change(releases, "withdraw", ids["new.csv"])
    (outcome,) = load([tmp_path / "new.csv"], releases)
    assert outcome.reason == f"the same file was loaded and taken out; --restore {ids['new.csv']} brings it back"


def test_undo_goes_back_and_forth(releases, ids):
    both = digests(releases)
    undo(releases)
    assert set(residents(releases)) == {"2022", "2023"}
    undo(releases)
    assert digests(releases) == both


def test_undo_where_nothing_was_before(small_home, tmp_path):
    before = state(small_home)
    with pytest.raises(NothingBefore, match="There is no version before the one in force in home/"):
        undo(small_home)
    assert state(small_home) == before


REFUSED = {
    "an unknown source": (["--withdraw", "nobody-123"], 'There is no source "nobody-123" in this warehouse'),
    "a source that is not out": (["--restore", "{new}"], "is not taken out; nothing was changed"),
    "the preferred source again": (["--prefer", "{new}", "twice"], "is already preferred to all others; nothing was changed"),
    "a source already out": (["--withdraw", "{new}", "twice"], "is already taken out; nothing was changed"),
    "preferring what is out": (["--withdraw", "{new}", "--prefer"], "is taken out; --restore {new} brings it back"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_is_refused_in_a_sentence_and_changes_nothing(case, releases, ids, capsys):
    (option, source, *more), sentence = REFUSED[case]
    source = source.format(new=ids["new.csv"])
    if more:
        assert main([option, source, "--home", str(releases)]) == 0
    before, journal = state(releases), read_journal(releases)
    capsys.readouterr()
    assert main([more[0] if more and more[0] != "twice" else option, source, "--home", str(releases)]) == 2
    printed = capsys.readouterr()
    assert sentence.format(new=ids["new.csv"]) in printed.err and printed.err.count("\n") == 1 and not printed.out
    assert state(releases) == before and read_journal(releases) == journal


def test_a_home_without_a_warehouse(tmp_path, capsys):
    for asked in (["--withdraw", "a"], ["--undo"], ["--findings"]):
        assert main([*asked, "--home", str(tmp_path / "none")]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("given", [["--undo", "file.csv"], ["--undo", "--log"], ["--withdraw", "a", "--dry-run"], ["--findings", "--demo"]])
def test_requests_that_do_not_go_together(given, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(given)
    assert stopped.value.code == 2 and capsys.readouterr().err


def test_the_log_says_what_has_become_of_every_file(releases, ids, capsys):
    change(releases, "withdraw", ids["new.csv"])
    main(["--log", "--home", str(releases)])
    lines = [line for line in capsys.readouterr().out.splitlines() if "lookup.csv" not in line and "lsoas.geojson" not in line]
    told = [line.strip() for line in lines if line.startswith(" ")][-2:]
    assert told == [
        f"Office for National Statistics, release mid-2023; taken out; source {ids['new.csv']}",
        f"Office for National Statistics, release mid-2022; in force; source {ids['old.csv']}",
    ]
    assert lines[-1].endswith(f"taken out  new.csv: source {ids['new.csv']}")
    main(["--log", "--json", "--home", str(releases)])
    entries = json.loads(capsys.readouterr().out)
    assert entries == history(releases)
    assert entries[-2]["files"][0]["now"] == "in force" and entries[-1]["files"][0]["status"] == "taken out"


def test_a_figure_replaced_in_part_says_so(releases, ids):
    """Of the older file's 184 figures the newer one replaced those of 2022."""
    assert provenance().loc[ids["old.csv"], ["state", "rows_stated", "rows_in_force"]].to_list() == ["in force in part", 184, 92]
    assert notes_of(ids["old.csv"]).empty


def test_findings_are_printed_with_counts(releases, tmp_path, capsys):
    rows = [["Code", "Name", "Year", "All ages", *map(str, range(90)), "90+"], [*AUTHORITY, 2024, 5000, *[10] * 91]]
    (tmp_path / "wrong.csv").write_bytes(table(rows))
    load([tmp_path / "wrong.csv"], releases)
    found = findings()
    wrong = found[found["check_id"] == "ages_and_total"].iloc[0]
    assert (wrong["severity"], wrong["area_name"], wrong["file_name"]) == ("error", "Dorset", "wrong.csv")
    assert wrong["sentence"] == "Dorset, mid-2024: single years of age (persons) add up to 910 residents, the total says 5,000."
    assert list(found["finding_number"]) == list(range(1, len(found) + 1)) and found["severity"].iloc[0] == "error"
    assert main(["--findings", "--home", str(releases)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("error    ages_and_total") and "     1 error    ages_and_total" in printed
    assert main(["--findings", "--json", "--home", str(releases)]) == 0
    assert json.loads(capsys.readouterr().out)[0]["sentence"] == wrong["sentence"]


def test_a_demo_source_can_be_taken_out(demo_home, tmp_path, use_home):
    home = use_home(tmp_path / "home")
    load([PROJECT / "data" / "demo" / "lookups", PROJECT / "data" / "demo" / "population"], home, fresh=True)
    lookup = provenance().query("kind == 'ons_lookup'").index[0]
    change(home, "withdraw", lookup)
    assert provenance().loc[lookup, "state"] == "taken out"
    change(home, "restore", lookup)
    assert provenance().loc[lookup, "state"] != "taken out"


@pytest.mark.parametrize("moment", range(15))
def test_a_load_killed_at_any_moment_leaves_the_old_warehouse(moment, releases, tmp_path):
    """SIGKILL at fifteen moments from the start to the end; what is in force is either as before or, were it quick, the whole of the new."""
    (tmp_path / "next.csv").write_bytes(ages(2024, 300))
    before, content = read_pointer(releases), digests(releases)
    process = subprocess.Popen([sys.executable, "-m", "importers", str(tmp_path / "next.csv"), "--home", str(releases)],
                               cwd=PROJECT, stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(PROJECT)})  # fmt: skip
    if moment > 2:  # from the moment at which the new file is there
        _wait_for(lambda: (releases / f"place-{before.number + 1:06d}.duckdb").exists() or process.poll() is not None)
    time.sleep(0.4 * moment if moment <= 2 else 0.07 * (moment - 3))
    process.send_signal(signal.SIGKILL)
    process.wait()
    was_killed = read_pointer(releases) == before
    if was_killed:
        assert digests(releases) == content and residents(releases) == BOTH
    (outcome,) = load([tmp_path / "next.csv"], releases)
    assert outcome.status == ("loaded" if was_killed else "unchanged")
    assert residents(releases) == BOTH | {"2024": (300, "next.csv")}


def _wait_for(happened) -> None:
    until = time.monotonic() + 60
    while not happened() and time.monotonic() < until:
        time.sleep(0.005)


def test_an_unknown_change_is_refused_before_anything_is_written(releases):
    before = state(releases)
    with pytest.raises(CannotChange):
        change(releases, "withdraw", "'; drop table source --")
    assert state(releases) == before

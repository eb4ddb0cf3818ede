"""Builds beside the version in force: swapped in whole, or not at all."""

import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from settings import PROJECT
from warehouse import WarehouseMissing, current_version, query
from warehouse.build import BuildInProgress, new_version
from warehouse.versions import read_pointer

SOURCE = {"file_name": "f.csv", "kind": "test", "publisher": "P", "title": "T", "release": "R", "licence": "L", "attribution": "A",
          "nature": "official", "rows_read": 1, "rows_loaded": 1, "rows_rejected": 0}  # fmt: skip

BUILD_AND_WAIT = """
import sys, time
from pathlib import Path
from warehouse.build import new_version
with new_version(Path(sys.argv[1])):
    print("building", flush=True)
    time.sleep(600)
"""


def add_source(version, number: int) -> None:
    version.insert("source", pd.DataFrame([SOURCE | {"source_id": f"s{number}", "checksum": str(number), "load_order": number}]))


def build(home: Path, number: int, **options) -> None:
    with new_version(home, **options) as version:
        add_source(version, number)


def sources() -> list[str]:
    return list(query("lookups/sources_held")["source_id"])


def files(home: Path) -> dict[str, bytes]:
    """Names and content of everything in ``home`` but the lock."""
    return {path.name: path.read_bytes() for path in home.iterdir() if path.name != ".build.lock"}


def building_process(home: Path) -> subprocess.Popen:
    """Another process in the middle of a build."""
    process = subprocess.Popen([sys.executable, "-c", BUILD_AND_WAIT, str(home)], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "building\n"
    return process


@pytest.fixture
def home(tmp_path, use_home):
    """A home folder with one version in force."""
    folder = use_home(tmp_path / "home")
    build(folder, 1)
    return folder


def test_without_a_build_there_is_no_version(tmp_path, use_home):
    use_home(tmp_path)
    with pytest.raises(WarehouseMissing, match="No warehouse has been built"):
        current_version()


def test_a_build_takes_over_what_is_held_and_adds_to_it(home):
    build(home, 2)
    assert sources() == ["s1", "s2"]


def test_a_fresh_build_starts_empty(home):
    build(home, 2, fresh=True)
    assert sources() == ["s2"]


def test_a_build_may_leave_a_source_out(home):
    build(home, 2, without=frozenset({"s1"}))
    assert sources() == ["s2"]


def test_a_running_reader_sees_the_new_version(home):
    assert (sources(), current_version().number) == (["s1"], 1)
    build(home, 2)
    assert (sources(), current_version().number) == (["s1", "s2"], 2)


def test_while_a_build_runs_readers_see_the_old_version(home):
    with new_version(home) as version:
        add_source(version, 2)
        assert sources() == ["s1"]


def test_a_build_that_raises_leaves_pointer_and_files_as_they_were(home):
    before = files(home)
    with pytest.raises(ZeroDivisionError), new_version(home) as version:
        add_source(version, 2)
        raise ZeroDivisionError
    assert files(home) == before
    assert sources() == ["s1"]


def test_a_first_build_that_raises_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError), new_version(tmp_path):
        raise ZeroDivisionError
    assert files(tmp_path) == {}


def test_a_dry_run_changes_nothing(home):
    before = files(home)
    build(home, 2, commit=False)
    assert files(home) == before


def test_a_killed_build_leaves_the_old_version_in_force_and_the_next_build_clears_up(home):
    process = building_process(home)
    half_written = set(files(home)) - {"current.json", "place-000001.duckdb", "cohort-000001.duckdb"}
    assert "place-000002.duckdb" in half_written
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert sources() == ["s1"]
    build(home, 3)
    assert sources() == ["s1", "s3"]
    assert set(files(home)) == {"current.json", "place-000001.duckdb", "place-000002.duckdb", "cohort-000001.duckdb"}
    assert read_pointer(home).place == "place-000002.duckdb"


def test_a_killed_first_build_is_cleared_up_too(tmp_path, use_home):
    folder = use_home(tmp_path / "home")
    folder.mkdir()
    process = building_process(folder)
    process.send_signal(signal.SIGKILL)
    process.wait()
    build(folder, 1)
    assert sources() == ["s1"]
    assert set(files(folder)) == {"current.json", "place-000001.duckdb", "cohort-000001.duckdb"}


def test_a_draft_of_the_pointer_is_cleared_up(home):
    (home / "current.json.4711").write_text("{", encoding="utf-8")
    build(home, 2)
    assert "current.json.4711" not in files(home)


def test_two_processes_cannot_build_at_once(home):
    process = building_process(home)
    try:
        with pytest.raises(BuildInProgress, match=r"Another load is running in home/; try again when it has ended\."):
            build(home, 2)
    finally:
        process.kill()
        process.wait()
    build(home, 2)
    assert sources() == ["s1", "s2"]


def test_the_pointer_is_at_every_moment_whole(home):
    """A reader that looks all the time never finds half a pointer or a file that is not there."""
    stop, wrong = threading.Event(), []

    def look() -> None:
        while not stop.is_set():
            try:
                pointer = json.loads((home / "current.json").read_text(encoding="utf-8"))
                if not (home / pointer["place"]).is_file() or not sources():
                    wrong.append(pointer)
            except Exception as error:
                wrong.append(error)

    looking = threading.Thread(target=look)
    looking.start()
    for number in range(2, 6):
        build(home, number)
        time.sleep(0.01)
    stop.set()
    looking.join()
    assert wrong == []


def test_old_versions_are_kept_as_many_as_the_settings_say(home, monkeypatch, use_home):
    monkeypatch.setenv("NEEDS_ATLAS_KEEP_VERSIONS", "2")
    use_home(home)
    for number in range(2, 6):
        build(home, number)
    assert {name for name in files(home) if name.startswith("place")} == {"place-000004.duckdb", "place-000005.duckdb"}


def test_the_cohort_file_carries_over(home):
    with duckdb.connect(str(home / "cohort-000001.duckdb")) as cohort:
        cohort.execute("insert into status_spell (child_key, status, spell_start) values ('k', 'uasc', '2025-01-01')")
    build(home, 2)
    assert current_version().cohort == "cohort-000001.duckdb"
    with duckdb.connect(str(home / current_version().cohort), read_only=True) as cohort:
        assert cohort.execute("select count(*) from status_spell").fetchone() == (1,)

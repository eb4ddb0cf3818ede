"""Uploads: looked at, stopped, applied or refused by a process of their own, and nothing of it left behind."""

import json
from pathlib import Path

import pytest
from filelock import FileLock

from importers import upload_work, uploads
from importers.uploads import Upload
from tests.pupil_files import KEY, pupil, pupils_file
from tests.small import ages_rows, state, table, wards_file


def done(home: Path, stage: str, *files: tuple[str, bytes]) -> Upload:
    upload = Upload(home, files)
    upload.start(stage)
    upload.wait(120)
    return upload


AGES = ("ages.csv", table(ages_rows()))


def test_a_preview_tells_what_would_change_and_changes_nothing(own_home):
    before, journal = state(own_home), (own_home / "loads.jsonl").read_text(encoding="utf-8")
    upload = done(own_home, "preview", AGES, ("wards.geojson", wards_file()), ("notes.csv", b"a,b\n1,2\n"))
    assert upload.problem == ""
    assert {each["file"]: each["status"] for each in upload.result["outcomes"]} == {
        "ages.csv": "loaded", "wards.geojson": "loaded", "notes.csv": "refused",
    }  # fmt: skip
    population = next(row for row in upload.result["changes"] if row["held_as"] == "population")
    assert (population["kind_of_change"], population["time_period"], population["areas"]) == ("new", "2023", 1)
    assert {"area_type": "ward", "new_areas": 0, "new_outlines": 2} in upload.result["areas"]
    assert state(own_home) == before
    assert (own_home / "loads.jsonl").read_text(encoding="utf-8") == journal


def test_files_with_records_of_children_are_told_from_others(own_home, monkeypatch):
    """Their figures are counted on the pages, so that a preview cannot list them."""
    monkeypatch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
    upload = done(own_home, "preview", AGES, ("pupils.csv", pupils_file([pupil(1)])))
    assert {each["file"]: (each["status"], each["of_children"]) for each in upload.result["outcomes"]} == {
        "ages.csv": ("loaded", False), "pupils.csv": ("loaded", True),
    }  # fmt: skip


def test_large_changes_against_the_version_in_force(own_home):
    assert done(own_home, "apply", AGES).problem == ""
    newer = ("newer.csv", table(ages_rows(persons=120)))
    upload = done(own_home, "preview", newer)
    jump = upload.result["jumps"][0]
    assert (jump["area_name"], jump["former_figure"], jump["new_figure"], jump["change_percent"]) == ("Dorset", 100, 120, 20)
    assert sum(row["jumps"] for row in upload.result["changes"]) == len(upload.result["jumps"])


def test_what_is_applied_is_in_force_and_then_held_already(own_home):
    applied = done(own_home, "apply", AGES)
    assert applied.result["version"] == 2
    again = done(own_home, "preview", AGES)
    assert [each["status"] for each in again.result["outcomes"]] == ["unchanged"]
    assert again.result["changes"] == []


def test_the_first_files_of_an_empty_home(tmp_path):
    upload = done(tmp_path / "home", "preview", AGES)
    assert upload.result["version"] == 0
    assert {row["kind_of_change"] for row in upload.result["changes"]} == {"new"}


def test_while_another_load_runs_a_sentence_says_so(own_home):
    with FileLock(own_home / ".build.lock"):
        upload = done(own_home, "apply", AGES)
    assert upload.problem == "Somebody else is loading files just now. Nothing was changed; try again in a minute."


def test_stopped_work_says_so_and_leaves_the_version_in_force(own_home):
    before = json.loads((own_home / "current.json").read_text(encoding="utf-8"))
    upload = Upload(own_home, [AGES])
    upload.start("apply")
    upload.stop()
    upload.wait(60)
    assert upload.problem == "Stopped. Nothing was changed." and not upload.is_running
    assert json.loads((own_home / "current.json").read_text(encoding="utf-8")) == before


def test_files_go_with_the_upload(own_home):
    upload = Upload(own_home, [AGES])
    folder = upload.folder
    assert [path.name for path in folder.iterdir()] == ["ages.csv"]
    upload.discard()
    assert not folder.exists()
    forgotten = Upload(own_home, [AGES])
    folder = forgotten.folder
    del forgotten
    assert not folder.exists()


@pytest.mark.parametrize(
    ("given", "kept"), [("../../etc/passwd", "passwd"), ("C:\\a\\b.csv", "b.csv"), (".hidden", "hidden"), ("..", "file")]
)
def test_names_lead_nowhere(own_home, given, kept, monkeypatch):
    monkeypatch.setattr(uploads, "why_not", lambda name, size: "")
    assert Upload(own_home, [(given, b"x")]).names == [kept]


@pytest.mark.parametrize(("name", "size_mb", "why"), [
    ("a.csv", 200, ""), ("a.CSV", 1, ""), ("a.csv", 201, "A file of 201 MB is not taken; the largest may have 200 MB."),
    ("a.exe", 1, "A file of this type is not taken: .exe."), ("a", 1, "A file of this type is not taken: it has no ending."),
    ("a.csv.html", 1, "A file of this type is not taken: .html."),
])  # fmt: skip
def test_size_and_type_are_asked_by_the_server_too(name, size_mb, why):
    assert uploads.why_not(name, size_mb * 1024 * 1024) == why


def test_a_file_that_may_not_be_uploaded_is_not_kept(own_home):
    upload = Upload(own_home, [AGES, ("evil.exe", b"x"), ("worse.exe", b"x")])
    assert upload.names == ["ages.csv"] and [path.name for path in upload.folder.iterdir()] == ["ages.csv"]
    assert upload.refused == ["A file of this type is not taken: .exe."]


def test_a_second_file_of_the_same_name_gets_another(own_home):
    assert Upload(own_home, [("a.csv", b"1"), ("a.csv", b"2")]).names == ["a.csv", "a (2).csv"]


def test_what_belongs_to_a_shapefile_or_lists_others_is_not_loaded_for_itself(tmp_path):
    for name in ("w.shp", "w.dbf", "w.SHX", "w.prj", "SOURCES.csv", "a.meta.csv", "a.csv"):
        (tmp_path / name).touch()
    assert [path.name for path in upload_work._files(tmp_path)] == ["a.csv", "w.shp"]


def test_a_fault_of_the_program_is_told_without_what_was_in_the_file(tmp_path, monkeypatch, capsys):
    def broken(home, folder):
        raise KeyError("a child's name")

    monkeypatch.setitem(upload_work.WORK, "apply", broken)
    upload_work.main("apply", str(tmp_path), str(tmp_path))
    told = capsys.readouterr().out
    assert "fault in this program (KeyError)" in told and "child" not in told

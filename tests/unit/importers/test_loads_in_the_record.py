"""Loads in the audit record: kind, source and rows of each file, never its name; and no load without its line."""

import pytest

import audit
from audit.reading import events
from importers.__main__ import main
from importers.history import change, undo
from importers.load import load
from importers.uploads import Upload
from tests.record import block, raw_record
from tests.small import ages_rows, state, table

NAME = "Children of Example Street, Jane Example.csv"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / NAME
    path.write_bytes(table(ages_rows()))
    return path


def names(home) -> list[str]:
    return [line["event"] for line in reversed(events(home))]


def test_a_load_its_withdrawal_and_its_undoing(own_home, file):
    before = len(events(own_home))
    source = load([file], own_home)[0].source_id
    change(own_home, "withdraw", source)
    undo(own_home)
    assert names(own_home)[before:] == ["loaded", "source_changed", "undone"]
    loaded, withdrawn, undone = list(reversed(events(own_home)))[before:]
    assert (loaded["kind"], loaded["source"], loaded["status"]) == (source.rpartition("-")[0], source, "loaded")
    assert loaded["read"] == loaded["loaded"] > 0 and loaded["rejected"] == 0
    assert (withdrawn["did"], withdrawn["source"]) == ("withdraw", source) and undone["version"] == 3
    assert loaded["person"].startswith("os-") and loaded["through"] in ("command", "page")


def test_no_file_name_is_in_the_record(own_home, file):
    load([file], own_home)
    assert b"Example" not in raw_record(own_home)


def test_a_dry_run_says_that_a_file_was_looked_into(own_home, file):
    load([file], own_home, dry_run=True)
    assert names(own_home)[-1] == "previewed"


def test_what_is_refused_or_held_already_changes_nothing_and_is_not_noted(own_home, file, tmp_path):
    load([file], own_home)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    known = names(own_home)
    load([file, tmp_path / "other.csv"], own_home)
    assert names(own_home) == known


@pytest.fixture
def blocked(own_home):
    """A home whose record cannot be written."""
    return block(own_home)


def test_a_load_that_cannot_be_noted_is_not_put_in_force(blocked, file, capsys):
    before = state(blocked)
    with pytest.raises(audit.AuditFailed):
        load([file], blocked)
    assert state(blocked) == before
    assert main([str(file), "--home", str(blocked)]) == 2
    assert capsys.readouterr().err.startswith("The audit log of own_home/ cannot be written")


def test_neither_is_one_that_was_uploaded(blocked, file):
    before = state(blocked)
    upload = Upload(blocked, [(NAME, file.read_bytes())])
    upload.start("apply")
    upload.wait(120)
    assert upload.problem.startswith("The audit log of own_home/ cannot be written")
    assert state(blocked) == before


def test_an_upload_is_noted_for_whoever_gave_the_file(own_home, file):
    upload = Upload(own_home, [(NAME, file.read_bytes())], audit.Actor("p-7", "data_officer"))
    upload.start("apply")
    upload.wait(120)
    assert upload.problem == ""
    line = events(own_home)[0]
    assert (line["event"], line["person"], line["role"], line["through"]) == ("loaded", "p-7", "data_officer", "page")


def test_the_server_s_log_names_no_file(own_home, file, caplog):
    caplog.set_level("INFO", "importers.uploads")
    upload = Upload(own_home, [(NAME, file.read_bytes())])
    upload.start("preview")
    upload.wait(120)
    assert "preview of 1 files" in caplog.text and "Example" not in caplog.text

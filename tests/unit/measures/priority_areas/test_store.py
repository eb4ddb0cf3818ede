"""People's own priority areas are kept, undone and never lost: not by a load, a crash, a second writer or a damaged file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from importers.load import load
from measures.errors import CannotAnswer
from measures.held import priority_areas
from measures.priority_areas import journal, store
from measures.priority_areas.area import Member, OwnArea
from measures.priority_areas.journal import NAME, NotKept
from settings import PROJECT
from tests.small import AUTHORITY, LSOAS, WARDS

DORSET, WARD = AUTHORITY[0], WARDS[0][0]


@pytest.fixture
def home(own_home, use_home) -> Path:
    """The small made-up place in force, with an empty store."""
    return use_home(own_home)


def area(name: str = "Nine Elms", **more) -> OwnArea:
    return OwnArea(**({"name": name, "authority": DORSET, "members": (Member(WARD, 2023),)} | more))


def test_what_is_saved_is_held_with_id_and_date(home):
    kept = store.save(area("  Nine   Elms ", owner="Kim", note="two\nlines"))
    assert (kept.area_id, kept.name, kept.note) == ("own.nine-elms", "Nine Elms", "two\nlines")
    assert len(kept.made_on) == 10
    assert store.own_areas() == (kept,)
    assert list(priority_areas().query("priority_area_id == 'own.nine-elms'")["member_code"]) == [WARD]


def test_the_id_stays_when_the_name_changes(home):
    kept = store.save(area())
    renamed = store.save(kept.but(name="Ten Elms"))
    assert (renamed.area_id, renamed.made_on) == (kept.area_id, kept.made_on)
    assert store.save(area()).area_id == "own.nine-elms-2"


def test_saving_the_same_again_changes_nothing(home):
    kept = store.save(area())
    store.save(kept)
    assert [change.did for change in store.changes_of(kept.area_id)] == ["made"]


@pytest.mark.parametrize(("wrong", "sentence"), [
    ({"members": ()}, "Nine Elms has no members yet: pick at least one ward or LSOA."),
    ({"name": ""}, "The area needs a name."),
    ({"name": "=cmd()"}, 'The name begins with "=", which a spreadsheet would run as a formula; begin it with a letter or digit.'),
    ({"name": "(Elms)"}, "The name must begin with a letter or digit."),
    ({"name": "Elms <b>"}, 'The name must be one line without the marks < > [ ] { } | ` * _ $ # \\ ~ ^ ".'),
    ({"name": "E\nlms"}, 'The name must be one line without the marks < > [ ] { } | ` * _ $ # \\ ~ ^ ".'),
    ({"owner": "@me"}, 'The owner begins with "@", which a spreadsheet would run as a formula; begin it with a letter or digit.'),
    ({"name": "E" * 81}, "The name has 81 letters; 80 is the most that is kept."),
    ({"members": (Member("Poole"),)}, '"Poole" is no code of a ward (E05…) or LSOA (E01…).'),
    ({"nature": "guess"}, '"guess" is not known of a boundary; it is one of local, our reading.'),
], ids=str)  # fmt: skip
def test_what_cannot_be_kept_is_said_in_a_sentence(home, wrong, sentence):
    with pytest.raises(CannotAnswer) as refusal:
        store.save(area(**wrong))
    assert str(refusal.value) == sentence
    assert not (home / NAME).exists()


def test_two_areas_of_one_name_in_an_authority(home):
    store.save(area())
    with pytest.raises(CannotAnswer, match=r"^Another priority area of this authority is called Nine Elms already; choose another name\.$"):
        store.save(area("NINE ELMS"))
    assert len(store.own_areas()) == 1


def test_undo_goes_back_step_by_step_and_ends_in_the_archive(home):
    first = store.save(area())
    store.save(first.but(note="second"))
    store.save(first.but(note="third"))
    assert [store.undo(first.area_id).note for _ in range(2)] == ["second", ""]
    assert store.undo(first.area_id).is_archived and store.own_areas() == ()
    assert not store.restore(first.area_id).is_archived
    assert [change.did for change in store.changes_of(first.area_id)] == [
        "restored", "archived", "undone", "undone", "edited", "edited", "made"
    ]  # fmt: skip


def test_an_archive_is_undone(home):
    kept = store.save(area())
    store.archive(kept.area_id)
    assert not store.undo(kept.area_id).is_archived


def test_nobody_is_restored_under_a_name_that_is_taken(home):
    kept = store.save(area())
    store.archive(kept.area_id)
    store.save(area())
    for bring_back in (store.restore, store.undo):
        with pytest.raises(CannotAnswer, match="is called Nine Elms already"):
            bring_back(kept.area_id)


def test_an_area_changed_meanwhile_is_not_written_over(home):
    kept = store.save(area())
    seen = store.last_change(kept.area_id)
    store.save(kept.but(note="theirs"), seen)
    with pytest.raises(CannotAnswer, match="Nine Elms was changed by somebody else meanwhile"):
        store.save(kept.but(note="mine"), seen)
    assert store.own_area(kept.area_id).note == "theirs"


def test_an_unknown_id(home):
    for act in (store.archive, store.restore, store.undo, store.own_area):
        with pytest.raises(CannotAnswer, match=r'^There is no priority area of people\'s own "own\.none"\.$'):
            act("own.none")


def test_a_load_a_rebuild_and_a_fresh_load_leave_the_store_alone(home):
    kept = store.save(area())
    before = (home / NAME).read_bytes()
    for how in ({}, {"fresh": True}):
        assert "loaded" in {outcome.status for outcome in load([PROJECT / "data" / "plans"], home, **how)}
        assert (home / NAME).read_bytes() == before
    assert store.own_areas() == (kept,)
    rows = priority_areas().query("priority_area_id == 'own.nine-elms'")
    assert list(rows["stated_code"]) == [WARD] and rows["member_code"].isna().all(), "the fresh load knows no wards, the area is still kept"


_WRITER = """
import sys
from measures.priority_areas import store
from measures.priority_areas.area import Member, OwnArea
for number in range(15):
    store.save(OwnArea(f"{sys.argv[1]} {number}", "E06000059", (Member("E05000001", 2023),)))
"""


def test_two_processes_that_write_at_once_lose_nothing(home):
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, name], cwd=PROJECT, stderr=subprocess.PIPE) for name in ("One", "Two")]
    errors = [writer.communicate(timeout=60)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], errors
    assert {kept.name for kept in store.own_areas()} == {f"{name} {number}" for name in ("One", "Two") for number in range(15)}
    assert journal.read(home).damaged == 0


def test_a_damaged_file_is_kept_aside_and_what_can_be_read_counts(home):
    kept = store.save(area())
    damaged = (
        b"\xff\xfe\n" + (home / NAME).read_bytes() + b'{"id": "half", "did"\n[]\n{"id":1,"at":"x","did":"made","area":{"members":[]}}\n'
    )
    (home / NAME).write_bytes(damaged)
    assert store.own_areas() == (kept,)
    assert journal.problems(home) == [
        f"4 lines of {NAME} cannot be read and count for nothing; the file as it is will be kept aside before it is next changed."
    ]
    store.save(area("Second"))
    aside = list(home.glob("priority_areas.damaged-*.jsonl"))
    assert [path.read_bytes() for path in aside] == [damaged]
    assert journal.problems(home) == [f"The store of priority areas was damaged once; what it held then is kept in {aside[0].name}."]
    assert [each.name for each in store.own_areas()] == ["Nine Elms", "Second"]


def test_a_folder_in_the_place_of_the_file(home):
    (home / NAME).mkdir()
    assert store.own_areas() == ()
    assert journal.problems(home) == [f"The priority areas of {home.name}/ cannot be read (Is a directory): {NAME}."]
    with pytest.raises(NotKept, match=r"cannot be read .* Nothing was changed\.$"):
        store.save(area())


def test_a_folder_that_cannot_be_written(home, monkeypatch):
    kept = store.save(area())
    before = (home / NAME).read_bytes()

    def full(*_):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(journal.audit, "record", lambda *_: None)  # the record has its own tests, and the same disk
    monkeypatch.setattr(journal.os, "fsync", full)
    with pytest.raises(NotKept, match=rf"^The folder {home.name}/ cannot be written \(Read-only file system\), so nothing was changed\.$"):
        store.archive(kept.area_id)
    assert (home / NAME).read_bytes() == before
    assert not list(home.glob(f"{NAME}.*"))


def test_somebody_else_keeps_writing(home, monkeypatch):
    monkeypatch.setattr(journal, "_PATIENCE_S", 0.05)
    with journal.writing(home), pytest.raises(NotKept, match="Somebody else is just changing the priority areas"):
        store.save(area())


def test_the_file_is_lines_that_anybody_can_read(home):
    kept = store.save(area(members=(Member(LSOAS[0], 2021), Member(WARD, 2023))))
    (line,) = (home / NAME).read_text(encoding="utf-8").splitlines()
    said = json.loads(line)
    assert (said["did"], said["area"]["name"], said["area"]["area_id"]) == ("made", "Nine Elms", kept.area_id)
    assert said["area"]["members"] == [{"code": LSOAS[0], "year": 2021}, {"code": WARD, "year": 2023}]

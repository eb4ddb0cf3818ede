"""Changes of priority areas in the audit record: ids and fields, never what somebody typed; and no change without its line."""

import pytest

from audit.reading import Sought, events
from measures.priority_areas import store
from measures.priority_areas.area import Member, OwnArea
from measures.priority_areas.journal import NotKept
from tests.record import block, raw_record


@pytest.fixture
def home(own_home, use_home):
    return use_home(own_home)


def area(**changes) -> OwnArea:
    return OwnArea("West Quay", "E06000059", (Member("E05000001", 2025),)).but(**changes)


def told(home) -> list[dict]:
    """The record, oldest first, without what every line has."""
    common = ("seq", "at", "hash", "key", "person", "role", "through", "event")
    return [{name: value for name, value in line.items() if name not in common} for line in reversed(events(home, Sought("area_changed")))]


def test_every_change_has_its_line(home):
    kept = store.save(area())
    store.save(kept.but(note="Ask Mrs Example of 7 Quay Street", owner="Team West"))
    store.archive(kept.area_id)
    store.restore(kept.area_id)
    store.undo(kept.area_id)
    same = {"priority_area": kept.area_id, "area": "E06000059", "members": 1}
    assert told(home) == [
        same | {"did": "made"}, same | {"did": "edited", "changed": ["owner", "note"]}, same | {"did": "archived", "changed": ["is_archived"]},
        same | {"did": "restored", "changed": ["is_archived"]}, same | {"did": "undone", "changed": ["is_archived"]},
    ]  # fmt: skip


def test_nothing_that_was_typed_is_in_the_record(home):
    store.save(store.save(area()).but(note="Ask Mrs Example of 7 Quay Street", owner="Team West"))
    raw = raw_record(home)
    assert b"Example" not in raw and b"Team West" not in raw and b"West Quay" not in raw


def test_what_cannot_be_noted_is_not_changed(home):
    block(home)
    with pytest.raises(NotKept, match="The audit log of own_home/ cannot be written"):
        store.save(area())
    assert store.own_areas() == ()

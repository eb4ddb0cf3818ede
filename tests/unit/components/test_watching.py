"""A table is noted before the page gets it: once for a person and session, from caches too, and never shown unnoted."""

import pytest

import audit
from audit.reading import Sought, events
from components import published as door
from components import watching
from components.published import published, remembered
from measures import audited
from measures.access import Access
from measures.selection import Selection
from tests.record import block, unblock

PLYMOUTH = Selection("E06000026")


@pytest.fixture
def home(areas_home):
    return areas_home


@pytest.fixture
def session(monkeypatch):
    """A function that begins a session of somebody; what was noted of it is kept with it."""

    def begin(role: str = "analyst", person: str = "p-1") -> None:
        noted, access = set(), Access(role)
        object.__setattr__(access, "person", person)
        monkeypatch.setattr(watching, "_noted", lambda: noted)
        monkeypatch.setattr(watching, "access_here", lambda: access)

    begin()
    return begin


def seen(home) -> list[tuple[str, str]]:
    return [(line["person"], line["indicator"]) for line in reversed(events(home, Sought("saw")))]


def test_who_saw_which_table_and_how_much_was_hidden(home, session):
    published("births", Selection("E07000047", by="ward", period="2019"))
    line = events(home)[0]
    assert {name: line.get(name) for name in ("event", "person", "role", "indicator", "area", "period", "rows_by", "breakdown", "comparator")} == {
        "event": "saw", "person": "p-1", "role": "analyst", "indicator": "births", "area": "E07000047", "period": "2019", "rows_by": "ward",
        "breakdown": "Total", "comparator": "none",
    }  # fmt: skip
    table = door._published("births", Selection("E07000047", by="ward", period="2019"), door.access_here(), door.version())
    assert (line["rows"], line["hidden"]) == (len(table.frame), (table.frame["symbol"] == "c").sum())
    assert line["hidden"] > 0 and line["hidden_kinds"] == ["small"]


def test_once_for_a_session_and_again_for_another_person_or_session(home, session):
    for _ in range(3):
        published("births", PLYMOUTH)
    session()
    published("births", PLYMOUTH)
    session(person="p-2")
    published("births", PLYMOUTH)
    assert seen(home) == [("p-1", "births"), ("p-1", "births"), ("p-2", "births")]


def test_what_is_made_of_tables_and_remembered_is_noted_for_everybody_who_gets_it(home, session):
    @remembered
    def inner(name: str) -> int:
        return len(published(name, PLYMOUTH).frame)

    @remembered
    def outer() -> int:
        return inner("births") + inner("population_0_17") + len(published("births", PLYMOUTH).frame)

    first = outer()
    session(person="p-2")
    assert outer() == first
    assert seen(home) == [("p-1", "births"), ("p-1", "population_0_17"), ("p-2", "births"), ("p-2", "population_0_17")]


def test_several_tables_of_one_result_are_written_in_one_go(home, session, monkeypatch):
    written = []
    monkeypatch.setattr(audit, "record", lambda home, actor, events: written.append(len(events)))

    @remembered
    def several() -> None:
        for name in ("births", "population_0_17", "population_0_19"):
            published(name, PLYMOUTH)

    several()
    assert written == [3]


def test_what_cannot_be_noted_is_not_handed_out_not_even_from_a_cache(home, session):
    kept = remembered(lambda: published("births", PLYMOUTH))
    published("births", PLYMOUTH), kept()
    session(person="p-2")
    block(home)
    for ask in (lambda: published("births", PLYMOUTH), kept):
        with pytest.raises(audit.AuditFailed, match="cannot be written"):
            ask()
    unblock(home)
    published("births", PLYMOUTH)  # what was refused is not taken for noted
    assert seen(home) == [("p-2", "births")]


def test_tables_made_beforehand_are_seen_by_nobody(home, session):
    with watching.nobody_looks():
        published("births", PLYMOUTH)
        remembered(lambda: published("population_0_17", PLYMOUTH))()
    assert seen(home) == []
    published("births", PLYMOUTH)
    assert seen(home) == [("p-1", "births")]


def test_a_download_is_noted_when_it_is_taken_and_refused_when_it_cannot_be(home, session):
    table = published("births", PLYMOUTH)
    take = watching.taking_table(lambda: b"csv", table)
    assert seen(home) == [("p-1", "births")] and len(events(home)) == 1
    assert take() == b"csv"
    line = events(home)[0]
    assert (line["event"], line["form"], line["indicator"], line["person"]) == ("exported", "csv", "births", "p-1")
    assert watching.taking_list(lambda: b"x", "sources")() == b"x"
    assert (events(home)[0]["event"], events(home)[0]["list"]) == ("exported", "sources")
    block(home)
    with pytest.raises(audit.AuditFailed):
        take()


def test_no_figure_is_in_the_record(home, session, monkeypatch):
    """Figures that stand nowhere else would show: every count of the table is made a number of seven digits."""
    table = door._published("births", Selection("E07000047", by="ward"), door.access_here(), door.version())
    marked = table.of_rows(
        table.frame.assign(numerator=7654321.0, denominator=7654322.0, value=7654323.0, lower=7654324.0, upper=7654325.0)
    )
    watching.seen(marked)
    watching.taking_table(lambda: b"", marked)()
    said = [{name: value for name, value in line.items() if name != "hash"} for line in events(home)]
    assert len(said) == 2 and "76543" not in str(said)


def test_why_rows_are_hidden_is_told_in_kinds():
    import pandas as pd

    from measures.disclosure.words import HIDDEN_BASE, PROTECTS, REASONS

    because = pd.Series(["small number: 1 to 5", PROTECTS, HIDDEN_BASE, "fewer than 10 children to divide by", REASONS["c"], "else"])
    assert audited.kinds_of(because) == ["few", "other", "protecting", "publisher", "small"]

"""The Audit page: state in words, filters, the table, the download; and pages that cannot be noted are not shown."""

import csv
import io

import pytest

import audit
from audit.folder import folder_of, months
from audit.reading import Sought, events
from components import audit_page
from measures.exports import plain_csv
from tests.app.visit import DEMOGRAPHICS, assert_sound, choose, go, options, texts, visit
from tests.record import block, unblock

PAGE, DORSET = "pages/data/audit.py", "E06000059"
OFFICER = audit.Actor("p-7", "data_officer")


@pytest.fixture
def home(areas_home):
    audit.record(areas_home, OFFICER, [
        audit.event("saw", indicator="births", area=DORSET, rows=60, hidden=12, hidden_kinds=["small"], rows_by="ward", period="all"),
        audit.event("area_changed", did="made", priority_area="own.-1+1", area="E06000026", members=2),
        audit.event("loaded", kind="ees", source="ees-0123", status="loaded", read=9, loaded=8, rejected=1),
    ])  # fmt: skip
    return areas_home


def rows(app):
    return app.main.dataframe[0].value


def test_the_chain_is_told_in_words_with_its_head(home):
    app = visit(PAGE)
    assert_sound(app)
    assert app.success[0].value.startswith("The chain holds: 4 events since 20")  # opening the page is one of them
    assert any(code.value.startswith("4:") and len(code.value) == 66 for code in app.main.code)
    assert any("No audit key is set" in text for text in texts(app))


def test_events_the_newest_first_in_words(home):
    found = rows(visit(PAGE))
    assert list(found["What"]) == ["opened the audit", "loaded", "changed a priority area", "saw"]
    saw = found.iloc[-1]
    assert (saw["Of what"], saw["Rows"], saw["Hidden"], saw["Why hidden"]) == (
        "Live births, of Dorset, by ward, all years",
        "60",
        "12",
        "small",
    )
    assert found["Who"].iloc[1] == "p-7 (data officer)" and found["Number"].tolist() == [4, 3, 2, 1]


@pytest.mark.parametrize(("filter_", "value", "left"), [
    ("Event", "loaded", ["loaded"]), ("Person", "p-7", ["loaded", "changed a priority area", "saw"]), ("Indicator", "births", ["saw"]),
    ("Area", DORSET, ["saw"]), ("Area", "own.-1+1", ["changed a priority area"]),
])  # fmt: skip
def test_filters_narrow(home, filter_, value, left):
    app = choose(visit(PAGE), filter_, value)
    assert_sound(app)
    assert list(rows(app)["What"]) == left
    assert len(options(app, filter_)) > 1


def test_days_without_events_say_so(home):
    app = visit(PAGE)
    app.main.date_input[0].set_value(("2020-01-01", "2020-01-31")).run()
    assert_sound(app)
    assert app.info[0].value.startswith("No event of these days")
    assert not app.main.dataframe


def test_a_broken_chain_is_told_with_its_line(home):
    path = months(folder_of(home))[0]
    path.write_bytes(path.read_bytes().replace(b'"members":2', b'"members":3'))
    audit_page._verdict.cache_clear()
    app = visit(PAGE)
    assert app.error[0].value.startswith(f"The chain is broken: line 2 of {path.name} does not follow from the line before it")
    assert not app.success


def test_the_csv_runs_nothing(home):
    found = events(home, Sought())
    found[0]["indicator"] = "=1+1"
    lines = list(csv.reader(io.StringIO(plain_csv(audit_page.table_of(found), "Audit").decode("utf-8-sig"))))
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]


def test_opening_it_is_noted_once_a_session(home):
    app = visit(PAGE)
    choose(app, "Event", "loaded")
    assert len(events(home, Sought("audit_opened"))) == 1
    visit(PAGE)
    assert len(events(home, Sought("audit_opened"))) == 2


def test_what_a_page_shows_is_noted_once_a_session(areas_home):
    app = visit(DEMOGRAPHICS, la=DORSET)
    seen = [
        (line["indicator"], line["breakdown"], line.get("rows_by"), line["area"], line["period"], line["comparator"])
        for line in events(areas_home)
    ]
    assert len(seen) == len(set(seen)) > 8
    app.run()
    assert len(events(areas_home)) == len(seen)


def test_a_page_that_cannot_be_noted_is_refused_and_comes_back(areas_home):
    block(areas_home)
    app = visit(DEMOGRAPHICS, la=DORSET)
    assert not app.exception
    assert len(app.error) == 1
    assert app.error[0].value == (
        "The audit log of areas_home/ cannot be written (File exists), so nothing is shown or changed until whoever looks after this "
        "installation has mended that."
    )
    assert not app.main.dataframe and not any("Source: " in text for text in texts(app))
    unblock(areas_home)
    app.run()
    assert_sound(app)
    assert not app.error and any("Source: " in text for text in texts(app))


def test_what_was_seen_already_stays_when_the_disk_fills_and_nothing_new_comes(areas_home):
    app = visit(DEMOGRAPHICS, la=DORSET)
    block(areas_home)
    app.run()
    assert not app.error
    app = choose(app, "Authority", "E06000026")
    assert app.error[0].value.startswith("The audit log of areas_home/ cannot be written")
    assert not any("Plymouth" in text and "Source: " in text for text in texts(app))


def test_the_audit_itself_is_refused_when_that_cannot_be_noted(areas_home):
    app = go(visit(DEMOGRAPHICS, la=DORSET), DEMOGRAPHICS)
    block(areas_home)
    assert go(app, PAGE).error[0].value.startswith("The audit log of areas_home/ cannot be written")

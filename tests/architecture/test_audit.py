"""The audit record can carry no figure: its fields are closed, its numbers are counts of rows and lines, nothing reads a value for it."""

import ast

from audit.events import COUNTS, EVENTS, OWN, event
from measures.audited import _said
from measures.table import COLUMNS
from settings import PROJECT
from tests.architecture.modules import APP, short, tree

# What stands in a table beside the figures themselves; all other columns of one are figures or come near them.
SAID_OF_A_TABLE = {"breakdown", "comparator", "source"}
FIELDS = {
    "indicator", "area", "wards", "priority_area", "period", "breakdown", "rows_by", "comparator", "version", "rows", "hidden", "hidden_kinds",
    "form", "list", "kind", "source", "status", "read", "loaded", "rejected", "did", "changed", "members", "reason", "what", "workshop",
    "months", "until", "until_hash", "bytes", "digest", "expected", "expected_hash",
}  # fmt: skip
FIGURES = {"numerator", "denominator", "value", "lower", "upper", "comparator_value", "count", "figure", "smoothed"}


def test_the_fields_are_these_and_no_others():
    assert {field for fields in (EVENTS | OWN).values() for field in fields} == FIELDS


def test_no_field_is_a_figure_of_a_table():
    assert not FIELDS & (FIGURES | (set(COLUMNS) - SAID_OF_A_TABLE))
    assert set(COLUMNS) >= FIGURES - {"count", "figure", "smoothed"}


def test_numbers_are_counts_of_rows_lines_and_versions():
    assert {"rows", "hidden", "version", "read", "loaded", "rejected", "members", "until", "bytes", "expected"} == COUNTS


def test_nothing_is_written_but_through_event():
    """An Event put together by hand would pass by what ``event`` refuses."""
    made = [short(path) for path in APP if short(path) != "audit/events.py"
            for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Event"]  # fmt: skip
    assert made == []


def test_what_is_said_of_a_table_never_reads_its_figures():
    texts = {node.value for node in ast.walk(tree(PROJECT / "measures" / "audited.py")) if isinstance(node, ast.Constant)}
    attributes = {node.attr for node in ast.walk(tree(PROJECT / "measures" / "audited.py")) if isinstance(node, ast.Attribute)}
    assert not (FIGURES - {"count"}) & (texts | attributes)
    assert callable(_said) and "symbol" in texts


def test_every_event_can_be_said():
    assert {name: event(name).name for name in EVENTS | OWN} == {name: name for name in EVENTS | OWN}

"""An error on the children's records tells no cell: not in its message, not in what it came from, not in a traceback."""

import sys
import traceback

import duckdb
import pytest

from warehouse import connection, query
from warehouse.withheld import CohortFault, without_cells

CELL = "A823456789012 of SW1A 1AA"


@pytest.fixture
def quoting(monkeypatch, demo):
    """Statements that make DuckDB quote a cell."""

    def text(name):
        return f"select cast('{CELL}' as integer) as figure"

    module = sys.modules["warehouse.query"]  # the package has a function of the same name
    monkeypatch.setattr(module, "text_of", text)
    monkeypatch.setattr(module, "parameters_of", lambda name: frozenset())


def test_duckdb_does_quote_cells(quoting):
    with pytest.raises(duckdb.ConversionException, match=CELL):
        query("place/some_query")


def test_an_error_on_the_cohort_quotes_none(quoting):
    with pytest.raises(CohortFault) as fault:
        query("cohort/some_query", "cohort")
    assert str(fault.value).startswith("queries/cohort/some_query.sql failed on the children's records (ConversionException)")
    assert (fault.value.__cause__, fault.value.__context__) == (None, None)
    assert CELL not in "".join(traceback.format_exception(fault.value))


def test_a_lack_of_room_is_still_told_apart():
    @without_cells
    def full():
        raise duckdb.OutOfMemoryException("failed to allocate")

    with pytest.raises(duckdb.OutOfMemoryException):
        full()


@pytest.mark.parametrize("statement", [
    "attach ':memory:' as other", "attach '/tmp/other.duckdb' as other", "copy (select 1) to '/tmp/out.csv'", "copy (select 1) to '/dev/stdout'",
    "select * from read_csv('/etc/passwd')", "select * from read_text('/etc/passwd')", "select * from read_blob('/etc/passwd')",
    "select * from glob('/*')", "select * from read_parquet('/tmp/x.parquet')", "install httpfs", "load httpfs", "install spatial from community",
    "set enable_external_access = true", "set autoinstall_known_extensions = true", "set autoload_known_extensions = true",
    "set allow_community_extensions = true", "set memory_limit = '1GB'", "reset enable_external_access", "set lock_configuration = false",
    "set home_directory = '/tmp'", "create secret s (type http)", "select * from 'https://example.org/x.csv'", "export database '/tmp/out'",
])  # fmt: skip
@pytest.mark.parametrize("which", ["place", "cohort"])
def test_nothing_outside_can_be_reached_and_nothing_set(demo, which, statement):
    with pytest.raises(duckdb.Error, match=r"(?i)disabled|locked|permission|cannot|not allowed|read-only"):
        connection.cursor(which).execute(statement).fetchall()


@pytest.mark.parametrize(
    "setting", ["autoinstall_known_extensions", "autoload_known_extensions", "enable_external_access", "allow_community_extensions"]
)
@pytest.mark.parametrize("which", ["place", "cohort"])
def test_what_would_fetch_code_is_off(demo, which, setting):
    assert connection.cursor(which).execute(f"select current_setting('{setting}')").fetchone()[0] is False

"""Every table and column says what it holds: the data dictionary is made of these comments."""

import duckdb
import pytest

from warehouse.drafting import COHORT, create_schema


@pytest.fixture(scope="module", params=[("schema", "schema_plans", "schema_raw"), COHORT], ids=["place", "cohort"])
def schema(request):
    with duckdb.connect() as connection:
        create_schema(connection, *request.param)
        yield connection


def test_every_table_has_a_comment(schema):
    tables = schema.execute("select schema_name || '.' || table_name, comment from duckdb_tables()").fetchall()
    assert tables
    assert [name for name, comment in tables if not comment] == []


def test_every_column_has_a_comment(schema):
    """A column of schema raw is that of the table of the same name in schema main, unless only raw has it."""
    columns = schema.execute("select schema_name, table_name, column_name, comment from duckdb_columns() where not internal").fetchall()
    said = {(schema_name, table, column) for schema_name, table, column, comment in columns if comment}
    silent = [key for *key, _ in map(tuple, columns) if tuple(key) not in said and ("main", key[1], key[2]) not in said]
    assert silent == []


def test_comments_are_sentences(schema):
    comments = schema.execute("select comment from duckdb_tables() union all select comment from duckdb_columns() where not internal")
    assert [text for (text,) in comments.fetchall() if text and not text.endswith(".")] == []


def test_raw_columns_have_the_types_of_main():
    with duckdb.connect() as connection:
        create_schema(connection, "schema", "schema_plans", "schema_raw")
        differing = connection.execute("""
            select raw.table_name, raw.column_name from duckdb_columns() as raw
            inner join duckdb_columns() as main
                on raw.table_name = main.table_name and raw.column_name = main.column_name and main.schema_name = 'main'
            where raw.schema_name = 'raw' and raw.data_type <> main.data_type
        """).fetchall()
    assert differing == []

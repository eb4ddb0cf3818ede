"""Two builds from the bundled pack hold the same, table by table and row by row."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import duckdb

from settings import PROJECT
from warehouse.versions import read_pointer


def digests(home: Path) -> dict[str, str]:
    """A digest of every table's rows, in order."""
    with duckdb.connect(str(home / read_pointer(home).place), read_only=True) as connection:
        names = connection.execute("select schema_name || '.' || table_name from duckdb_tables() order by all").fetchall()
        return {name: _digest(connection, name) for (name,) in names}


def _digest(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """Of every row as text in one order; a row's columns are told apart by their names."""
    rows = connection.execute(f"select row_text from (select t::varchar as row_text from {table} as t) order by all")
    digest = hashlib.sha256()
    while part := rows.fetchmany(50_000):
        digest.update("\n".join(text for (text,) in part).encode())
    return digest.hexdigest()


def test_built_twice_it_is_the_same(demo_home, tmp_path):
    """The second time by another process, in which sets and hashes fall in another order."""
    environment = os.environ | {"PYTHONHASHSEED": "12345", "PYTHONPATH": str(PROJECT)}
    subprocess.run([sys.executable, "-m", "importers", "--demo", "--home", str(tmp_path)], env=environment, check=True, capture_output=True)
    first, second = digests(demo_home), digests(tmp_path)
    assert len(first) > 20
    assert len(set(first.values())) > 20
    assert {name for name in first if first[name] != second.get(name)} == set()
    assert first.keys() == second.keys()

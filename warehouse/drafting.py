"""The file of a new version, from its beginning to its end (docs/decisions/0016).

It begins as a copy of the version before where the same edition made it: then schema main is there and only what has changed need
be made anew. Else, or when too much has changed, it begins empty and takes over schema raw alone.
"""

import shutil
import tempfile
from functools import cache
from pathlib import Path

import duckdb

SCHEMAS = Path(__file__).resolve().parent
COHORT = ("schema_cohort", "schema_cohort_returns", "schema_cohort_care")


def create_schema(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Run ``warehouse/<name>.sql`` for each name, as one write to disk. ``<name>.<table>.csv`` fills the table of that name."""
    connection.execute("begin")
    for name in names:
        connection.execute((SCHEMAS / f"{name}.sql").read_text(encoding="utf-8"))
        for path in sorted(SCHEMAS.glob(f"{name}.*.csv")):
            rows = "read_csv($path, header = true, all_varchar = true)"
            connection.execute(f"insert into {path.stem.removeprefix(f'{name}.')} by name from {rows}", {"path": str(path)})
    connection.execute("commit")


def create_empty(path: Path) -> None:
    """A place file that holds nothing."""
    path.write_bytes(_empty())


@cache
def _empty() -> bytes:
    """The bytes of one: its hundreds of statements take longer than many a load."""
    with tempfile.TemporaryDirectory(prefix="needs-atlas-") as folder:
        path = Path(folder) / "empty.duckdb"
        with duckdb.connect(str(path)) as connection:
            create_schema(connection, "schema", "schema_plans", "schema_raw")
        return path.read_bytes()


def wal_of(path: Path) -> Path:
    """The file beside a database in which DuckDB keeps what it has not yet written into it."""
    return path.with_name(f"{path.name}.wal")


def remove(path: Path) -> None:
    """Delete a database and what lies beside it, as far as they are there."""
    for found in (path, wal_of(path)):
        found.unlink(missing_ok=True)


class Draft:
    """A place file being written at ``path``, always within a transaction. ``start`` is the file it takes over from.

    ``carry`` begins with a copy of ``start`` instead of with its rows of schema raw; ``without`` leaves sources out of these.
    """

    def __init__(self, path: Path, start: Path | None, *, carry: bool = False, without: frozenset[str] = frozenset()):
        self._path, self.is_carried = path, carry and start is not None and not wal_of(start).exists()
        if self.is_carried:
            shutil.copyfile(start, path)
            self.connection = duckdb.connect(str(path))
        else:
            self.connection = _with_raw(path, start, without)
        self.connection.begin()  # one write to disk for all files instead of one a table

    def begin_anew(self) -> None:
        """Go on in an empty file with what every source said up to now."""
        self.close(commit=True)
        carried = self._path.with_suffix(".carried")
        self._path.replace(carried)
        self.is_carried = False
        try:
            self.connection = _with_raw(self._path, carried, frozenset())
        finally:
            remove(carried)
        self.connection.begin()

    def close(self, *, commit: bool) -> None:
        """End the transaction and let go of the file. What is not committed is not even written."""
        try:
            if commit:
                self.connection.commit()
        finally:
            self.connection.close()


def _with_raw(path: Path, start: Path | None, without: frozenset[str]) -> duckdb.DuckDBPyConnection:
    """A new file that holds schema raw of ``start``; closed again when that fails."""
    create_empty(path)
    connection = duckdb.connect(str(path))
    try:
        if start:
            _copy_raw(connection, start, without)
    except BaseException:
        connection.close()
        raise
    return connection


def _copy_raw(connection: duckdb.DuckDBPyConnection, previous: Path, without: frozenset[str]) -> None:
    """Take over from ``previous`` what every source said, in the order it was loaded, save the sources ``without``."""
    quoted = str(previous).replace("'", "''")
    connection.execute(f"attach '{quoted}' as previous (read_only)")
    connection.execute("begin")
    tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'raw' "
                                "and database_name = 'previous' order by all").fetchall()  # fmt: skip
    named = ["source", "source_note", *(f"raw.{name}" for (name,) in tables)]
    for table in named:
        path = table if "." in table else f"main.{table}"
        connection.execute(
            f"insert into {path} by name select * from previous.{path} where source_id not in $without", {"without": list(without) or [""]}
        )
    connection.execute("commit")
    connection.execute("detach previous")

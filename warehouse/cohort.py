"""The cohort file being written: results of pupils, judged row by row in SQL. What identifies a child never reaches the file.

A file is read as the view ``stated``; ``queries/cohort/judged`` hashes, places and checks it, and its rows go into ``pupil_result`` with
what is wrong with them. Then those rows go out again (``keep_sound``), or all of the file (``leave_out``): a file is one transaction.
"""

import shutil
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd

from warehouse.drafting import COHORT, create_schema, remove
from warehouse.keys import pads
from warehouse.query import run, text_of
from warehouse.returns import ReturnsDraft
from warehouse.stated import Table, Unreadable, lsoas_of_postcodes, quoted, readable, stated
from warehouse.withheld import without_cells

COLUMNS = ("pupil_id", "home_postcode", "home_lsoa", "sex", "ethnicity", "fsm", "disadvantaged", "sen", "first_language", "social_care",
           "phase", "key_stage", "academic_year", "measure", "result")  # fmt: skip
_MEMORY = 1_000_000_000  # bytes; what does not fit is put aside on disk


class CohortDraft:
    """A cohort file at ``path`` that takes over from ``start``; made only when something is asked of it.

    ``is_current`` says that the same edition made ``start``; else its rows, where there is one, are copied into a new file.
    ``told`` is what importers know of the returns of this load, by what their files have in common.
    """

    def __init__(self, path: Path, start: Path | None, *, is_current: bool = True):
        self._path, self._start, self._is_current, self._is_closed = path, start, is_current, False
        self.told: dict[tuple, object] = {}

    @property
    def folder(self) -> Path:
        """The home folder."""
        return self._path.parent

    @property
    def is_begun(self) -> bool:
        """Whether there is anything new."""
        return "_connection" in self.__dict__

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._start and self._is_current:
            shutil.copyfile(self._start, self._path)
        connection = duckdb.connect(str(self._path))
        try:
            if not (self._start and self._is_current):
                create_schema(connection, *COHORT)
            connection.execute(f"set memory_limit = '{_MEMORY}B'")
            if self._start and not self._is_current:
                _copy_records(connection, self._start)
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return connection

    def begin(self) -> None:
        """Make the file now."""
        self._connection  # noqa: B018

    @without_cells
    def run(self, name: str, **parameters: object) -> pd.DataFrame:
        """Rows of ``queries/<name>.sql`` on the file being written."""
        return run(self._connection, name, parameters)

    @without_cells
    def look(self, name: str, **parameters: object) -> pd.DataFrame:
        """The same; where nothing is new, on the file in force, so that no new one is begun."""
        if self.is_begun or not (self._start and self._is_current):
            return self.run(name, **parameters)
        with duckdb.connect(str(self._start), read_only=True) as former:
            return run(former, name, parameters)

    @without_cells
    def take_in(
        self, source_id: str, table: Table, key: str, lsoas: pd.DataFrame, postcodes: Path | None, this_year: int
    ) -> tuple[int, pd.DataFrame]:  # fmt: skip
        """Put in all rows of a table under ``source_id``, hashed with ``key`` and placed in ``lsoas`` (lsoa_code).

        Returns the number of rows read and, by kind of problem, row_count and first_rows. Raises Unreadable.
        """
        inner, outer = pads(key)
        self._connection.execute("delete from pupil_result where source_id = $source_id", {"source_id": source_id})  # of before an undo
        self._connection.register("known_lsoa", lsoas)
        try:
            with readable():
                self._connection.execute(f"create or replace temp view known_postcode as {lsoas_of_postcodes(self._connection, postcodes)}")
                self._connection.execute(f"create or replace temp view stated as {stated(self._connection, table, COLUMNS)}")
                read = self._connection.execute(
                    f"insert into pupil_result by name {text_of('cohort/judged')}",
                    {"source_id": source_id, "inner_pad": inner, "outer_pad": outer, "this_year": this_year},
                ).fetchone()[0]
        except Unreadable:
            self.leave_out()
            raise
        self._mark_twice(source_id)
        return read, self.run("cohort/problems", source_id=source_id)

    def _mark_twice(self, source_id: str) -> None:
        again = text_of("cohort/stated_twice")
        self._connection.execute(
            f"update pupil_result set problem = 'twice' where source_id = $source_id and row_number in ({again})", {"source_id": source_id}
        )

    @property
    def returns(self) -> ReturnsDraft:
        """The tables of SSDA903 returns."""
        return ReturnsDraft(self._connection)

    @without_cells
    def keep_sound(self, source_id: str) -> None:
        """Take the rows with a problem out again, and mark what earlier files state of the same."""
        known = {"source_id": source_id}
        self._connection.execute("delete from pupil_result where source_id = $source_id and problem is not null", known)
        if len(self.run("cohort/sources_kept")) > 1:
            self._connection.execute(
                "update pupil_result set superseded_by = list_append(coalesce(superseded_by, []), $source_id) "
                "where source_id <> $source_id and (child_key, academic_year, measure) in "
                "(select (child_key, academic_year, measure) from pupil_result where source_id = $source_id)",
                known,
            )
        self.settle()

    def settle(self) -> None:
        """Keep all of the file last taken in, whatever becomes of the next."""
        self._connection.commit()
        self._connection.begin()

    def leave_out(self) -> None:
        """Take all of the file last taken in out again."""
        self._connection.rollback()
        self._connection.begin()

    def close(self, *, commit: bool) -> None:
        """Let go of the file, and delete it unless it is kept. A second time does nothing."""
        if not self.is_begun or self._is_closed:
            return
        self._is_closed = True
        try:
            if commit:
                self._connection.commit()
        finally:
            self._connection.close()
            if not commit:
                self.remove()

    def remove(self) -> None:
        """Delete the file."""
        if self.is_begun:
            remove(self._path)


def _copy_records(connection: duckdb.DuckDBPyConnection, former: Path) -> None:
    """Take over what files stated from a file of another edition, as far as it has the same tables and columns."""
    connection.execute(f"attach {quoted(former)} as former (read_only)")
    columns = "select table_name, column_name from duckdb_columns() semi join duckdb_tables() using (database_name, table_name) where database_name = $name"
    held = {*connection.execute(columns, {"name": "former"}).fetchall()}
    kept = connection.execute(columns.replace("$name", "current_database()")).fetchall()
    for table in sorted({table for table, column in kept if column == "source_id" and (table, column) in held}):
        names = ", ".join(column for name, column in kept if name == table and (name, column) in held)
        connection.execute(f"insert into {table} by name select {names} from former.{table}")
    connection.execute("detach former")

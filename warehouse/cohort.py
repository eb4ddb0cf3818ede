"""The cohort file being written: results of pupils, judged row by row in SQL. What identifies a child never reaches the file.

A file is read as the view ``stated``; ``queries/cohort/judged`` hashes, places and checks it, and its rows go into ``pupil_result`` with
what is wrong with them. Then those rows go out again (``keep_sound``), or all of the file (``leave_out``): a file is one transaction.
"""

import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd

from warehouse.drafting import create_schema, remove
from warehouse.fitting import arrow
from warehouse.keys import pads
from warehouse.query import run, text_of
from warehouse.withheld import without_cells

COLUMNS = ("pupil_id", "home_postcode", "home_lsoa", "sex", "ethnicity", "fsm", "disadvantaged", "sen", "first_language", "social_care",
           "phase", "key_stage", "academic_year", "measure", "result")  # fmt: skip
_POSTCODE, _LSOA = ("postcode", "pcds", "pcd"), ("lsoa_code", "lsoa21cd", "lsoa21", "lsoa11cd", "lsoa11")
_MEMORY = 1_000_000_000  # bytes; what does not fit is put aside on disk


class Unreadable(Exception):
    """A table is no CSV that can be read to its end. ``line`` is where, if it is known; what stands there is never told."""

    def __init__(self, line: int | None):
        super().__init__("the table breaks off, is badly quoted, or has rows with more or fewer cells than the header")
        self.line = line


@dataclass(frozen=True)
class Table:
    """A table of pupils: a CSV at ``path`` whose rows begin after ``skip`` lines, or a ``frame`` of texts indexed by row; its header."""

    header: tuple[str, ...]
    skip: int
    path: Path | None = None
    delimiter: str = ","
    encoding: str = "utf-8"
    frame: pd.DataFrame | None = None


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"


class CohortDraft:
    """A cohort file at ``path`` that takes over from ``start``; made only when something is asked of it.

    ``is_current`` says that the same edition made ``start``; else its rows, where there is one, are copied into a new file.
    """

    def __init__(self, path: Path, start: Path | None, *, is_current: bool = True):
        self._path, self._start, self._is_current, self._is_closed = path, start, is_current, False

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
                create_schema(connection, "schema_cohort")
            connection.execute(f"set memory_limit = '{_MEMORY}B'")
            if self._start and not self._is_current:
                _copy_results(connection, self._start)
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
            self._connection.execute(f"create or replace temp view known_postcode as {_postcodes(self._connection, postcodes)}")
            self._connection.execute(f"create or replace temp view stated as {self._stated(table)}")
            read = self._connection.execute(
                f"insert into pupil_result by name {text_of('cohort/judged')}",
                {"source_id": source_id, "inner_pad": inner, "outer_pad": outer, "this_year": this_year},
            ).fetchone()[0]
        except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.BinderException) as error:
            found = re.search(r"\bLine: (\d+)", str(error))
            self.leave_out()
            raise Unreadable(int(found[1]) if found else None) from None
        self._mark_twice(source_id)
        return read, self.run("cohort/problems", source_id=source_id)

    def _stated(self, table: Table) -> str:
        """A select of the columns of a table, blank cells empty, in the order of its rows."""
        names = [f"column {place}" if name not in COLUMNS else name for place, name in enumerate(table.header)]
        if table.path is None:
            self._connection.register("given_rows", arrow(table.frame.set_axis(names, axis=1).assign(row_number=table.frame.index)))
            origin, number = "given_rows", "row_number"
        else:
            columns = ", ".join(f"{_quoted(name)}: 'varchar'" for name in names)
            origin = (
                f"read_csv({_quoted(table.path)}, auto_detect = false, header = false, skip = {table.skip}, delim = {_quoted(table.delimiter)}, "
                f"quote = '\"', escape = '\"', encoding = {_quoted(table.encoding)}, columns = {{{columns}}})"
            )
            number = f"row_number() over () + {table.skip}"
        cells = [f"nullif(trim({name}), '') as {name}" if name in names else f"null::varchar as {name}" for name in COLUMNS]
        return f"select {number} as row_number, {', '.join(cells)} from {origin}"

    def _mark_twice(self, source_id: str) -> None:
        again = text_of("cohort/stated_twice")
        self._connection.execute(
            f"update pupil_result set problem = 'twice' where source_id = $source_id and row_number in ({again})", {"source_id": source_id}
        )

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


def _postcodes(connection: duckdb.DuckDBPyConnection, path: Path | None) -> str:
    """A select of postcode (capitals, without blanks) and lsoa_code, of no row where no table of postcodes is set."""
    if path is None:
        return "select null::varchar as postcode, null::varchar as lsoa_code where false"
    table = f"read_csv({_quoted(path)}, all_varchar = true, header = true)"
    header = {name.lower(): name for name, *_ in connection.execute(f"describe from {table}").fetchall()}
    columns = [next((header[name] for name in known if name in header), None) for known in (_POSTCODE, _LSOA)]
    if None in columns:
        raise Unreadable(1)
    return f"select upper(replace(\"{columns[0]}\", ' ', '')) as postcode, any_value(\"{columns[1]}\") as lsoa_code from {table} group by postcode"


def _copy_results(connection: duckdb.DuckDBPyConnection, former: Path) -> None:
    """Take over the results from a file of another edition, where it has any."""
    connection.execute(f"attach {_quoted(former)} as former (read_only)")
    held = "select 1 from duckdb_columns() where database_name = 'former' and table_name = 'pupil_result' and column_name = 'source_id'"
    if connection.execute(held).fetchall():
        connection.execute("insert into pupil_result by name select * from former.pupil_result")
    connection.execute("detach former")

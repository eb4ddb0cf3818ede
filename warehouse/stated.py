"""A table of children as a file states it: read by DuckDB where it lies, as a select of named texts. Nothing of a cell is ever told."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from warehouse.fitting import arrow

_POSTCODE, _LSOA = ("postcode", "pcds", "pcd"), ("lsoa_code", "lsoa21cd", "lsoa21", "lsoa11cd", "lsoa11")
_MALFORMED = (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.BinderException)


class Unreadable(Exception):
    """A table is no CSV that can be read to its end. ``line`` is where, if it is known; what stands there is never told."""

    def __init__(self, line: int | None):
        super().__init__("the table breaks off, is badly quoted, or has rows with more or fewer cells than the header")
        self.line = line


@dataclass(frozen=True)
class Table:
    """A table of children: a CSV at ``path`` whose rows begin after ``skip`` lines, or a ``frame`` of texts indexed by row; its header."""

    header: tuple[str, ...]
    skip: int
    path: Path | None = None
    delimiter: str = ","
    encoding: str = "utf-8"
    frame: pd.DataFrame | None = None


def quoted(text: object) -> str:
    """A text as SQL writes it."""
    return "'" + str(text).replace("'", "''") + "'"


@contextmanager
def readable() -> Iterator[None]:
    """Within the block what DuckDB says of a malformed table becomes Unreadable, without the cells that DuckDB would show."""
    try:
        yield
    except _MALFORMED as error:
        found = re.search(r"\bLine: (\d+)", str(error))
        raise Unreadable(int(found[1]) if found else None) from None


def stated(connection: duckdb.DuckDBPyConnection, table: Table, columns: tuple[str, ...], capitals: frozenset[str] = frozenset()) -> str:
    """A select of ``columns`` of a table, blank cells empty, in the order of its rows; those of ``capitals`` in capital letters."""
    names = [f"column {place}" if name not in columns else name for place, name in enumerate(table.header)]
    if table.path is None:
        connection.register("given_rows", arrow(table.frame.set_axis(names, axis=1).assign(row_number=table.frame.index)))
        origin, number = "given_rows", "row_number"
    else:
        typed = ", ".join(f"{quoted(name)}: 'varchar'" for name in names)
        origin = (
            f"read_csv({quoted(table.path)}, auto_detect = false, header = false, skip = {table.skip}, delim = {quoted(table.delimiter)}, "
            f"quote = '\"', escape = '\"', encoding = {quoted(table.encoding)}, columns = {{{typed}}})"
        )
        number = f"row_number() over () + {table.skip}"
    cells = [_cell(name, name in capitals) if name in names else f"null::varchar as {name}" for name in columns]
    return f"select {number} as row_number, {', '.join(cells)} from {origin}"


def _cell(name: str, is_capital: bool) -> str:
    trimmed = f"nullif(trim({name}), '')"
    return f"upper({trimmed}) as {name}" if is_capital else f"{trimmed} as {name}"


def lsoas_of_postcodes(connection: duckdb.DuckDBPyConnection, path: Path | None) -> str:
    """A select of postcode (capitals, without blanks) and lsoa_code, of no row where no table of postcodes is set."""
    if path is None:
        return "select null::varchar as postcode, null::varchar as lsoa_code where false"
    table = f"read_csv({quoted(path)}, all_varchar = true, header = true)"
    header = {name.lower(): name for name, *_ in connection.execute(f"describe from {table}").fetchall()}
    columns = [next((header[name] for name in known if name in header), None) for known in (_POSTCODE, _LSOA)]
    if None in columns:
        raise Unreadable(1)
    return f"select upper(replace(\"{columns[0]}\", ' ', '')) as postcode, any_value(\"{columns[1]}\") as lsoa_code from {table} group by postcode"

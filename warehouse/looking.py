"""Tables of returns looked at and not kept: the statements of a cohort in memory, gone with the block."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pandas as pd

from warehouse.drafting import COHORT, create_schema
from warehouse.returns import ReturnsDraft
from warehouse.stated import Table, readable, stated
from warehouse.withheld import without_cells


class Looking(ReturnsDraft):
    """A draft of returns of which nothing is kept."""

    @without_cells
    def texts(self, table: Table, columns: tuple[str, ...], days: frozenset[str]) -> pd.DataFrame:
        """The cells of a table as texts, indexed by row, empty ones ""; columns of ``days`` as dd/mm/yyyy where they are days. Raises Unreadable."""
        day = "strftime(stated_day({0}), '%d/%m/%Y'), "
        cells = ", ".join(f"coalesce({day.format(name) * (name in days)}{name}, '') as {name}" for name in columns)
        with readable():
            rows = f"select row_number, {cells} from ({stated(self._connection, table, columns)}) order by row_number"
            return self._connection.execute(rows).df().set_index("row_number")


@contextmanager
def looking() -> Iterator[Looking]:
    """A place to look at tables of returns."""
    connection = duckdb.connect()
    try:
        create_schema(connection, *COHORT)
        yield Looking(connection)
    finally:
        connection.close()

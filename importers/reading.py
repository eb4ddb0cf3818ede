"""What an importer hands over: tables for the warehouse, notes, and the sentence when a file is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from warehouse.stated import Table


class Refused(Exception):
    """A file cannot be loaded. Says why in one sentence, with row and column where they are known.

    ``read`` and ``rejected`` count rows where the rest could be loaded if the user said so.
    """

    def __init__(self, reason: str, *, row: int | None = None, column: str | None = None, read: int = 0, rejected: int = 0):
        place = ", ".join([f"row {row}"] * (row is not None) + [f'column "{column}"'] * (column is not None))
        super().__init__(f"{place}: {reason}" if place else reason)
        self.row, self.column, self.read, self.rejected = row, column, read, rejected


class NoRows(Refused):
    """A table has columns and nothing else."""

    def __init__(self) -> None:
        super().__init__("the table has a header but no rows below it")


@dataclass(frozen=True)
class Note:
    """Something mended or left out: a sentence, the row (1 = first line) and column it is about, and how many rows it speaks for."""

    text: str
    row: int | None = None
    column: str | None = None
    rows: int = 1


@dataclass(frozen=True)
class Provenance:
    """Publisher, title, licence and attribution wording of a kind of file."""

    publisher: str
    title: str
    attribution: str
    licence: str = "Open Government Licence v3.0"
    nature: str = "official"
    method: str = ""


@dataclass(frozen=True)
class ReturnTable:
    """A table of an SSDA903 return: the table of the schema that takes it, its rows, its sheet's name, and what the file says of the whole return.

    ``said`` has ``year`` (collection year) and ``authority_code``, as far as a header says so.
    """

    name: str
    table: Table
    said: dict[str, str] = field(default_factory=dict)


@dataclass
class Reading:
    """Rows for the warehouse's raw tables, by table name, without their source_id.

    ``rejected`` are rows left out with the reason, ``notes`` what the reader should know.
    ``title`` is that of the publication, where the importer knows more than its own.
    ``unplaced_wards`` (area_code, area_name, boundary_year, geometry, row) wait for their authority.
    ``provenance`` stands where the file says more exactly what it is than its importer can.
    ``found_out`` is what a load found out of a file of children, to be told with its outcome.
    ``pupils`` is a table of results of pupils, ``returned`` are tables of an SSDA903 return: read by the warehouse and never held in memory here.
    """

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    rows_read: int = 0
    rejected: list[Note] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    release: str = ""
    title: str = ""
    found_out: str = ""
    unplaced_wards: pd.DataFrame | None = None
    provenance: Provenance | None = None
    pupils: Table | None = None
    returned: list[ReturnTable] = field(default_factory=list)

    @property
    def is_of_children(self) -> bool:
        """Whether it holds records of children, which go into the cohort file."""
        return self.pupils is not None or bool(self.returned)

    @property
    def rows_rejected(self) -> int:
        """How many rows of the file were left out."""
        return sum(note.rows for note in self.rejected)


@dataclass(frozen=True)
class Importer:
    """One official source: how its header is known, how it is read, who publishes it.

    ``recognises`` takes a header (tuple of column names) and says yes or no; ``read`` takes a Sheet or an
    Outlines. ``order`` puts lookups before outlines before figures when several files are loaded at once.
    """

    kind: str
    order: int
    recognises: Callable[[tuple[str, ...]], bool]
    read: Callable[[object], Reading]
    provenance: Provenance

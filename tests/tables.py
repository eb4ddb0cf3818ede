"""Small tables for tests of importers: text in, a sheet or a reading out."""

import csv
import io
from pathlib import Path

from importers.reading import Reading
from importers.registry import SHEET_IMPORTERS, find
from importers.sheets import Sheet, open_sheets, tidy


def sheet(text: str, name: str = "table", column_types: dict[str, str] | None = None) -> Sheet:
    """The CSV ``text`` as a sheet, its header not yet found."""
    rows = list(csv.reader(io.StringIO(text.strip("\n"))))
    return Sheet(name, [tuple(map(tidy, row)) for row in rows], lambda: rows, column_types=column_types or {})


def kind_of(text: str) -> str | None:
    """The kind of importer that knows the table."""
    importer = find(sheet(text), SHEET_IMPORTERS)
    return importer.kind if importer else None


def reading_of(text: str, name: str = "table", column_types: dict[str, str] | None = None) -> Reading:
    """What the importer that knows the table reads from it."""
    found = sheet(text, name, column_types)
    return find(found, SHEET_IMPORTERS).read(found)


def readings_of(path: Path) -> dict[str, Reading]:
    """What is read from each sheet of a file that an importer knows: name of the sheet to reading."""
    known = {part.name: (find(part, SHEET_IMPORTERS), part) for part in open_sheets(path)}
    return {name: importer.read(part) for name, (importer, part) in known.items() if importer}


def records(reading: Reading, table: str, *columns: str) -> list[tuple]:
    """Rows of a table as tuples; missing values as None."""
    frame = reading.tables[table][list(columns)].astype(object)
    return [tuple(row) for row in frame.where(frame.notna(), None).itertuples(index=False)]

"""Open a table file as sheets: text cells, the publisher's own row numbers, title rows kept apart."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from importers.files import check_zip
from importers.reading import Note, Refused
from settings import settings

LOOK_FOR_HEADER = 60
MODELLED_MARK = "Modelled by Needs Atlas"


def tidy(cell: object) -> str:
    """A cell as text: blanks and line breaks become single blanks, whole floats lose their point."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str("" if cell is None else cell).split())


@dataclass
class Sheet:
    """One table of a file. ``rows`` yields all its rows, ``header_at`` is set once the header is found."""

    name: str
    preview: list[tuple[str, ...]]
    rows: Callable[[], list[list[object]]]
    notes: list[Note] = field(default_factory=list)
    header_at: int = -1

    @property
    def header(self) -> tuple[str, ...]:
        """The column names."""
        return self.preview[self.header_at]

    @property
    def titles(self) -> list[str]:
        """The lines above the header, each joined to one text."""
        return [" ".join(filter(None, row)) for row in self.preview[: self.header_at]]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The data as text, indexed by the file's row number (1 = first row); blank rows left out."""
        width = len(self.header)
        body = self.rows()[self.header_at + 1 :]
        _refuse_ragged(body, width, self.header_at)
        cells = [[tidy(cell) for cell in row[:width]] + [""] * (width - len(row)) for row in body]
        frame = pd.DataFrame(cells, columns=_unique(self.header), dtype=str)
        frame.index = range(self.header_at + 2, self.header_at + 2 + len(frame))
        return frame[(frame != "").any(axis=1)]

    @property
    def modelled_method(self) -> str | None:
        """How the figures were generated, when a title row says that they were."""
        return next((title.split(". ", 1)[-1] for title in self.titles if title.startswith(MODELLED_MARK)), None)


def _refuse_ragged(body: list[list[object]], width: int, header_at: int) -> None:
    for number, row in enumerate(body, start=header_at + 2):
        if len(row) > width and any(tidy(cell) for cell in row[width:]):
            raise Refused(f"has {len(row)} cells, but the header names only {width} columns", row=number)


def _unique(header: tuple[str, ...]) -> list[str]:
    """Column names made distinct: the second "Area Code" becomes "Area Code.2"; nameless ones get their place."""
    seen, names = {}, []
    for place, name in enumerate(header, start=1):
        name = name or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return names


def open_sheets(path: Path) -> list[Sheet]:
    """The sheets of a CSV, TSV, Excel or OpenDocument file. Raises Refused in words for anything unreadable."""
    size = path.stat().st_size
    if size == 0:
        raise Refused("the file is empty")
    if size > settings().max_file_bytes:
        raise Refused(f"the file has {size / 1e9:,.1f} GB, more than the {settings().max_file_bytes / 1e9:,.1f} GB allowed")
    if zipfile.is_zipfile(path) or path.suffix.lower() in {".xlsx", ".xlsm", ".xls", ".ods"}:
        return _workbook_sheets(path)
    return [_text_sheet(path)]


def _workbook_sheets(path: Path) -> list[Sheet]:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                check_zip(archive)
        book = CalamineWorkbook.from_path(str(path))
        return [_book_sheet(book, name) for name in book.sheet_names]
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        raise Refused(f"the workbook cannot be opened; it may be cut short or not a workbook ({error})") from None


def _book_sheet(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows = sheet.to_python(skip_empty_area=False)
    preview = [tuple(map(tidy, row)) for row in rows[:LOOK_FOR_HEADER]]
    return Sheet(name, preview, lambda: rows)


def _text_sheet(path: Path) -> Sheet:
    text, note = decoded(path.read_bytes())
    rows = _parsed(text)
    preview = [tuple(map(tidy, row)) for row in rows[:LOOK_FOR_HEADER]]
    return Sheet(path.stem, preview, lambda: rows, [note] if note else [])


def decoded(content: bytes) -> tuple[str, Note | None]:
    """Text of a file in UTF-8, UTF-16 with a byte-order mark, or Windows-1252 (then with a note)."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16"), None
    if b"\0" in content[:100_000]:
        raise Refused("the file is not text: it holds zero bytes; save it as CSV in UTF-8")
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
    try:
        return content.decode("cp1252"), Note("read as Windows-1252, because it is not UTF-8", row=line)
    except UnicodeDecodeError:
        raise Refused("holds bytes that are neither UTF-8 nor Windows-1252; save it as CSV in UTF-8", row=line) from None


def _parsed(text: str) -> list[list[str]]:
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    csv.field_size_limit(1_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise Refused(f"the table breaks off or is badly quoted ({error})", row=reader.line_num) from None

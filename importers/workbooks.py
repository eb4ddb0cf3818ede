"""Excel and OpenDocument workbooks, refused before they are opened where they would fill the memory."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from importers.reading import Refused
from importers.texts import MAX_CELLS
from importers.zips import Allowance, chunks, opened_zip

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,10})["']""")
_LONGEST_REFERENCE = 40
_NOT_OPENED = "the workbook cannot be opened; {}"

Rows = Callable[[], list[list[object]]]


def looks_like_workbook(path: Path) -> bool:
    """Whether the content begins as a workbook does."""
    with path.open("rb") as file:
        return file.read(4) in (_OLD_EXCEL, _ZIP)


def open_workbook(path: Path, preview: int) -> list[tuple[str, list[list[object]], Rows]]:
    """Name, first ``preview`` rows and all rows of each sheet. Raises Refused in words for anything unreadable."""
    if not looks_like_workbook(path):
        raise Refused(_NOT_OPENED.format(f"the name ends in {path.suffix}, but the content is none; if it is text, rename it to .csv"))
    try:
        _refuse_bombs(path)
        with path.open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            return [_sheet(book.get_sheet_by_name(name), preview) for name in book.sheet_names]
    except CalamineError as error:
        raise Refused(_NOT_OPENED.format(f"it may be cut short or not a workbook ({error})")) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the reader's own faults arrive; no Exception, so named here
            raise
        raise Refused(_NOT_OPENED.format("it is damaged")) from None


def _sheet(sheet: CalamineSheet, preview: int) -> tuple[str, list[list[object]], Rows]:
    _refuse_extent(sheet.name, sheet.total_height, sheet.total_width)
    top = sheet.to_python(skip_empty_area=False, nrows=preview)
    return sheet.name, top, lambda: sheet.to_python(skip_empty_area=False)


def _refuse_extent(name: str, rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        raise Refused(f'the sheet "{name}" spans {rows:,} rows and {columns:,} columns, more than {MAX_CELLS:,} cells')


def _refuse_bombs(path: Path) -> None:
    """Refuse a workbook that unpacks to too much, or whose few cells span a sheet no memory can hold."""
    if not zipfile.is_zipfile(path):
        if path.read_bytes()[:4] == _ZIP:
            raise Refused(_NOT_OPENED.format("it is damaged or cut short"))
        return
    try:
        _measure(path)
    except Refused as error:
        raise Refused(_NOT_OPENED.format(error)) from None


def _measure(path: Path) -> None:
    allowance = Allowance()
    with opened_zip(path) as archive:
        for entry in archive.infolist():
            pieces = chunks(archive, entry, allowance)
            if entry.filename == "content.xml":
                rows, columns = _extent_of_ods(pieces)
            else:
                rows, columns = _extent_of_xlsx(pieces)
            _refuse_extent(entry.filename, rows, columns)


def _extent_of_xlsx(pieces: Iterator[bytes]) -> tuple[int, int]:
    """The last row and column that any cell reference names."""
    rows, columns, tail = 0, 0, b""
    for piece in pieces:
        found = _REFERENCE.findall(tail + piece)
        rows = max(rows, max((int(row) for _, row in found), default=0))
        columns = max(columns, max(map(_column_number, {letters for letters, _ in found}), default=0))
        tail = (tail + piece)[-_LONGEST_REFERENCE:]
    return rows, columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _extent_of_ods(pieces: Iterator[bytes]) -> tuple[int, int]:
    """Rows and columns up to the last cell with content, repeated rows and cells counted as often as they say."""
    extent = _OdsExtent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise Refused(f"it is damaged ({error})") from None
    return extent.rows, extent.columns


class _OdsExtent:
    """Counts rows and cells as the elements of content.xml go by; the largest sheet tells."""

    def __init__(self) -> None:
        self.rows = self.columns = self._row = self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """One element."""
        if name == "table:table":
            self._row = self._column = 0
        elif name == "table:table-row":
            self._row += int(attributes.get("table:number-rows-repeated", 1))
            self._column = 0
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._column += int(attributes.get("table:number-columns-repeated", 1))
            if "office:value-type" in attributes:
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)

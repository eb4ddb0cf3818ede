"""A publisher's file cut to some dozen rows, as grids of text that can be changed and written again in the file's own format."""

import csv
import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook

from tests.small import table, workbook, zip_of

TOP, SPREAD, WHOLE = 12, 30, 170
FEATURES = 4
TABLES = {".csv", ".xlsx", ".ods", ".parquet"}
OUTLINES = {".geojson", ".json"}
_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'

Grid = list[list[str]]


@dataclass(frozen=True)
class Cut:
    """The top of a file: the grid of each sheet by its name, or the text of some features."""

    name: str
    suffix: str
    grids: dict[str, Grid]
    outlines: str = ""

    def written(self, grids: dict[str, Grid] | None = None) -> bytes:
        """The file in its own format, of its own grids or of others."""
        if self.outlines:
            return self.outlines.encode()
        return _WRITERS[self.suffix](self.grids if grids is None else grids)


@cache
def cut(path: Path) -> Cut:
    """The first rows of each sheet of a table, or the first features of outlines."""
    suffix = path.suffix.lower()
    if suffix in OUTLINES:
        whole = json.loads(path.read_bytes())
        return Cut(path.name, suffix, {}, json.dumps(whole | {"features": whole["features"][:FEATURES]}))
    return Cut(path.name, suffix, _READERS[suffix](path))


def _text_grid(path: Path) -> dict[str, Grid]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    return {"table": _thinned(list(csv.reader(io.StringIO(text, newline=""))))}


def _thinned(rows: list) -> list:
    """The top of a table and some rows of all of it; a table of an authority a row stays whole, because some importers need all."""
    return rows if len(rows) <= WHOLE else [*rows[:TOP], *rows[TOP :: len(rows) // SPREAD]]


def _workbook_grids(path: Path) -> dict[str, Grid]:
    book = CalamineWorkbook.from_path(path)
    sheets = {name.replace("&", "and"): book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {name: [[_plain(cell) for cell in row] for row in _thinned(rows)] for name, rows in sheets.items()}


def _plain(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _parquet_grid(path: Path) -> dict[str, Grid]:
    whole = pq.read_table(path)
    some = whole.slice(len(whole) // 2, SPREAD)
    return {"table": [whole.column_names, *(["" if cell is None else _plain(cell) for cell in row.values()] for row in some.to_pylist())]}


def _write_text(grids: dict[str, Grid]) -> bytes:
    return table(next(iter(grids.values())))


def _write_parquet(grids: dict[str, Grid]) -> bytes:
    header, *rows = next(iter(grids.values())) or [[]]
    columns = [pa.array([row[place] if place < len(row) else None for row in rows], pa.string()) for place in range(len(header))]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, names=header), out)
    return out.getvalue()


def _write_ods(grids: dict[str, Grid]) -> bytes:
    sheets = "".join(f'<table:table table:name="{name}">{"".join(map(_ods_row, rows))}</table:table>' for name, rows in grids.items())
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zip_of({"mimetype": kind, "META-INF/manifest.xml": _MANIFEST, "content.xml": _ODS.format(sheets).encode("utf-8", "replace")})


def _ods_row(row: list[str]) -> str:
    cells = (str(cell).replace("&", "&amp;").replace("<", "&lt;") for cell in row)
    spoken = "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells)
    return f"<table:table-row>{spoken}</table:table-row>"


_READERS = {".csv": _text_grid, ".xlsx": _workbook_grids, ".ods": _workbook_grids, ".parquet": _parquet_grid}
_WRITERS = {".csv": _write_text, ".xlsx": workbook, ".ods": _write_ods, ".parquet": _write_parquet}

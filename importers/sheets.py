"""Open a table file as sheets: text cells, the publisher's own row numbers, title rows kept apart."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from importers.beside import column_titles, column_types
from importers.parquets import open_parquet
from importers.reading import NoRows, Note, Refused
from importers.texts import decoded, parsed
from importers.workbooks import WORKBOOKS, looks_like_workbook, open_workbook
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
    """One table of a file. ``rows`` yields all its rows, ``header_at`` is set once the header is found.

    ``column_types`` says "Filter" or "Indicator" by column where a metadata file lies beside the table.
    ``column_titles`` says what columns hold, where a text of metadata lies beside a table of the years before 2018.
    ``table`` yields the data at once, as categories, where a file is no list of rows. ``path`` is a text file that is read in one go.
    ``said`` is what the header of an XML says of all its tables.
    """

    name: str
    preview: list[tuple[str, ...]]
    rows: Callable[[], list[list[object]]]
    notes: list[Note] = field(default_factory=list)
    header_at: int = -1
    column_types: dict[str, str] = field(default_factory=dict)
    column_titles: dict[str, str] = field(default_factory=dict)
    table: Callable[[], pd.DataFrame] | None = None
    path: Path | None = None
    said: dict[str, str] = field(default_factory=dict)

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
        return self.categories.astype("str") if self.table else _without_blank_rows(self._of_rows())

    @cached_property
    def categories(self) -> pd.DataFrame:
        """The same; as categories where the file says each distinct text once, which spares taking every cell in hand."""
        return _without_blank_rows(self.table()) if self.table else self.frame

    def _of_rows(self) -> pd.DataFrame:
        body = self.rows()[self.header_at + 1 :]
        _refuse_ragged(body, self.header, self.header_at)
        width = len(self.header)
        whole = [row if len(row) == width else (list(row) + [""] * width)[:width] for row in body]
        index = pd.RangeIndex(self.header_at + 2, self.header_at + 2 + len(whole), name="row")
        cells = pd.DataFrame(whole, index=index, columns=range(width), dtype=object)
        return cells.apply(_texts).set_axis(unique_names(self.header), axis=1)

    @property
    def modelled_method(self) -> str | None:
        """How the figures were generated, when a title row says that they were."""
        return next((title.split(". ", 1)[-1] for title in self.titles if title.startswith(MODELLED_MARK)), None)


def _without_blank_rows(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame[np.logical_or.reduce([(column != "").to_numpy() for _, column in frame.items()])]
    if frame.empty:
        raise NoRows
    return frame


def _texts(column: pd.Series) -> pd.Series:
    """A column as text; every distinct cell is tidied once, which is what makes long files quick."""
    places, cells = pd.factorize(column)  # an empty cell of a workbook has place -1, which takes the last text
    texts = pd.array([*map(tidy, cells), ""], dtype="str")
    return pd.Series(texts.take(places), index=column.index)


def _refuse_ragged(body: list[list[object]], header: tuple[str, ...], header_at: int) -> None:
    """Refuse a row with cells beyond the header, or one that breaks off before its last named column."""
    width, least = len(header), max((place for place, name in enumerate(header, start=1) if name), default=0)
    for number, row in enumerate(body, start=header_at + 2):
        if len(row) > width and any(tidy(cell) for cell in row[width:]):
            raise Refused(f"has {len(row)} cells, but the header names only {width} columns", row=number)
        if len(row) < least and any(tidy(cell) for cell in row):
            raise Refused(f"breaks off after {len(row)} of {least} columns", row=number)


def unique_names(header: tuple[str, ...]) -> list[str]:
    """Column names made distinct: the second "Area Code" becomes "Area Code.2"; nameless ones get their place."""
    seen, names = {}, []
    for place, name in enumerate(header, start=1):
        name = name or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return names


def open_sheets(path: Path) -> list[Sheet]:
    """The sheets of a CSV, TSV, Excel, OpenDocument or Parquet file. Raises Refused in words for anything unreadable."""
    refuse_size(path)
    if path.suffix.lower() == ".parquet":
        return [_parquet_sheet(path)]
    if path.suffix.lower() in WORKBOOKS:
        sheets = open_workbook(path, LOOK_FOR_HEADER)
        return [Sheet(name, _preview(top), rows) for name, top, rows in sheets]
    if looks_like_workbook(path):
        raise Refused(f'the content is a workbook, but the name ends in "{path.suffix}"; rename it to .xlsx, .xls or .ods')
    return [_text_sheet(path)]


def refuse_size(path: Path) -> None:
    """Refuse a file that is empty or larger than the settings allow."""
    size, limit = path.stat().st_size, settings().max_file_bytes
    if size == 0:
        raise Refused("the file is empty")
    if size > limit:
        raise Refused(f"the file has {size / 1e9:,.1f} GB, more than the {limit / 1e9:,.1f} GB allowed")


def _preview(rows: list[list[object]]) -> list[tuple[str, ...]]:
    return [tuple(map(tidy, row)) for row in rows]


def _text_sheet(path: Path) -> Sheet:
    """The table of a text file; only its top is parsed now, the rest when its rows are asked for."""
    text, note = decoded(path.read_bytes())
    top = parsed(text, LOOK_FOR_HEADER)
    notes, titles = [note] if note else [], column_titles(path) if any("geog_l" in row for row in top) else {}
    return Sheet(
        path.stem,
        _preview(top),
        lambda: parsed(decoded(path.read_bytes())[0]),
        notes,
        column_types=column_types(path),
        column_titles=titles,
        path=path,
    )


def _parquet_sheet(path: Path) -> Sheet:
    """The table of a Parquet file; the header counts as its first row, as in other files."""
    names, columns = open_parquet(path)
    header = tuple(map(tidy, names))

    def table() -> pd.DataFrame:
        found = columns()
        index = pd.RangeIndex(2, 2 + len(found[0][0]), name="row")
        texts = [_categories(places, [*map(tidy, words), ""]) for places, words in found]
        return pd.DataFrame(dict(zip(unique_names(header), texts, strict=True)), index=index)

    return Sheet(path.stem, [header], lambda: [], table=table)


def _categories(places: np.ndarray, words: list[str]) -> pd.Categorical:
    """The word of each row by its place; different cells may be the same word, and -1 is the last."""
    codes, known = pd.factorize(pd.array(words, dtype="str"))
    return pd.Categorical.from_codes(codes.take(places), known)

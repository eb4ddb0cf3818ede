"""A return as one XML: its records as tables. Python's own parser, with every document type definition refused, so that no entity is ever expanded."""

from collections import defaultdict
from pathlib import Path
from xml.parsers import expat

import pandas as pd

from importers.authorities import authorities
from importers.reading import Refused
from importers.sheets import Sheet, refuse_size, tidy
from importers.texts import MAX_CELLS
from warehouse.returns import KINDS

_RENAMED = {"CHILDID": "CHILD", "PL": "PLACE"}
_OF_EVERY_TABLE = {"CHILD", "DOB", "SEX"}
_MARKS = {kind.name: {*kind.columns} - _OF_EVERY_TABLE for kind in KINDS.values() if kind.name not in ("Header", "UASC")}
_READ = {name: kind.columns for name, kind in KINDS.items()}
_DEEPEST, _LONGEST, _CHUNK = 20, 1_000, 1 << 20
_YEARS = ("YEAR", "COLLECTIONYEAR", "COLLECTION_YEAR")
_AUTHORITIES = ("LEA", "LA", "LANUMBER", "LA_CODE")


def open_return(path: Path, columns: dict[str, tuple[str, ...]] = _READ) -> list[Sheet]:
    """The tables of a return with ``columns`` by table of the schema, one Sheet each; rows are numbered by record.

    Raises Refused in words for any other XML, or one that is no XML.
    """
    refuse_size(path)
    records = _Records()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = records.start, records.end
    parser.CharacterDataHandler = records.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse_definitions
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refused(f"the XML breaks off or is not well formed ({expat.ErrorString(error.code)})", row=error.lineno) from None
    if not records.rows:
        raise Refused("no importer knows this XML: it holds no records of an SSDA903 return")
    return [_sheet(kind.name, columns[name], records) for name, kind in KINDS.items() if kind.name in records.rows]


def _refuse_definitions(*given: object) -> None:
    raise Refused("the XML has a document type definition (DOCTYPE), which may hide harm; a return needs none: take it out")


def _sheet(name: str, columns: tuple[str, ...], records: "_Records") -> Sheet:
    rows = records.rows[name]

    def table() -> pd.DataFrame:
        index = pd.RangeIndex(1, len(rows) + 1, name="row")
        tidied = {text: tidy(text) for row in rows for text in row.values()}  # each distinct text once
        cells = {column: [tidied[row[column]] if column in row else "" for row in rows] for column in columns}
        return pd.DataFrame(cells, index=index, dtype=str)

    return Sheet(name, [columns], lambda: [], header_at=0, table=table, said=records.said)


class _Records:
    """Collects the records of each child as its elements go by: an element whose own children are texts is a group of cells."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        self.said: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._groups: list[dict[str, str]] = []
        self._cells = 0
        self._children = 0  # elements CHILD that are open

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        tag = name.rpartition(":")[2].upper()
        self._open.append((tag, {}, []))
        self._children += tag == "CHILD"
        self._cells += 1
        if len(self._open) > _DEEPEST:
            raise Refused(f"its elements lie more than {_DEEPEST} deep in each other")
        if self._cells > MAX_CELLS:
            raise Refused(f"it has more than {MAX_CELLS:,} elements; load a part of it")

    def text(self, text: str) -> None:
        """A piece of text."""
        pieces = self._open[-1][2]
        pieces.append(text)
        if len(pieces) > _LONGEST or len(text) > _LONGEST:
            raise Refused(f"an element holds more than {_LONGEST:,} characters")

    def end(self, name: str) -> None:
        """An element ends."""
        tag, cells, pieces = self._open.pop()
        self._children -= tag == "CHILD"
        in_child = self._children > 0
        if cells or tag == "CHILD":
            self._groups.append(cells)
        elif self._open:
            self._open[-1][1][_RENAMED.get(tag, tag)] = "".join(pieces)
        if tag == "CHILD" and not in_child:
            self._emit()
        elif not in_child:
            self._say(tag, "".join(pieces).strip())

    def _say(self, tag: str, text: str) -> None:
        """What is said outside all children: the year and the authority of the return."""
        if tag in _YEARS and text[:4].isdigit():
            self.said["year"] = text
        elif tag in _AUTHORITIES and text in authorities().index:
            self.said["authority_code"] = authorities().at[text, "area_code"]

    def _emit(self) -> None:
        """The rows of the child that has just ended."""
        header = next((cells for cells in self._groups if "CHILD" in cells), {})
        shared = {name: header.get(name, "") for name in _OF_EVERY_TABLE}
        if header:
            self.rows["Header"].append(header)
        if header.get("UASC", "").strip() == "1" or header.get("DUC", "").strip():
            self.rows["UASC"].append(header)
        for cells in self._groups:
            filled = {name for name, text in cells.items() if text.strip()}
            for name in [name for name, marks in _MARKS.items() if filled & marks]:
                self.rows[name].append(shared | cells)
        self._groups = []

"""Whether what arrived is what it should be: columns, formats, and how many rows, before it may bear its name."""

import csv
import json
import zipfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from importers.fetching.failing import Failed
from importers.fetching.sources import Source
from importers.sheets import LOOK_FOR_HEADER, tidy

_INSIDE = {"xlsx": "xl/workbook.xml", "ods": "content.xml"}
_NAMES = {"csv": "CSV file", "geojson": "GeoJSON file", "xlsx": "Excel workbook", "ods": "OpenDocument spreadsheet"}


@dataclass(frozen=True)
class Piece:
    """What one answer holds: its rows, and what it says of how many there are in all, or whether more wait."""

    rows: int
    total: int | None = None
    more: bool = False


def piece_of(path: Path, source: Source, first: bool = True) -> Piece:
    """What the answer in ``path`` holds. Failed when it is not what ``source`` says; only a later page may have no rows."""
    with path.open("rb") as file:
        start = file.read(512).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        raise Failed(f"what came is a web page, not the {_NAMES[source.format]} it should be")
    if source.format in _INSIDE:
        return _archive(path, source)
    piece = _features(path, source) if source.format == "geojson" else _table(path, source, first)
    if first and not piece.rows:
        raise Failed("what came holds no rows")
    return piece


def _archive(path: Path, source: Source) -> Piece:
    wrong = Failed(f"what came is not the {_NAMES[source.format]} it should be, or only a part of it")
    try:
        with zipfile.ZipFile(path) as archive:
            if _INSIDE[source.format] not in archive.namelist():
                raise wrong
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        raise wrong from None
    return Piece(1)


def _table(path: Path, source: Source, first: bool) -> Piece:
    """The header is the first row with all the columns it must have; publishers write titles above it."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = csv.reader(file)
            for row in islice(rows, LOOK_FOR_HEADER):
                header = [tidy(cell) for cell in row]
                if set(source.must_have) <= set(header):
                    return _counted(rows, header)
    except csv.Error as error:
        raise Failed(f"what came is not the CSV file it should be ({error})") from None
    if not first and not path.stat().st_size:
        return Piece(0)
    raise Failed(f"what came lacks the columns {', '.join(source.must_have)}")


def _counted(rows: csv.reader, header: list[str]) -> Piece:
    """Nomis states in a column of every row how many rows there are in all."""
    place = header.index("RECORD_COUNT") if "RECORD_COUNT" in header else None
    number, total = 0, None
    for row in rows:
        if not any(row):
            continue
        number += 1
        if total is None and place is not None and place < len(row) and row[place].isdecimal():
            total = int(row[place])
    return Piece(number, total)


def _features(path: Path, source: Source) -> Piece:
    content = json_of(path.read_bytes())
    if isinstance(content, dict) and "error" in content:
        error = content["error"]
        said = error.get("message", "") if isinstance(error, dict) else error
        raise Failed(f'the server says "{tidy(said)[:100]}" instead of sending the GeoJSON file')
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise Failed("what came is JSON, but not the GeoJSON file it should be")
    lacking = [name for name in source.must_have if features and name not in (features[0].get("properties") or {})]
    if lacking:
        raise Failed(f"what came lacks the columns {', '.join(lacking)}")
    more = content.get("exceededTransferLimit") or (content.get("properties") or {}).get("exceededTransferLimit")
    return Piece(len(features), more=bool(more))


def json_of(content: bytes) -> object:
    """The JSON that came. Failed when it is none."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Failed("what came is not the JSON it should be, or only a part of it") from None

"""Who published a file: the importer's own words, or those of a SOURCES.csv that lies beside the file."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from importers.files import LISTING, GivenFile
from importers.reading import Importer, Reading, Refused

_NATURES = ("official", "modelled", "plan", "our reading")
_FIELDS = ("publisher", "title", "release", "licence", "attribution", "nature", "method")


@dataclass(frozen=True)
class Origin:
    """One row of the table source, save its counts."""

    source_id: str
    file_name: str
    checksum: str
    kind: str
    publisher: str
    title: str
    release: str
    licence: str
    attribution: str
    nature: str
    method: str
    mapping: str | None


@lru_cache(maxsize=64)
def _listing(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / LISTING
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["file"]: row for row in csv.DictReader(file) if {"file", *_FIELDS} <= row.keys()}
    except (UnicodeDecodeError, csv.Error):  # somebody else's file of that name
        return {}


def _listed(path: Path) -> dict[str, str]:
    """What the nearest SOURCES.csv above ``path`` says of it; empty where none does."""
    for folder in path.parents[:3]:
        if row := _listing(folder).get(path.relative_to(folder).as_posix()):
            if row["nature"] and row["nature"] not in _NATURES:
                raise Refused(f'{LISTING} says of it nature "{row["nature"][:40]}", which is none of {", ".join(_NATURES)}')
            return {field: row[field] for field in _FIELDS if row[field]}
    return {}


def origin_of(
    file: GivenFile, importer: Importer, reading: Reading, modelled_method: str | None, mapping: str | None = None
) -> Origin:  # fmt: skip
    """The provenance of a file: a title row that says "modelled" always wins over any listing."""
    stated = reading.provenance or importer.provenance
    found = {
        "publisher": stated.publisher, "title": reading.title or stated.title, "release": reading.release, "licence": stated.licence,
        "attribution": stated.attribution, "nature": stated.nature, "method": stated.method,
    } | _listed(file.path)  # fmt: skip
    if modelled_method is not None:
        found |= {"nature": "modelled", "method": modelled_method}
    checksum = file.checksum
    return Origin(f"{importer.kind}-{checksum[:12]}", file.name, checksum, importer.kind, **found, mapping=mapping)

"""What was fetched: manifest.json and SOURCES.csv of the folder of fetched files."""

import csv
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from importers.files import LISTING, MANIFEST

_LISTED = ("file", "publisher", "title", "release", "licence", "attribution", "nature", "method")


@dataclass(frozen=True)
class PageRead:
    """One answer that a file was made from, with what the server would know it by again."""

    address: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class Entry:
    """One fetched file: from which addresses and when (UTC), its size and checksum, and whose it is."""

    source: str
    pages: list[PageRead]
    fetched: str
    checked: str
    sha256: str
    size: int
    publisher: str
    title: str
    licence: str
    attribution: str
    loads: bool


class Manifest:
    """The entries of a folder by file name, written anew after every change."""

    def __init__(self, folder: Path):
        self._folder = folder
        self.entries: dict[str, Entry] = {}
        try:
            stated = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
            self.entries = {name: _entry(fields) for name, fields in stated.items()}
        except (FileNotFoundError, json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError):
            pass  # a manifest that was cut short only means that files are fetched again

    def intact(self, name: str) -> Entry | None:
        """The entry of a file that still lies there as it was fetched, else None."""
        entry, path = self.entries.get(name), self._folder / name
        return entry if entry and path.is_file() and checksum(path) == entry.sha256 else None

    def keep(self, name: str, entry: Entry) -> None:
        """Put in or replace the entry of a file and write both lists."""
        self.entries[name] = entry
        files = {each: asdict(self.entries[each]) for each in sorted(self.entries)}
        _write(self._folder / MANIFEST, json.dumps({"files": files}, ensure_ascii=False, indent=1) + "\n")
        rows = [{"file": each, **fields, "release": "", "nature": "", "method": ""} for each, fields in files.items()]
        temporary = self._folder / f"{LISTING}.new"
        with temporary.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, _LISTED, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        temporary.replace(self._folder / LISTING)


def _entry(fields: dict) -> Entry:
    return Entry(**fields | {"pages": [PageRead(**page) for page in fields["pages"]]})


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.new")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def checksum(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""Versioned database files and the pointer that says which are in force.

A build writes new files beside the old ones and then replaces the pointer in one step, so a running
app and a build never meet: the app sees the old pair or the new pair, never half of one.
"""

import json
import os
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from secrets import token_hex

from warehouse.edition import edition

POINTER = "current.json"
_NUMBERED = re.compile(r"^(place|cohort)-(\d{6})\.duckdb$")


@dataclass(frozen=True)
class VersionFiles:
    """File names of one version, relative to the home folder, its number, and the edition of the schema it has.

    ``made`` is the same for no two builds, and for all copies of one: what is remembered of a version holds for its copies too.
    """

    number: int
    place: str
    cohort: str
    edition: str = ""
    made: str = ""


def read_pointer(home: Path) -> VersionFiles | None:
    """The version in force, or None where nothing has been built yet."""
    pointer = home / POINTER
    if not pointer.is_file():
        return None
    return VersionFiles(**json.loads(pointer.read_text(encoding="utf-8")))


def write_pointer(home: Path, files: VersionFiles) -> None:
    """Put ``files`` in force: the new pointer is on disk before it takes the old one's place."""
    draft = home / f"{POINTER}.{os.getpid()}"
    with draft.open("w", encoding="utf-8") as out:
        json.dump(asdict(files), out)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(home / POINTER)


def next_files(home: Path) -> VersionFiles:
    """File names nobody has used. The cohort file of ``previous`` carries over unless a new one is made (``with_cohort``)."""
    taken = [int(m[2]) for m in map(_NUMBERED.match, (path.name for path in home.iterdir())) if m]
    number = max(taken, default=0) + 1
    return VersionFiles(number, f"place-{number:06d}.duckdb", f"cohort-{number:06d}.duckdb", edition(), token_hex(8))


def with_cohort(files: VersionFiles, previous: VersionFiles | None, *, is_new: bool) -> VersionFiles:
    """``files`` with the cohort file of ``previous``, where no new one has been made."""
    return files if is_new or previous is None else replace(files, cohort=previous.cohort)


def place_before(home: Path, inforce: VersionFiles | None) -> str | None:
    """The place file kept from the version before the one in force; None where none is."""
    kept = [int(m[2]) for m in map(_NUMBERED.match, (path.name for path in home.iterdir())) if m and m[1] == "place"]
    before = max((number for number in kept if inforce and number < inforce.number), default=None)
    return f"place-{before:06d}.duckdb" if before else None


def discard_unfinished(home: Path) -> None:
    """Delete what killed builds left: files newer than the version in force, and drafts of the pointer."""
    inforce = read_pointer(home)
    newest = inforce.number if inforce else 0
    for path in list(home.iterdir()):
        match = _NUMBERED.match(path.name.removesuffix(".wal").replace(".carried", ".duckdb"))
        if path.name.startswith(f"{POINTER}.") or (match and int(match[2]) > newest):
            path.unlink()


def _is_kept(name: str, match: re.Match, inforce: VersionFiles, keep: int) -> bool:
    if match[1] == "cohort":
        return name.removesuffix(".wal") == inforce.cohort
    return inforce.number - keep < int(match[2]) <= inforce.number


def prune(home: Path, keep: int) -> None:
    """Delete all but the version in force and the ``keep - 1`` before it."""
    inforce = read_pointer(home)
    for name in [path.name for path in home.iterdir()] if inforce else ():
        match = _NUMBERED.match(name.removesuffix(".wal"))
        if match and not _is_kept(name, match, inforce, keep):
            try:
                (home / name).unlink()
            except PermissionError:
                continue  # Windows keeps a file that a running app has open; the next build deletes it

"""The file people's own priority areas are kept in: priority_areas.jsonl of the home folder, a line of JSON a change, oldest first.

No load touches it. It is replaced as a whole, so that a reader never sees half a change, under a lock that keeps writers apart
(decision 0017). Lines that cannot be read are kept aside before the file is next written.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout

import audit
from measures.access import access_here
from measures.errors import CannotAnswer
from measures.priority_areas import audited
from measures.priority_areas.area import OwnArea, area_from_json

NAME, _ASIDE, _LOCK = "priority_areas.jsonl", "priority_areas.damaged-{}.jsonl", ".priority_areas.lock"
_PATIENCE_S = 10
_DONE = {"made", "edited", "archived", "restored", "undone"}


class NotKept(CannotAnswer):
    """A change could not be written; the message is one sentence."""


@dataclass(frozen=True)
class Change:
    """What was done when (UTC), and the area as it was afterwards; ``undoes`` is the id of the change taken back."""

    change_id: str
    at: str
    did: str
    area: OwnArea
    undoes: str = ""

    def line(self) -> bytes:
        """The change as a line of the file."""
        said = {"id": self.change_id, "at": self.at, "did": self.did, "area": self.area.as_json()}
        said |= {"undoes": self.undoes} if self.undoes else {}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


@dataclass(frozen=True)
class Content:
    """The changes on record, how many lines cannot be read, and a sentence where the whole file cannot."""

    changes: tuple[Change, ...] = ()
    damaged: int = 0
    problem: str = ""


def stamp(home: Path) -> str:
    """A text that changes when the file does."""
    try:
        found = (home / NAME).stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns}-{found.st_size}-{found.st_ino}"


def read(home: Path) -> Content:
    """What the file holds; nothing where there is none."""
    return _content(home, stamp(home))


@lru_cache(maxsize=8)
def _content(home: Path, at: str) -> Content:
    if not at:
        return Content()
    try:
        return _parsed((home / NAME).read_bytes())
    except OSError as error:
        return Content(problem=f"The priority areas of {home.name}/ cannot be read ({error.strerror}): {NAME}.")


def _parsed(raw: bytes) -> Content:
    changes = [_change(line) for line in raw.splitlines() if line.strip()]
    return Content(tuple(change for change in changes if change), sum(change is None for change in changes))


def _change(line: bytes) -> Change | None:
    """A line as a change; None where it is none."""
    try:
        said = json.loads(line)
        change = Change(str(said["id"]), str(said["at"]), said["did"], area_from_json(said["area"]), str(said.get("undoes", "")))
    except (ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return None
    return change if change.did in _DONE else None


@contextmanager
def writing(home: Path) -> Iterator[list[Change]]:
    """The changes on record as a list to append to; written in one step when the block ends well, under the lock of the folder.

    Raises NotKept where the folder cannot be written or somebody else keeps writing.
    """
    try:
        with FileLock(home / _LOCK, timeout=_PATIENCE_S):
            held = read(home)
            if held.problem:
                raise NotKept(f"{held.problem} Nothing was changed.")
            changes = list(held.changes)
            yield changes
            if len(changes) > len(held.changes):
                audit.record(home, access_here().actor, audited.events_of(changes, len(held.changes)))
                _replace(home, changes, keep_aside=held.damaged > 0)
    except audit.AuditFailed as error:
        raise NotKept(str(error)) from None
    except Timeout:
        raise NotKept(f"Somebody else is just changing the priority areas of {home.name}/; try again.") from None
    except OSError as error:
        raise NotKept(f"The folder {home.name}/ cannot be written ({error.strerror}), so nothing was changed.") from None


def _replace(home: Path, changes: list[Change], *, keep_aside: bool) -> None:
    path = home / NAME
    if keep_aside:
        _keep_aside(home, path.read_bytes())
    draft = home / f"{NAME}.{os.getpid()}"
    try:
        with draft.open("wb") as out:
            out.writelines(change.line() for change in changes)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _keep_aside(home: Path, raw: bytes) -> None:
    """The file as it is, under a name made of its content."""
    (home / _ASIDE.format(hashlib.sha256(raw).hexdigest()[:12])).write_bytes(raw)


def problems(home: Path) -> list[str]:
    """Sentences about a damaged file, and about copies of one kept aside; none where all is well."""
    held = read(home)
    said = [held.problem] if held.problem else []
    if held.damaged:
        lines = "1 line" if held.damaged == 1 else f"{held.damaged:,} lines"
        said.append(
            f"{lines} of {NAME} cannot be read and count for nothing; the file as it is will be kept aside before it is next changed."
        )
    aside = sorted(path.name for path in home.glob(_ASIDE.format("*")))
    if aside:
        said.append(f"The store of priority areas was damaged once; what it held then is kept in {', '.join(aside)}.")
    return said

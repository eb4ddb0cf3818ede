"""The folder of the log: a file a month, and beside them the head, which says how far the log once reached."""

import errno
import hmac
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audit.chain import Link, digest, key_id, link_of, read_line
from audit.errors import AuditFailed
from audit.locking import Busy, locked

NAME, _HEAD, _LOCK = "audit", "head", ".lock"
_MONTH = re.compile(r"\d{4}-\d{2}\.jsonl")
_BLOCK = 1 << 16
_NO_KEY = "-"
DAMAGED = Link(-1)
_BINARY = getattr(os, "O_BINARY", 0)


def folder_of(home: Path) -> Path:
    """Where the log of a home folder lies."""
    return home / NAME


def months(folder: Path) -> list[Path]:
    """The files of the log, oldest first."""
    return sorted(path for path in folder.iterdir() if _MONTH.fullmatch(path.name)) if folder.is_dir() else []


@contextmanager
def only_writer(home: Path) -> Iterator[Path]:
    """The folder, made where it is missing, with every other writer kept out. Raises AuditFailed where it cannot be used."""
    folder = folder_of(home)
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(folder / _LOCK):
            yield folder
    except Busy:
        raise AuditFailed(f"The audit log of {home.name}/ is busy, so nothing is shown or changed; try again in a moment.") from None
    except OSError as error:
        raise AuditFailed(
            f"The audit log of {home.name}/ cannot be written ({error.strerror or type(error).__name__}), so nothing is shown or changed "
            "until whoever looks after this installation has mended that."
        ) from None


def append(path: Path, lines: bytes, *, lasting: bool) -> None:
    """Write ``lines`` at the end of a file, all of them or none; ``lasting`` waits for the disk."""
    target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, 0o600)
    size = os.fstat(target).st_size
    try:
        if os.write(target, lines) != len(lines):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if lasting:
            os.fsync(target)
    except OSError:
        os.ftruncate(target, size)
        raise
    finally:
        os.close(target)


def last_of(path: Path) -> tuple[Link | None, bytes]:
    """The last whole line's link (None where the end holds none) and what stands after the last end of line: a line torn off."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _BLOCK))
        *whole, torn = file.read().split(b"\n")
    found = next((said for line in reversed(whole) if (said := read_line(line))), None)
    return (link_of(found) if found else None), torn


def read_head(folder: Path, key: str) -> Link | None:
    """How far the log once reached; None where nothing says, DAMAGED where what says so was changed."""
    try:
        text = (folder / _HEAD).read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return None
    parts = text.split()
    if len(parts) != 4 or not parts[0].isdecimal():
        return DAMAGED
    number, said, made_by, seal = parts
    if made_by == (key_id(key) or _NO_KEY) and not hmac.compare_digest(seal, _seal(number, said, key)):
        return DAMAGED
    return Link(int(number), said, made_by.replace(_NO_KEY, ""))


def write_head(folder: Path, link: Link, key: str) -> None:
    """Note how far the log reaches: one short write in place."""
    number = f"{link.seq:012d}"
    target = os.open(folder / _HEAD, os.O_WRONLY | os.O_CREAT | _BINARY, 0o600)
    try:
        os.write(target, f"{number} {link.hash} {link.key_id or _NO_KEY} {_seal(number, link.hash, key)}\n".encode())
    finally:
        os.close(target)


def _seal(number: str, said: str, key: str) -> str:
    return digest(said, number.encode(), key)

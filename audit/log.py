"""Write into the log: a lock, a look at where it stands, one write for all lines, the head. What is not written has not happened."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from audit.actor import Actor, through_here
from audit.chain import Link, key_id, linked
from audit.errors import AuditFailed
from audit.events import Event, event
from audit.folder import DAMAGED, append, last_of, months, only_writer, read_head, write_head
from audit.retention import pruned_event, too_old
from settings import settings

_BRIEF = frozenset({"saw", "previewed", "audit_opened"})  # of these a power cut may take the last seconds; all others wait for the disk


@dataclass(frozen=True)
class _Stand:
    """Where a folder's log stood when this process last wrote: its file, the size and inode of it, and the last link."""

    path: Path
    size: int
    inode: int
    link: Link


_stood: dict[Path, _Stand] = {}


def record(home: Path, actor: Actor, events: Iterable[Event]) -> None:
    """Write events of one person into the log of ``home``, in one go.

    Returns once they are written. Raises AuditFailed, with nothing of them written, where that is not possible.
    """
    events = list(events)
    if events:
        with only_writer(home) as folder:
            _write(folder, events, {"person": actor.person, "role": actor.role, "through": through_here()})


def prune(home: Path) -> int:
    """Delete the months that are older than the settings keep; how many those were."""
    with only_writer(home) as folder:
        old = too_old(folder, datetime.now(UTC))
        if old:
            _write(folder, [], {}, old)
        return len(old)


def _write(folder: Path, events: list[Event], who: dict[str, str], old: list[Path] | None = None) -> None:
    now, key = datetime.now(UTC), settings().audit_key
    stand, first, torn = _standing(folder, key)
    path = stand.path if torn or stand.path.stem >= f"{now:%Y-%m}" else folder / f"{now:%Y-%m}.jsonl"
    if old is None and path != stand.path:
        old = too_old(folder, now)
    told = [*first, *([pruned_event(old)] if old else [])]
    link, lines = stand.link, [b"\n"] * bool(torn)
    for each, by in (*((own, {}) for own in told), *((given, who) for given in events)):
        said = {"at": now.isoformat(timespec="milliseconds"), "event": each.name} | by | dict(each.said)
        link, line = linked(link, said, key, _number(each, link))
        lines.append(line)
    append(path, b"".join(lines), lasting=bool(told) or any(each.name not in _BRIEF for each in events))
    write_head(folder, link, key)
    stat = path.stat()
    _stood[folder] = _Stand(path, stat.st_size, stat.st_ino, link)
    for month in old or ():
        month.unlink()


def _number(each: Event, before: Link) -> int:
    """The number of a line: the next, or, where lines are missing, the next after those."""
    return max(before.seq, dict(each.said).get("expected", 0)) + 1


def _standing(folder: Path, key: str) -> tuple[_Stand, list[Event], bytes]:
    """Where the log stands, what it has to say of itself first, and a torn line at its end."""
    known = _stood.get(folder)
    stand, first, torn = (known, [], b"") if known and _is_unchanged(known) else _found(folder, months(folder), key)
    if stand.link.key_id != key_id(key):
        if stand.link.key_id:
            raise AuditFailed(
                f"The audit log of {folder.parent.name}/ is kept with another key (audit_key) than this program has been given, so nothing is "
                "shown or changed."
            )
        first += [event("key_set")] if stand.link.seq else []
    return stand, first, torn


def _is_unchanged(known: _Stand) -> bool:
    """Whether nobody has written since. Another process that began a new month has written into this one's folder, not into this file."""
    try:
        stat = known.path.stat()
    except FileNotFoundError:
        return False
    return known.path.stem >= f"{datetime.now(UTC):%Y-%m}" and (stat.st_size, stat.st_ino) == (known.size, known.inode)


def _found(folder: Path, files: list[Path], key: str) -> tuple[_Stand, list[Event], bytes]:
    """Read from the disk where the log stands: after another process, or after bad luck."""
    link, torn = (None, b"")
    for path in reversed(files):
        link, ends = last_of(path)
        torn = ends if path == files[-1] else torn
        if link:
            break
    first = [event("mended", bytes=len(torn), digest=hashlib.sha256(torn).hexdigest())] if torn else []
    link, head = link or Link(), read_head(folder, key)
    if head == DAMAGED or (head is None and link.seq):
        first.append(event("missing", expected=0, expected_hash="head"))
    elif head and (head.seq > link.seq or (head.seq == link.seq and head.hash != link.hash)):
        first.append(event("missing", expected=head.seq, expected_hash=head.hash))
    stand = _Stand(files[-1] if files else folder / "0000-00.jsonl", 0, 0, link)
    return stand, first, torn

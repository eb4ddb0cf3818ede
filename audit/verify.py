"""Whether the chain holds: every line follows from the one before, none is missing, and the log reaches as far as it once did."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from audit.chain import Link, canonical, digest, key_id, link_of, read_line
from audit.folder import DAMAGED, folder_of, months, read_head

_UNKEYED = (
    "no line was made with the key (audit_key) that is set. Either the key was set after the last event, then the next event takes it on; "
    "or the log was made anew by somebody without it."
)


@dataclass(frozen=True)
class Verdict:
    """What was found: how many lines hold, the time of the first, the head, sentences to know, and the first thing that is broken (or "")."""

    lines: int = 0
    since: str = ""
    head: Link = field(default_factory=Link)
    remarks: tuple[str, ...] = ()
    broken: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing is broken."""
        return not self.broken

    @property
    def head_text(self) -> str:
        """Number and hash of the last line, to be noted elsewhere and given to ``--head``."""
        return f"{self.head.seq}:{self.head.hash}"

    def sentence(self) -> str:
        """The verdict in words."""
        if self.broken:
            return f"The chain is broken: {self.broken}"
        if not self.lines:
            return "The log is empty."
        return f"The chain holds: {self.lines:,} event{'s' * (self.lines != 1)} since {self.since[:10]}; head {self.head_text}."


class _Broken(Exception):
    """Where and how the chain breaks first."""


@dataclass
class _Walk:
    """How far the walk along the chain has come."""

    key: str
    at: Link = field(default_factory=Link)
    lines: int = 0
    since: str = ""
    keyed_from: str = ""
    remarks: list[str] = field(default_factory=list)
    must_hold: dict[int, str] = field(default_factory=dict)


def verify(home: Path, key: str = "", noted: str = "") -> Verdict:
    """Follow the chain of ``home`` with the key; ``noted`` ("number:hash") is a head that was noted elsewhere and must be in it."""
    folder = folder_of(home)
    walk = _Walk(key)
    try:
        raw = list(_lines(folder))
        _note_what_must_hold(walk, folder, noted)
        _begin(walk, raw)
        for line, after in pairwise([*raw, ("", 0, b"", True)]):
            _step(walk, *line, after[2])
        _end(walk)
    except _Broken as broken:
        return Verdict(walk.lines, walk.since, walk.at, tuple(walk.remarks), str(broken))
    return Verdict(walk.lines, walk.since, walk.at, tuple(walk.remarks))


def _lines(folder: Path) -> Iterator[tuple[str, int, bytes, bool]]:
    """Every line: its file, its number in it, its bytes, and whether it is whole."""
    for path in months(folder):
        *whole, torn = path.read_bytes().split(b"\n")
        yield from ((path.name, number, line, True) for number, line in enumerate(whole, start=1))
        if torn:
            yield path.name, len(whole) + 1, torn, False


def _note_what_must_hold(walk: _Walk, folder: Path, noted: str) -> None:
    head = read_head(folder, walk.key) if folder.is_dir() else None
    if head == DAMAGED:
        raise _Broken("the file head, which says how far the log once reached, was changed by somebody else than this program.")
    if head:
        walk.must_hold[head.seq] = head.hash
    elif months(folder):
        raise _Broken("the file head, which says how far the log once reached, is gone.")
    if noted:
        number, _, said = noted.partition(":")
        if not number.isdecimal():
            raise _Broken("the head to compare with is no number and hash with a colon between them.")
        if walk.must_hold.setdefault(int(number), said) != said:
            raise _Broken(f"line number {number} has another hash than the one that was noted.")


def _begin(walk: _Walk, raw: list[tuple[str, int, bytes, bool]]) -> None:
    """Where the first line that is left begins: at the beginning of all, or where earlier months were deleted as the settings ask."""
    first = next((said for line in raw if (said := read_line(line[2]))), None)
    if first is None or first["seq"] == 1:
        return
    anchors = [said for line in raw if (said := read_line(line[2])) and said["event"] == "pruned" and said.get("until") == first["seq"] - 1]
    if not anchors:
        raise _Broken(
            f"the log begins with line number {first['seq']:,}, and nothing says that earlier ones were deleted as the settings ask."
        )
    walk.at = Link(first["seq"] - 1, str(anchors[-1].get("until_hash")))
    walk.remarks.append(f"Events up to number {first['seq'] - 1:,} were deleted when their time had come.")
    for number in [number for number in walk.must_hold if number < first["seq"]]:
        del walk.must_hold[number]
        walk.remarks.append(f"The head that was noted is of number {number:,}, which was deleted with them: note a newer one.")


def _step(walk: _Walk, name: str, number: int, raw: bytes, whole: bool, after: bytes) -> None:
    where, said = f"line {number} of {name}", read_line(raw) if whole else None
    if said is None:
        _torn(walk, where, raw, whole, after)
        return
    body = {field_: value for field_, value in said.items() if field_ != "hash"}
    if said["key"] != key_id(walk.key):
        _other_key(walk, where, said["key"])
    if said["hash"] != digest(walk.at.hash, canonical(body), walk.key if said["key"] else ""):
        raise _Broken(f"{where} does not follow from the line before it: one of the two was changed, moved, put in or taken out.")
    if said["seq"] != walk.at.seq + 1 or said["event"] == "missing":
        raise _Broken(f"before {where} lines are missing{_how_many(walk, said)}.")
    if walk.must_hold.pop(said["seq"], said["hash"]) != said["hash"]:
        raise _Broken(f"{where} has another hash than the one that was noted.")
    walk.keyed_from = walk.keyed_from or (where if said["key"] else "")
    walk.at, walk.lines, walk.since = link_of(said), walk.lines + 1, walk.since or said.get("at", "")


def _how_many(walk: _Walk, said: dict) -> str:
    lost = said["seq"] - walk.at.seq - 1
    return f": {lost:,} of them" if lost > 0 else ""


def _torn(walk: _Walk, where: str, raw: bytes, whole: bool, after: bytes) -> None:
    """A line that cannot be read: torn off by a crash and told by the line after it, torn off at the very end, or changed."""
    told = read_line(after) if after else None
    if told and told["event"] == "mended" and told.get("digest") == hashlib.sha256(raw).hexdigest():
        walk.remarks.append(f"{where[0].upper()}{where[1:]} was torn off when a program or the machine stopped; the line after it says so.")
        return
    if not whole:
        raise _Broken(f"{where}, the last, is torn off: a program or the machine stopped while writing it. All before it hold.")
    raise _Broken(f"{where} cannot be read, or was not written by this program.")


def _other_key(walk: _Walk, where: str, made_by: str) -> None:
    if made_by:
        raise _Broken(f"{where} was made with a key (audit_key) that is not the one given here, so it cannot be told whether it holds.")
    if walk.keyed_from:
        raise _Broken(f"{where} was made without the key, though earlier lines were made with it.")


def _end(walk: _Walk) -> None:
    lost = [number for number in walk.must_hold if number > walk.at.seq]
    if lost:
        raise _Broken(
            f"the log ends with line number {walk.at.seq:,}, but once reached number {max(lost):,}: the last lines were taken out."
        )
    if walk.must_hold and walk.lines:
        raise _Broken(f"line number {min(walk.must_hold):,}, which was noted, is not in the log any more.")
    if walk.key and walk.lines and not walk.at.key_id:
        raise _Broken(_UNKEYED if not walk.keyed_from else "the last line was made without the key (audit_key) that is set.")
    if walk.key and walk.keyed_from and not walk.keyed_from.startswith("line 1 of"):
        walk.remarks.append(
            f"Lines before {walk.keyed_from} were made without a key: whoever could write the files could have made them anew."
        )

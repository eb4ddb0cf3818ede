"""What may be said in the log: a closed set of events, each with a closed set of fields, and the only numbers are those of COUNTS.

No figure, no numerator, no name that a person has typed has a field here; tests/architecture/test_audit.py holds that.
"""

import re
from dataclasses import dataclass

_OF_A_TABLE = frozenset({"indicator", "area", "wards", "priority_area", "period", "breakdown", "rows_by", "comparator", "version",
                         "rows", "hidden", "hidden_kinds"})  # fmt: skip
# What people do, and what may be said of it.
EVENTS: dict[str, frozenset[str]] = {
    "saw": _OF_A_TABLE,
    "exported": _OF_A_TABLE | {"form", "list"},
    "loaded": frozenset({"kind", "source", "status", "read", "loaded", "rejected"}),
    "previewed": frozenset({"kind", "source", "status", "read", "loaded", "rejected"}),
    "validated": frozenset({"kind", "read"}),
    "source_changed": frozenset({"did", "source", "kind"}),
    "undone": frozenset({"version"}),
    "area_changed": frozenset({"did", "priority_area", "area", "changed", "members"}),
    "signed_in": frozenset({"reason"}),
    "signed_out": frozenset({"reason"}),
    "refused": frozenset({"what", "reason"}),
    "audit_opened": frozenset(),
    "workshop_opened": frozenset({"workshop", "area"}),
    "workshop_changed": frozenset({"workshop", "did"}),
    "workshop_frozen": frozenset({"workshop"}) | _OF_A_TABLE,
    "workshop_closed": frozenset({"workshop"}),
}
# What the log says of itself.
OWN: dict[str, frozenset[str]] = {
    "key_set": frozenset(),
    "pruned": frozenset({"months", "until", "until_hash"}),
    "mended": frozenset({"bytes", "digest"}),
    "missing": frozenset({"expected", "expected_hash"}),
}
COUNTS = frozenset({"rows", "hidden", "version", "read", "loaded", "rejected", "members", "until", "bytes", "expected"})
KINDS = ("small", "protecting", "few", "publisher", "other")  # why rows are hidden

_CODE = re.compile(r"[\w][\w .,:;+/()'&-]{0,119}")
NOT_KEPT = "(not kept)"


@dataclass(frozen=True)
class Event:
    """Something that was done; ``said`` are its fields and values in order of the fields' names."""

    name: str
    said: tuple[tuple[str, str | int | tuple[str, ...]], ...]


def event(name: str, /, **said: str | int | list[str] | tuple[str, ...]) -> Event:
    """An event with its fields; empty texts and lists are left out. Texts that are no codes are not kept.

    Raises ValueError for an event or a field that is none, or a number that is no count of COUNTS.
    """
    allowed = (EVENTS | OWN).get(name)
    if allowed is None:
        raise ValueError(f"{name} is no event of the audit log")
    if surplus := said.keys() - allowed:
        raise ValueError(f"the event {name} has no field {', '.join(sorted(surplus))}")
    return Event(name, tuple((field, _value(field, said[field])) for field in sorted(said) if said[field] not in ("", [], ())))


def _value(field: str, value: object) -> str | int | tuple[str, ...]:
    if field in COUNTS:
        if type(value) is not int:
            raise ValueError(f"{field} must be a whole number")
        return value
    if isinstance(value, (list, tuple)):
        return tuple(_text(field, each) for each in value)
    return _text(field, value)


def _text(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{field} must be a text")
    return value if _CODE.fullmatch(value) else NOT_KEPT

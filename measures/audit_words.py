"""Events of the audit record in words."""

from functools import lru_cache

from audit.actor import NOBODY
from audit.reading import words
from measures.access import words as role_words
from measures.catalogue import indicators
from measures.held import all_wards, larger_areas, priority_areas, version_with_areas
from measures.selection import COMPARATORS
from warehouse import WarehouseMissing

EVENT_WORDS = {
    "saw": "saw", "exported": "took away", "loaded": "loaded", "previewed": "looked into a file", "validated": "validated a return", "source_changed": "changed a source",
    "undone": "undid a load", "area_changed": "changed a priority area", "signed_in": "signed in", "signed_out": "signed out",
    "refused": "was refused", "audit_opened": "opened the audit", "workshop_opened": "opened a workshop",
    "workshop_changed": "changed a workshop", "workshop_frozen": "froze a table for a workshop", "workshop_closed": "closed a workshop",
    "key_set": "a key was set", "pruned": "old months deleted", "mended": "a torn line found", "missing": "lines found missing",
}  # fmt: skip
_ABOUT = {
    "indicator": "{}", "list": "list: {}", "area": "of {}", "wards": "wards {}", "priority_area": "priority area {}", "rows_by": "by {}",
    "breakdown": "broken down by {}", "period": "{}", "comparator": "against {}", "form": "as {}", "kind": "{}", "source": "source {}",
    "status": "{}", "did": "{}", "changed": "changed: {}", "members": "{} members", "what": "{}", "reason": "because: {}", "workshop": "{}",
    "months": "{}", "until": "up to number {}", "expected": "up to number {}", "rejected": "{} rows left out",
}  # fmt: skip
_UNSAID = [["breakdown", "Total"], ["comparator", "none"], ["status", "loaded"], ["rejected", 0]]


def who_words(person: str, role: str = "") -> str:
    """A person's pseudonym and role; where nobody signs in, the role alone."""
    named = "nobody signed in" if person == NOBODY else person
    return f"{named} ({role_words(role)})" if role else named if person else "the record"


def indicator_words(indicator_id: str) -> str:
    """An indicator's title; its id where it is known no more."""
    known = indicators().get(indicator_id)
    return known.title if known else indicator_id


def area_words(code: str) -> str:
    """The name of an authority, ward or priority area; its code where it is not held."""
    return _names().get(code, code)


def _names() -> dict[str, str]:
    """Names of areas by code; none where no warehouse can be asked."""
    try:
        return _names_in(version_with_areas())
    except WarehouseMissing:
        return {}


@lru_cache(maxsize=2)
def _names_in(in_version: str) -> dict[str, str]:
    areas, wards = priority_areas(), all_wards()
    return (larger_areas()["area_name"].to_dict() | dict(zip(wards["ward_code"], wards["ward_name"], strict=True))
            | dict(zip(areas["priority_area_id"], areas["area_name"], strict=True)))  # fmt: skip


def done_words(line: dict) -> str:
    """What an event is about, in a few words."""
    return ", ".join(form.format(_said(field, line[field])) for field, form in _ABOUT.items()
                     if field in line and [field, line[field]] not in _UNSAID)  # fmt: skip


def _said(field: str, value: str | int | list[str]) -> str:
    """A field's value as people call it."""
    if field in ("area", "wards", "priority_area"):
        return ", ".join(area_words(code) for code in ([value] if isinstance(value, str) else value))
    if field == "indicator":
        return indicator_words(value)
    if field == "comparator":
        return COMPARATORS.get(value, value)
    return "all years" if (field, value) == ("period", "all") else words(value)

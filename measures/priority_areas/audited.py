"""What the audit log is told of changes of priority areas: which area and which of its fields, never what a person has typed."""

from collections.abc import Sequence

import audit
from measures.priority_areas.area import OwnArea

_FIELDS = ("name", "authority", "members", "owner", "note", "nature", "is_archived")


def event_of(did: str, area: OwnArea, former: OwnArea | None) -> audit.Event:
    """The event of a change from ``former`` (None where the area is new)."""
    changed = [field for field in _FIELDS if former and getattr(former, field) != getattr(area, field)]
    return audit.event("area_changed", did=did, priority_area=area.area_id, area=area.authority, changed=changed, members=len(area.members))


def events_of(changes: Sequence, known: int) -> list[audit.Event]:
    """The events of the changes behind the first ``known``, each against what its area was before."""
    found = []
    for place in range(known, len(changes)):
        area = changes[place].area
        former = next((each.area for each in reversed(changes[:place]) if each.area.area_id == area.area_id), None)
        found.append(event_of(changes[place].did, area, former))
    return found

"""What is done with people's own priority areas: made, edited, archived, restored, undone; nothing is ever lost by it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from measures.errors import CannotAnswer
from measures.priority_areas import journal
from measures.priority_areas.area import PREFIX, OwnArea, checked, slug
from measures.priority_areas.journal import Change, NotKept
from settings import settings


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _change(did: str, area: OwnArea, undoes: str = "") -> Change:
    return Change(uuid4().hex[:12], _now(), did, area, undoes)


def _standing(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """By area the changes that stand, oldest first: those taken back are left out, and so is what took them back."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        stack = found.setdefault(change.area.area_id, [])
        if change.undoes:
            stack[:] = [each for each in stack if each.change_id != change.undoes]
        else:
            stack.append(change)
    return {area_id: stack for area_id, stack in found.items() if stack}


def _latest(changes: Iterable[Change]) -> dict[str, OwnArea]:
    """Each area as it stands."""
    return {area_id: stack[-1].area for area_id, stack in _standing(changes).items()}


@lru_cache(maxsize=8)
def _areas(home: Path, at: str) -> tuple[OwnArea, ...]:
    return tuple(_latest(journal.read(home).changes).values())


def stamp() -> str:
    """A text that changes with every change of an area."""
    return journal.stamp(settings().home)


def own_areas(*, archived: bool = False) -> tuple[OwnArea, ...]:
    """The areas in force, or those that are archived, in the order in which they were made."""
    return tuple(area for area in _areas(settings().home, stamp()) if area.is_archived == archived)


def own_area(area_id: str) -> OwnArea:
    """One area, archived or not. CannotAnswer where there is none."""
    for area in _areas(settings().home, stamp()):
        if area.area_id == area_id:
            return area
    raise CannotAnswer(f'There is no priority area of people\'s own "{area_id}".')


def changes_of(area_id: str = "") -> tuple[Change, ...]:
    """Every change on record, or those of one area, the latest first."""
    held = journal.read(settings().home).changes
    return tuple(change for change in reversed(held) if area_id in ("", change.area.area_id))


def last_change(area_id: str) -> str:
    """The id of the last change of an area; empty for none. A form remembers it and hands it to ``save``."""
    return next((change.change_id for change in changes_of(area_id)), "")


def save(area: OwnArea, seen: str = "") -> OwnArea:
    """Keep a new area, or another content of one that has an id; ``seen`` is the last change that its writer knew.

    Raises CannotAnswer for an area that cannot be kept, whose name another one has, or that was changed meanwhile; NotKept where the
    folder cannot be written.
    """
    area = checked(area)
    with journal.writing(settings().home) as changes:
        held = _latest(changes)
        if area.area_id and seen and seen != next((c.change_id for c in reversed(changes) if c.area.area_id == area.area_id), ""):
            raise CannotAnswer(f"{area.name} was changed by somebody else meanwhile; open it again, your words are still here.")
        _refuse_taken(area, held.values())
        kept = _kept(area, {change.area.area_id for change in changes})
        if kept != held.get(kept.area_id):
            changes.append(_change("edited" if area.area_id else "made", kept))
    return kept


def _kept(area: OwnArea, taken: set[str]) -> OwnArea:
    if area.area_id:
        return area
    wanted = PREFIX + slug(area.name)
    free = next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
    return area.but(area_id=free, made_on=area.made_on or _now()[:10])


def _refuse_taken(area: OwnArea, held: Iterable[OwnArea]) -> None:
    for other in held:
        if not other.is_archived and other.area_id != area.area_id and _alike(area, other):
            raise CannotAnswer(f"Another priority area of this authority is called {other.name} already; choose another name.")


def _alike(area: OwnArea, other: OwnArea) -> bool:
    return (area.authority, area.name.casefold()) == (other.authority, other.name.casefold())


def save_copy(area: OwnArea) -> tuple[OwnArea, str]:
    """Keep an area from a file and say what was done: "made", or "unchanged" where the same one is held.

    Never writes over another area: where the name is taken, the area gets a number behind it.
    """
    area = checked(area.but(area_id=""))
    same = [other for other in own_areas() if other.content() == area.content()]
    if same:
        return same[0], "unchanged"
    names = [area.name, *(f"{area.name[:75]} ({number})" for number in range(2, 100))]
    for name in names:
        try:
            return save(area.but(name=name)), "made"
        except NotKept:
            raise
        except CannotAnswer:
            if not any(_alike(area.but(name=name), other) for other in own_areas()):
                raise
    raise CannotAnswer(f"There are too many priority areas called {area.name}.")


def archive(area_id: str) -> OwnArea:
    """Take an area out of all filters; ``restore`` brings it back."""
    return _set_archived(area_id, to=True)


def restore(area_id: str) -> OwnArea:
    """Bring an archived area back. CannotAnswer where another one has its name now."""
    return _set_archived(area_id, to=False)


def _set_archived(area_id: str, *, to: bool) -> OwnArea:
    own_area(area_id)
    with journal.writing(settings().home) as changes:
        held = _latest(changes)
        area = held[area_id].but(is_archived=to)
        if not to:
            _refuse_taken(area, held.values())
        if area != held[area_id]:
            changes.append(_change("archived" if to else "restored", area))
    return area


def undo(area_id: str) -> OwnArea:
    """Take back the last change of an area that still stands; an area that was only made is archived instead, so that it is not lost."""
    own_area(area_id)
    with journal.writing(settings().home) as changes:
        stack = _standing(changes)[area_id]
        others = [other for key, other in _latest(changes).items() if key != area_id]
        if len(stack) > 1:
            area = stack[-2].area
            if not area.is_archived:
                _refuse_taken(area, others)
            changes.append(_change("undone", area, undoes=stack[-1].change_id))
        else:
            area = stack[-1].area.but(is_archived=True)
            if not stack[-1].area.is_archived:
                changes.append(_change("archived", area))
    return area

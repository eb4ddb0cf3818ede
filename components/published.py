"""Published tables and what is made of them, remembered while the warehouse stays the same, and noted for each person who sees them."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from audit import Event
from components.watching import gathering, seen, told
from measures.access import COHORT, OPEN, Access, access_here
from measures.errors import NotPermitted
from measures.held import version, version_with_areas
from measures.publish import publish
from measures.selection import Selection
from measures.table import MeasureTable

P, R = ParamSpec("P"), TypeVar("R")


@lru_cache(maxsize=4096)
def _published(indicator_id: str, selection: Selection, access: Access, in_version: str) -> MeasureTable:
    return publish(indicator_id, selection, access)


def published(indicator_id: str, selection: Selection, **changes: object) -> MeasureTable:
    """The table of an indicator for the selection with ``changes``. Its frame is shared: read it, never change it."""
    access = access_here()
    access.require(OPEN)  # before anything that is remembered is looked at
    asked = selection.but(**changes)
    of_areas = asked.priority_area or asked.by == "priority_area"  # all other tables stay when an area is made or edited
    return seen(_allowed(indicator_id, asked, access, version_with_areas() if of_areas else version()))


def _allowed(indicator_id: str, asked: Selection, access: Access, in_version: str) -> MeasureTable:
    """Open statistics as they are remembered for everybody; tables from children's records within a role."""
    try:
        return _published(indicator_id, asked, Access(), in_version)
    except NotPermitted:
        access.check(COHORT)
        return _published(indicator_id, asked, access.sharing, in_version)


def remembered(make: Callable[P, R]) -> Callable[P, R]:
    """``make`` with its last 512 results remembered, for each state of warehouse and priority areas; arguments must be hashable.

    Those who may see no child's record share what is remembered, others only within their role.
    """

    @lru_cache(maxsize=512)
    def kept(in_version: str, role: str, *args: P.args, **kwargs: P.kwargs) -> tuple[R, tuple[Event, ...]]:
        return gathering(lambda: make(*args, **kwargs))

    @wraps(make)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        return told(kept(version_with_areas(), access_here().sharing.role, *args, **kwargs))

    return wrapper

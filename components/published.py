"""Published tables and what is made of them, remembered while the warehouse stays the same, and noted for each person who sees them."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from audit import Event
from components.watching import gathering, seen, told
from measures.access import Access, access_here
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
    asked = selection.but(**changes)
    of_areas = asked.priority_area or asked.by == "priority_area"  # all other tables stay when an area is made or edited
    return seen(_published(indicator_id, asked, access_here(), version_with_areas() if of_areas else version()))


def remembered(make: Callable[P, R]) -> Callable[P, R]:
    """``make`` with its last 512 results remembered, for each state of warehouse and priority areas and each role; arguments must be hashable."""

    @lru_cache(maxsize=512)
    def kept(in_version: str, *args: P.args, **kwargs: P.kwargs) -> tuple[R, tuple[Event, ...]]:
        return gathering(lambda: make(*args, **kwargs))

    @wraps(make)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        return told(kept(f"{version_with_areas()} {access_here().role}", *args, **kwargs))

    return wrapper

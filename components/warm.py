"""Ask for the usual tables beforehand, so that the first reader of a place does not wait for them."""

import threading
import time
from functools import cache

from components import demography_tables, deprivation_warm
from components.published import published
from measures.compare import area_types
from measures.errors import CannotAnswer
from measures.held import authorities
from measures.narrative import demography_sentences
from measures.selection import Selection
from settings import settings
from warehouse import one_version

_HEAD_START_S = 2.0  # the page that started the server comes first
_PAUSE_S = 0.02
_MOST_PLACES = 60
_USUAL = ("england", "region", "authority", "none")


@cache
def begin(in_version: str) -> None:
    """Start once for each version of the warehouse, unless the settings say no; returns at once."""
    if settings().warm:
        threading.Thread(target=_all_places, daemon=True, name="warm").start()


def _all_places() -> None:
    time.sleep(_HEAD_START_S)
    with one_version():
        area_types()
        for comparator in _USUAL:
            for authority in authorities().index[:_MOST_PLACES]:
                warm(Selection(authority, comparator=comparator))


def warm(chosen: Selection) -> None:
    """Publish what the pages show of a selection, and find its hot spots."""
    for tables in (*demography_tables.ALL, lambda selection: demography_sentences(selection, published), *deprivation_warm.of(chosen)):
        try:
            tables(chosen)
        except CannotAnswer:
            continue  # nothing is held for this figure; the page says so
        time.sleep(_PAUSE_S)

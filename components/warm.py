"""Ask for the usual tables beforehand, so that the first reader of a place does not wait for them."""

import gc
import threading
import time
from contextlib import suppress
from functools import cache
from itertools import chain

from components import attainment_warm, demography_tables, deprivation_warm
from components.published import published
from components.watching import nobody_looks
from measures.access import WARMER, Access, acting_as
from measures.care_base import protect_all_care
from measures.compare import area_types
from measures.errors import CannotAnswer, NotPermitted
from measures.held import authorities
from measures.narrative import demography_sentences
from measures.pupil_base import protect_all
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
    with one_version(), acting_as(Access(WARMER)), nobody_looks():
        area_types()
        for comparator in _USUAL:
            for authority in authorities().index[:_MOST_PLACES]:
                warm(Selection(authority, comparator=comparator))
        for _ in chain(protect_all(), protect_all_care()):  # kept for all readers, also of a server started later
            time.sleep(_PAUSE_S)
    gc.freeze()  # what is kept for all readers need not be looked through again and again


def warm(chosen: Selection) -> None:
    """Publish what the pages show of a selection, and find its hot spots."""
    for tables in (
        *demography_tables.ALL,
        lambda selection: demography_sentences(selection, published),
        *deprivation_warm.of(chosen),
        *_once_a_place(chosen),
    ):
        began = time.monotonic()
        with suppress(CannotAnswer, NotPermitted):  # not held, or from real children's records, which are published for a person only
            tables(chosen)
        time.sleep(max(_PAUSE_S, (time.monotonic() - began) / 2))  # readers of now come before readers to come


def _once_a_place(chosen: Selection) -> list:
    """What does not depend on the comparator is asked for with the last of them only."""
    return attainment_warm.of(chosen) if chosen.comparator == _USUAL[-1] else []

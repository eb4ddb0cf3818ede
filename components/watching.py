"""The audit log's eye on the pages: a table is noted before the page that asked for it gets it, once for a person, session and version.

Tables come out of caches that all readers share, so what is remembered carries along what was seen in making it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import audit
from measures.access import access_here
from measures.audited import export_of, sight_of
from measures.table import MeasureTable
from settings import settings

R = TypeVar("R")
audit.for_pages()
_NOTED = "audit_noted"
_gathered: ContextVar[list[audit.Event] | None] = ContextVar("gathered", default=None)
_nobody_looks: ContextVar[bool] = ContextVar("nobody_looks", default=False)


@contextmanager
def nobody_looks() -> Iterator[None]:
    """Within the block, in this thread, tables are made beforehand and shown to nobody."""
    token = _nobody_looks.set(True)
    try:
        yield
    finally:
        _nobody_looks.reset(token)


def seen(table: MeasureTable) -> MeasureTable:
    """The table, once it is noted that it is seen. Raises AuditFailed where that cannot be."""
    _note([sight_of(table)])
    return table


def gathering(make: Callable[[], R]) -> tuple[R, tuple[audit.Event, ...]]:
    """What ``make`` returns, and the tables it asked for, which ``told`` notes in one go."""
    token = _gathered.set([])
    try:
        return make(), tuple(dict.fromkeys(_gathered.get()))
    finally:
        _gathered.reset(token)


def told(found: tuple[R, tuple[audit.Event, ...]]) -> R:
    """What ``gathering`` returned, once all tables behind it are noted. Raises AuditFailed where that cannot be."""
    result, events = found
    _note(events)
    return result


def _note(events: list[audit.Event] | tuple[audit.Event, ...]) -> None:
    """Note what this person has not yet seen in this session; while something is being made, leave it to whoever hands that out."""
    held = _gathered.get()
    if held is not None:
        held.extend(events)
    elif not _nobody_looks.get():
        actor, noted = access_here().actor, _noted()
        new = [event for event in events if (actor, event) not in noted]
        if new:
            audit.record(settings().home, actor, new)
            noted.update((actor, event) for event in new)


def _noted() -> set:
    """What has been noted of this session; outside one nothing is remembered."""
    return st.session_state.setdefault(_NOTED, set()) if get_script_run_ctx(suppress_warning=True) else set()


def note(event: audit.Event, *, once: bool = False) -> None:
    """Note something that whoever is asking does now; ``once``: if it has not been noted of this session. Raises AuditFailed."""
    actor = access_here().actor
    if once and (actor, event) in _noted():
        return
    audit.record(settings().home, actor, [event])
    if once:
        _noted().add((actor, event))


def taking(make: Callable[[], bytes], event: Callable[[], audit.Event]) -> Callable[[], bytes]:
    """``make`` for a download button, noted first: it runs when the button is pressed, outside the page, so who presses is asked now."""
    actor, home = access_here().actor, settings().home

    def take() -> bytes:
        audit.record(home, actor, [event()])
        return make()

    return take


def taking_table(make: Callable[[], bytes], table: MeasureTable) -> Callable[[], bytes]:
    """The same for the CSV of a published table."""
    return taking(make, lambda: export_of(table, "csv"))


def taking_list(make: Callable[[], bytes], name: str, form: str = "csv") -> Callable[[], bytes]:
    """The same for a file that is no published table, by the name of its kind."""
    return taking(make, lambda: audit.event("exported", form=form, list=name))

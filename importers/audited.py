"""What the audit log is told of loads: the kind of each file, its source and its rows; never its name, in which a child's may stand."""

from collections.abc import Iterable
from pathlib import Path

import audit


def tell_load(home: Path, outcomes: Iterable, *, dry_run: bool) -> None:
    """Note the files that a load is about to put in force, or that a dry run has looked into. Raises AuditFailed."""
    events = [
        audit.event("previewed" if dry_run else "loaded", kind=each.kind, source=each.source_id, status=each.status, read=each.read,
                    loaded=each.loaded, rejected=each.rejected)
        for each in outcomes if each.status == "loaded"
    ]  # fmt: skip
    audit.record(home, audit.actor_here(), events)


def tell_validation(home: Path, kind: str, read: int) -> None:
    """Note that rows of files are about to be validated outside the warehouse. Raises AuditFailed."""
    audit.record(home, audit.actor_here(), [audit.event("validated", kind=kind, read=read)])


def tell_change(home: Path, did: str, source_id: str, kind: str) -> None:
    """Note that a source is about to be taken out, brought back or preferred. Raises AuditFailed."""
    audit.record(home, audit.actor_here(), [audit.event("source_changed", did=did, source=source_id, kind=kind)])


def tell_undo(home: Path, number: int) -> None:
    """Note that the version before that of ``number`` is about to be put in force again. Raises AuditFailed."""
    audit.record(home, audit.actor_here(), [audit.event("undone", version=number)])

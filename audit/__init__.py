"""The audit log: who saw, took away, loaded or changed what. Lower than every room that writes to it (docs/decisions/0023)."""

from audit.actor import Actor, actor_here, for_pages
from audit.errors import AuditFailed
from audit.events import Event, event
from audit.log import record

__all__ = ["Actor", "AuditFailed", "Event", "actor_here", "event", "for_pages", "record"]

"""How long the log is kept: whole months go, and a line says so that carries the last hash of what went."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from audit.events import Event, event
from audit.folder import last_of, months
from settings import settings


def too_old(folder: Path, now: datetime) -> list[Path]:
    """The months that ended more than ``audit_days`` ago, oldest first, never the latest; none where 0 keeps everything."""
    if not settings().audit_days:
        return []
    before = now - timedelta(days=settings().audit_days)
    return [path for path in months(folder)[:-1] if _end(path) < before and last_of(path)[0]]


def _end(path: Path) -> datetime:
    year, month = map(int, path.stem.split("-"))
    return datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)


def pruned_event(old: list[Path]) -> Event:
    """What the log says of months that go: which, and the number and hash of their last line, on which the rest goes on."""
    last, _ = last_of(old[-1])
    return event("pruned", months=[path.stem for path in old], until=last.seq, until_hash=last.hash)

"""What the commands of the audit log print."""

import argparse
import json
from datetime import date

from audit.errors import AuditFailed
from audit.folder import folder_of
from audit.log import prune
from audit.reading import Sought, events, words
from audit.verify import verify
from settings import settings

BROKEN = 2
_FIRST = ("seq", "at", "event", "person", "role", "through")  # of a line, before what is said of the event itself
_LAST = ("hash", "key")

Answer = tuple[str, int]


def do_verify(asked: argparse.Namespace) -> Answer:
    """Whether the chain holds, in words; 2 where it does not."""
    _refuse_no_home()
    verdict = verify(settings().home, settings().audit_key, asked.head)
    return "\n".join([verdict.sentence(), *verdict.remarks]), 0 if verdict.holds else BROKEN


def do_list(asked: argparse.Namespace) -> Answer:
    """The events, newest first: a line each, or JSON."""
    sought = Sought(asked.event, asked.person, asked.indicator, asked.area, asked.since, asked.until)
    _refuse_no_home()
    found = events(settings().home, sought)[: asked.most]
    if asked.json:
        return json.dumps(found, ensure_ascii=False, indent=1), 0
    if not found:
        return f"No such event is in {folder_of(settings().home).name}/ of {settings().home.name}/.", 0
    verdict = verify(settings().home, settings().audit_key)
    return "\n".join([*([] if verdict.holds else [verdict.sentence()]), *map(_line, found)]), 0


def _refuse_no_home() -> None:
    """A folder that is not there has no log, and a slip of the pen must not look like one that holds."""
    if not settings().home.is_dir():
        raise AuditFailed(f"There is no folder {settings().home.name}/, so there is no audit log of it.")


def _line(said: dict) -> str:
    """An event in a line."""
    more = " ".join(f"{name}={words(value)}" for name, value in said.items() if name not in (*_FIRST, *_LAST))
    who = f"{said.get('person') or 'nobody signed in'} ({said.get('role') or 'the log itself'}, {said.get('through', 'log')})"
    return f"{said['seq']:>8}  {said['at'][:19]}  {said['event']:<16}{who}  {more}".rstrip()


def do_prune(asked: argparse.Namespace) -> Answer:
    """Delete the months whose time has come; the log does so itself when a month begins."""
    gone, days = prune(settings().home), settings().audit_days
    kept = f"events are kept for {days:,} days" if days else "everything is kept"
    return f"{gone} month{'s' * (gone != 1)} deleted; {kept}.", 0


def day(text: str) -> date:
    """A day as YYYY-MM-DD, for the parser."""
    return date.fromisoformat(text)

"""Whose doing an event is: a pseudonym and a role, never a name."""

import getpass
import hashlib
import os
from dataclasses import dataclass

from settings import settings

NOBODY = ""  # nobody has signed in: whoever sits at this machine
_HANDED_OVER = "NEEDS_ATLAS_ACTOR"
_served: list[bool] = []


@dataclass(frozen=True)
class Actor:
    """A pseudonymous ``person`` (NOBODY where nobody signs in) and the ``role`` they had."""

    person: str = NOBODY
    role: str = ""

    def handed_over(self) -> dict[str, str]:
        """Environment for a process that works on this person's behalf."""
        return {_HANDED_OVER: f"{self.role} {self.person}"}


def actor_here() -> Actor:
    """Who runs this process: the person a page works for, or the account of the operating system as ``os-`` and twelve digits of its digest."""
    if handed := os.environ.get(_HANDED_OVER):
        role, _, person = handed.partition(" ")
        return Actor(person, role)
    return Actor(_account(), settings().role)


def for_pages() -> None:
    """Say that this process serves pages; any other is a command."""
    _served.append(True)


def through_here() -> str:
    """page or command: by which way events come about in this process."""
    return "page" if _served or _HANDED_OVER in os.environ else "command"


def _account() -> str:
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "os-unknown"
    return f"os-{hashlib.sha256(name.encode()).hexdigest()[:12]}"

"""Who is asking, and what their role may do: one table of permissions (decision 0022). ``publish`` and every page ask here.

Whatever is asked without a decision who asks is asked by a viewer, who may least.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import audit
from measures.errors import NotPermitted
from settings import settings

OPEN, COHORT, AREAS, LOAD, QUALITY, AUDIT, WORKSHOPS = "open", "cohort", "areas", "load", "quality", "audit", "workshops"
MEANINGS = {
    OPEN: "Seeing open statistics",
    COHORT: "Seeing tables from children's records",
    AREAS: "Making and changing priority areas",
    LOAD: "Loading files and taking them back",
    QUALITY: "Seeing what the checks found and which rows were left out",
    AUDIT: "Seeing who saw and did what",
    WORKSHOPS: "Preparing and leading workshops",
}
WARMER = "warmer"  # makes tables before anybody asks; given to no person, and may see no child's record
PERMISSIONS: dict[str, frozenset[str]] = {
    "viewer": frozenset({OPEN}),
    "facilitator": frozenset({OPEN, AREAS, WORKSHOPS}),
    "analyst": frozenset({OPEN, COHORT, AREAS}),
    "data_officer": frozenset({OPEN, COHORT, AREAS, LOAD, QUALITY, AUDIT}),
    WARMER: frozenset({OPEN}),
}
LEAST = "viewer"
ROLES = ("viewer", "facilitator", "analyst", "data_officer")  # of people; the last wins where several are given
NOBODY = ""  # not signed in where people sign in, or signed in without a role
AT_THIS_MACHINE = frozenset({AREAS, LOAD, QUALITY, AUDIT, WORKSHOPS})  # what files on one's own disk allow anyway
_OPEN_DATA = frozenset({"place", "generated"})


@dataclass(frozen=True)
class Access:
    """A role, whose it is (a pseudonym), and what the asker may do beside it. Equal when the roles are: tables are kept by role."""

    role: str = LEAST
    person: str = field(default="", compare=False)
    also: frozenset[str] = field(default=frozenset(), compare=False)

    def may(self, what: str) -> bool:
        """Whether the asker may do ``what``, one of MEANINGS. A role that nobody knows may nothing."""
        return what in PERMISSIONS.get(self.role, frozenset()) or what in self.also

    def require(self, what: str) -> None:
        """Raise NotPermitted, with the roles that are needed, unless the asker may do ``what``."""
        if not self.may(what):
            yours = f"yours is {words(self.role)}" if self.role in PERMISSIONS else "you have none"
            raise NotPermitted(f"{MEANINGS[what]} needs the role {roles_with(what)}; {yours}.")

    def check(self, data: str) -> None:
        """Raise NotPermitted unless the asker may see ``data`` (place, generated or cohort)."""
        if data in _OPEN_DATA:
            self.require(OPEN)
        elif not self.may(COHORT):
            raise NotPermitted(f"Figures from children's records need the role {roles_with(COHORT)}; others may see open statistics only.")

    @property
    def actor(self) -> audit.Actor:
        """Who is asking, as the audit log names them."""
        return audit.Actor(self.person, self.role)

    @property
    def sharing(self) -> "Access":
        """Under whom results are kept: those who may see no child's record share theirs, everybody else only within a role."""
        return Access() if self.may(OPEN) and not self.may(COHORT) else Access(self.role)


def words(role: str) -> str:
    """The role as people write it."""
    return role.replace("_", " ")


def roles_with(what: str) -> str:
    """The roles of people that may do ``what``, in words."""
    *others, last = (words(role) for role in ROLES if what in PERMISSIONS[role])
    return f"{', '.join(others)} or {last}" if others else last


def strongest(roles: set[str]) -> str:
    """The one of ``roles`` that counts, by the order of ROLES; NOBODY where none is known."""
    return next((role for role in reversed(ROLES) if role in roles), NOBODY)


_acting: ContextVar[Access | None] = ContextVar("acting", default=None)
_asked: list[Callable[[], Access]] = []


def register(who: Callable[[], Access]) -> None:
    """Let ``who`` tell from now on who is asking; it is called at every question. The pages register what reads the session."""
    _asked[:] = [who]


@contextmanager
def acting_as(access: Access) -> Iterator[None]:
    """Within the block, in this thread, ``access`` asks: for the command line and for work that is nobody's."""
    token = _acting.set(access)
    try:
        yield
    finally:
        _acting.reset(token)


def access_here() -> Access:
    """Who is asking now: as decided by ``acting_as``, else as the pages tell, else the least."""
    acting = _acting.get()
    if acting is not None:
        return acting
    return _asked[0]() if _asked else Access()


def at_this_machine() -> Access:
    """Whoever uses this machine itself: the role of the settings (the least where it is none), and what their own files allow."""
    role = settings().role
    return Access(role if role in ROLES else LEAST, "this machine", AT_THIS_MACHINE)

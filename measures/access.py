"""Who is asking. The role decides which indicators ``publish`` hands out."""

from dataclasses import dataclass

from measures.errors import NotPermitted
from settings import settings

MAY_SEE_COHORT = frozenset({"analyst", "data_officer"})


@dataclass(frozen=True)
class Access:
    """The role of the person asking: viewer, analyst, data_officer or facilitator."""

    role: str = "viewer"

    def check(self, data: str) -> None:
        """Raise NotPermitted unless the role may see ``data`` (place, generated or cohort)."""
        if data == "cohort" and self.role not in MAY_SEE_COHORT:
            raise NotPermitted(f"A {self.role} may see open statistics only, not figures from children's records.")


def access_here() -> Access:
    """The role that the settings give to whoever uses this installation."""
    return Access(settings().role)

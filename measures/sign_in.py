"""What a sign-in by OpenID Connect is worth now: who it is, until when, and which role goes with their groups (decision 0022)."""

import hashlib
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

from measures.access import NOBODY, Access, strongest
from measures.revoked import GROUP, revoked
from settings import Settings

IN, OUT, ENDED, NO_ROLE, REFUSED = "in", "out", "ended", "no role", "refused"
_NAMES = ("name", "preferred_username", "email")
_MOST_REMEMBERED = 10_000
_signed_out: dict[tuple[str, str], None] = {}


@dataclass(frozen=True)
class SignIn:
    """Who somebody is to us now, how that stands (IN, OUT, ENDED, NO_ROLE, REFUSED), and in words why they may not go on."""

    access: Access
    stands: str = IN
    sentence: str = ""
    name: str = ""


def sign_in_of(claims: Mapping[str, object], settings: Settings, now: float | None = None) -> SignIn:
    """What the claims of an identity token give at ``now`` (seconds since 1970, else the present).

    The signature was checked when the person signed in, that of the cookie whenever a session begins; both say nothing of time,
    so that is looked at here, at each question. What is missing or malformed gives nothing.
    """
    if claims.get("is_logged_in") is not True or _key(claims) in _signed_out:
        return _without(settings, OUT, "You are not signed in.")
    why = _out_of_time(claims, settings, time.time() if now is None else now)
    if why:
        return _without(settings, ENDED, why)
    return _with_role(claims, settings)


def sign_out(claims: Mapping[str, object]) -> None:
    """End a sign-in for every tab and every copy of its cookie, as long as this server runs: a session reads its cookie only once."""
    _signed_out[_key(claims)] = None
    while len(_signed_out) > _MOST_REMEMBERED:
        del _signed_out[next(iter(_signed_out))]


def _key(claims: Mapping[str, object]) -> tuple[str, str]:
    return person_of(claims), str(claims.get("iat"))


def _without(settings: Settings, stands: str, sentence: str, person: str = "", name: str = "") -> SignIn:
    """Somebody without a role: a viewer where open statistics are open to all, else nobody."""
    return SignIn(Access(person=person) if settings.open_to_all else Access(NOBODY, person), stands, sentence, name)


def _out_of_time(claims: Mapping[str, object], settings: Settings, now: float) -> str:
    """Why the sign-in does not hold now, in a sentence; empty where it does."""
    ends, begins = _seconds(claims.get("exp")), _seconds(claims.get("iat"))
    not_before = _seconds(claims["nbf"]) if "nbf" in claims else begins
    if ends is None or begins is None or not_before is None:
        return "The sign-in service does not say from when until when your sign-in holds."
    if max(begins, not_before) > now + settings.clock_leeway_s:
        return "Your sign-in begins in the future: the clocks of this server and of the sign-in service differ."
    if now >= min(ends + settings.clock_leeway_s, begins + settings.sign_in_hours * 3600):
        return "Your sign-in has ended."
    return ""


def _seconds(claim: object) -> float | None:
    is_number = isinstance(claim, int | float) and not isinstance(claim, bool)
    return float(claim) if is_number and math.isfinite(claim) else None


def _with_role(claims: Mapping[str, object], settings: Settings) -> SignIn:
    person, name = person_of(claims), next((str(claims[key]) for key in _NAMES if claims.get(key)), "")
    try:
        gone = revoked(settings.revoked)
    except (OSError, ValueError):
        return _without(
            settings, REFUSED, "The list of those whose access was taken away cannot be read, so nobody is let in.", person, name
        )
    if gone & {person, *(str(claims.get(key, "")).casefold() for key in ("sub", "email"))}:
        return _without(settings, REFUSED, "Your access to Needs Atlas was taken away.", person, name)
    groups = {group for group in groups_of(claims, settings.role_claim) if f"{GROUP}{group}".casefold() not in gone}
    role = strongest({role for group, role in settings.role_of_group if group in groups})
    if role == NOBODY:
        why = f"You are signed in{f' as {name}' * bool(name)}, but none of your groups has a role in Needs Atlas. Ask whoever looks after it to give you one."
        return _without(settings, NO_ROLE, why, person, name)
    return SignIn(Access(role, person), name=name)


def groups_of(claims: Mapping[str, object], claim: str) -> tuple[str, ...]:
    """The groups that a claim names: a text is one, of a list its texts; ``realm.roles`` looks for roles within realm."""
    found: object = claims.get(claim)
    if found is None and "." in claim:
        found = claims
        for part in claim.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    listed = [found] if isinstance(found, str) else found if isinstance(found, list | tuple) else []
    return tuple(group for group in listed if isinstance(group, str) and group)


def person_of(claims: Mapping[str, object]) -> str:
    """A pseudonym: the same for the same person of the same sign-in service, and in itself nobody's name."""
    text = f"{claims.get('iss', '')} {claims.get('sub', '')}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]

"""What a file offers: areas that can be kept, with what is to be said of each, or the sentence that says why one cannot."""

from collections.abc import Iterable
from dataclasses import dataclass

from measures.errors import CannotAnswer
from measures.held import larger_areas
from measures.priority_areas import store
from measures.priority_areas.area import Member, OwnArea, checked
from measures.priority_areas.journal import NotKept
from measures.priority_areas.places import known_members

MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class Offered:
    """An area of a file, or none where ``said`` says why it cannot be had; ``name`` is what the file calls it."""

    name: str
    area: OwnArea | None
    said: tuple[str, ...] = ()


class BadFile(CannotAnswer):
    """A file that holds no priority areas; the message is one sentence."""


def decoded(content: bytes) -> str:
    """The text of a file. Raises BadFile for what is no UTF-8 text, or too large."""
    if len(content) > MOST_BYTES:
        raise BadFile(f"The file has {len(content) / 1e6:.0f} MB; files of priority areas have less than {MOST_BYTES / 1e6:.0f} MB.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"The file is not UTF-8 text (byte {error.start + 1:,}); save it as UTF-8.") from None


def offer(area: OwnArea, said: Iterable[str] = ()) -> Offered:
    """The area when it can be kept, else why not."""
    try:
        return Offered(area.name, checked(area), tuple(said))
    except CannotAnswer as refusal:
        return Offered(area.name, None, (str(refusal),))


def of_codes(area: OwnArea, stated: list[Member]) -> Offered:
    """An area whose file names its members. Those of a former vintage are kept as they are; codes nobody knows refuse it."""
    if area.authority not in larger_areas().index:
        return Offered(area.name, None, (f'No authority "{area.authority}" is held, so {area.name or "the area"} cannot be placed.',))
    found, others = known_members(area.authority, [member.code for member in stated])
    year = {member.code: member.year for member in stated}
    members = [Member(member.code, year[member.code] or member.year) for member in found]
    former = [Member(code, year[code]) for code in others if year[code]]
    unknown = [code for code in others if not year[code]]
    if unknown:
        where = larger_areas().at[area.authority, "area_name"]
        return Offered(area.name, None, (f"{', '.join(unknown[:5])}: no ward or LSOA of {where} that is held.",))
    names = ", ".join(f"{member.code} ({member.year})" for member in former[:5])
    said = [f"{names}: not among the wards and LSOAs in use in {area.authority}; kept, and counted by successors where these are held."]
    return offer(area.but(members=tuple(members + former)), said * bool(former))


def keep(offered: Iterable[Offered]) -> list[Offered]:
    """Keep what can be kept, each area for itself; what was done is said of each. Raises NotKept where the folder cannot be written."""
    done = []
    for each in offered:
        if each.area is None:
            done.append(each)
            continue
        try:
            kept, how = store.save_copy(each.area)
        except NotKept:
            raise
        except CannotAnswer as refusal:
            done.append(Offered(each.name, None, (*each.said, str(refusal))))
            continue
        done.append(Offered(each.name, kept, (*each.said, _how(kept, each.name, how))))
    return done


def _how(kept: OwnArea, name: str, how: str) -> str:
    if how == "unchanged":
        return f"{kept.name} is held already, just like this."
    renamed = "" if kept.name == name else f" The name {name} was taken, so it is called {kept.name}."
    count = len(kept.members)
    return f"{kept.name} is made of {count} {'member' if count == 1 else 'members'} ({kept.area_id}).{renamed}"

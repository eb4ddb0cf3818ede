"""One priority area of people's own, and what it must be like to be kept."""

import re
import unicodedata
from dataclasses import asdict, dataclass, replace

from measures.errors import CannotAnswer

NATURES = {"local": "decided here", "our reading": "our reading of a place that somebody else named"}
PREFIX = "own."
_LONGEST = {"name": 80, "owner": 80, "note": 2000}
_NAME = re.compile(r"[^\W_][^<>\[\]{}|`*_$#\\~^\"\x00-\x1f]*")
_CODE = re.compile(r"[EW](?:01|05)\d{6}")


@dataclass(frozen=True, order=True)
class Member:
    """A ward or LSOA by its ONS code; ``year`` is that of its boundaries: of a ward the vintage, of an LSOA the census, 0 unknown."""

    code: str
    year: int = 0

    @property
    def kind(self) -> str:
        """ward or lsoa."""
        return "lsoa" if self.code[1:3] == "01" else "ward"


@dataclass(frozen=True)
class OwnArea:
    """``made_on`` is a date as 2026-11-22; ``nature`` one of NATURES; an area that is new has no ``area_id`` yet."""

    name: str
    authority: str
    members: tuple[Member, ...]
    owner: str = ""
    note: str = ""
    nature: str = "local"
    area_id: str = ""
    made_on: str = ""
    is_archived: bool = False

    def but(self, **changes: object) -> "OwnArea":
        """A copy with some fields changed."""
        return replace(self, **changes)

    def content(self) -> tuple:
        """What somebody decided, without id and date: two areas with the same content are the same."""
        return (self.name, self.authority, frozenset(self.members), self.owner, self.note, self.nature)

    def as_json(self) -> dict:
        """The area as it stands in the store."""
        return asdict(self)


def area_from_json(stated: dict) -> OwnArea:
    """The area that ``as_json`` wrote. ValueError, KeyError or TypeError for anything else."""
    members = tuple(Member(str(member["code"]), int(member["year"])) for member in stated["members"])
    known = {name: stated[name] for name in OwnArea.__dataclass_fields__ if name in stated}
    area = OwnArea(**known | {"members": members})
    texts = (area.name, area.authority, area.owner, area.note, area.nature, area.made_on)
    if not (area.area_id and members) or not all(isinstance(text, str) for text in texts) or not isinstance(area.is_archived, bool):
        raise ValueError("not a priority area")
    return area


def tidy_text(text: object) -> str:
    """Text without marks that cannot be seen; blanks in a row become one, lines stay."""
    kept = "".join(letter for letter in str(text) if letter == "\n" or unicodedata.category(letter)[0] != "C")
    return re.sub(r"[^\S\n]+", " ", kept).strip()


def checked(area: OwnArea) -> OwnArea:
    """The area with tidy texts and each member once, in order. CannotAnswer, in a sentence, for what cannot be kept."""
    texts = {name: tidy_text(getattr(area, name)) for name in _LONGEST}
    _check_names(texts)
    for name, most in _LONGEST.items():
        if len(texts[name]) > most:
            raise CannotAnswer(f"The {name} has {len(texts[name]):,} letters; {most:,} is the most that is kept.")
    if area.nature not in NATURES:
        raise CannotAnswer(f'"{area.nature}" is not known of a boundary; it is one of {", ".join(NATURES)}.')
    if not area.members:
        raise CannotAnswer(f"{texts['name']} has no members yet: pick at least one ward or LSOA.")
    bad = [member.code for member in area.members if not _CODE.fullmatch(member.code)]
    if bad:
        raise CannotAnswer(f'"{bad[0]}" is no code of a ward (E05…) or LSOA (E01…).')
    return area.but(**texts, members=tuple(sorted({member.code: member for member in area.members}.values())))


def _check_names(texts: dict[str, str]) -> None:
    if not texts["name"]:
        raise CannotAnswer("The area needs a name.")
    for name in ("name", "owner"):
        if texts[name] and not _NAME.fullmatch(texts[name]):
            raise CannotAnswer(_why_not(name, texts[name]))


def _why_not(name: str, text: str) -> str:
    if text[0] in "=+-@":
        return f'The {name} begins with "{text[0]}", which a spreadsheet would run as a formula; begin it with a letter or digit.'
    if not text[0].isalnum():
        return f"The {name} must begin with a letter or digit."
    return f'The {name} must be one line without the marks < > [ ] {{ }} | ` * _ $ # \\ ~ ^ ".'


def slug(name: str) -> str:
    """Lower-case letters and digits with hyphens between; "area" where nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "area"

"""Priority areas as CSV, a row a member; no cell of it can be run as a formula."""

import csv
import io

from measures.exports import safe_cell
from measures.priority_areas.area import Member, OwnArea, tidy_text
from measures.priority_areas.offered import BadFile, Offered, decoded, of_codes
from measures.priority_areas.places import kinds_of, names_of

_COLUMNS = ("priority_area_id", "name", "owner", "note", "nature", "authority_code", "made_on", "is_archived", "member_code",
            "member_year", "member_name")  # fmt: skip
_NEEDED = ("name", "authority_code", "member_code")


def as_csv(areas: tuple[OwnArea, ...]) -> bytes:
    """UTF-8 with byte-order mark; a row a member."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for area in areas:
        names = member_names(area)
        of_area = (area.area_id, area.name, area.owner, area.note, area.nature, area.authority, area.made_on, str(area.is_archived).lower())
        for member in area.members:
            writer.writerow([safe_cell(cell) for cell in (*of_area, member.code, member.year or "", names.get(member.code, ""))])
    return out.getvalue().encode("utf-8-sig")


def member_names(area: OwnArea) -> dict[str, str]:
    """Names of the members that are in use, by code."""
    known = {}
    for kind in kinds_of(area.authority):
        known = names_of(area.authority, kind) | known
    return {member.code: known[member.code] for member in area.members if member.code in known}


def from_csv(content: bytes) -> list[Offered]:
    """The areas of a file that ``as_csv`` wrote, or of one with at least its columns name, authority_code and member_code.

    Raises BadFile for a file without these, or without rows.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(decoded(content), newline=""), strict=True))
    except csv.Error as error:
        raise BadFile(f"The file is no readable CSV ({error}).") from None
    lacking = [name for name in _NEEDED if not rows or name not in rows[0]]
    if lacking:
        what = "no rows" if not rows else f"no column {', '.join(lacking)}"
        raise BadFile(f"The file has {what}; priority areas need a row a member with the columns {', '.join(_NEEDED)}.")
    grouped: dict[tuple[str, ...], list[dict]] = {}
    for row in rows:
        cells = {name: _plain(row.get(name)) for name in _COLUMNS}
        grouped.setdefault((cells["priority_area_id"], cells["name"], cells["authority_code"]), []).append(cells)
    return [_area(rows) for rows in grouped.values()]


def _plain(cell: object) -> str:
    """The cell without the apostrophe that keeps it from being run as a formula."""
    text = tidy_text(cell if isinstance(cell, str) else "")
    return text[1:] if text[:1] == "'" and safe_cell(text[1:]) == text else text


def _area(rows: list[dict[str, str]]) -> Offered:
    first = rows[0]
    members = [
        Member(row["member_code"], int(row["member_year"]) if row["member_year"].isdecimal() else 0) for row in rows if row["member_code"]
    ]
    area = OwnArea(first["name"], first["authority_code"], tuple(members), first["owner"], first["note"], first["nature"] or "local")
    return of_codes(area, members)

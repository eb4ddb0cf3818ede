"""Why no importer knows a file, in a sentence that quotes no cell: a table without a header would tell of the child in its first row."""

import re

from importers.outlines import Outlines
from importers.sheets import Sheet
from warehouse.cohort import COLUMNS
from warehouse.returns import KINDS

_UNKNOWN = "no importer knows a table or outlines with these columns: {columns}"
_LIKE_A_RETURN = "this looks like the table {table} of an SSDA903 return, but it has no column {lacking}"
_SEPARATED = "the first row is one cell that is divided by {mark}: save the table with commas between its columns"
_MARKS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
# What may be told of columns: names that stand in our own tables of children, and words that name places, times and figures but no person.
_COLUMNS = {name.upper() for name in (*COLUMNS, *(column for kind in KINDS.values() for column in kind.columns), "UPN")}
_TOLD = """
age ages all and area areas authorities authority average band bands cd census child children cla code codes count country county data
datazone date decile denominator district domain education en end ethnicity figure geographic geography group id idaci imd indicator
indicators la lad level local location lower lsoa measure mid month msoa name names national new nm number numerator oa of old per percent
percentage period persons population postcode provider pupil pupils quarter rank rate region release school score sex source start
statistic status subject sum table text time title total type unit upper urn value values ward wards year years
"""
_WORDS = frozenset(_TOLD.split())


def why_unrecognised(parts: list[Sheet | Outlines]) -> str:
    """The sentence for a file none of whose parts is known: what its first part lacks, or which columns it has."""
    header = [name.strip() for name in _header(parts) if name.strip()]
    if len(header) == 1 and (mark := next((mark for mark in _MARKS if header[0].count(mark) > 1), None)):
        return _SEPARATED.format(mark=_MARKS[mark])
    return _lacking_of_return(header) or _UNKNOWN.format(columns=_told(header))


def _header(parts: list[Sheet | Outlines]) -> tuple[str, ...]:
    first = parts[0] if parts else None
    if isinstance(first, Outlines):
        return first.header
    return next((row for row in first.preview if any(row)), ()) if first else ()


def _lacking_of_return(header: list[str]) -> str:
    """What the table lacks to be one of a return; empty where it has little in common with any."""
    named = {"_".join(name.upper().split()) for name in header}
    near = {kind: kind.needs - named for kind in KINDS.values() if len(kind.needs & named) >= 2 and kind.needs - named}
    if not near:
        return ""
    kind = max(near, key=lambda each: len(each.needs & named) / len(each.needs))
    return _LIKE_A_RETURN.format(table=kind.name, lacking=" and no column ".join(sorted(near[kind])))


def _told(header: list[str]) -> str:
    """The columns that may be told, and how many others there are."""
    told = [name for name in header if _is_a_name(name)][:8]
    others = len(header) - len(told)
    more = f"{others} other{'s' * (others != 1)} whose name{'s are' if others != 1 else ' is'} not known"
    return ", ".join(told) + (" and " * bool(told) + more) * bool(others) or "none"


def _is_a_name(name: str) -> bool:
    if "_".join(name.upper().split()) in _COLUMNS:
        return True
    words = re.findall(r"[A-Za-z]+", name.lower())
    return bool(words) and all(word in _WORDS for word in words) and not re.search(r"\d{3}", re.sub(r"\b(19|20)\d\d\b", "", name))

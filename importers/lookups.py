"""ONS lookups of any vintage: which small area lies in which ward, authority, region and country."""

from itertools import pairwise

import pandas as pd

from importers.cells import refuse_duplicates
from importers.codes import CodeColumn, area_rows, check_codes, code_columns
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet

_LEVELS = ["LSOA", "MSOA", "WD", "LAD", "LTLA", "UTLA", "CTYUA", "CTY", "RGN", "CTRY"]
_DISTRICTS = {"LAD", "LTLA"}
_NO_AREA = r"^[EW]99999999$"  # what ONS writes where an area has no county or region


def recognises(header: tuple[str, ...]) -> bool:
    """Two or more columns of area codes and none of coordinates."""
    known = [column for column in code_columns(header) if column.level in _LEVELS]
    return len(known) >= 2 and not {"x", "y", "geometry"} & {name.lower() for name in header}


def read(sheet: Sheet) -> Reading:
    """Names of all areas, and every relation the header states."""
    columns, frame = _usable(sheet)
    key = min(columns, key=lambda column: (_LEVELS.index(column.level), column.year))
    check_codes(frame, key.column)
    for column in columns:
        check_codes(frame[frame[column.column] != ""], column.column)
    pairs = _pairs(columns)
    same_level = [column.column for column in columns if column.level == key.level]
    refuse_duplicates(frame, *same_level)
    _refuse_orphan_wards(frame, columns)
    tables = {
        "area": pd.concat([_areas(frame, column) for column in columns]),
        "area_lookup": pd.concat([_relations(frame, *pair) for pair in pairs]).drop_duplicates(),
    }
    release = max(columns, key=lambda column: column.year)
    return Reading(tables, len(frame), notes=_two_wards(frame, columns), release=str(release.year))


def _usable(sheet: Sheet) -> tuple[list[CodeColumn], pd.DataFrame]:
    """The columns of levels this product holds. Output areas are finer than it goes: their rows become those of their LSOAs."""
    found = code_columns(sheet.header)
    columns = [column for column in found if column.level in _LEVELS]
    names = [name for column in columns for name in (column.column, column.name_column) if name]
    frame = sheet.frame[names].replace({column.column: _NO_AREA for column in columns}, "", regex=True)
    return columns, frame.drop_duplicates() if any(column.level == "OA" for column in found) else frame


def _areas(frame: pd.DataFrame, column: CodeColumn) -> pd.DataFrame:
    filled = frame[frame[column.column] != ""]
    names = filled[column.name_column] if column.name_column else filled[column.column]
    return area_rows(filled[column.column], names, column.year)


def _pairs(columns: list[CodeColumn]) -> list[tuple[CodeColumn, CodeColumn]]:
    """Each child column with each parent that it is worth knowing by: small areas by ward and district, districts upwards.

    An MSOA is larger than many wards, so it is never put into one.
    """
    small = [c for c in columns if c.level in {"LSOA", "MSOA", "WD"}]
    districts = [c for c in columns if c.level in _DISTRICTS]
    above = [c for c in columns if _LEVELS.index(c.level) > _LEVELS.index("LTLA")]
    pairs = [(a, b) for a in small for b in small if _is_below(a, b) and (a.level, b.level) != ("MSOA", "WD")]
    pairs += [(child, parent) for child in small for parent in districts]
    pairs += [(child, parent) for child in districts for parent in districts + above if _is_below(child, parent)]
    return pairs or [(child, parent) for child, parent in pairwise(above) if _is_below(child, parent)]


def _is_below(child: CodeColumn, parent: CodeColumn) -> bool:
    earlier = child.level == parent.level and child.year < parent.year
    return earlier or _LEVELS.index(child.level) < _LEVELS.index(parent.level)


def _relations(frame: pd.DataFrame, child: CodeColumn, parent: CodeColumn) -> pd.DataFrame:
    succeeds = child.level == parent.level
    best_fit = child.level == "LSOA" and parent.level == "WD"
    relation = "successor" if succeeds else "best_fit" if best_fit else "within"
    rows = pd.DataFrame({"child_code": frame[child.column], "parent_code": frame[parent.column]})
    rows = rows[(rows["child_code"] != "") & (rows["parent_code"] != "") & (rows["child_code"] != rows["parent_code"])]
    return rows.assign(lookup_year=parent.year, relation=relation).drop_duplicates()


def _refuse_orphan_wards(frame: pd.DataFrame, columns: list[CodeColumn]) -> None:
    wards = [c.column for c in columns if c.level == "WD"]
    for district in [c.column for c in columns if c.level in _DISTRICTS and wards]:
        orphan = (frame[wards[0]] != "") & (frame[district] == "")
        if orphan.any():
            row = orphan.idxmax()
            raise Refused(f"ward {frame.at[row, wards[0]]} has no authority", row=row, column=district)


def _two_wards(frame: pd.DataFrame, columns: list[CodeColumn]) -> list[Note]:
    """A note for a ward that stands in two authorities."""
    ward = next((c.column for c in columns if c.level == "WD"), None)
    district = next((c.column for c in columns if c.level in _DISTRICTS), None)
    if not ward or not district:
        return []
    several = frame.groupby(ward)[district].nunique()
    return [Note(f"ward {code} stands in {n} authorities", column=ward) for code, n in several[several > 1].items()]


LOOKUP = Importer(
    "ons_lookup", 10, recognises, read,
    Provenance("Office for National Statistics", "Area lookup",
               "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. "
               "Contains OS data © Crown copyright and database right."),
)  # fmt: skip

"""ONS Rural Urban Classification of LSOAs, of 2011 (RUC11CD, RUC11) and of 2021 (RUC21CD, RUC21NM)."""

import re

import pandas as pd

from importers.cells import filled, refuse_duplicates
from importers.codes import area_rows, check_codes, code_columns
from importers.lookups import LOOKUP
from importers.reading import Importer, Provenance, Reading, Refused
from importers.sheets import Sheet

_CLASS = re.compile(r"^RUC(\d{2})CD$", re.IGNORECASE)
# A to C and U are urban, D to F and R are rural: the classes of 2011 are A1 to F2, those of 2021 UN1 to RSF1.
_KINDS = {"A": "Urban", "B": "Urban", "C": "Urban", "U": "Urban", "D": "Rural", "E": "Rural", "F": "Rural", "R": "Rural"}


def recognises(header: tuple[str, ...]) -> bool:
    """Codes of LSOAs of one census beside a code of a rural or urban class."""
    return _class_column(header) is not None and [column.level for column in code_columns(header)] == ["LSOA"]


def _class_column(header: tuple[str, ...]) -> str | None:
    return next((name for name in header if _CLASS.match(name)), None)


def read(sheet: Sheet) -> Reading:
    """The class of each LSOA, and whether it is rural or urban."""
    frame, (column,), classes = sheet.frame, code_columns(sheet.header), _class_column(sheet.header)
    filled(frame, column.column, classes)
    check_codes(frame, column.column)
    refuse_duplicates(frame, column.column)
    kinds = frame[classes].str[0].str.upper().map(_KINDS)
    if kinds.isna().any():
        row = kinds.isna().idxmax()
        raise Refused(f'"{frame.at[row, classes][:40]}" is no class of the Rural Urban Classification', row=row, column=classes)
    rows = pd.DataFrame({
        "area_code": frame[column.column], "census_year": column.year, "class_code": frame[classes],
        "class_name": frame[_names(sheet.header, classes)], "kind": kinds,
    })  # fmt: skip
    names = frame[column.name_column] if column.name_column else frame[column.column]
    return Reading({"area": area_rows(frame[column.column], names, column.year), "rural_urban": rows}, len(frame), release=str(column.year))


def _names(header: tuple[str, ...], classes: str) -> str:
    """The column of the classes in words; where there is none, that of their codes."""
    stem = classes[:-2].upper()
    return next((name for name in header if name.upper() in (stem, f"{stem}NM")), classes)


RURAL_URBAN = Importer(
    "ons_rural_urban", 13, recognises, read,
    Provenance("Office for National Statistics", "Rural Urban Classification of LSOAs", LOOKUP.provenance.attribution),
)  # fmt: skip

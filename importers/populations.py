"""ONS mid-year population estimates: by authority, ward or LSOA, single years of age in columns."""

import re

import pandas as pd

from importers.cells import counts, counts_together, mid_year, refuse_duplicates, years
from importers.codes import area_rows, check_codes, code_columns
from importers.reading import Importer, Provenance, Reading
from importers.sheets import MODELLED_MARK, Sheet

NO_LIMIT = 120
_AGE = re.compile(r"^([FM]?)(\d{1,3})(\+?)$", re.IGNORECASE)
_OLD_STYLE = re.compile(r"^(LAD|Ward|LSOA|MSOA|UTLA|LTLA) (\d{4}) (Code|Name)$", re.IGNORECASE)
_FINEST_FIRST = ("LSOA", "WD", "MSOA", "LAD", "LTLA", "UTLA", "CTYUA", "CTY", "RGN", "CTRY")
_SEXES = {"F": "Female", "M": "Male"}
_ONS = "Source: Office for National Statistics licensed under the Open Government Licence v.3.0."


def age_columns(header: tuple[str, ...]) -> dict[str, tuple[str, int, int]]:
    """Columns that are ages: name to (sex or "", youngest, oldest). 90+ has no upper limit, nor has a last column "F90"."""
    found = {name: match for name in header if (match := _AGE.match(name)) and int(match[2]) < NO_LIMIT}
    oldest = max((int(m[2]) for m in found.values()), default=0)
    return {
        name: (_SEXES.get(m[1].upper(), ""), int(m[2]), NO_LIMIT if m[3] or int(m[2]) == oldest == 90 else int(m[2]))
        for name, m in found.items()
    }


def _code_column(header: tuple[str, ...]) -> tuple[str, str | None, int | None] | None:
    """The column of the areas counted, the column of their names and the boundary year, if the header says it."""
    if {"Code", "Name"} <= set(header):
        return "Code", "Name", None
    styled = {(m[1].upper(), m[3].upper()): (name, int(m[2])) for name in header if (m := _OLD_STYLE.match(name))}
    for level in ("LSOA", "WARD", "MSOA", "LAD", "LTLA", "UTLA"):
        if (level, "CODE") in styled:
            return styled[level, "CODE"][0], styled.get((level, "NAME"), (None,))[0], styled[level, "CODE"][1]
    ons = sorted((c for c in code_columns(header) if c.level in _FINEST_FIRST), key=lambda c: _FINEST_FIRST.index(c.level))
    return (ons[0].column, ons[0].name_column, ons[0].year) if ons else None


def recognises(header: tuple[str, ...]) -> bool:
    """A column of areas and at least ten columns of single years of age."""
    return len(age_columns(header)) >= 10 and _code_column(header) is not None


def read(sheet: Sheet) -> Reading:
    """Residents by area, sex and single year; the column of all ages becomes the total."""
    code, name, boundary_year = _code_column(sheet.header)
    ages, frame = age_columns(sheet.header), sheet.frame
    check_codes(frame, code)
    per_row = "Year" in frame.columns
    refuse_duplicates(frame, code, *["Year"] * per_row)
    period = years(frame, "Year") if per_row else pd.Series(str(_period(sheet)), index=frame.index)
    sex = _sheet_sex(sheet)
    rows = _long(frame, code, ages, period, sex)
    totals = _totals(frame, code, period, sex)
    # A table of many years does not say of which year its boundaries are; the earliest lets any dated source name the area.
    names = area_rows(frame[code], frame[name] if name else frame[code], boundary_year or int(period.min()))
    return Reading({"area": names, "population": pd.concat([rows, totals])}, len(frame), release=f"mid-{period.max()}")


def _period(sheet: Sheet) -> int:
    """The mid-year of the estimates. How modelled figures were made may name other years, so that row is asked last."""
    return mid_year(sorted([*sheet.titles, sheet.name], key=lambda text: text.startswith(MODELLED_MARK)))


def _sheet_sex(sheet: Sheet) -> str:
    """Female or Male when the title or the sheet's name says so, else Persons."""
    stated = [title for title in sheet.titles if not title.startswith(MODELLED_MARK)]
    text = " ".join([*stated[:1], sheet.name]).lower()
    return "Female" if re.search(r"\bfemales\b", text) else "Male" if re.search(r"\bmales\b", text) else "Persons"


def _long(frame: pd.DataFrame, code: str, ages: dict, period: pd.Series, sex: str) -> pd.DataFrame:
    rows = (
        counts_together(frame, list(ages))
        .assign(area_code=frame[code], time_period=period)
        .melt(["area_code", "time_period"], var_name="age", value_name="persons")
    )
    described = pd.DataFrame([(n, s or sex, a, b) for n, (s, a, b) in ages.items()], columns=["age", "sex", "age_from", "age_to"])
    return rows.merge(described, on="age").drop(columns="age")


def _totals(frame: pd.DataFrame, code: str, period: pd.Series, sex: str) -> pd.DataFrame:
    column = next((name for name in ("All ages", "Total", "All Ages") if name in frame.columns), None)
    if column is None:
        return pd.DataFrame()
    return pd.DataFrame({
        "area_code": frame[code], "time_period": period, "sex": sex, "age_from": 0, "age_to": NO_LIMIT,
        "persons": counts(frame, column),
    })  # fmt: skip


POPULATION = Importer(
    "ons_population", 40, recognises, read,
    Provenance("Office for National Statistics", "Mid-year population estimates", _ONS),
)  # fmt: skip

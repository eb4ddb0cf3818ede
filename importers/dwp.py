"""DWP children in low income families: number and percentage by local authority or ward, financial years ending."""

import re

import pandas as pd

from importers.cells import refuse_duplicates, valued
from importers.codes import area_rows, check_codes, is_area_code
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet

_FIGURES = re.compile(r"^(Number|Percentage) of children FYE (\d{4})\b", re.IGNORECASE)
_CODE = r"^[EWSN]\d{8}$"
_SUFFIX = {"number": "count", "percentage": "percent"}
_HOUSING = {"before": "bhc", "after": "ahc"}


def recognises(header: tuple[str, ...]) -> bool:
    """Area codes with numbers or percentages of children by financial year."""
    return "Area Code" in header[1:] and any(map(_FIGURES.match, header))


def read(sheet: Sheet) -> Reading:
    """Counts and percentages of each area; wards with the authority they lie in."""
    whole, base = sheet.frame, _measure(sheet)
    area = "Area Code.2" if "Area Code.2" in whole.columns else "Area Code"
    frame, rejected = _held(whole, area)
    if frame.empty:
        return Reading({}, len(whole), rejected)
    figures = {column: match for column in frame.columns if (match := _FIGURES.match(column))}
    latest = max(int(match[2]) for match in figures.values())
    check_codes(frame, area)
    refuse_duplicates(frame, area)
    rows = [
        _long(frame, area, f"{base}_{_SUFFIX[match[1].lower()]}", match[2], column) for column, match in figures.items()
    ]  # fmt: skip
    tables = {"area": _areas(frame, area, latest), "observation": pd.concat(rows)}
    if area != "Area Code":
        _add_authorities(tables, frame, area, latest)
    return Reading(tables, len(whole), rejected, release=f"FYE {latest}")


def _held(frame: pd.DataFrame, area: str) -> tuple[pd.DataFrame, list[Note]]:
    """The rows of kinds of area that are held; the workbook has a sheet of constituencies too."""
    other = frame[area].str.match(_CODE) & ~is_area_code(frame[area])
    if not other.any():
        return frame, []
    row = int(other.idxmax())
    said = f'{other.sum():,} rows left out from here on; areas like "{frame.at[row, area]}" are not held'
    return frame[~other], [Note(said, row, area, int(other.sum()))]


def _measure(sheet: Sheet) -> str:
    """children_under_16_relative_low_income_ahc and its like, from the title rows."""
    title = " ".join(sheet.titles)
    low = re.search(r"\b(absolute|relative) low income", title, re.IGNORECASE)
    housing = re.search(r"\b(before|after) housing costs", title, re.IGNORECASE)
    ages = re.search(r"\(aged under (\d+)\)", title, re.IGNORECASE)
    if not (low and housing and ages):
        raise Refused("the title must say which children, relative or absolute low income, and before or after housing costs")
    return f"children_under_{ages[1]}_{low[1].lower()}_low_income_{_HOUSING[housing[1].lower()]}"


def _long(frame: pd.DataFrame, area: str, measure: str, year: str, column: str) -> pd.DataFrame:
    return pd.DataFrame({
        "measure": measure, "area_code": frame[area], "time_period": year,
        "breakdown": "Total", "group_code": "Total", "group_name": "Total",
    }).join(valued(frame, column))  # fmt: skip


def _areas(frame: pd.DataFrame, code: str, year: int) -> pd.DataFrame:
    """Areas by the column of ``code``; their names stand in the column before it, some with "[note 4]"."""
    names = frame.iloc[:, frame.columns.get_loc(code) - 1].str.replace(r"\s*\[note \d+\]", "", regex=True)
    return area_rows(frame[code], names, year)


def _add_authorities(tables: dict[str, pd.DataFrame], frame: pd.DataFrame, area: str, year: int) -> None:
    """The authority of every ward; the row of the United Kingdom has none."""
    alone = (frame["Area Code"] == "") & ~frame[area].str.startswith("K")
    if alone.any():
        raise Refused(f"{frame.at[alone.idxmax(), area]} has no local authority", row=alone.idxmax(), column="Area Code")
    wards = frame[frame["Area Code"] != ""]
    check_codes(wards, "Area Code")
    tables["area"] = pd.concat([tables["area"], _areas(wards, "Area Code", year)])
    tables["area_lookup"] = pd.DataFrame({
        "child_code": wards[area], "parent_code": wards["Area Code"], "lookup_year": year, "relation": "within",
    })  # fmt: skip


LOW_INCOME = Importer(
    "dwp_cilif", 51, recognises, read,
    Provenance(
        "Department for Work and Pensions", "Children in low income families",
        "Contains public sector information licensed under the Open Government Licence v3.0. "
        "Source: Department for Work and Pensions.",
    ),
)  # fmt: skip

"""ONS components of population change: live births by authority, year to mid-year."""

import pandas as pd

from importers.cells import mid_year, refuse_duplicates, valued, years
from importers.codes import area_rows, check_codes
from importers.reading import Importer, Provenance, Reading
from importers.sheets import MODELLED_MARK, Sheet


def recognises(header: tuple[str, ...]) -> bool:
    """Areas by code and name with a column of births."""
    return {"Code", "Name", "Births"} <= set(header)


def read(sheet: Sheet) -> Reading:
    """Births of each area in the year to mid-year, as measure live_births."""
    frame = sheet.frame
    check_codes(frame, "Code")
    period = _periods(sheet)
    refuse_duplicates(frame, "Code", *["Year"] * ("Year" in frame.columns))
    births = pd.DataFrame({
        "measure": "live_births", "area_code": frame["Code"], "time_period": period,
        "breakdown": "Total", "group_code": "Total", "group_name": "Total",
    }).join(valued(frame, "Births"))  # fmt: skip
    # A table of many years does not say of which year its boundaries are; the earliest lets any dated source name the area.
    areas = area_rows(frame["Code"], frame["Name"], int(period.min()))
    return Reading({"area": areas, "observation": births}, len(frame), release=f"mid-{period.max()}")


def _periods(sheet: Sheet) -> pd.Series:
    """The mid-year of each row: its own column, else what a title row or the sheet's name states for all."""
    if "Year" in sheet.frame.columns:
        return years(sheet.frame, "Year")
    stated = mid_year(sorted([*sheet.titles, sheet.name], key=lambda text: text.startswith(MODELLED_MARK)))
    return pd.Series(str(stated), index=sheet.frame.index)


COMPONENTS = Importer(
    "ons_components", 41, recognises, read,
    Provenance(
        "Office for National Statistics", "Components of population change",
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0.",
    ),
)  # fmt: skip

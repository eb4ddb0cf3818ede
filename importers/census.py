"""Census 2021 "create a custom dataset" tables: residents by area and one variable, one row each."""

import re

import pandas as pd

from importers.cells import counts, refuse_duplicates, slug, year_in
from importers.codes import area_rows, check_codes
from importers.reading import Importer, Provenance, Reading
from importers.sheets import Sheet

CENSUS_YEAR = 2021
_VARIABLE = re.compile(r"^(.+) \((\d+) categor(?:y|ies)\)$")
_DOES_NOT_APPLY = "-8"


def recognises(header: tuple[str, ...]) -> bool:
    """Area code and area, category code and category, Observation."""
    if len(header) < 5 or any(header[5:]) or header[4] != "Observation":
        return False
    paired = header[0] == f"{header[1]} Code" and header[2] == f"{header[3]} Code"
    return paired and _VARIABLE.match(header[3]) is not None


def read(sheet: Sheet) -> Reading:
    """Residents by category. "Does not apply" is left out where it counts nobody."""
    area, name, code, category, people = sheet.header[:5]
    frame = sheet.frame
    check_codes(frame, area)
    refuse_duplicates(frame, area, code)
    residents = counts(frame, people)
    year = year_in(name) or CENSUS_YEAR
    rows = pd.DataFrame({
        "measure": "residents", "area_code": frame[area], "time_period": str(CENSUS_YEAR), "breakdown": _breakdown(category),
        "group_code": frame[code], "group_name": frame[category], "value": residents.astype(float), "symbol": None,
    })  # fmt: skip
    kept = rows[(frame[code] != _DOES_NOT_APPLY) | (residents > 0)]
    return Reading({"area": area_rows(frame[area], frame[name], year), "observation": kept}, len(frame), release=str(CENSUS_YEAR))


def _breakdown(category: str) -> str:
    """The variable and its number of categories: Ethnic group (20 categories) as ethnic_group_20."""
    match = _VARIABLE.match(category)
    return f"{slug(match[1])}_{match[2]}"


CENSUS = Importer(
    "census", 42, recognises, read,
    Provenance(
        "Office for National Statistics", "Census 2021",
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0.",
    ),
)  # fmt: skip

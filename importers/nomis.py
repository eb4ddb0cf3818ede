"""Nomis downloads: mid-year residents by single year of age and sex, and Census 2021 residents by ethnic group."""

import re

import pandas as pd

from importers.cells import counts, one_of, refuse_duplicates, years
from importers.codes import area_rows, check_codes
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet

NO_LIMIT = 120
_NEEDED = {"GEOGRAPHY_CODE", "GEOGRAPHY_NAME", "OBS_VALUE"}
_AGE = re.compile(r"^Aged?\s*(\d{1,3})\s*(\+)?$", re.IGNORECASE)
_ALL_AGES = {"all ages", "total"}
_SEXES = {"total": "Persons", "persons": "Persons", "all persons": "Persons", "male": "Male", "males": "Male",
          "female": "Female", "females": "Female"}  # fmt: skip
# The codes of the Office for National Statistics, by the words that both it and Nomis use; Nomis numbers the groups otherwise.
_ETHNIC_GROUPS = {
    "Asian, Asian British or Asian Welsh": ["Bangladeshi", "Chinese", "Indian", "Pakistani", "Other Asian"],
    "Black, Black British, Black Welsh, Caribbean or African": ["African", "Caribbean", "Other Black"],
    "Mixed or Multiple ethnic groups": ["White and Asian", "White and Black African", "White and Black Caribbean",
                                        "Other Mixed or Multiple ethnic groups"],
    "White": ["English, Welsh, Scottish, Northern Irish or British", "Irish", "Gypsy or Irish Traveller", "Roma", "Other White"],
    "Other ethnic group": ["Arab", "Any other ethnic group"],
}  # fmt: skip
_GROUP_CODES = {f"{above}: {group}": str(code) for code, (above, group) in enumerate(
    ((above, group) for above, groups in _ETHNIC_GROUPS.items() for group in groups), start=1)}  # fmt: skip
_BROADER = {"Total", "Total: All usual residents", *_ETHNIC_GROUPS}
_ONS = "Source: Office for National Statistics licensed under the Open Government Licence v.3.0."


def _first(header: tuple[str, ...], *names: str) -> str | None:
    return next((name for name in names if name in header), None)


def _sex(header: tuple[str, ...]) -> str | None:
    return _first(header, "GENDER_NAME", "SEX_NAME", "C_SEX_NAME")


def _age(header: tuple[str, ...]) -> str | None:
    return _first(header, "C_AGE_NAME", "AGE_NAME")


def _date(header: tuple[str, ...]) -> str | None:
    return _first(header, "DATE_NAME", "DATE")


def recognises_population(header: tuple[str, ...]) -> bool:
    """Residents of a place at a date by sex and age, one number a row."""
    return set(header) >= _NEEDED and all((_sex(header), _age(header), _date(header)))


def recognises_ethnic_group(header: tuple[str, ...]) -> bool:
    """Residents of a place by ethnic group in 20 categories."""
    return set(header) >= _NEEDED | {"C2021_ETH_20_NAME"}


def read_population(sheet: Sheet) -> Reading:
    """Residents by area, mid-year, sex and single year of age. Wider age bands are left out, save all ages."""
    header, whole = sheet.header, sheet.frame
    sex, age, date = _sex(header), _age(header), _date(header)
    one_of(whole.assign(**{sex: whole[sex].str.lower()}), sex, set(_SEXES))
    frame, rejected = _counted(whole)
    ages = frame[age].str.extract(_AGE)
    total = frame[age].str.lower().isin(_ALL_AGES)
    banded = ages[0].isna() & ~total
    rejected += _left_out(banded, "a band of ages, where single years are held", age)
    frame, ages, total = frame[~banded], ages[~banded], total[~banded]
    if frame.empty:
        raise Refused("no row is of a single year of age", column=age)
    check_codes(frame, "GEOGRAPHY_CODE")
    refuse_duplicates(frame, "GEOGRAPHY_CODE", date, sex, age)
    youngest = ages[0].fillna("0").astype("int64")
    rows = pd.DataFrame({
        "area_code": frame["GEOGRAPHY_CODE"], "time_period": years(frame, date), "sex": frame[sex].str.lower().map(_SEXES),
        "age_from": youngest, "age_to": youngest.mask(total | ages[1].notna(), NO_LIMIT), "persons": counts(frame, "OBS_VALUE"),
    })  # fmt: skip
    # Many years in one table do not say of which year its boundaries are; the earliest lets any dated source name the area.
    areas = area_rows(frame["GEOGRAPHY_CODE"], frame["GEOGRAPHY_NAME"], int(rows["time_period"].min()))
    return Reading({"area": areas, "population": rows}, len(whole), rejected, release=f"mid-{rows['time_period'].max()}")


def read_ethnic_group(sheet: Sheet) -> Reading:
    """Residents by ethnic group, under the codes of the same table of the Office for National Statistics."""
    whole = sheet.frame
    frame, rejected = _counted(whole)
    group = frame["C2021_ETH_20_NAME"]
    broader = group.isin(_BROADER)
    rejected += _left_out(broader, "a total or a broader group, which the groups add up to", group.name)
    frame, group = frame[~broader], group[~broader]
    if frame.empty:
        raise Refused("no row is of one of the 19 groups", column=group.name)
    one_of(frame, group.name, set(_GROUP_CODES))
    check_codes(frame, "GEOGRAPHY_CODE")
    refuse_duplicates(frame, "GEOGRAPHY_CODE", group.name)
    rows = pd.DataFrame({
        "measure": "residents", "area_code": frame["GEOGRAPHY_CODE"], "time_period": "2021", "breakdown": "ethnic_group_20",
        "group_code": group.map(_GROUP_CODES), "group_name": group, "value": counts(frame, "OBS_VALUE").astype(float), "symbol": None,
    })  # fmt: skip
    areas = area_rows(frame["GEOGRAPHY_CODE"], frame["GEOGRAPHY_NAME"], 2021)
    return Reading({"area": areas, "observation": rows}, len(whole), rejected, release="2021")


def _counted(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Note]]:
    """The rows that count people: percentages and rows without a value are left out."""
    measure = _first(tuple(frame.columns), "MEASURES_NAME", "MEASURES")
    percent = frame[measure].str.lower().isin(["percent", "20301"]) if measure else pd.Series(False, index=frame.index)
    blank = (frame["OBS_VALUE"] == "") & ~percent
    rejected = _left_out(percent, "a percentage, which follows from the numbers", measure or "OBS_VALUE")
    rejected += _left_out(blank, "no value is published", "OBS_VALUE")
    return frame[~percent & ~blank], rejected


def _left_out(rows: pd.Series, why: str, column: str) -> list[Note]:
    if not rows.any():
        return []
    return [Note(f"{rows.sum():,} rows left out from here on; {why}", int(rows.idxmax()), column, int(rows.sum()))]


NOMIS_POPULATION = Importer(
    "nomis_population", 47, recognises_population, read_population,
    Provenance("Office for National Statistics", "Mid-year population estimates, from Nomis", _ONS),
)  # fmt: skip
NOMIS_ETHNIC_GROUP = Importer(
    "nomis_census", 48, recognises_ethnic_group, read_ethnic_group,
    Provenance("Office for National Statistics", "Census 2021, TS021 Ethnic group, from Nomis", _ONS),
)  # fmt: skip

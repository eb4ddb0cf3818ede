"""DfE Explore Education Statistics: any tidy data file, whatever its filters and indicators."""

import re

import numpy as np
import pandas as pd

from importers.authorities import with_successors
from importers.cells import counts, need_columns, symbols, valued_together
from importers.codes import area_rows, is_area_code
from importers.ees_columns import LEVELS, split
from importers.ees_datasets import Dataset, identified, unknown_name
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet

_PERIOD = r"^(?:19|20)\d{2}(?:\d{2})?$"
_AGES = re.compile(r"\baged (\d+) to (\d+) years\b", re.IGNORECASE)
_MALFORMED = r"^[A-Za-z]\d+$"
DISTRICT = "@district"


def recognises(header: tuple[str, ...]) -> bool:
    """The three columns that every EES data file has."""
    return {"time_period", "time_identifier", "geographic_level"} <= set(header)


def read(sheet: Sheet) -> Reading:
    """Each indicator of each area, period and combination of filters; population estimates as population."""
    dataset, whole = identified(_once_each(sheet))
    _check_periods(whole)
    frame, rejected = _placed(whole)
    filters, indicators = split(whole, _column_types(sheet, dataset))
    if not indicators:
        raise Refused("the file has no column of figures")
    if frame.empty:
        raise Refused("no row is about an area that this product holds: England, a region, an authority, a district or a ward")
    reading = Reading({"area": _areas(frame)}, len(whole), rejected, release=whole["time_period"].max(), title=_title(dataset))
    with_successors(reading.tables)
    if filters == ["age_group"] and indicators == ["population_estimate"]:
        reading.tables["population"] = _population(frame, reading)
    else:
        name = dataset.name if dataset else unknown_name(filters, indicators)
        reading.tables["observation"] = _observations(frame, name, filters, indicators)
    return reading


def _once_each(sheet: Sheet) -> pd.DataFrame:
    """The table; refused where a column stands in it twice, because then nobody knows which of the two is meant."""
    again = next((name for place, name in enumerate(sheet.header) if name and name in sheet.header[:place]), None)
    if again:
        raise Refused("the column stands in the file a second time", column=again)
    return sheet.frame


def _column_types(sheet: Sheet, dataset: Dataset | None) -> dict[str, str]:
    """What is said of columns, by the known table and above it by the file's own metadata, under today's names."""
    older = dataset.older if dataset else {}
    stated = {name.lower(): kind for name, kind in sheet.column_types.items()}
    known = dict.fromkeys([*dataset.filters, *dataset.where] if dataset else [], "Filter")
    return known | {older.get(name, name): kind for name, kind in stated.items()} | stated


def _title(dataset: Dataset | None) -> str:
    return f"{dataset.publication}: {dataset.title}" if dataset else ""


def _check_periods(frame: pd.DataFrame) -> None:
    bad = ~frame["time_period"].str.match(_PERIOD)
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{frame.at[row, "time_period"][:40]}" is not a period such as 2025 or 202425', row=row, column="time_period")


def _placed(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Note]]:
    """Rows with an ONS code, as ``area_code`` and ``area_name``; a note for each reason why others are left out."""
    code, name = pd.Series("", index=frame.index, dtype="str"), pd.Series("", index=frame.index, dtype="str")
    rejected = []
    for level in frame["geographic_level"].unique():
        rows = frame["geographic_level"] == level
        if level in LEVELS:
            need_columns(frame, *LEVELS[level])
            code[rows], name[rows] = frame.loc[rows, LEVELS[level][0]], frame.loc[rows, LEVELS[level][1]]
            rejected += _without_code(code[rows], level)
        else:
            rejected.append(_left_out(rows[rows].index, f'the geographic level "{level}" is not held', "geographic_level"))
    kept = is_area_code(code)
    return frame.assign(area_code=code, area_name=name)[kept], rejected


def _without_code(codes: pd.Series, level: str) -> list[Note]:
    """A note on the rows whose code is blank, a symbol or not one area's; a code with a slip in it refuses the file."""
    bad = codes[~is_area_code(codes)]
    slips = bad[bad.str.match(_MALFORMED) & ~bad.str.match(r"^[A-Z]\d{8}$")]
    column = LEVELS[level][0]
    if len(slips):
        raise Refused(f'"{slips.iloc[0][:40]}" is not an area code', row=slips.index[0], column=column)
    return [_left_out(bad.index, f'{level}: no area code of one area ("{bad.iloc[0][:40]}")', column)] if len(bad) else []


def _left_out(rows: pd.Index, why: str, column: str) -> Note:
    return Note(f"{len(rows):,} rows left out from here on; {why}", row=int(rows[0]), column=column, rows=len(rows))


def _areas(frame: pd.DataFrame) -> pd.DataFrame:
    """Each area under the name and year of the latest period it stands in."""
    latest = frame.loc[frame.groupby("area_code")["time_period"].idxmax()]
    year = latest["time_period"].str[:4].astype("int64")
    return area_rows(latest["area_code"], latest["area_name"], 0).assign(boundary_year=year)


def _observations(frame: pd.DataFrame, dataset: str, filters: list[str], indicators: list[str]) -> pd.DataFrame:
    """One row an area, period, group and indicator; categories, because a long file repeats every text."""
    authorities = frame.loc[frame["geographic_level"] == "Local authority", "area_code"].unique()
    doubled = (frame["geographic_level"] == "Local authority district") & frame["area_code"].isin(authorities)
    group = _joined(frame, filters)
    base = pd.DataFrame({
        "area_code": frame["area_code"], "time_period": frame["time_period"],
        "breakdown": "|".join(filters) or "Total", "group_code": group, "group_name": group,
    }).astype("category")  # fmt: skip
    _refuse_second(base, doubled)
    long = base.take(np.tile(np.arange(len(base)), len(indicators)))
    measure = _measures(dataset, indicators, doubled.to_numpy())
    return pd.concat([long.assign(measure=measure), valued_together(frame, indicators).set_axis(long.index)], axis=1)


def _measures(dataset: str, indicators: list[str], doubled: np.ndarray) -> pd.Categorical:
    """The measure of each row of all indicators one below the other: a district that is also an authority is kept apart."""
    names = [f"{dataset}.{name}" for name in indicators]
    codes = np.repeat(np.arange(len(names)), len(doubled)) + len(names) * np.tile(doubled, len(names))
    return pd.Categorical.from_codes(codes, [*names, *(name + DISTRICT for name in names)])


def _joined(frame: pd.DataFrame, filters: list[str]) -> pd.Series:
    """The filters' values of each row, joined by "|"; Total where there are none."""
    if not filters:
        return pd.Series("Total", index=frame.index, dtype="str")
    joined = _total(frame[filters[0]])
    for column in filters[1:]:
        joined = joined + "|" + _total(frame[column])
    return joined


def _total(words: pd.Series) -> pd.Series:
    """The words of a filter, with "Total" however it is written."""
    return words.mask(words.str.lower() == "total", "Total")


def _refuse_second(base: pd.DataFrame, doubled: pd.Series) -> None:
    key = ["area_code", "time_period", "group_code"]
    again = base[key].assign(doubled=doubled).duplicated()
    if again.any():
        row = again.idxmax()
        raise Refused(f"{', '.join(base.loc[row, key])} stands in the file a second time", row=int(row), column="geographic_level")


def _population(frame: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """Residents by age group; rows without a figure are left out."""
    missing = symbols(frame["population_estimate"]).notna()
    if missing.any():
        reading.rejected.append(_left_out(missing[missing].index, "no estimate is published", "population_estimate"))
    held = frame[~missing]
    _refuse_second(held.assign(group_code=held["age_group"]), pd.Series(False, index=held.index))
    ages = held["age_group"].str.extract(_AGES)
    if ages[0].isna().any():
        row = ages[0].isna().idxmax()
        raise Refused(f'"{held.at[row, "age_group"][:40]}" is not an age group such as "aged 0 to 17 years"', row=row, column="age_group")
    return pd.DataFrame({
        "area_code": held["area_code"], "time_period": held["time_period"], "sex": "Persons",
        "age_from": ages[0].astype("int64"), "age_to": ages[1].astype("int64"), "persons": counts(held, "population_estimate"),
    })  # fmt: skip


EES = Importer(
    "dfe_ees", 50, recognises, read,
    Provenance(
        "Department for Education", "Explore education statistics",
        "Contains public sector information licensed under the Open Government Licence v3.0. Source: Department for Education.",
    ),
)  # fmt: skip

"""OHID Fingertips downloads: value, count, denominator and limits of an indicator by area, sex, age and category."""

import numpy as np
import pandas as pd

from importers.cells import filled, need_columns, numbers, symbols
from importers.codes import area_rows, is_area_code
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet

_KEY = ("Indicator ID", "Indicator Name", "Area Code", "Area Name", "Sex", "Age", "Category Type", "Category", "Time period")
_FIGURES = {
    "Value": "value", "Count": "count", "Denominator": "denominator", "Lower CI 95.0 limit": "lower_95", "Upper CI 95.0 limit": "upper_95",
    "Lower CI 99.8 limit": "lower_998", "Upper CI 99.8 limit": "upper_998",
}  # fmt: skip
_LIMITS = [column for column in _FIGURES if "limit" in column]
_MULTIPLIERS = (100, 1_000, 10_000, 100_000, 1_000_000)


def recognises(header: tuple[str, ...]) -> bool:
    """The columns of every download."""
    return {"Indicator ID", "Area Code", "Time period", "Category Type"} <= set(header)


def read(sheet: Sheet) -> Reading:
    """Plain rows as Total, rows by category under the name of the category; the two England rows of a download are one."""
    whole = sheet.frame
    need_columns(whole, *_KEY, "Value", "Count", "Denominator")
    filled(whole, "Indicator ID", "Indicator Name", "Area Code", "Sex", "Age", "Time period")
    _check_identity(whole)
    frame, rejected = _held(whole)
    rows = _keys(frame)
    figures = _figures(frame)
    doubled = rows.drop(columns="remark").join(figures.astype(str)).duplicated()
    rows, figures, frame = rows[~doubled], figures[~doubled], frame[~doubled]
    _refuse_second(rows)
    tables = {
        "area": _areas(frame), "observation": _long(rows, frame, figures), "measure_description": _described(frame, figures),
    }  # fmt: skip
    notes = [Note(f"{int(doubled.sum()):,} rows stand in the file twice with the same figures; they are taken once")] * bool(doubled.any())
    return Reading(tables, len(whole), rejected, notes, release=max(frame["Time period"]), title=_title(frame))


def _check_identity(frame: pd.DataFrame) -> None:
    bad = ~frame["Indicator ID"].str.match(r"^\d{1,7}$")
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{frame.at[row, "Indicator ID"][:40]}" is not the number of an indicator', row=row, column="Indicator ID")
    several = frame.groupby("Indicator ID")["Indicator Name"].transform("nunique") > 1
    if several.any():
        row = (several & (frame["Indicator Name"] != frame.loc[several.idxmax(), "Indicator Name"])).idxmax()
        raise Refused("one indicator has two names", row=row, column="Indicator Name")
    bad = ~frame["Time period"].str.match(r"^(?:19|20)\d{2}\b")
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{frame.at[row, "Time period"][:40]}" is not a period such as 2023/24', row=row, column="Time period")


def _held(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Note]]:
    """The rows about areas this product holds, and a note on the others."""
    kept = is_area_code(frame["Area Code"])
    if not kept.any():
        raise Refused("no row is about an area that this product holds", column="Area Code")
    if kept.all():
        return frame, []
    row = (~kept).idxmax()
    text = f'{int((~kept).sum()):,} rows left out from here on; "{frame.at[row, "Area Code"][:40]}" is no area held'
    return frame[kept], [Note(text, int(row), "Area Code", int((~kept).sum()))]


def _keys(frame: pd.DataFrame) -> pd.DataFrame:
    """Indicator, area, period, breakdown and group of each row, and the note on its value."""
    plain = frame["Category Type"] == ""
    group = frame["Sex"] + "|" + frame["Age"]
    group = group.where(plain, group + "|" + frame["Category"])
    note = frame["Value note"] if "Value note" in frame.columns else pd.Series("", index=frame.index)
    return pd.DataFrame({
        "measure": "fingertips." + frame["Indicator ID"], "area_code": frame["Area Code"], "time_period": frame["Time period"],
        "breakdown": frame["Category Type"].mask(plain, "Total"), "group_code": group, "group_name": group,
        "remark": note.mask(note == "", None),
    })  # fmt: skip


def _figures(frame: pd.DataFrame) -> pd.DataFrame:
    """The figures as numbers; text that is neither a number nor a known symbol refuses the file."""
    found = {}
    for column in [name for name in _FIGURES if name in frame.columns]:
        found[column] = numbers(frame[column])
        bad = found[column].isna() & symbols(frame[column]).isna()
        if bad.any():
            row = bad.idxmax()
            raise Refused(f'"{frame.at[row, column][:40]}" is neither a number nor a known symbol', row=row, column=column)
    return _without_magic(pd.DataFrame(found))


def _without_magic(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures without the -1 that stands for a missing one: limits that are both -1, and counts below zero."""
    figures = figures.copy()
    for lower in [column for column in _LIMITS if column.startswith("Lower") and column in figures.columns]:
        upper = lower.replace("Lower", "Upper")
        if upper in figures.columns:
            figures.loc[(figures[lower] == -1) & (figures[upper] == -1), [lower, upper]] = np.nan
    for column in ("Count", "Denominator"):
        gone = figures[column] == -1
        figures.loc[gone & (figures["Value"] == -1), "Value"] = np.nan
        figures.loc[gone, column] = np.nan
    return figures


def _refuse_second(rows: pd.DataFrame) -> None:
    key = ["measure", "area_code", "time_period", "breakdown", "group_code"]
    again = rows.duplicated(key)
    if again.any():
        row = again.idxmax()
        raise Refused(f"{', '.join(rows.loc[row, key[1:]])} stands in the file a second time with other figures", row=int(row))


def _long(rows: pd.DataFrame, frame: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """One row a figure. Value, count and denominator that are missing say why; limits that are missing are left out."""
    long = []
    for column in figures.columns:
        value = figures[column]
        told = rows.assign(measure=rows["measure"] + "." + _FIGURES[column], value=value, symbol=_symbol(frame, column).where(value.isna()))
        long.append(told[value.notna()] if column in _LIMITS else told)
    return pd.concat(long)


def _symbol(frame: pd.DataFrame, column: str) -> pd.Series:
    """Why a figure is missing: c where the note says suppressed, else x."""
    said = symbols(frame[column]).fillna("x")
    if "Value note" not in frame.columns:
        return said
    return said.mask(frame["Value note"].str.contains(r"suppress|disclos|small numbers?", case=False, regex=True), "c")


def _areas(frame: pd.DataFrame) -> pd.DataFrame:
    """Each area in the year of the latest period it stands in; "South East region (statistical)" is the South East."""
    latest = frame.loc[frame.groupby("Area Code")["Time period"].idxmax()]
    names = latest["Area Name"].str.replace(r" region \(statistical\)$| \(statistical\)$", "", regex=True)
    year = latest["Time period"].str[:4].astype("int64")
    return area_rows(latest["Area Code"], names, 0).assign(boundary_year=year)


def _described(frame: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Title and unit of each indicator's figures. The unit of the value is told by value, count and denominator."""
    described = []
    for number, rows in frame.groupby("Indicator ID", sort=False):
        title, unit = rows["Indicator Name"].iloc[0], _unit(rows["Indicator Name"].iloc[0], figures.loc[rows.index])
        for column in figures.columns:
            own = unit if column == "Value" or column in _LIMITS else "people or events"
            what = "" if column == "Value" else f": {column.lower()}"
            described.append((f"fingertips.{number}.{_FIGURES[column]}", title + what, own, "neutral"))
    return pd.DataFrame(described, columns=["measure", "title", "unit", "polarity"])


def _unit(title: str, figures: pd.DataFrame) -> str | None:
    """ "per 10,000" and its like: what the figures say, value = multiplier × count / denominator; None where they do not agree."""
    held = figures[(figures["Count"] > 0) & (figures["Denominator"] > 0)].dropna(subset=["Value"])
    if held.empty:
        return next(
            (f"per {number:,}" for number in _MULTIPLIERS[1:] if f"per {number:,}" in title or f"per {number}" in title.split()), None
        )
    told = (held["Value"] * held["Denominator"] / held["Count"]).median()
    multiplier = next((number for number in _MULTIPLIERS if abs(told / number - 1) < 0.02), None)
    return None if multiplier is None else "%" if multiplier == 100 else f"per {multiplier:,}"


def _title(frame: pd.DataFrame) -> str:
    names = frame["Indicator Name"].unique()
    return f"Fingertips: {names[0]}" if len(names) == 1 else f"Fingertips: {len(names)} indicators"


FINGERTIPS = Importer(
    "ohid_fingertips", 58, recognises, read,
    Provenance(
        "Office for Health Improvement and Disparities", "Fingertips",
        "Contains public sector information licensed under the Open Government Licence v3.0. Source: Office for Health Improvement and "
        "Disparities, Fingertips.",
    ),
)  # fmt: skip

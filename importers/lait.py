"""DfE Local Authority Interactive Tool: its long table of all measures, its dictionary of them, its list of authorities."""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from importers.authorities import REGIONS, authorities, named, plain, with_successors
from importers.cells import missing_where_blank, need_columns, numbers, refuse_duplicates, valued
from importers.codes import area_rows
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet

_FIGURES = ("Short Desc", "Years", "LA and Regions", "Values", "LA Number")
_DICTIONARY = ("Measure_short", "Measure", "Polarity", "dps")
_LIST = ("LA Number", "LA Name", "Region", "Type")
_LARGER = {
    "970": "E92000001", "980": "North East", "981": "North West", "982": "Yorkshire and The Humber", "983": "East Midlands",
    "984": "West Midlands", "985": "East of England", "986": "London", "987": "Inner London", "988": "Outer London",
    "989": "South East", "990": "South West",
}  # fmt: skip
_YEARS = re.compile(r"^((?:19|20)\d{2}(?:[-/]\d{2}){0,3})(?: \(([A-Za-z]{2,12})\))?$")
_NO_AREA = "is the number of no authority or region"
_STATUS = {"rev": "Revised", "prov": "Provisional", "final": "Final", "ot": "Outturn"}
_POLARITY = {"high": "higher_is_better", "low": "lower_is_better", "-": "neutral", "": "neutral", "na": "neutral"}


def recognises_figures(header: tuple[str, ...]) -> bool:
    """The long table."""
    return {"Short Desc", "Years", "LA and Regions"} <= set(header)


def recognises_dictionary(header: tuple[str, ...]) -> bool:
    """The dictionary of measures."""
    return {"Measure_short", "Measure_code", "Chart_title"} <= set(header)


def recognises_list(header: tuple[str, ...]) -> bool:
    """The list of authorities with their regions."""
    return set(_LIST) <= set(header) and len([name for name in header if name]) == len(_LIST)


def read_figures(sheet: Sheet) -> Reading:
    """One row a measure, authority and period; every distinct text is looked at once, which is what makes it quick."""
    whole = sheet.categories
    need_columns(whole, *_FIGURES)
    periods = _each(whole, "Years", _period)
    codes = _each(whole, "LA Number", _code)
    _refuse_other_names(whole, codes)
    rejected = _left_out(whole, periods.isna(), "Years", "is no period") + _left_out(
        whole, codes.isna() & periods.notna(), "LA Number", _NO_AREA
    )
    kept = periods.notna() & codes.notna()
    frame, periods, codes = whole[kept], periods[kept], codes[kept]
    if frame.empty:
        raise Refused("no row has both a period and the number of an authority, a region or England")
    rows = pd.DataFrame({
        "measure": _each(frame, "Short Desc", _measure), "area_code": codes, "time_period": periods,
        "breakdown": "Total", "group_code": "Total", "group_name": "Total", "remark": _each(frame, "Years", _status),
    }).astype("category")  # fmt: skip
    _refuse_second(rows)
    latest = int(rows["time_period"].cat.remove_unused_categories().cat.categories.str[:4].max())
    tables = {"area": _areas(codes, latest), "observation": rows.join(valued(frame, "Values"))}
    with_successors(tables)
    notes = [Note("a figure written - is missing or suppressed, the tool does not say which; it is kept as x", column="Values")]
    return Reading(tables, len(whole), rejected, notes, release=str(latest))


def _each(frame: pd.DataFrame, column: str, told: Callable[[str], str | None]) -> pd.Series:
    """What ``told`` says of each distinct text of a column, by row, as categories; missing where it says None."""
    places, texts = pd.factorize(frame[column])
    codes, words = pd.factorize(pd.array([told(text) for text in texts], dtype="str"))
    return pd.Series(pd.Categorical.from_codes(codes.take(places), words), index=frame.index)


def _period(text: str) -> str | None:
    """The period without what is said of its figures: "2025 (Rev)" as "2025". None for what is no period."""
    found = _YEARS.match(text)
    return found[1] if found else None


def _status(text: str) -> str | None:
    """What is said of the figures of a period: "2025 (Rev)" as "Revised"."""
    found = _YEARS.match(text)
    return _STATUS.get(found[2].lower(), found[2]) if found and found[2] else None


def _code(number: str) -> str | None:
    larger = _LARGER.get(number)
    return REGIONS.get(larger, larger) if larger else authorities()["area_code"].get(number)


def _measure(short: str) -> str | None:
    return f"lait.{short}" if short else None


def _refuse_other_names(frame: pd.DataFrame, codes: pd.Series) -> None:
    """Refuse a table in which a name and a number belong to different authorities: nobody knows which is right."""
    known = dict(zip(authorities()["area_code"], authorities()["la_name"], strict=True)) | {code: name for name, code in REGIONS.items()}
    known["E92000001"] = "England"
    pairs = pd.DataFrame({"name": frame["LA and Regions"], "code": codes}).dropna().drop_duplicates()
    for row, name, code in pairs.itertuples():
        words = re.sub(r"^(\w+) \((Inner|Outer)\)$", r"\2 \1", name)
        if plain(words) != plain(known[code]):
            raise Refused(
                f'"{name[:40]}" is not the name of number {frame.at[row, "LA Number"]}, {known[code]}', row=row, column="LA and Regions"
            )


def _left_out(frame: pd.DataFrame, bad: pd.Series, column: str, why: str) -> list[Note]:
    if not bad.any():
        return []
    row, text = int(bad.idxmax()), frame.at[bad.idxmax(), column][:40]
    return [Note(f'{int(bad.sum()):,} rows left out from here on; "{text}" {why}', row, column, int(bad.sum()))]


def _refuse_second(rows: pd.DataFrame) -> None:
    again = rows.duplicated(["measure", "area_code", "time_period"])
    if again.any():
        said = ", ".join(rows.loc[again.idxmax(), ["measure", "area_code", "time_period"]])
        raise Refused(f"{said} stands in the file a second time", row=int(again.idxmax()), column="Short Desc")


def _areas(codes: pd.Series, year: int) -> pd.DataFrame:
    every = pd.Series([*codes.unique()], dtype="str")
    larger = {code: name for name, code in REGIONS.items()} | {"E92000001": "England"}
    above = every[every.isin([*larger])]
    return pd.concat([named(every[~every.isin(above)], year), area_rows(above, above.map(larger), year)])


def read_dictionary(sheet: Sheet) -> Reading:
    """Title, unit, polarity, decimals and definition of each measure. A measure listed twice keeps its first description."""
    frame = sheet.frame
    need_columns(frame, *_DICTIONARY)
    frame = frame[frame["Measure_short"] != ""]
    if frame.empty:
        raise Refused("no measure has a short name", column="Measure_short")
    again = frame.duplicated("Measure_short")
    rejected = _left_out(frame, again, "Measure_short", "is described a second time")
    frame = frame[~again].replace("NA", "")
    polarity = frame["Polarity"].str.lower().map(_POLARITY)
    if polarity.isna().any():
        row = polarity.isna().idxmax()
        raise Refused(f'"{frame.at[row, "Polarity"][:40]}" is none of High, Low, -', row=row, column="Polarity")
    rows = pd.DataFrame({
        "measure": "lait." + frame["Measure_short"], "title": _first_filled(frame, "Chart_title", "Measure", "Measure_short"),
        "topic": _column(frame, "Topic"), "unit": _column(frame, "y_axis_name"), "polarity": polarity,
        "decimals": numbers(frame["dps"]).where(lambda found: found.between(0, 9) & (found % 1 == 0)).astype("Int64"),
        "definition": _column(frame, "Description"),
    })  # fmt: skip
    return Reading({"measure_description": rows}, len(sheet.frame), rejected)


def _first_filled(frame: pd.DataFrame, *columns: str) -> pd.Series:
    filled = frame[[name for name in columns if name in frame.columns]].replace("", np.nan)
    return filled.bfill(axis=1).iloc[:, 0]


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    return missing_where_blank(frame[name]) if name in frame.columns else pd.Series(None, index=frame.index, dtype="str")


def read_list(sheet: Sheet) -> Reading:
    """Authorities with the region they lie in; the year is that of the last authority founded that the list has."""
    frame = sheet.frame
    refuse_duplicates(frame, "LA Number")
    codes = _each(frame, "LA Number", _code).astype("str")
    rejected = _left_out(frame, codes.isna(), "LA Number", _NO_AREA)
    listed = frame.assign(area_code=codes)[codes.notna()]
    if listed.empty:
        raise Refused("no row has the number of an authority", column="LA Number")
    year = 2023 if listed["LA Number"].isin(["942", "943"]).any() else 2019
    regions = listed["Region"].map(REGIONS)
    within = pd.DataFrame({"child_code": listed["area_code"], "parent_code": regions, "lookup_year": year, "relation": "within"})
    within = within.dropna()[lambda rows: rows["child_code"] != rows["parent_code"]]
    tables = {"area": _areas(pd.concat([listed["area_code"], within["parent_code"]]), year), "area_lookup": within}
    with_successors(tables)
    return Reading(tables, len(frame), rejected, release=str(year))


def _provenance(title: str) -> Provenance:
    return Provenance(
        "Department for Education", f"Local authority interactive tool{title}",
        "Contains public sector information licensed under the Open Government Licence v3.0. Source: Department for Education.",
    )  # fmt: skip


LAIT_LIST = Importer("dfe_lait_authorities", 12, recognises_list, read_list, _provenance(": authorities"))
LAIT_DICTIONARY = Importer("dfe_lait_dictionary", 55, recognises_dictionary, read_dictionary, _provenance(": data dictionary"))
LAIT = Importer("dfe_lait", 54, recognises_figures, read_figures, _provenance(""))

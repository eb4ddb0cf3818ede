"""DfE releases before 2018: one row an area, one column a figure; the columns that are understood get today's names."""

import re
import tomllib
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from importers.authorities import REGIONS, with_successors
from importers.cells import filled, refuse_duplicates, valued_together
from importers.codes import area_rows, check_codes
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet

_TABLE = Path(__file__).with_name("dfe_wide.toml")
_PLACES = ("New_geog_code", "geog_l", "geog_c", "geog_n")
_YEAR = re.compile(r"(?<!\d)(19|20)\d{2}(?!\d)")
_OF_LONDON = {"INNER LONDON": REGIONS["Inner London"], "OUTER LONDON": REGIONS["Outer London"]}


@cache
def _known() -> dict[str, list[tuple[str, str, str]]]:
    """Measure, breakdown and group of each known column; one may say two things."""
    known: dict[str, list[tuple[str, str, str]]] = {}
    for same in tomllib.loads(_TABLE.read_text(encoding="utf-8"))["same"]:
        for column, group in same["groups"].items():
            known.setdefault(column, []).append((same["measure"], same["breakdown"], group))
    return known


def recognises(header: tuple[str, ...]) -> bool:
    """The four columns that name the area."""
    return set(_PLACES) <= set(header)


def read(sheet: Sheet) -> Reading:
    """Each column of figures as rows of their own."""
    _once_each(sheet)
    frame = sheet.frame
    filled(frame, "New_geog_code", "geog_n")
    code = frame["New_geog_code"].mask(frame["geog_n"].isin([*_OF_LONDON]), frame["geog_n"].map(_OF_LONDON))
    frame = frame.assign(New_geog_code=code)
    check_codes(frame, "New_geog_code")
    refuse_duplicates(frame, "New_geog_code")
    figures = [name for name in frame.columns if name not in _PLACES and name.lower() != "la_order" and not (frame[name] == "").all()]
    if not figures:
        raise Refused("the file has no column of figures")
    year = _year(sheet)
    tables = {"area": area_rows(frame["New_geog_code"], frame["geog_n"], int(year)), "observation": _long(frame, figures, year)}
    with_successors(tables)
    tables |= _descriptions(sheet, figures)
    return Reading(tables, len(frame), notes=[Note("a figure written x is suppressed in this layout; it is kept as c")], release=year)


def _once_each(sheet: Sheet) -> None:
    again = next((name for place, name in enumerate(sheet.header) if name and name in sheet.header[:place]), None)
    if again:
        raise Refused("the column stands in the file a second time", column=again)


def _year(sheet: Sheet) -> str:
    """The year that the names of columns state, such as CLA_Mar2017; where none does, that of the sheet's name or titles."""
    for texts in (sheet.header, [sheet.name, *sheet.titles]):
        found = {match[0] for text in texts for match in _YEAR.finditer(text)}
        if len(found) == 1:
            return found.pop()
        if found:
            raise Refused(f"the columns speak of several years: {', '.join(sorted(found))}")
    raise Refused("the year is not told: no column is called like CLA_Mar2017, and the name of the file has no year")


def _said(column: str) -> list[tuple[str, str, str]]:
    """What a column holds; one that is not known keeps its own name."""
    name = _YEAR.sub("{year}", column.lower())
    own = name.replace("{year}", "").strip("_")
    return _known().get(name) or [(f"dfe_wide.{'cla_during_year' if name == 'cla_{year}' else own}", "Total", "Total")]


def _long(frame: pd.DataFrame, figures: list[str], year: str) -> pd.DataFrame:
    """A row an area for all that a column says, columns in order: all cells at once, because there may be hundreds of columns."""
    cells = valued_together(frame, figures)
    hidden = pd.concat([frame[column] for column in figures]).str.lower() == "x"
    cells["symbol"] = cells["symbol"].mask(hidden, "c")
    said = [(place, *words) for place, column in enumerate(figures) for words in _said(column)]
    of_areas = np.arange(len(frame))
    rows = cells.iloc[np.concatenate([place * len(frame) + of_areas for place, *_ in said])]
    words = pd.DataFrame([words for _, *words in said], columns=["measure", "breakdown", "group_code"])
    return words.iloc[np.repeat(words.index, len(frame))].set_axis(rows.index).assign(
        area_code=np.tile(frame["New_geog_code"], len(said)), time_period=year, group_name=lambda found: found["group_code"],
        value=rows["value"], symbol=rows["symbol"],
    )  # fmt: skip


def _descriptions(sheet: Sheet, figures: list[str]) -> dict[str, pd.DataFrame]:
    """What the metadata beside the file says of the columns that keep their own names."""
    said = {name.lower(): text for name, text in sheet.column_titles.items()}
    own = {_said(column)[0][0]: said[column.lower()] for column in figures if column.lower() in said}
    own = {measure: text for measure, text in own.items() if measure.startswith("dfe_wide.")}
    if not own:
        return {}
    rows = {"measure": [*own], "title": [*own.values()], "unit": "children or placements", "polarity": "neutral"}
    return {"measure_description": pd.DataFrame(rows)}


DFE_WIDE = Importer(
    "dfe_wide", 49, recognises, read,
    Provenance(
        "Department for Education", "Statistical first release, underlying data",
        "Contains public sector information licensed under the Open Government Licence v3.0. Source: Department for Education.",
    ),
)  # fmt: skip

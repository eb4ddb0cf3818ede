"""Primary against middle schools: results of pupils by the type of their school, and whether the two differ."""

from collections.abc import Callable

import pandas as pd

from measures.catalogue import indicator
from measures.errors import CannotAnswer
from measures.gaps import differences, is_clear
from measures.held import wards_of
from measures.pupils import pupil_sources, without_home
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import value_text

NOT_HELD = (
    "Primary against middle schools is not held: nobody publishes attainment by type of school in a file that can be loaded here. Results of "
    "pupils with the phase of their school, loaded on the Data page, tell the two apart."
)
HIDDEN_HERE = (
    "Results of pupils by type of school are hidden here: a type has so few pupils that they could be recognised. Try some of the wards."
)
_PRIMARY, _MIDDLE = "Primary", "Middle"


def phase_table(indicator_id: str, chosen: Selection, period: str, published: Callable[..., MeasureTable]) -> MeasureTable:
    """Results by type of school, of the wards or priority area chosen, else of all wards together; types without pupils are left out.

    In ``period`` where it is held of pupils, else the latest. CannotAnswer where no results of pupils with a phase are held, or of one type only.
    """
    if not indicator(indicator_id).pupils or not pupil_sources().source_ids:
        raise CannotAnswer(NOT_HELD)
    is_whole = not chosen.wards and not chosen.priority_area
    wards = tuple(wards_of(chosen.authority)["ward_code"]) if is_whole else chosen.wards
    asked = chosen.but(by="", wards=wards, breakdown="phase", comparator="none", period="")
    held = without_home(indicator(indicator_id)).index
    table = published(indicator_id, asked.but(period=period if period in held else ""))
    rows = table.frame[table.frame["symbol"].fillna("") != "z"]
    known = rows.loc[rows["value"].notna(), "group_name"]
    if known.empty:
        raise CannotAnswer(HIDDEN_HERE if (rows["symbol"] == "c").any() else NOT_HELD)
    if len(known) == 1:
        raise CannotAnswer(f"Only {known.iloc[0]} have a figure, so there is nothing to set beside them.")
    return table.of_rows(rows.reset_index(drop=True))


def phase_sentence(table: MeasureTable) -> str:
    """Whether primary and middle schools differ by more than chance; empty where one of them has no figure."""
    codes = list(table.frame["group"])
    if not {_PRIMARY, _MIDDLE} <= set(codes):
        return ""
    primary, middle = (table.frame.iloc[codes.index(code)] for code in (_PRIMARY, _MIDDLE))
    found = differences(table, codes.index(_PRIMARY)).iloc[codes.index(_MIDDLE)]
    if pd.isna(found["lower"]):
        return ""
    how = ("above" if found["gap"] > 0 else "below") if is_clear(found) else "in line with"
    said = ", more than chance" if is_clear(found) else ""
    return f"Middle schools ({_figure(table, middle)}) are {how} primary schools ({_figure(table, primary)}){said}."


def _figure(table: MeasureTable, row: pd.Series) -> str:
    return value_text(row["value"], row["symbol"], table.indicator.kind, table.indicator.decimals)

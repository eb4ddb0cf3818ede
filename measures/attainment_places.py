"""A gap beside those of England, the region, the ten statistical neighbours and every authority."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from measures.areas import NEIGHBOUR_MODEL
from measures.attainment_gaps import Published, gap_table
from measures.comparators import ENGLAND, FEWEST_NEIGHBOURS, comparator_area
from measures.errors import or_none
from measures.gap_rows import IN_LINE, UNTESTED, Gap
from measures.gaps import is_clear, moved
from measures.held import statistical_neighbours
from measures.selection import Selection
from measures.standings import gap_is_best_low
from measures.statistics import round_half_up
from measures.table import MeasureTable

NARROWER, WIDER = "better", "worse"
MEAN = "mean of neighbours"


def every_authority(gap: Gap, period: str, published: Published) -> MeasureTable:
    """The gap of every present authority of England in one period."""
    return gap_table(gap, Selection(ENGLAND, by="england", period=period), published)


def beside(gap: Gap, selection: Selection, period: str, published: Published) -> MeasureTable:
    """The authority's gap and those it is compared with, a row each: England, the region, the neighbours' mean, each neighbour.

    ``verdict`` says whether the authority's gap is better (narrower), worse or in line with the row's, by more than chance; ``closeness``
    how like it a neighbour is. What is not held is left out and said.
    """
    own = gap_table(gap, selection.but(period=period, by=""), published)
    larger, lacking = _larger(gap, selection, period, published)
    near, said = _neighbours(gap, selection, period, published, own)
    frames = [own.frame.assign(verdict="", closeness=None), *(table.frame.assign(closeness=None) for table in larger), near]
    frame = pd.concat([part.dropna(axis="columns", how="all") for part in frames if len(part)]).reindex(columns=[*own.frame, "closeness"])
    frame["verdict"] = ["", *(_against(own, row) for row in frame.iloc[1:].to_dict("records"))]
    notes = (*own.notes, *said, *(f"{name}: no such gap is held." for name in lacking))
    more = (*own.more, ("closeness", "How close a neighbour"))
    return replace(own, frame=frame.reset_index(drop=True), notes=tuple(dict.fromkeys(notes)), more=more)


def _larger(gap: Gap, selection: Selection, period: str, published: Published) -> tuple[list[MeasureTable], list[str]]:
    """The gap of England and of the region, and the names of those without one."""
    found, lacking = [], []
    for code, name in ((ENGLAND, "England"), comparator_area(selection.but(comparator="region"))):
        if not code:
            continue
        table = or_none(gap_table, gap, Selection(code, period=period), published)
        if table is None or table.is_empty:
            lacking.append(name)
        else:
            found.append(table)
    return found, lacking


def _neighbours(gap: Gap, selection: Selection, period: str, published: Published, own: MeasureTable) -> tuple[pd.DataFrame, list[str]]:
    """The mean of the neighbours and each of them, the closest first; how many contributed."""
    held = statistical_neighbours(selection.authority, NEIGHBOUR_MODEL).set_index("neighbour_code")
    if held.empty:
        return own.frame.head(0), ["No statistical neighbours are held for this authority."]
    rows = gap_table(gap, selection.but(by="neighbours", period=period), published).frame
    each = rows[rows["area_code"] != selection.authority].copy()
    each["closeness"] = each["area_code"].map(held["closeness"])
    known = each["value"].dropna()
    count = f"{len(known)} of {len(held)} neighbours"
    if len(known) < FEWEST_NEIGHBOURS:
        return each, [f"No mean of neighbours is given: only {count} have a figure."]
    decimals = own.indicator.decimals
    middle = own.frame.iloc[[0]][["time_period", "breakdown", "group", "group_name", "nature", "comparator"]].assign(
        area_code="", area_name=f"Mean of {count}", area_type=MEAN, value=round_half_up(known.mean(), decimals),
        group_value=round_half_up(each["group_value"].mean(), decimals), comparator_value=round_half_up(each["comparator_value"].mean(), decimals),
    )  # fmt: skip
    return pd.concat([middle, each.dropna(axis="columns", how="all")]), [
        f"The mean rests on {count} with a figure, model of {NEIGHBOUR_MODEL}."
    ]


def _against(own: MeasureTable, other: dict) -> str:
    """better, worse or in line, of the authority's gap against another; not tested where an interval is missing."""
    return change_words(change_of(own.frame.iloc[0], other), low_is_best=gap_is_best_low(own))


def change_of(now: Mapping[str, float], before: Mapping[str, float]) -> pd.Series:
    """One gap less another, with the interval of the difference; rows of a table of gaps."""
    return moved(*(pd.Series({"gap": row["value"], "lower": row["exact_lower"], "upper": row["exact_upper"]}) for row in (now, before)))


def change_words(change: pd.Series, *, low_is_best: bool) -> str:
    """The verdict on a difference of two gaps, the first less the second."""
    if pd.isna(change["lower"]) or pd.isna(change["upper"]):
        return UNTESTED
    if not is_clear(change):
        return IN_LINE
    return NARROWER if (change["gap"] < 0) == low_is_best else WIDER

"""The gap by ward and by priority area, and results by type of school: what is counted from results of pupils."""

import pandas as pd
import streamlit as st

from components.attainment_lead import WITHIN
from components.attainment_tables import group_name, words_of_peers
from components.charts.dumbbells import gap_text
from components.charts.groups import groups
from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.maps.choropleth import map_legend, ward_map
from components.published import published, remembered
from measures.attainment_gaps import gap_table
from measures.attainment_phases import phase_sentence, phase_table
from measures.catalogue import indicator
from measures.errors import CannotAnswer
from measures.gap_rows import IN_LINE, UNTESTED, Gap
from measures.held import larger_areas
from measures.pupils import latest_pooled, pooled_years
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import value_text

_YEARS = {"one": "One year", "three": "Three years together"}
_HATCHED = "hatched: no gap that is more than chance"
_MARKS = "Gaps in points, 95% intervals in brackets; ▼ behind and ▲ ahead by more than chance, ≈ in line."
_ROW, _HEIGHT = 35, 520
_WIDTHS = {"Ward": 140, "Area": 205, "Gap": 172, "Group": 50, "Peers": 50}


@st.fragment
def show_wards(chosen: Selection, gap: Gap, period: str) -> None:
    """Map and table of the wards, beneath them priority areas and types of school; one year, or three together where more can be shown so."""
    if not indicator(gap.indicator_id).pupils or not gap.breakdown:
        return
    st.markdown(f"## {WITHIN}")
    period = period if chosen.period else ""  # the latest of pupils may be later than the authority's
    years = choose("Years of wards and priority areas", tuple(_YEARS), "pupil_years", _YEARS.get, width=265)
    show_figures("wards", by_ward(chosen, gap, period, years), layout="map")
    show_figures("within", by_priority_area(chosen, gap, period, years), by_phase(chosen, gap, period), layout="scrolling")


@remembered
def by_ward(chosen: Selection, gap: Gap, period: str, years: str) -> Figure:
    """The gap of each ward, the widest first."""
    whole = chosen.but(by="ward", comparator="none")
    return figure_of(_title(chosen, gap, "ward"), _tables, (whole, gap, period, years), _draw_wards, _ward_marks)


@remembered
def by_priority_area(chosen: Selection, gap: Gap, period: str, years: str) -> Figure:
    """The gap of each priority area, all of them together and the rest of the authority."""
    whole = chosen.but(by="priority_area", wards=(), priority_area="", comparator="none")
    return figure_of(_title(chosen, gap, "priority area"), _tables, (whole, gap, period, years), _draw_areas, lambda *_: _MARKS)


def _ward_marks(table: MeasureTable) -> str:
    hidden = int((table.frame["symbol"] == "c").sum())
    many = f" {hidden} of {len(table.frame)} wards are hidden, because few pupils live there." if hidden else ""
    more = " Three years together may show more." if hidden and not pooled_years(table.selection.period) else ""
    return f"{_MARKS}{many}{more}"


def _title(chosen: Selection, gap: Gap, kind: str) -> str:
    name, short = larger_areas().at[chosen.authority, "area_name"], indicator(gap.indicator_id).short
    return f"{short}, {name}: gap of those {group_name(gap)} to {words_of_peers(gap)}, by {kind}"


def _tables(asked: Selection, gap: Gap, period: str, years: str) -> list[MeasureTable]:
    """In the year chosen where it is held of these areas, else in their latest, which may be later than the official one; or in the three
    years up to that."""
    try:
        table = gap_table(gap, asked.but(period=period), published)
    except CannotAnswer:
        table = gap_table(gap, asked.but(period=""), published)
    if years == "three":
        pooled = latest_pooled(indicator(gap.indicator_id), table.selection.period)
        table = gap_table(gap, asked.but(period=pooled), published)
    return [table]


@remembered
def by_phase(chosen: Selection, gap: Gap, period: str) -> Figure:
    """All pupils by the type of their school."""
    name, wanted = larger_areas().at[chosen.authority, "area_name"], indicator(gap.indicator_id)

    def draw(table: MeasureTable) -> None:
        groups(table, unit=table.indicator.unit)

    def marks(table: MeasureTable) -> str:
        return f"All pupils, by where they live; schools of other types and hidden figures stand in the table. {phase_sentence(table)}"

    title = f"{wanted.short}, {name}: by type of school"
    return figure_of(title, lambda: [phase_table(gap.indicator_id, chosen, period, published)], (), draw, marks)


def _draw_wards(table: MeasureTable) -> None:
    unclear = frozenset(table.frame.loc[table.frame["value"].notna() & table.frame["verdict"].isin([IN_LINE, UNTESTED]), "area_code"])
    ward_map(table, unclear)
    map_legend(table, _HATCHED)
    _show(table, table.frame.sort_values("value", ascending=False, na_position="last"), "Ward")


def _draw_areas(table: MeasureTable) -> None:
    _show(table, table.frame, "Area")


def _show(table: MeasureTable, frame: pd.DataFrame, name: str) -> None:
    rows = frame.to_dict("records")
    shown = pd.DataFrame({
        name: [row["area_name"] for row in rows], "Gap": [gap_text(row, table) for row in rows],
        "Group": [_side(row, "group_value", table) for row in rows], "Peers": [_side(row, "comparator_value", table) for row in rows],
    })  # fmt: skip
    widths = {name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()}
    st.dataframe(shown, hide_index=True, height=min(_ROW * (len(shown) + 1) + 3, _HEIGHT), column_config=widths,
                 alt=f"{table.title}, by {name.lower()}, the widest gap first.")  # fmt: skip


def _side(row: dict, of: str, table: MeasureTable) -> str:
    """One side's figure in the measure's own unit; hidden or missing where the gap's own words say why."""
    of_shares = table.indicator.unit == "percentage points"
    return "" if pd.isna(row[of]) else value_text(row[of], None, "share" if of_shares else "score", 0 if of_shares else 1)

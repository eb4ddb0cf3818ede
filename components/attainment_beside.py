"""What stands beside the gap on the Attainment page: other places, absence and exclusions, measures without groups."""

import pandas as pd
import streamlit as st

from components import attainment_age_tables as more
from components import attainment_tables as data
from components.attainment_lead import beside_title
from components.charts.dumbbells import gap_text
from components.charts.gap_lines import gap_lines
from components.charts.groups import groups, groups_marks
from components.figure import Figure, figure_of
from components.published import published, remembered
from measures.attainment_gaps import ENGLAND_STANDS
from measures.catalogue import indicator
from measures.comparators import ENGLAND
from measures.gap_rows import Gap
from measures.held import larger_areas
from measures.selection import ALL_PERIODS, Selection
from measures.table import MeasureTable
from measures.words import value_text

_ROW, _HEIGHT = 35, 560
_WIDTHS = {
    "Place": 205,
    "Gap": 165,
    "Ours against it": 110,
    "The group": 80,
    "Its peers": 80,
    "Pupils to close it": 115,
    "How like us": 100,
}


@remembered
def beside(chosen: Selection, gap: Gap, period: str) -> Figure:
    """The gap of England, the region, the neighbours' mean and each neighbour, in a line each."""

    def marks(table: MeasureTable) -> str:
        tested = "Better, worse: our gap is narrower, or wider, by more than chance; in line: no clear difference; not tested: an interval is missing."
        mean = " ".join(note for note in table.notes if "neighbours" in note)
        return f"{tested} {mean}{' ' + ENGLAND_STANDS if ENGLAND_STANDS in table.notes else ''}"

    asked = (gap, period, Selection(chosen.authority))
    return figure_of(beside_title(chosen, gap, period), data.beside_tables, asked, _draw_beside, marks)


def _draw_beside(table: MeasureTable) -> None:
    rows = pd.DataFrame([_line(row, table) for row in table.frame.to_dict("records")])
    rows = rows.loc[:, [name for name in rows if name in ("Place", "Gap") or (rows[name] != "").any()]]
    st.dataframe(rows, hide_index=True, height=min(_ROW * (len(rows) + 1) + 3, _HEIGHT), alt=f"{table.title}, by place.",
                 column_config={name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()})  # fmt: skip


def _line(row: dict, table: MeasureTable) -> dict[str, str]:
    figures = (
        value_text(row[name], None, "score", table.indicator.decimals) if pd.notna(row[name]) else ""
        for name in ("group_value", "comparator_value")
    )
    mine, other = figures
    return {
        "Place": row["area_name"], "Gap": gap_text(row | {"verdict": ""}, table), "Ours against it": row["verdict"],
        "The group": mine, "Its peers": other, "Pupils to close it": "" if pd.isna(row["pupils"]) else f"{row['pupils']:,.0f}",
        "How like us": row["closeness"] if isinstance(row["closeness"], str) else "",
    }  # fmt: skip


@remembered
def all_pupils(chosen: Selection, key: str) -> Figure:
    """A measure that is published for all pupils only, over the years, with England's."""
    name = larger_areas().at[chosen.authority, "area_name"]

    def make() -> list[MeasureTable]:
        return [published(key, Selection(code, period=ALL_PERIODS)) for code in (chosen.authority, ENGLAND)]

    def draw(*tables: MeasureTable) -> None:
        parts = tuple((table, "value", table.area_name, "", "") for table in tables if not table.is_empty)
        gap_lines(parts, key, indicator(key).unit, f"{indicator(key).title} over the years: {name} and England.")

    return figure_of(f"All pupils over the years: {indicator(key).short}, {name}", make, (), draw)


@remembered
def absence(chosen: Selection) -> Figure:
    """Absence, exclusions and young people out of education over the years, a small chart each."""
    name = larger_areas().at[chosen.authority, "area_name"]

    def draw(*tables: MeasureTable) -> None:
        parts = tuple(
            (table, "value", table.area_name, indicator(table.indicator.indicator_id).title.split(",")[0], "") for table in tables
        )
        gap_lines(
            parts, "absence", "figure", f"Small charts of absence, exclusions and NEET over the years: {name} and England.", shared=False
        )

    title = f"Absence, exclusions, and 16 and 17 year olds out of education: {name}"
    return figure_of(
        title,
        more.absence_tables,
        (Selection(chosen.authority),),
        draw,
        lambda *_: "Lower is better. In %, suspensions and exclusions per 100 pupils.",
    )


@remembered
def phases(chosen: Selection) -> Figure:
    """Absence in primary and secondary schools, and of children known to social care, against England's."""
    name = larger_areas().at[chosen.authority, "area_name"]

    def draw(table: MeasureTable, *_: MeasureTable) -> None:
        groups(table, unit=table.indicator.unit)

    def marks(table: MeasureTable, *_: MeasureTable) -> str:
        return f"{table.title}. {groups_marks(table)} Lower is better."

    title = f"Absence by {'school phase' if _has_phase(chosen) else 'social care group'}: {name}"
    return figure_of(title, more.phase_tables, (Selection(chosen.authority),), draw, marks)


def _has_phase(chosen: Selection) -> bool:
    return any(table.selection.breakdown == "phase" for table in more.phase_or_none(Selection(chosen.authority)))

"""Where children looked after come from and where they are placed: by ward and priority area of home, and flows."""

import pandas as pd
import streamlit as st

from components import care_tables as data
from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.maps.choropleth import map_legend, ward_map
from components.maps.flows import flow_map
from components.published import remembered
from components.tables import show_ranking
from measures.care_flows import flows
from measures.care_words import PLACED
from measures.catalogue import indicator
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import capitalised, value_text

_OF_WARDS = ("own_children_looked_after", "own_cla_rate", *PLACED, "foster_care_share")
_ROW, _HEIGHT = 35, 520


def show_places(chosen: Selection) -> None:
    """By ward and priority area of home; flows and destinations."""
    key = choose("Measure", _OF_WARDS, "measure", lambda code: indicator(code).title.removesuffix(", from the return"), width=520)
    show_figures("care_wards", by_ward(chosen, key), layout="map")
    show_figures("care_areas", by_priority_area(chosen, key), layout="scrolling")
    show_figures("care_flows_map", destinations(chosen), layout="map")


@remembered
def by_ward(chosen: Selection, key: str) -> Figure:
    """Map and ranking of the wards children came from."""

    def draw(table: MeasureTable) -> None:
        ward_map(table)
        map_legend(table)
        show_ranking(table)

    return figure_of(_title(chosen, key, "ward"), data.by_ward, (key, chosen), draw, _hidden)


def _hidden(table: MeasureTable) -> str:
    hidden = int((table.frame["symbol"] == "c").sum())
    return (
        f"By home. {hidden} of {len(table.frame)} wards are hidden: few children, or figures that would tell of few."
        if hidden
        else "By home."
    )


@remembered
def by_priority_area(chosen: Selection, key: str) -> Figure:
    """The same by priority area and the rest of the authority."""

    def draw(table: MeasureTable) -> None:
        rows = table.frame.to_dict("records")
        kind, decimals = table.indicator.kind, table.indicator.decimals
        shown = pd.DataFrame({"Area": [row["area_name"] for row in rows],
                              "Figure": [value_text(row["value"], row["symbol"], kind, decimals) for row in rows]})  # fmt: skip
        st.dataframe(shown, hide_index=True, height=_ROW * (len(shown) + 1) + 3, alt=f"{table.title}, by priority area.")

    return figure_of(_title(chosen, key, "priority area"), data.by_priority_area, (key, chosen), draw, lambda *_: "By home.")


def _title(chosen: Selection, key: str, kind: str) -> str:
    return f"{indicator(key).title.removesuffix(', from the return')}, by {kind} of home, {data.year_of(chosen)}"


@remembered
def destinations(chosen: Selection) -> Figure:
    """Lines from home to the authority of the placement, and every destination in a table."""

    def draw(whole: MeasureTable, wards: MeasureTable) -> None:
        found = flows(whole, wards)
        if found:
            flow_map(chosen.authority, found)
        else:
            st.info("No authority has enough of the children for a line.")
        st.markdown(":small[Lines are as wide as the children they stand for, never so few that they are hidden.]")
        _show_destinations(whole)

    def marks(whole: MeasureTable, wards: MeasureTable) -> str:
        return "From the wards of homes where a figure can be shown, the others together from the middle of the authority, to the authority of the placement."

    title = f"From home to placement, {data.name_of(chosen)}, 31 March {data.year_of(chosen)}"
    return figure_of(title, data.destinations, (chosen,), draw, marks)


def _show_destinations(whole: MeasureTable) -> None:
    rows = whole.frame.sort_values("value", ascending=False, na_position="last").to_dict("records")
    shown = pd.DataFrame(
        {
            "Placed in": [capitalised(row["group_name"]) for row in rows],
            "Children": [value_text(row["value"], row["symbol"], "count", 0) for row in rows],
        }
    )
    st.dataframe(
        shown,
        hide_index=True,
        height=min(_ROW * (len(shown) + 1) + 3, _HEIGHT),
        column_config={"Placed in": st.column_config.TextColumn(width=265), "Children": st.column_config.TextColumn(width=70)},
        alt="Children by the authority of the placement, most first.",
    )

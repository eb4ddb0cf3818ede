"""Deprived small places in rural and in urban parts of an authority."""

import pandas as pd
import streamlit as st

from components import deprivation_tables as data
from components.figure import Figure, figure_of
from components.published import remembered
from components.ward_figures import interval_text
from measures.editions import Edition
from measures.rurality import rural_sentence
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import count_text

_MARKS = "95% intervals in brackets. Classes: ONS Rural Urban Classification of the census whose LSOAs the edition uses."


@remembered
def rural_and_urban(chosen: Selection, index: str, edition: Edition) -> Figure:
    """LSOAs and children of the most deprived fifth, rural against urban; or which classification to load."""
    return figure_of("Rural against urban", data.rural_tables, (chosen, index, edition), _draw, lambda *_: _MARKS)


def _draw(lsoas: MeasureTable, children: MeasureTable) -> None:
    st.markdown(rural_sentence(lsoas))
    rows = pd.DataFrame([_row(*pair, lsoas, children) for pair in zip(_rows(lsoas), _rows(children), strict=True)])
    st.dataframe(rows, hide_index=True, alt="LSOAs and children of the most deprived fifth, rural and urban.")


def _rows(table: MeasureTable) -> list[dict]:
    return table.frame.to_dict("records")


def _row(of_lsoas: dict, of_children: dict, lsoas: MeasureTable, children: MeasureTable) -> dict:
    """One line of the table, in words."""
    return {
        "Where": of_lsoas["group_name"].capitalize().replace("lsoas", "LSOAs"),
        "LSOAs": count_text(of_lsoas["denominator"], of_lsoas["symbol"]),
        "Deprived LSOAs": count_text(of_lsoas["numerator"], of_lsoas["symbol"]), "Share of LSOAs": interval_text(of_lsoas, lsoas.indicator),
        "Children there": count_text(of_children["numerator"], of_children["symbol"]),
        "Share of children": interval_text(of_children, children.indicator),
    }  # fmt: skip

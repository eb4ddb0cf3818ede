"""Published tables as tables on the page: words for headers, symbols where a figure is hidden."""

import pandas as pd
import streamlit as st

from measures.table import MeasureTable
from measures.words import value_text

_ROW_HEIGHT, _MOST_ROWS = 35, 14


def readable(table: MeasureTable) -> pd.DataFrame:
    """The rows a reader needs, under names in words; columns that say nothing are left out."""
    frame, kind, decimals = table.frame, table.indicator.kind, table.indicator.decimals
    shown = pd.DataFrame({
        "Area": frame["area_name"], "Period": frame["time_period"], "Group": frame["group_name"],
        "Figure": [value_text(v, s, kind, decimals) for v, s in zip(frame["value"], frame["symbol"], strict=True)],
        "95% from": frame["lower"], "to": frame["upper"], "Count": frame["numerator"], "Of": frame["denominator"],
        "Comparator": frame["comparator_value"], "Against it": frame["verdict"],
        "Why hidden": frame["hidden_because"], "Nature": frame["nature"],
    })  # fmt: skip
    if kind == "count":
        shown = shown.drop(columns=["Count", "Of"])
    said = [name for name in shown if name in ("Area", "Figure") or not _is_silent(shown[name])]
    return shown[said]


def _is_silent(column: pd.Series) -> bool:
    filled = column[column.notna() & (column != "")]
    return filled.empty or (column.name == "Group" and set(filled) == {"Total"})


def show_table(table: MeasureTable) -> None:
    """Show the rows, most of them at once, with the title above."""
    rows = readable(table)
    numbers = {name: st.column_config.NumberColumn(format="localized") for name in ("95% from", "to", "Count", "Of", "Comparator")}
    st.markdown(f"**{table.indicator.title}** ({table.indicator.unit})")
    height = _ROW_HEIGHT * (min(len(rows), _MOST_ROWS) + 1) + 3
    st.dataframe(rows, hide_index=True, height=height, column_config=numbers, alt=table.sentence())


def show_ranking(table: MeasureTable) -> None:
    """The areas from highest to lowest, with a bar in words: rank, figure and how it compares."""
    rows = table.frame.sort_values("value", ascending=False, na_position="last")
    rows = rows.assign(rank=rows["value"].rank(ascending=False, method="min"))
    kind, decimals = table.indicator.kind, table.indicator.decimals
    shown = pd.DataFrame({
        "Rank": rows["rank"], "Ward": rows["area_name"],
        "Figure": [value_text(v, s, kind, decimals) for v, s in zip(rows["value"], rows["symbol"], strict=True)],
        f"vs {rows['comparator'].iloc[0] or 'comparator'}": rows["verdict"],
    })  # fmt: skip
    if kind == "count":
        shown = shown.iloc[:, :3]
    st.dataframe(shown, hide_index=True, height=520, alt=f"{table.indicator.title} by ward, highest first.",
                 column_config={"Rank": st.column_config.NumberColumn(width="small")})  # fmt: skip

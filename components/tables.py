"""Published tables as tables on the page: words for headers, symbols where a figure is hidden."""

from functools import lru_cache

import pandas as pd
import pyarrow as pa
import streamlit as st

from measures.table import MeasureTable
from measures.words import value_text

_ROW_HEIGHT, _MOST_ROWS, _RANKING_HEIGHT = 35, 14, 520
_RANK_COLUMNS = {"Rank": st.column_config.NumberColumn(width=45), "Ward": st.column_config.TextColumn(width=185),
                 "Figure": st.column_config.TextColumn(width=65)}  # fmt: skip


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
        shown = shown.drop(columns=["Count", "Of", "Comparator", "Against it"])  # counts of places of other sizes do not compare
    said = [name for name in shown if name in ("Area", "Figure") or not _is_silent(shown[name])]
    return shown[said]


def _is_silent(column: pd.Series) -> bool:
    filled = column[column.notna() & (column != "")]
    return filled.empty or (column.name == "Group" and set(filled) == {"Total"})


def show_table(table: MeasureTable) -> None:
    """Show the rows, most of them at once, with the title above."""
    rows = readable(table)
    numbers = {name: st.column_config.NumberColumn(format="localized") for name in ("95% from", "to", "Count", "Of", "Comparator")}
    st.markdown(f"**{table.title}** ({table.indicator.unit})")
    height = _ROW_HEIGHT * (min(len(rows), _MOST_ROWS) + 1) + 3
    st.dataframe(rows, hide_index=True, height=height, column_config=numbers, alt=table.sentence())


@lru_cache(maxsize=512)
def _ranking(table: MeasureTable, smoothed: MeasureTable | None) -> pa.Table:
    rows = table.frame.sort_values("value", ascending=False, na_position="last")
    kind, decimals = table.indicator.kind, table.indicator.decimals
    shown = pd.DataFrame({
        "Rank": rows["value"].rank(ascending=False, method="min").astype("Int16"), "Ward": rows["area_name"],
        "Figure": [value_text(v, s, kind, decimals) for v, s in zip(rows["value"], rows["symbol"], strict=True)],
    })  # fmt: skip
    if smoothed is not None:
        values = rows["area_code"].map(smoothed.frame.set_index("area_code")["value"])
        shown["Smoothed"] = [value_text(v, None, kind, decimals) for v in values]
    if kind != "count":
        shown[_against(rows["comparator"].iloc[0])] = pd.Categorical(rows["verdict"])
    return pa.Table.from_pandas(shown, preserve_index=False).replace_schema_metadata()


def _against(comparator: str) -> str:
    """The header of the verdicts, short enough for its column."""
    return f"vs {comparator if comparator and not comparator.startswith('the ') else 'comparator'}"


def show_ranking(table: MeasureTable, smoothed: MeasureTable | None = None) -> None:
    """The areas from highest to lowest: rank, figure (beside it the smoothed one) and, in a word, how it compares."""
    height = min(_ROW_HEIGHT * (len(table.frame) + 1) + 3, _RANKING_HEIGHT)
    st.dataframe(_ranking(table, smoothed), hide_index=True, height=height, alt=f"{table.title} by ward, highest first.",
                 column_config=_RANK_COLUMNS)  # fmt: skip

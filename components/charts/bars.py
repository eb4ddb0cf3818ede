"""Figures of groups as bars in the groups' own order, with 95% intervals, each with its figure in words."""

from functools import cache, lru_cache

import altair as alt
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import SERIES
from measures.table import MeasureTable
from measures.words import capitalised, value_text


@lru_cache(maxsize=512)
def _rows(table: MeasureTable) -> pa.Table:
    nobody = (table.frame["group"] == "Unknown") & (table.frame["value"] == 0)
    frame = table.frame[(table.frame["symbol"] != "z") & ~nobody]
    kind, decimals = table.indicator.kind, table.indicator.decimals
    figures = zip(frame["value"], frame["symbol"], strict=True)
    shown = [value_text(value, symbol, kind, decimals) for value, symbol in figures]
    rows = frame.assign(label=frame["group_name"].map(capitalised), shown=["c, hidden" if text == "c" else text for text in shown])
    rows = rows.assign(start=rows["value"].fillna(0), **({} if kind != "count" else {"lower": None, "upper": None}))
    return slim(rows[["label", "value", "start", "lower", "upper", "shown"]].astype({"lower": float, "upper": float}))


@cache
def bars_spec(unit: str) -> dict:
    """A bar a group; a thin line is the interval; the words stand behind both."""
    base = alt.Chart(DATA).encode(y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelLimit=280)))
    tooltip = [alt.Tooltip("label:N", title=" "), alt.Tooltip("shown:N", title="Figure"),
               alt.Tooltip("lower:Q", title="95% from", format=".0f"), alt.Tooltip("upper:Q", title="to", format=".0f")]  # fmt: skip
    bars = base.mark_bar(color=SERIES[0], height={"band": 0.6}).encode(
        x=alt.X("start:Q", title=unit, axis=alt.Axis(format=",~f", tickCount=5)), tooltip=tooltip
    )
    lines = base.mark_rule(strokeWidth=2, opacity=0.7, aria=False).encode(x=alt.X("lower:Q", title=unit), x2="upper:Q")
    words = base.transform_calculate(end="max(datum.start, datum.upper)").mark_text(align="left", dx=6).encode(x="end:Q", text="shown:N")
    return compact((bars + lines + words).properties(height={"step": 32}))


def bars_marks(table: MeasureTable) -> str:
    """What the lines are, and which groups are not drawn."""
    lines = "Lines: 95% intervals. " if table.frame["lower"].notna().any() and table.indicator.kind != "count" else ""
    return lines + ("Groups nobody is in stand in the table only." if (table.frame["symbol"] == "z").any() else "")


def bars(table: MeasureTable) -> None:
    """Draw the groups of ``table``, one period and area, in its order."""
    alt_text = f"Bars of {table.title} by group in {table.area_name}. {bars_marks(table)}"
    draw(_rows(table), bars_spec(table.indicator.unit), alt_text)

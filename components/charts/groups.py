"""Shares of groups as bars, with the comparator as a mark on each."""

from functools import cache, lru_cache

import altair as alt
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import COMPARATOR, SERIES
from measures.table import MeasureTable
from measures.words import share_text

_MOST = 6


@lru_cache(maxsize=512)
def _rows(table: MeasureTable, without: str) -> pa.Table:
    frame = table.frame[~table.frame["group"].str.startswith(without)] if without else table.frame
    rows = frame.sort_values("value", ascending=False).head(_MOST)
    rows = rows.assign(
        label=rows["group_name"].str.split(",").str[0],
        shown=[share_text(v, s) for v, s in zip(rows["value"], rows["symbol"], strict=True)],
    )
    columns = rows[["label", "group_name", "value", "lower", "upper", "comparator_value", "shown", "verdict"]]
    return slim(columns)


@cache
def groups_spec(comparator: str, unit: str) -> dict:
    """Bars with 95% intervals; an orange mark is the comparator."""
    base = alt.Chart(DATA).encode(y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelLimit=200)))
    x = alt.X("value:Q", title=unit, axis=alt.Axis(format=".1~f", tickCount=4))
    tooltip = [alt.Tooltip("group_name:N", title="Group"), alt.Tooltip("shown:N", title="Share"), alt.Tooltip("lower:Q", title="95% from", format=".1f"),
               alt.Tooltip("upper:Q", title="to", format=".1f"), alt.Tooltip("comparator_value:Q", title=comparator or "Comparator", format=".1f"),
               alt.Tooltip("verdict:N", title="Against it")]  # fmt: skip
    bars = base.mark_bar(color=SERIES[0], height={"band": 0.6}).encode(x=x, tooltip=tooltip)
    words = base.mark_text(align="left", dx=8).encode(x="value:Q", text="shown:N")
    marks = base.mark_tick(color=COMPARATOR, thickness=3, aria=False).encode(x="comparator_value:Q")
    return compact((bars + words + marks).properties(height={"step": 34}))


def groups_marks(table: MeasureTable) -> str:
    """What the mark on each bar is."""
    comparator = table.frame["comparator"].iloc[0] if len(table.frame) else ""
    return f"The orange mark is {comparator}." if comparator and table.frame["comparator_value"].notna().any() else ""


def groups(table: MeasureTable, without: str = "", unit: str = "% of residents") -> None:
    """Draw the six largest groups of ``table``, leaving out the group whose name starts with ``without``."""
    comparator = table.frame["comparator"].iloc[0] if len(table.frame) else ""
    alt_text = f"Bars of {table.title} by group in {table.area_name}. {groups_marks(table)}"
    draw(_rows(table, without), groups_spec(comparator, unit), alt_text)

"""A survival-style curve: the share of children beyond each point of a scale."""

from functools import cache, lru_cache

import altair as alt
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import SERIES
from measures.table import MeasureTable


@lru_cache(maxsize=128)
def _rows(table: MeasureTable) -> pa.Table:
    frame = table.frame.dropna(subset=["value"])
    return slim(frame.assign(shown=[f"{value:.0f}%" for value in frame["value"]])[["end", "value", "shown", "group_name"]])


@cache
def steps_spec(unit: str, ends: tuple[float, ...]) -> dict:
    """Points with their shares, joined by a line."""
    x = alt.X("end:Q", title=unit, scale=alt.Scale(type="sqrt", nice=False, padding=14), axis=alt.Axis(values=[0, *ends], format="~r"))
    y = alt.Y("value:Q", title="% of children", scale=alt.Scale(domain=[0, 108], nice=False), axis=alt.Axis(values=[0, 25, 50, 75, 100]))
    base = alt.Chart(DATA).encode(x=x, y=y)
    dots = base.mark_point(filled=True, size=60, opacity=1, color=SERIES[0]).encode(
        tooltip=[alt.Tooltip("group_name:N", title=" "), alt.Tooltip("shown:N", title="Share")]
    )
    words = base.mark_text(dy=-12, dx=10).encode(text="shown:N")
    return compact((base.mark_line(color=SERIES[0], strokeWidth=2.5) + dots + words).properties(height=300))


def steps_marks() -> str:
    """What the points are."""
    return "Points are what is counted; between them lines are drawn for the eye. Far ends of the scale are drawn closer together."


def steps(table: MeasureTable, unit: str) -> None:
    """Draw the shares of ``measures.care_curves.curve``."""
    said = "; ".join(f"{row['group_name']}: {row['value']:.0f}%" for row in table.frame.dropna(subset=["value"]).to_dict("records"))
    draw(_rows(table), steps_spec(unit, tuple(table.frame["end"].iloc[1:])), f"Falling curve of {table.title}, {table.area_name}. {said}.")

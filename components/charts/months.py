"""A monthly series as a line, its highest month named."""

from functools import cache, lru_cache

import altair as alt
import pandas as pd
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import COMPARATOR, SERIES
from measures.care_months import runs_of, turning_points
from measures.table import MeasureTable


@lru_cache(maxsize=64)
def _rows(table: MeasureTable) -> pa.Table:
    frame = table.frame.dropna(subset=["value"])
    named = {point.period: point.words for point in turning_points(table)}
    rows = pd.DataFrame({
        "month": pd.to_datetime(frame["time_period"], format="%Y-%m").dt.strftime("%Y-%m-28"), "value": frame["value"],
        "named": frame["time_period"].map(named), "run": runs_of(frame["time_period"]), "march": frame["time_period"].str.endswith("-03"),
    })  # fmt: skip
    return slim(rows)


@cache
def months_spec(unit: str, top: int) -> dict:
    """Dots mark 31 March; the peak and the last figure have words. The axis begins at 0."""
    x = alt.X("month:T", title=None, axis=alt.Axis(format="%Y", tickCount="year"))
    y = alt.Y("value:Q", title=unit, scale=alt.Scale(domain=[0, top]), axis=alt.Axis(format=",d"))
    tooltip = [alt.Tooltip("month:T", title="End of", format="%B %Y"), alt.Tooltip("value:Q", title="Children", format=",d")]
    base = alt.Chart(DATA).encode(x=x, y=y)
    lines = base.mark_line(strokeWidth=2.5, color=SERIES[0]).encode(detail="run:N")
    dots = base.mark_point(filled=True, opacity=1).encode(size=alt.condition("datum.march", alt.value(70), alt.value(12)), tooltip=tooltip)
    peaks = base.transform_filter("datum.named").mark_point(size=160, strokeWidth=2.5, color=COMPARATOR, aria=False)
    words = base.transform_filter("datum.named").mark_text(dy=-16, fontWeight="bold", align="center").encode(text="named:N")
    return compact((lines + dots + peaks + words).properties(height=300))


def months(table: MeasureTable) -> None:
    """Draw one series of a table over months."""
    top = int(table.frame["value"].max() * 1.15 // 50 + 1) * 50  # room for the words above the peak
    said = "; ".join(point.words for point in turning_points(table))
    draw(_rows(table), months_spec("children", top), f"Line of {table.title} in {table.area_name}, month by month. {said}.")

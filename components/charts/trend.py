"""Lines over the years: solid while estimated, dashed where projected; dots where official."""

from functools import cache, lru_cache

import altair as alt
import pandas as pd
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import SERIES
from measures.profiles import with_phase
from measures.table import MeasureTable

_MARKS = "Dots mark official figures, dashes projections."
_ALL_MODELLED = "No year is official; dashes are projections."


@lru_cache(maxsize=512)
def _rows(tables: tuple[MeasureTable, ...], names: tuple[str, ...], projected_after: int) -> pa.Table:
    parts = [with_phase(table, projected_after).assign(series=name) for table, name in zip(tables, names, strict=True)]
    rows = pd.concat(parts)
    return slim(rows[["series", "year", "value", "phase", "nature"]])


@cache
def trend_spec(names: tuple[str, ...], y_title: str) -> dict:
    """One line a series, named at its end; zero stays on the axis."""
    x = alt.X("year:Q", title="Mid-year", axis=alt.Axis(format="d", tickMinStep=1), scale=alt.Scale(nice=False, padding=8))
    y = alt.Y("value:Q", title=y_title, axis=alt.Axis(format=",d"), scale=alt.Scale(zero=True))
    legend = alt.Legend(orient="top", title=None) if len(names) > 1 else None
    colour = alt.Color("series:N", sort=None, legend=legend, scale=alt.Scale(domain=list(names), range=list(SERIES[: len(names)])))
    base = alt.Chart(DATA).encode(x=x, y=y, color=colour)
    dash = alt.StrokeDash("phase:N", legend=None, scale=alt.Scale(domain=["estimated", "projected"], range=[[1, 0], [4, 4]]))
    lines = base.mark_line(strokeWidth=2.5).encode(strokeDash=dash)
    dots = base.mark_point(filled=True, size=55).encode(
        opacity=alt.condition("datum.nature == 'official'", alt.value(1), alt.value(0)),
        tooltip=[alt.Tooltip("series:N", title=" "), alt.Tooltip("year:Q", title="Year", format="d"),
                 alt.Tooltip("value:Q", title="Number", format=",d"), alt.Tooltip("nature:N", title="Figure")],
    )  # fmt: skip
    return compact((lines + dots).properties(height=300))


def trend_marks(*tables: MeasureTable) -> str:
    """What dots and dashes mean."""
    return _MARKS if any(table.is_partly_official for table in tables) else _ALL_MODELLED


def trend(tables: tuple[MeasureTable, ...], names: tuple[str, ...], projected_after: int, y_title: str) -> None:
    """Draw ``tables`` (each over all periods) as lines called ``names``."""
    alt_text = f"Lines over the years for {tables[0].area_name}: {', '.join(names)}. {trend_marks(*tables)}"
    draw(_rows(tables, names, projected_after), trend_spec(names, y_title), alt_text)

"""Children by type of placement as bars, the places there are as marks, both in words behind them."""

from functools import cache, lru_cache

import altair as alt
import pandas as pd
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import COMPARATOR, SERIES
from measures.care_types import TYPES
from measures.table import MeasureTable
from measures.words import capitalised, count_text

_ROOM = 1.6  # of the scale's length, for the words at the right
NEED_MARKS = (
    "Bars: the authority's own children, wherever they are placed (stronger: outside it). Orange marks: places registered in the authority."
)


@lru_cache(maxsize=64)
def need_rows(table: MeasureTable) -> pd.DataFrame:
    """One row a type: label, children, outside, places and shown, all in words. Not to be changed."""
    frame = table.frame.set_index("group")
    found = []
    for kind in [kind for kind in TYPES if f"{kind} all" in frame.index]:
        row = frame.loc[f"{kind} all"]
        outside = frame["value"].get(f"{kind} outside", float("nan"))
        places = "places not known" if pd.isna(row["places"]) else f"{row['places']:,.0f} places"
        away = "" if pd.isna(outside) or pd.isna(row["value"]) else f", {outside:,.0f} outside"
        shown = f"{_said(row['value'], row['symbol'])}{away}; {places}"
        found.append(
            {"label": capitalised(TYPES[kind]), "children": row["value"], "outside": outside, "places": row["places"], "shown": shown}
        )
    rows = pd.DataFrame(found)
    return rows.assign(words_at=rows[["children", "places"]].max(axis=1).fillna(0))


def _said(value: float, symbol: object) -> str:
    return "children hidden" if pd.isna(value) and symbol == "c" else f"{count_text(value, symbol)} children"


@cache
def need_spec(labels: tuple[str, ...], most: float) -> dict:
    """A row a type, in the order given, for numbers up to ``most``; the words have room to the right."""
    x = alt.X(
        "children:Q", title="Children on 31 March", axis=alt.Axis(format=",d", tickCount=6), scale=alt.Scale(domain=[0, _ROOM * most])
    )
    names = alt.Scale(domain=list(labels))
    base = alt.Chart(DATA).encode(y=alt.Y("label:N", scale=names, title=None, axis=alt.Axis(ticks=False, labelLimit=230)))
    tooltip = [alt.Tooltip("label:N", title="Placement"), alt.Tooltip("shown:N", title=" ")]
    bars = base.mark_bar(color=SERIES[0], height={"band": 0.55}, opacity=0.55).encode(x=x, tooltip=tooltip)
    away = base.mark_bar(color=SERIES[0], height={"band": 0.55}).encode(x=alt.X("outside:Q"), tooltip=tooltip)
    ticks = base.mark_tick(color=COMPARATOR, thickness=4, height={"band": 0.8}, aria=False).encode(x="places:Q")
    words = base.mark_text(align="left", dx=10).encode(x="words_at:Q", text="shown:N")
    return compact((bars + away + ticks + words).properties(height={"step": 46}))


def need_chart(table: MeasureTable) -> None:
    """Draw the types of ``table`` (of measures/care_sufficiency.py)."""
    rows = need_rows(table)
    said = "; ".join(f"{row.label}: {row.shown}" for row in rows.itertuples())
    figures = {name: pa.array(rows[name], pa.float32(), from_pandas=True) for name in ("children", "outside", "places", "words_at")}
    draw(
        pa.table(slim(rows[["label", "shown"]]).to_pydict() | figures),
        need_spec(tuple(rows["label"]), float(max(rows["words_at"].max(), 1))),
        f"Children by placement and places in {table.area_name}: {said}.",
    )

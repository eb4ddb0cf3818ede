"""Places side by side: a dot each with its 95% interval, the figure and the mark in words, the comparator as a line."""

from functools import cache, lru_cache

import altair as alt
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import COMPARATOR, SERIES
from measures.compare import marks
from measures.table import MeasureTable
from measures.words import value_text

_LABEL = 210


@lru_cache(maxsize=512)
def _rows(table: MeasureTable, tested: bool) -> pa.Table:
    frame, wanted = table.frame, table.indicator
    figures = [value_text(v, s, wanted.kind, wanted.decimals) for v, s in zip(frame["value"], frame["symbol"], strict=True)]
    found = marks(table) if tested else [""] * len(frame)
    shown = [f"{figure}  {mark}".rstrip() for figure, mark in zip(figures, found, strict=True)]
    rows = frame.assign(shown=shown, words_at=frame["upper"].fillna(frame["value"]).fillna(0))
    return slim(rows[["area_name", "value", "lower", "upper", "comparator_value", "comparator", "shown", "words_at", "time_period"]])


@cache
def dots_spec(unit: str, first: str) -> dict:
    """A row a place, in the order chosen; the first one, which the others are tested against, is dark. Zero stays on the axis."""
    y = alt.Y("area_name:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelLimit=_LABEL))
    scale = alt.Scale(zero=True, nice=True, padding=0)
    x = alt.X("value:Q", title=unit, scale=scale, axis=alt.Axis(format="~s" if "number" in unit else ",~f", tickCount=5))
    base = alt.Chart(DATA).encode(y=y)
    tooltip = [alt.Tooltip("area_name:N", title="Area"), alt.Tooltip("shown:N", title="Figure"), alt.Tooltip("time_period:N", title="Period"),
               alt.Tooltip("lower:Q", title="95% from"), alt.Tooltip("upper:Q", title="to"), alt.Tooltip("comparator_value:Q", title="Comparator"),
               alt.Tooltip("comparator:N", title="which is")]  # fmt: skip
    rules = base.mark_rule(strokeWidth=3, color=SERIES[0], opacity=0.45, aria=False).encode(x=alt.X("lower:Q", title=unit), x2="upper:Q")
    colour = alt.condition(f"datum.area_name === {first!r}", alt.value(SERIES[1]), alt.value(SERIES[0]))
    dots = base.mark_point(filled=True, size=110, opacity=1).encode(x=x, color=colour, tooltip=tooltip)
    ticks = base.mark_tick(color=COMPARATOR, thickness=3, aria=False).encode(x="comparator_value:Q")
    words = base.mark_text(align="left", dx=10).encode(x="words_at:Q", text="shown:N")
    return compact((rules + ticks + dots + words).properties(height={"step": 38}))


def dots_marks(table: MeasureTable) -> str:
    """What dots, lines and arrows are."""
    frame = table.frame[table.frame["comparator_value"].notna()]
    named = list(dict.fromkeys(frame["comparator"]))
    lines = f" The orange line is {' or '.join(named)}." if named else ""
    tested = "▲ ▼: more, or less, than the first by more than chance." if table.indicator.kind != "count" else "Counts are not compared."
    intervals = " Bars beside dots are 95% intervals." if table.frame["lower"].notna().any() else ""
    return f"{tested}{intervals}{lines}"


def dots(table: MeasureTable, *, tested: bool = True) -> None:
    """Draw the places of ``table``, the first one in another colour; unless ``tested`` without marks, for figures that are no sample."""
    frame, rows = table.frame, _rows(table, tested)
    said = ", ".join(f"{name} {text}" for name, text in zip(frame["area_name"], rows["shown"].to_pylist(), strict=True))
    draw(rows, dots_spec(table.indicator.unit, frame["area_name"].iloc[0]), f"{table.title}: {said}.")

"""Groups of pupils as dumbbells, the widest gap first: the group's figure, the comparison's, and the gap in words beside them."""

import math
from functools import cache, lru_cache

import altair as alt
import pandas as pd
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import COMPARATOR, SERIES
from measures.attainment_groups import WHO_PEERS_ARE
from measures.gap_rows import UNTESTED, limit_decimals
from measures.table import MeasureTable
from measures.words import capitalised

_ROOM = 0.85  # of the scale's length, for the words at the right
_SAID = {"x": "x  not available", "c": "c  hidden", "z": "z  not applicable", "u": "u  unreliable", "low": "low  rounds to 0"}
_SIGNS = {"behind": "▼ behind", "ahead": "▲ ahead", "in line": "≈ in line", UNTESTED: ""}


def gap_text(row: dict, table: MeasureTable) -> str:
    """ "27.8 (24.1 to 31.4)  ▼ behind", or the symbol and what it means."""
    if pd.isna(row["value"]):
        return _SAID.get(row["symbol"], _SAID["x"])
    decimals, wider = table.indicator.decimals, limit_decimals(table.indicator)
    interval = "" if pd.isna(row["lower"]) else f" ({row['lower']:.{wider}f} to {row['upper']:.{wider}f})"
    return f"{row['value']:.{decimals}f}{interval}  {_SIGNS.get(row['verdict'], '')}".rstrip()


@lru_cache(maxsize=512)
def _rows(table: MeasureTable) -> tuple[pa.Table, tuple[float, float]]:
    frame = table.frame
    shown = [gap_text(row, table) for row in frame.to_dict("records")]
    figures = frame[["group_value", "comparator_value"]].where(frame["value"].notna())
    low, high = _ends(figures)
    rows = frame.assign(
        label=frame["group_name"].map(capitalised),
        shown=shown,
        words_at=high + 0.03 * (high - low),
        mine=figures["group_value"],
        other=figures["comparator_value"],
    )
    return slim(rows[["label", "mine", "other", "comparator", "shown", "words_at", "time_period"]]), (low, high)


def _ends(figures: pd.DataFrame) -> tuple[float, float]:
    """Where the scale begins and ends: whole steps around the figures, 0 among them."""
    low, high = figures.min().min(), figures.max().max()
    if pd.isna(low):
        return 0.0, 100.0
    step = _step(max(high, 0) - min(low, 0))
    return float(min(0, math.floor(low / step) * step)), float(max(0, math.ceil(high / step) * step))


def _step(length: float) -> float:
    """Between marks of the axis, so that there are six at most."""
    return next(step for step in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50) if length <= 5 * step or step == 50)


@cache
def dumbbells_spec(unit: str, ends: tuple[float, float], group: str) -> dict:
    """A row a group in the order given; the group chosen is dark."""
    low, high = ends
    step = _step(high - low)
    axis = alt.Axis(values=[round(low + step * n, 1) for n in range(round((high - low) / step) + 1)], format="~g")
    x = alt.X("mine:Q", title=unit, axis=axis, scale=alt.Scale(domain=[low, high + _ROOM * (high - low)], nice=False))
    base = alt.Chart(DATA).encode(y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelLimit=290, domain=False)))
    tooltip = [alt.Tooltip("label:N", title="Group"), alt.Tooltip("mine:Q", title="Its figure", format=".2~f"),
               alt.Tooltip("comparator:N", title="Against"), alt.Tooltip("other:Q", title="Their figure", format=".2~f"),
               alt.Tooltip("shown:N", title="Gap"), alt.Tooltip("time_period:N", title="Period")]  # fmt: skip
    colour = alt.condition(f"datum.label === {group!r}", alt.value(SERIES[1]), alt.value(SERIES[0]))
    lines = base.mark_rule(strokeWidth=3, opacity=0.5, aria=False).encode(x=x, x2="other:Q", color=colour)
    others = base.mark_point(filled=True, size=95, opacity=1, color=COMPARATOR, shape="diamond").encode(x="other:Q", tooltip=tooltip)
    mine = base.mark_point(filled=True, size=110, opacity=1).encode(x=x, color=colour, tooltip=tooltip)
    words = base.mark_text(align="left").encode(x="words_at:Q", text="shown:N")
    return compact((lines + others + mine + words).properties(height={"step": 30}))


def dumbbells_marks(table: MeasureTable) -> str:
    """What the two ends are."""
    chance = " ▼ behind, ▲ ahead, ≈ in line: by the 95% interval of the gap." if table.frame["lower"].notna().any() else ""
    tested = chance or " None can be tested: the numbers of pupils are not held."
    return f"Circle: the group (violet: the one chosen). Orange diamond: whom it is set against. Beside them the gap in points.{tested} {WHO_PEERS_ARE}"


def dumbbells(table: MeasureTable, group: str) -> None:
    """Draw the gaps of ``table``, a row a group; ``group`` is the name of the one chosen."""
    rows, ends = _rows(table)
    said = "; ".join(f"{label}, {text}" for label, text in zip(rows["label"].to_pylist(), rows["shown"].to_pylist(), strict=True))
    unit = "%" if table.indicator.unit == "percentage points" else table.indicator.unit
    draw(rows, dumbbells_spec(unit, ends, capitalised(group)), f"{table.title}, {table.area_name}: {said}.")

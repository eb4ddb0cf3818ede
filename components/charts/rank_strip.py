"""Every authority of England as a stroke on one line, the one chosen and its statistical neighbours marked, the bottom fifth named."""

from functools import cache, lru_cache

import altair as alt
import numpy as np
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import COMPARATOR, NEUTRAL, SERIES
from measures.standings import FIFTHS
from measures.table import MeasureTable
from measures.words import listed

_KINDS = ("all authorities", "statistical neighbours", "this authority")
_HEIGHT = 150


@lru_cache(maxsize=256)
def _rows(table: MeasureTable, area: str, neighbours: tuple[str, ...]) -> pa.Table:
    frame = table.frame[table.frame["value"].notna()]
    codes = frame["area_code"]
    kind = np.select([codes == area, codes.isin(neighbours)], [_KINDS[2], _KINDS[1]], default=_KINDS[0])
    rows = frame.assign(kind=kind, rank=frame["rank"].astype(float), fifth=[FIFTHS[int(n) - 1] for n in frame["fifth"]])
    rows = rows.sort_values("kind", key=lambda kinds: kinds.map(_KINDS.index), kind="stable")
    return slim(rows[["area_name", "value", "kind", "rank", "fifth"]])


@cache
def rank_strip_spec(unit: str, name: str, england: float | None, ranked: int) -> dict:
    """Strokes along the gap; the chosen authority stands highest and is named."""
    x = alt.X("value:Q", title=f"Gap in {unit}", scale=alt.Scale(zero=False, nice=True, padding=10))
    base = alt.Chart(DATA).encode(x=x)
    tooltip = [alt.Tooltip("area_name:N", title="Authority"), alt.Tooltip("value:Q", title="Gap", format=".2~f"),
               alt.Tooltip("rank:Q", title=f"Rank of {ranked}", format="d"), alt.Tooltip("fifth:N", title="Fifth")]  # fmt: skip
    kinds = alt.Y("kind:N", sort=list(reversed(_KINDS)), title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=170))
    colour = alt.Color("kind:N", legend=None, scale=alt.Scale(domain=list(_KINDS), range=[NEUTRAL, SERIES[1], SERIES[0]]))
    strokes = (
        base.transform_filter(f"datum.kind === {_KINDS[0]!r}")
        .mark_tick(thickness=1.5, size=34, opacity=0.7)
        .encode(y=kinds, color=colour, tooltip=tooltip)
    )
    dots = (
        base.transform_filter(f"datum.kind !== {_KINDS[0]!r}")
        .mark_point(filled=True, size=130, opacity=0.9)
        .encode(y=kinds, color=colour, tooltip=tooltip)
    )
    words = (
        base.transform_filter(f"datum.kind === {_KINDS[2]!r}").mark_text(dy=-14, fontWeight="bold").encode(y=kinds, text=alt.value(name))
    )
    layers = [strokes, dots, words]
    if england is not None:
        layers.append(
            alt.Chart(DATA)
            .transform_aggregate(rows="count()")
            .mark_rule(color=COMPARATOR, strokeWidth=2, strokeDash=[5, 3], aria=False)
            .encode(x=alt.datum(england))
        )
    return compact(alt.layer(*layers).properties(height=_HEIGHT))


def rank_strip(table: MeasureTable, area: str, name: str, neighbours: tuple[str, ...], england: float | None, said: str) -> None:
    """Draw every authority of ``table`` (with ranks); ``said`` is where the chosen one stands, in words."""
    rows = _rows(table, area, neighbours)
    near = [row for row in rows.to_pylist() if row["kind"] == _KINDS[1]]
    alt_text = f"{table.title}: {name}, {said}. Its neighbours with a figure: {listed([row['area_name'] for row in near]) or 'none'}."
    draw(rows, rank_strip_spec(table.indicator.unit, name, england, len(rows)), alt_text)

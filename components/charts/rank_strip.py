"""Every authority of England as a dot on one scale, the one chosen and its statistical neighbours marked, England as a line."""

from functools import cache, lru_cache

import altair as alt
import numpy as np
import pandas as pd
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import COMPARATOR, NO_FIGURE, SERIES
from measures.standings import FIFTHS
from measures.table import MeasureTable
from measures.words import listed

_KINDS = ("this authority", "neighbours", "others")
_BINS = 45  # dots of one bin stand on each other


@lru_cache(maxsize=256)
def _rows(table: MeasureTable, area: str, neighbours: tuple[str, ...]) -> pa.Table:
    frame = table.frame[table.frame["value"].notna()]
    codes, values = frame["area_code"], frame["value"].astype(float)
    kind = np.select([codes == area, codes.isin(neighbours)], [_KINDS[0], _KINDS[1]], default=_KINDS[2])
    width = max((values.max() - values.min()) / _BINS, 10.0**-table.indicator.decimals) if len(values) else 1.0
    rows = frame.assign(kind=kind, rank=frame["rank"].astype(float), fifth=[FIFTHS[int(n) - 1] for n in frame["fifth"]],
                        place=(values / width).round() * width)  # fmt: skip
    rows = rows.sort_values("kind", key=lambda kinds: kinds.map(_KINDS.index), kind="stable")
    return slim(
        rows.assign(height=rows.groupby("place").cumcount() + 1)[["area_name", "value", "place", "height", "kind", "rank", "fifth"]]
    )


@cache
def rank_strip_spec(unit: str, name: str, england: float | None, ranked: int, highest: int) -> dict:
    """Dots along the gap, stacked where several fall together; the chosen authority lies at the bottom and is named."""
    x = alt.X("place:Q", title=f"Gap in {unit}", scale=alt.Scale(zero=False, nice=True, padding=10))
    y = alt.Y("height:Q", title=None, axis=None, scale=alt.Scale(domain=[-1, max(highest, 12) + 1]))
    tooltip = [alt.Tooltip("area_name:N", title="Authority"), alt.Tooltip("value:Q", title="Gap", format=".2~f"),
               alt.Tooltip("rank:Q", title=f"Rank of {ranked}", format="d"), alt.Tooltip("fifth:N", title="Fifth")]  # fmt: skip
    legend = alt.Legend(orient="top", title=None)
    colour = alt.Color("kind:N", legend=legend, scale=alt.Scale(domain=list(_KINDS), range=[SERIES[0], SERIES[1], NO_FIGURE]))
    base = alt.Chart(DATA).encode(x=x, y=y)
    dots = base.mark_point(filled=True, size=62, opacity=1).encode(color=colour, tooltip=tooltip)
    words = base.transform_filter(f"datum.kind === {_KINDS[0]!r}").mark_text(dy=15, fontWeight="bold").encode(text=alt.value(name))
    layers = [dots, words]
    if england is not None:
        once = alt.Chart(DATA).transform_aggregate(rows="count()")
        layers.insert(0, once.mark_rule(color=COMPARATOR, strokeWidth=2, strokeDash=[5, 3], aria=False).encode(x=alt.datum(england)))
    return compact(alt.layer(*layers).properties(height=250))


def rank_strip(table: MeasureTable, area: str, name: str, neighbours: tuple[str, ...], england: float | None, said: str) -> None:
    """Draw every authority of ``table`` (with ranks); ``said`` is where the chosen one stands, in words."""
    rows = _rows(table, area, neighbours)
    frame: pd.DataFrame = rows.to_pandas()
    near = list(frame.loc[frame["kind"] == _KINDS[1], "area_name"])
    alt_text = f"{table.title}: {name}, {said}. Its neighbours with a figure: {listed(near) if near else 'none'}."
    highest = int(frame["height"].max()) if len(frame) else 1
    draw(rows, rank_strip_spec(table.indicator.unit, name, england, len(rows), highest), alt_text)

"""Five-year bands as bars with their count and share written beside them."""

from functools import cache, lru_cache

import altair as alt
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import SERIES
from measures.table import MeasureTable
from measures.words import count_text


@lru_cache(maxsize=512)
def _rows(counts: MeasureTable, shares: MeasureTable) -> pa.Table:
    rows = counts.frame[["group", "group_name", "value", "symbol"]].merge(
        shares.frame[["group", "value"]].rename(columns={"value": "share"}), on="group"
    )
    share = rows["share"].map(lambda s: f" · {s:.1f}% of residents", na_action="ignore").fillna("")
    rows = rows.assign(
        band=rows["group_name"].str.capitalize(),
        shown=[count_text(v, s) for v, s in zip(rows["value"], rows["symbol"], strict=True)] + share,
    )
    return slim(rows[["band", "value", "shown"]])


@cache
def bands_spec() -> dict:
    """Horizontal bars, youngest first."""
    base = alt.Chart(DATA).encode(
        y=alt.Y("band:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelLimit=140)),
        x=alt.X("value:Q", title="Children and young people", axis=alt.Axis(format=",d", tickCount=4), scale=alt.Scale(domainMin=0)),
    )
    tooltip = [alt.Tooltip("band:N", title="Age"), alt.Tooltip("shown:N", title="Number and share")]
    bars = base.mark_bar(color=SERIES[0], height={"band": 0.5}, yOffset=7).encode(tooltip=tooltip)
    words = base.mark_text(align="left", dx=2, dy=-15).encode(x=alt.value(0), text="shown:N")
    return compact((bars + words).properties(height={"step": 54}))


def bands(counts: MeasureTable, shares: MeasureTable) -> None:
    """Draw the five-year bands of an area: ``counts`` and ``shares`` by age_band."""
    draw(
        _rows(counts, shares),
        bands_spec(),
        f"Bars of the number of children and young people by five-year band in {counts.area_name}.",
    )

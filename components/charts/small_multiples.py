"""One small chart a ward: its age bands against the authority's, drawn alike so that the eye can compare."""

from functools import cache, lru_cache

import altair as alt
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import COMPARATOR, SERIES
from measures.table import MeasureTable

_ACROSS = 5


@lru_cache(maxsize=256)
def _rows(wards: MeasureTable) -> pa.Table:
    frame = wards.frame[["area_name", "group", "group_name", "value", "comparator_value", "verdict"]]
    rows = frame.assign(age=frame["group_name"].str.removeprefix("aged ").str.replace(" to ", "-"))
    rows = rows.sort_values(["area_name", "group"], key=lambda column: column.astype(int) if column.name == "group" else column)
    return slim(rows[["area_name", "age", "value", "comparator_value", "verdict"]])


@cache
def small_multiples_spec() -> dict:
    """Bars of the share of residents in each band; the orange mark is the authority."""
    x = alt.X("age:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelFontSize=9, ticks=False, domain=False))
    y = alt.Y("value:Q", title=None, axis=alt.Axis(format=".0f", tickCount=2, labelFontSize=9))
    base = alt.Chart(DATA)
    bars = base.mark_bar(color=SERIES[0]).encode(x=x, y=y, tooltip=[
        alt.Tooltip("area_name:N", title="Ward"), alt.Tooltip("age:N", title="Age"), alt.Tooltip("value:Q", title="% of residents", format=".1f"),
        alt.Tooltip("comparator_value:Q", title="Comparator %", format=".1f"), alt.Tooltip("verdict:N", title="Against it")])  # fmt: skip
    marks = base.mark_tick(color=COMPARATOR, thickness=2.5, aria=False).encode(x=x, y="comparator_value:Q")
    header = alt.Header(title=None, labelFontSize=11, labelLimit=132, labelAnchor="start")
    facet = alt.Facet("area_name:N", header=header, sort=None)
    return compact((bars + marks).properties(width=124, height=70).facet(facet=facet, columns=_ACROSS, spacing={"row": 14, "column": 16}))


def small_multiples_marks(wards: MeasureTable) -> str:
    """What bars and marks are."""
    return f"% of residents by age. The orange mark is {wards.frame['comparator'].iloc[0]}."


def small_multiples(wards: MeasureTable) -> None:
    """Draw one small chart a ward from shares by ward and age band, compared with the authority."""
    draw(
        _rows(wards),
        small_multiples_spec(),
        f"One small bar chart for each ward of {wards.area_name}: share of residents by five-year age band.",
    )

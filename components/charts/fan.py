"""Months held as a line and months forecast as a fan: the median dashed, bands for 80% and 95%, its end in words."""

from functools import cache, lru_cache

import altair as alt
import pandas as pd
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import SERIES
from measures.care_forecast import HELD
from measures.care_months import month_words
from measures.table import MeasureTable
from measures.words import capitalised

_ACROSS, _LIMITS = 3, ("lower", "upper", "lower_80", "upper_80")
FAN_MARKS = "Solid: held. Dashed: median of the forecast; darker band 80%, paler band 95% of its runs. Rounded to the nearest 5."


@lru_cache(maxsize=64)
def _rows(table: MeasureTable) -> pa.Table:
    frame = table.frame.dropna(subset=["value"])
    last = ~frame.duplicated("group", keep="last") & (frame["phase"] != HELD)
    words = [
        f"{row.value:,.0f} ({row.lower:,.0f} to {row.upper:,.0f})" if end else "" for row, end in zip(frame.itertuples(), last, strict=True)
    ]
    rows = frame.assign(
        month=pd.to_datetime(frame["time_period"], format="%Y-%m").dt.strftime("%Y-%m-28"), words=words, panel=frame["group_name"].map(capitalised),
        ends=frame["time_period"].map(month_words),
    )  # fmt: skip
    return slim(rows[["month", "ends", "panel", "phase", "value", *_LIMITS, "words"]].astype(dict.fromkeys(_LIMITS, float)))


@cache
def fan_spec(panels: tuple[str, ...]) -> dict:
    """One chart, or small ones side by side, each with a scale of its own. The axis begins at 0."""
    few = len(panels) > 1
    x = alt.X("month:T", title=None, axis=alt.Axis(format="%Y", tickCount="year"), scale=alt.Scale(padding=8))
    y_title = None if few else "Children at the end of the month"
    base = alt.Chart(DATA).encode(x=x)
    bands = [
        base.transform_filter("isValid(datum.lower)").mark_area(color=SERIES[0], opacity=opacity, aria=False).encode(
            y=alt.Y(f"lower{of}:Q", title=y_title, scale=alt.Scale(zero=True), axis=alt.Axis(format=",d", tickCount=4 if few else 6)), y2=f"upper{of}:Q"
        )
        for of, opacity in (("", 0.18), ("_80", 0.28))
    ]  # fmt: skip
    tooltip = [alt.Tooltip("ends:N", title="End of"), alt.Tooltip("phase:N", title=" "), alt.Tooltip("value:Q", title="Children", format=",d"),
               alt.Tooltip("lower_80:Q", title="80% from"), alt.Tooltip("upper_80:Q", title="to"),
               alt.Tooltip("lower:Q", title="95% from"), alt.Tooltip("upper:Q", title="to ")]  # fmt: skip
    dash = alt.StrokeDash("phase:N", legend=None, scale=alt.Scale(domain=[HELD, "forecast"], range=[[1, 0], [5, 4]]))
    y = alt.Y("value:Q", title=y_title)
    lines = base.mark_line(strokeWidth=2.5, color=SERIES[0]).encode(y=y, strokeDash=dash)
    dots = base.mark_point(filled=True, size=40, opacity=0, color=SERIES[0]).encode(y=y, tooltip=tooltip)
    words = base.transform_filter("datum.words").mark_text(align="right", dy=-12, fontWeight="bold").encode(y=y, text="words:N")
    layers = alt.layer(*bands, lines, dots, words)
    if not few:
        return compact(layers.properties(height=320))
    header = alt.Header(title=None, labelFontSize=12, labelLimit=238, labelAnchor="start")
    facet = layers.properties(width=238, height=130).facet(
        facet=alt.Facet("panel:N", header=header, sort=list(panels)), columns=_ACROSS, spacing=24
    )
    return compact(facet.resolve_scale(y="independent"))


def fan(table: MeasureTable) -> None:
    """Draw the months of ``table`` (of measures/care_forecast.py), a small chart for each of its groups."""
    rows = _rows(table)
    ends = rows.to_pandas().query("words != ''")
    said = "; ".join(f"{row.panel} {row.words} at the end of {row.ends}" for row in ends.itertuples())
    draw(
        rows, fan_spec(tuple(dict.fromkeys(ends["panel"]))), f"Months held and forecast for {table.area_name}, with 95% intervals: {said}."
    )

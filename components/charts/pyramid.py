"""Population pyramid by single year, with the comparator as an outline."""

from functools import cache, lru_cache

import altair as alt
import pandas as pd
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import COMPARATOR, FEMALE, MALE
from measures.profiles import age_profile
from measures.table import MeasureTable


@lru_cache(maxsize=512)
def _rows(own: MeasureTable, other: MeasureTable | None) -> pa.Table:
    profile = age_profile(own).assign(outline=None)
    if other is not None:
        outline = age_profile(other).set_index(["sex", "age"])["share"].rename("outline")
        profile = profile.drop(columns="outline").join(outline, on=["sex", "age"])
    sign = profile["sex"].map({"Female": -1, "Male": 1})
    rows = profile.assign(x=profile["share"] * sign, outline_x=profile["outline"].astype(float) * sign)
    shown = rows["persons"].map(lambda n: f"{n:,.0f}", na_action="ignore").fillna(rows["symbol"])
    rows = rows.assign(shown=shown)[["sex", "age", "x", "outline_x", "shown"]]
    return slim(rows)


def pyramid_data(own: MeasureTable, other: MeasureTable | None) -> pd.DataFrame:
    """One row a sex and age: x and outline_x in % of all aged 0 to 24, females negative; shown, the count or symbol."""
    return _rows(own, other).to_pandas()


@cache
def pyramid_spec() -> dict:
    """Bars outward from the middle, females left; the outline is the comparator."""
    axis = alt.Axis(labelExpr="format(abs(datum.value), '.1f') + '%'", title="Share of everybody aged 0 to 24")
    base = alt.Chart(DATA).encode(
        y=alt.Y("age:O", sort="descending", title="Age", axis=alt.Axis(values=list(range(0, 25, 5)), ticks=False))
    )
    colour = alt.Color("sex:N", title=None, legend=alt.Legend(orient="top"),
                       scale=alt.Scale(domain=["Female", "Male"], range=[FEMALE, MALE]))  # fmt: skip
    bars = base.mark_bar().encode(
        x=alt.X("x:Q", axis=axis), color=colour,
        tooltip=[alt.Tooltip("sex:N", title="Sex"), alt.Tooltip("age:O", title="Age"), alt.Tooltip("shown:N", title="Number")],
    )  # fmt: skip
    outline = base.mark_bar(fillOpacity=0, stroke=COMPARATOR, strokeWidth=1.3, aria=False).encode(x=alt.X("outline_x:Q", axis=axis))
    mirror = (
        base.transform_calculate(m="-datum.x").mark_point(opacity=0, aria=False).encode(x=alt.X("m:Q", axis=axis))
    )  # as wide left as right
    return compact((bars + outline + mirror).properties(height=430))


def pyramid_marks(own: MeasureTable, other: MeasureTable | None = None) -> str:
    """What the outline is."""
    return f"The orange outline is {other.area_name}." if other is not None else ""


def pyramid(own: MeasureTable, other: MeasureTable | None = None) -> None:
    """Draw the pyramid of ``own`` (population by sex and single year) with ``other`` as outline."""
    draw(
        _rows(own, other),
        pyramid_spec(),
        f"Population pyramid of {own.area_name}, ages 0 to 24 by sex. {pyramid_marks(own, other)} The table below holds the numbers.",
    )

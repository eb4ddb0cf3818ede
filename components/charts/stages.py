"""Gaps by age: a heat table of groups, coloured by the fifth of England's authorities, and lines of the same children as they grow."""

from functools import cache, lru_cache

import altair as alt
import pandas as pd
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import SERIES
from measures.standings import FIFTHS
from measures.table import MeasureTable
from measures.words import capitalised, listed, year_words

NO_RANK = "no rank"
_WORSE = ("#F3D9EA", "#D494C1", "#BC6AAA", "#812972", "#561950")  # Fingertips' worst and best, from pale to dark
_INK = ("#15202b", "#15202b", "#15202b", "#ffffff", "#ffffff")
_NEUTRAL = "#9AA5B1"


@lru_cache(maxsize=256)
def heat_rows(tables: tuple[MeasureTable, ...]) -> pa.Table:
    """One row a group and age: the gap in words, its year, fifth and rank."""
    parts = []
    for table in tables:
        frame = table.frame
        age = table.title.rsplit(" ", 1)[-1]
        parts.append(pd.DataFrame({
            "age": f"at {age}", "label": frame["group_name"].map(_without_year).map(capitalised), "fifth": [NO_RANK if pd.isna(n) else FIFTHS[int(n) - 1] for n in frame["fifth"]],
            "gap": [_cell(row) for row in frame.to_dict("records")], "period": frame["time_period"].map(year_words),
            "rank": frame["rank"].astype(float), "comparator": frame["comparator"],
        }))  # fmt: skip
    return slim(pd.concat(parts, ignore_index=True))


def _without_year(name: str) -> str:
    """A group under one name at every age: that at 19 is told by what the young people were at school."""
    return name.removesuffix(" at 15").removesuffix(" in Year 11")


def _cell(row: dict) -> str:
    if pd.isna(row["value"]):
        return str(row["symbol"])
    score = " A8" if row["measure"] == "ks4_attainment8" else ""
    return f"{round(row['value']) + 0}{score}" + " ▼" * (row["fifth"] == len(FIFTHS)) + " ▲" * (row["fifth"] == 1)


@cache
def heat_spec(labels: tuple[str, ...], ages: tuple[str, ...]) -> dict:
    """Rows are groups, columns ages; the darker the worse, ▼ bottom and ▲ best fifth."""
    base = alt.Chart(DATA).encode(
        y=alt.Y("label:N", sort=None, scale=alt.Scale(domain=list(labels), paddingInner=0.08), axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=270)),
        x=alt.X("age:N", scale=alt.Scale(domain=list(ages), paddingInner=0.06), axis=alt.Axis(title=None, orient="top", labelAngle=0, ticks=False, domain=False)),
        tooltip=[alt.Tooltip("label:N", title="Group"), alt.Tooltip("age:N", title="Age"), alt.Tooltip("gap:N", title="Gap in points"),
                 alt.Tooltip("period:N", title="Year"), alt.Tooltip("comparator:N", title="Against"), alt.Tooltip("fifth:N", title="Fifth of England's authorities"),
                 alt.Tooltip("rank:Q", title="Rank (1 = narrowest)")],
    )  # fmt: skip
    domain = [*FIFTHS, NO_RANK]
    cells = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color("fifth:N", legend=None, scale=alt.Scale(domain=domain, range=[*_WORSE, "#D5DBE1"]))
    )
    ink = alt.Color("fifth:N", legend=None, scale=alt.Scale(domain=domain, range=[*_INK, "#15202b"]))
    words = base.mark_text(fontSize=13).encode(text="gap:N", color=ink)
    return compact((cells + words).resolve_scale(color="independent").properties(height={"step": 27}))


def heat(*tables: MeasureTable) -> None:
    """Draw the gaps at each age; a group without a gap at an age has no cell."""
    rows = heat_rows(tables)
    frame = rows.to_pandas()
    labels, ages = tuple(dict.fromkeys(frame["label"])), tuple(dict.fromkeys(frame["age"]))
    said = "; ".join(f"{row.label} {row.age} {row.gap} ({row.fifth})" for row in frame.itertuples())
    draw(rows, heat_spec(labels, ages), f"Gaps by group and age, {tables[0].area_name}: {said}.")


@cache
def growing_spec() -> dict:
    """A line for each year's children, from age to age; the latest is dark."""
    base = alt.Chart(DATA).encode(
        x=alt.X("age:O", title="Age", axis=alt.Axis(labelAngle=0)), y=alt.Y("value:Q", title="Gap in percentage points", scale=alt.Scale(zero=True)),
        detail="cohort:N", opacity=alt.Opacity("cohort:O", legend=None, scale=alt.Scale(range=[0.35, 1])),
    )  # fmt: skip
    tooltip = [alt.Tooltip("cohort:N", title="5 in the year to"), alt.Tooltip("age:O", title="Age"), alt.Tooltip("period:N", title="Year"),
               alt.Tooltip("value:Q", title="Gap", format=".1f")]  # fmt: skip
    lines = base.mark_line(strokeWidth=2.5, color=SERIES[0])
    dots = base.mark_point(filled=True, size=80, color=SERIES[0]).encode(tooltip=tooltip)
    words = base.transform_filter("datum.is_last").mark_text(align="left", dx=10).encode(text="named:N", opacity=alt.value(1))
    return compact((lines + dots + words).properties(height=300))


def growing(frame: pd.DataFrame, area_name: str) -> None:
    """Draw the same children's gap at 5, 11 and 16 (rows of measures/same_children.py)."""
    last = ~frame.duplicated("cohort", keep="last")
    ends = frame[last].groupby(["age", "value"])["cohort"].agg(lambda years: f"5 in {listed([str(year) for year in years])}")
    rows = frame.assign(
        named=[ends.get((age, value), "") for age, value in zip(frame["age"], frame["value"], strict=True)], period=frame["time_period"].map(year_words),
        is_last=last & ~frame[last].duplicated(["age", "value"]).reindex(frame.index, fill_value=False), cohort=frame["cohort"].astype(str),
    )  # fmt: skip
    said = "; ".join(f"5 in {row.cohort}: {row.value:.1f} points at {row.age}" for row in rows.itertuples())
    draw(
        slim(rows[["cohort", "age", "value", "named", "period", "is_last"]]),
        growing_spec(),
        f"The gap of the same children in {area_name}: {said}.",
    )

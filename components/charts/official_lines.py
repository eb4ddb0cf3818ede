"""A few lines over the years, each named at its end; words that would cover each other stand apart."""

from functools import cache, lru_cache

import altair as alt
import pandas as pd
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import COMPARATOR, SERIES
from measures.same_children import ends_in
from measures.table import MeasureTable
from measures.words import value_text, year_words

HEIGHT = 320
_LEAST_GAP = 0.075  # of the height, between the middles of two labels
_COLOURS = (SERIES[0], COMPARATOR, SERIES[1])  # the authority, England, its neighbours
_ROOM, _LIMIT = 0.55, 190  # room for the names right of the last year, as a part of the years shown; and pixels of a name at most


@lru_cache(maxsize=512)
def _rows(parts: tuple[tuple[MeasureTable, str, str], ...]) -> pa.Table:
    """``parts``: of each line a table, its column and its name."""
    found = []
    for table, column, name in parts:
        frame, wanted = table.frame[table.frame[column].notna()], table.indicator
        own = column == "value"
        found.append(pd.DataFrame({
            "year": frame["time_period"].map(ends_in), "period": frame["time_period"].map(year_words), "value": frame[column].astype(float),
            "lower": frame["lower"] if own else None, "upper": frame["upper"] if own else None, "series": name,
            "shown": [value_text(value, None, wanted.kind, wanted.decimals) for value in frame[column]],
            "run": [f"{name} {number}" for number in (frame["time_period"].map(ends_in).diff() > 1).cumsum()],
        }))  # fmt: skip
    rows = pd.concat(found, ignore_index=True).astype({"lower": float, "upper": float})
    return slim(_labelled(rows))


def _labelled(rows: pd.DataFrame) -> pd.DataFrame:
    """With ``label`` on the last row of each series and ``label_at``, where it stands, so that no two labels cover each other."""
    last = rows.loc[rows.groupby("series", sort=False)["year"].idxmax()].sort_values("value")
    top, bottom = rows[["value", "upper"]].max(axis=None), min(0.0, rows[["value", "lower"]].min(axis=None))
    at = spread(list(last["value"]), (top - bottom) * _LEAST_GAP)
    labels = [f"{shown}  {name}" for name, shown in zip(last["series"], last["shown"], strict=True)]
    return rows.assign(label=pd.Series(labels, index=last.index), label_at=pd.Series(at, index=last.index))


def spread(values: list[float], least: float) -> list[float]:
    """``values``, in rising order, moved apart as little as need be so that neighbours differ by ``least`` or more."""
    placed = [value - position * least for position, value in enumerate(values)]
    blocks: list[list[float]] = []
    for value in placed:
        blocks.append([value])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    level = [_mean(block) for block in blocks for _ in block]
    return [value + position * least for position, value in enumerate(level)]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


@cache
def official_lines_spec(names: tuple[str, ...], y_title: str, x_title: str, first: int, last: int) -> dict:
    """Lines with dots, 95% bars of those that have them, names at the right; zero stays on the axis."""
    span = max(last - first, 1)
    scale = alt.Scale(domain=[first - span * 0.03, last + span * _ROOM], nice=False, zero=False)
    years = list(range(last, first - 1, -(span // 8 + 1)))
    x = alt.X("year:Q", title=x_title, scale=scale, axis=alt.Axis(format="d", values=years, titleAnchor="start"))
    y = alt.Y("value:Q", title=y_title, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=6))
    colour = alt.Color("series:N", legend=None, sort=None, scale=alt.Scale(domain=list(names), range=list(_COLOURS[: len(names)])))
    tooltip = [alt.Tooltip("series:N", title=" "), alt.Tooltip("period:N", title="Year"), alt.Tooltip("shown:N", title="Figure"),
               alt.Tooltip("lower:Q", title="95% from", format=".1f"), alt.Tooltip("upper:Q", title="to", format=".1f")]  # fmt: skip
    base = alt.Chart(DATA).encode(x=x, color=colour)
    bars = base.mark_rule(strokeWidth=2, opacity=0.4, aria=False).encode(y=alt.Y("lower:Q", title=y_title), y2="upper:Q")
    lines = base.mark_line(strokeWidth=2.5).encode(y=y, detail="run:N")
    dots = base.mark_point(filled=True, size=60, opacity=1).encode(y=y, tooltip=tooltip)
    ends = alt.Chart(DATA).transform_filter("isValid(datum.label)").encode(x=alt.datum(last), y=alt.Y("label_at:Q", title=y_title))
    keys = ends.mark_point(filled=True, shape="square", size=70, opacity=1, xOffset=15, aria=False).encode(color=colour)
    words = ends.mark_text(align="left", dx=24, limit=_LIMIT).encode(text="label:N")
    return compact(alt.layer(bars, lines, dots, keys, words).properties(height=HEIGHT))


def official_lines(parts: tuple[tuple[MeasureTable, str, str], ...], y_title: str, x_title: str, alt_text: str) -> None:
    """Draw lines; ``parts`` are (table over all periods, its column, what the line is called), those without a figure are left out."""
    held = tuple(part for part in parts if part[0].frame[part[1]].notna().any())
    rows = _rows(held)
    years = rows["year"].to_pylist()
    draw(rows, official_lines_spec(tuple(name for _, _, name in held), y_title, x_title, min(years), max(years)), alt_text)

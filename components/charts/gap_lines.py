"""Lines over the academic years that stop where a series does: breaks as numbered rules, years without tests as a band."""

from functools import cache, lru_cache

import altair as alt
import pandas as pd
import pyarrow as pa

from components.charts.spec import DATA, compact, draw, slim
from components.theme import COMPARATOR, NEUTRAL, SERIES
from measures.same_children import ends_in
from measures.series_breaks import breaks_of, runs, without_tests
from measures.words import year_words

_ACROSS = 3
_HEIGHT, _KEY_LINE = 300, 30
_ACADEMIC = "Academic year ending"
_TOOLTIP = [alt.Tooltip("series:N", title=" "), alt.Tooltip("period:N", title="Year"), alt.Tooltip("value:Q", title="Figure", format=".2~f"),
            alt.Tooltip("lower:Q", title="95% from", format=".1f"), alt.Tooltip("upper:Q", title="to", format=".1f")]  # fmt: skip


@lru_cache(maxsize=512)
def _rows(parts: tuple, indicator_id: str) -> pa.Table:
    """``parts``: of each line a table, its column, its name, and the panel it stands in."""
    found = []
    for table, column, name, panel, group in parts:
        frame = table.frame if not group else table.frame[table.frame["group"] == group]
        frame = frame[frame[column].notna()]
        number = runs(list(frame["time_period"]), indicator_id)
        found.append(pd.DataFrame({
            "year": frame["time_period"].map(ends_in), "period": frame["time_period"].map(year_words), "value": frame[column],
            "lower": frame["lower"] if column == "value" else None, "upper": frame["upper"] if column == "value" else None,
            "series": name, "panel": panel, "run": [f"{name} {panel} {number[period]}" for period in frame["time_period"]],
        }))  # fmt: skip
    rows = pd.concat(found, ignore_index=True)
    return slim(rows.astype({"lower": float, "upper": float}))


def marks_of(periods: list[str], indicator_id: str) -> tuple[tuple[tuple[float, str], ...], tuple[tuple[float, float], ...]]:
    """Where breaks are drawn, with their numbers, and the years without tests, for periods with a figure; none for no indicator."""
    if not indicator_id:
        return (), ()
    starts = [start for start in breaks_of(indicator_id) if periods and min(periods) < start <= max(periods)]
    rules = tuple((ends_in(start) - 0.5, str(number)) for number, start in enumerate(starts, start=1))
    empty = [ends_in(year) for year in without_tests(periods)]
    return rules, ((min(empty) - 0.5, max(empty) + 0.5),) if empty else ()


def marks_words(periods: list[str], indicator_id: str) -> str:
    """What the numbered rules and the band are."""
    starts = [(start, why) for start, why in breaks_of(indicator_id).items() if periods and min(periods) < start <= max(periods)]
    rules = "; ".join(f"({number}) {year_words(start)}, {why}" for number, (start, why) in enumerate(starts, start=1))
    empty = without_tests(periods)
    band = f" Grey: no figures in {' and '.join(map(year_words, empty))}." if empty else ""
    return (f"Dashed rules: {rules}; no line runs across." if rules else "") + band


@cache
def lines_spec(
    names: tuple[str, ...], y_title: str, rules: tuple, bands: tuple, panels: tuple[str, ...], shared: bool, x_title: str = _ACADEMIC
) -> dict:
    """Series in the colours of the page. With several ``panels`` a small chart each, unless ``shared`` with a scale of its own."""
    few = len(panels) > 1
    x = alt.X("year:Q", title=None if few else x_title, scale=alt.Scale(nice=False, zero=False, padding=12),
              axis=alt.Axis(format="d", tickMinStep=1, tickCount=4 if few else 10))  # fmt: skip
    y_title = None if few else y_title
    y = alt.Y("value:Q", title=y_title, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=4 if few else 6))
    base = alt.Chart(DATA).encode(x=x, color=_colour(names, few))
    lines = base.mark_line(strokeWidth=2.5).encode(y=y, detail="run:N")
    bars = base.mark_rule(strokeWidth=2, opacity=0.4, aria=False).encode(y=alt.Y("lower:Q", title=y_title), y2="upper:Q")
    dots = base.mark_point(filled=True, size=30 if few else 60, opacity=1).encode(y=y, tooltip=_TOOLTIP)
    layers = [*_breaks(rules, bands, few), bars, lines, dots]
    if not few:
        return compact(alt.layer(*layers).properties(height=_HEIGHT + _KEY_LINE * len(names)))
    header = alt.Header(title=None, labelFontSize=12, labelLimit=280, labelAnchor="start")
    panel = alt.layer(*layers).properties(width=265, height=120)
    small = panel.facet(facet=alt.Facet("panel:N", header=header, sort=list(panels)), columns=_ACROSS, spacing={"row": 18, "column": 28})
    return compact(small if shared else small.resolve_scale(y="independent"))


def _colour(names: tuple[str, ...], few: bool) -> alt.Color:
    scale = alt.Scale(domain=list(names), range=[SERIES[0], COMPARATOR, SERIES[1], NEUTRAL][: len(names)])
    legend = alt.Legend(orient="top", title=None, labelLimit=420, direction="horizontal" if few else "vertical")
    return alt.Color("series:N", sort=None, scale=scale, legend=legend)


def _breaks(rules: tuple, bands: tuple, few: bool) -> list[alt.Chart]:
    """Rules, their numbers and bands, each drawn once a panel and not once a row."""
    found, once = [], alt.Chart(DATA).transform_aggregate(rows="count()")
    for start, end in bands:
        found.append(once.mark_rect(color=NEUTRAL, opacity=0.15, aria=False).encode(x=alt.datum(start), x2=alt.datum(end)))
    for year, number in rules:
        place = once.encode(x=alt.datum(year))
        found.append(place.mark_rule(strokeDash=[3, 3], color=NEUTRAL, aria=False))
        if not few:
            found.append(place.mark_text(text=f"({number})", dy=-8, fontSize=11, aria=False).encode(y=alt.value(0)))
    return found


def gap_lines(parts: tuple, indicator_id: str, y_title: str, alt_text: str, *, shared: bool = True, x_title: str = _ACADEMIC) -> None:
    """Draw lines: ``parts`` as in ``_rows``; several panels become small multiples."""
    rows = _rows(parts, indicator_id)
    periods = sorted({period for table, column, _, _, _ in parts for period in table.frame.loc[table.frame[column].notna(), "time_period"]})
    rules, bands = marks_of(periods, indicator_id)
    names = tuple(dict.fromkeys(name for _, _, name, _, _ in parts))
    panels = tuple(dict.fromkeys(panel for _, _, _, panel, _ in parts))
    draw(rows, lines_spec(names, y_title, rules, bands, panels, shared, x_title), alt_text)

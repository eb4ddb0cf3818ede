"""Providers and their registered places by kind, stacked by latest judgement, the number in each part."""

from functools import cache

import altair as alt
import pandas as pd

from components.charts.spec import DATA, compact, draw, slim
from components.theme import is_dark
from measures.care_provision import JUDGEMENTS, SCHOOLS, Provision, kind_words

# Fill, and the ink of the number in it; the words stand in the legend, in the tooltip and in the table.
_FILLS = ("#1D70B8", "#AFCFE5", "#D494C1", "#812972", "#9AA5B1")
_INKS = ("#FFFFFF", "#15202B", "#15202B", "#FFFFFF", "#15202B")
_PANELS = ("Homes, schools and agencies", "Registered places")
_WIDTH, _BAND = 205, 34


def _rows(found: Provision) -> pd.DataFrame:
    frame = found.frame[~found.frame["kind"].isin(SCHOOLS)]
    order = frame.groupby("kind")[["places", "providers"]].sum().sort_values(["places", "providers"], ascending=False).index
    parts = [frame.assign(panel=panel, number=frame[column]) for panel, column in zip(_PANELS, ("providers", "places"), strict=True)]
    rows = pd.concat(parts)
    rows = rows[rows["number"] > 0].assign(place=lambda held: held["kind"].map(list(order).index), name=lambda held: held["kind"].map(kind_words),
                                           rank=lambda held: held["second"].map(list(JUDGEMENTS).index))  # fmt: skip
    return rows.sort_values(["place", "rank"])[["panel", "name", "second", "rank", "number"]]


@cache
def provision_spec(names: tuple[str, ...], dark: bool) -> dict:
    """Two panels with scales of their own, the kinds with most places first."""
    y = alt.Y("name:N", title=None, sort=list(names), scale=alt.Scale(domain=list(names)), axis=alt.Axis(ticks=False, labelLimit=230))
    colour = alt.Color("second:N", title=None, sort=None, scale=alt.Scale(domain=list(JUDGEMENTS), range=list(_FILLS)),
                       legend=alt.Legend(orient="top", columns=3, labelLimit=220))  # fmt: skip
    ink = alt.Color("second:N", legend=None, scale=alt.Scale(domain=list(JUDGEMENTS), range=list(_INKS)))
    panels = []
    for number, panel in enumerate(_PANELS):
        axis = y if number == 0 else y.copy(deep=True)
        if number:
            axis.axis = alt.Axis(labels=False, ticks=False)
        base = alt.Chart(DATA).transform_filter(f"datum.panel === {panel!r}").transform_stack(
            stack="number", groupby=["name"], sort=[alt.SortField("rank")], as_=["low", "high"]
        ).transform_calculate(middle="(datum.low + datum.high) / 2")  # fmt: skip
        x = alt.X("low:Q", title=panel, axis=alt.Axis(format="d", tickMinStep=1, tickCount=4))
        tooltip = [alt.Tooltip("name:N", title="Kind"), alt.Tooltip("second:N", title="Judgement"), alt.Tooltip("number:Q", title=panel)]
        line = alt.value("#0f151c" if dark else "#ffffff")
        bars = base.mark_bar(height={"band": 0.7}, strokeWidth=1).encode(x=x, x2="high:Q", y=axis, color=colour, stroke=line, tooltip=tooltip)
        words = base.transform_joinaggregate(whole="max(high)").transform_filter("datum.number / datum.whole > 0.07")
        words = words.mark_text(aria=False).encode(x=alt.X("middle:Q", title=panel), y=axis, text="number:Q", color=ink)
        panels.append((bars + words).resolve_scale(color="independent").properties(width=_WIDTH, height={"step": _BAND}))
    return compact(alt.hconcat(*panels, spacing=14).resolve_scale(color="shared"))


def provision_chart(found: Provision) -> None:
    """Draw what is registered, boarding schools and colleges left out."""
    rows = _rows(found)
    names = tuple(dict.fromkeys(rows["name"]))
    said = ", ".join(f"{row['name']} {row['second'].lower()} {row['number']:.0f}" for row in rows[rows["panel"] == _PANELS[0]].to_dict("records"))
    draw(slim(rows), provision_spec(names, is_dark()), f"Bars of providers and of their places in {found.area_name} by judgement. Providers: {said}.")

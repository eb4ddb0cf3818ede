"""How far from home: three measures that are never mixed, who is far away, and the curve of distance."""

import streamlit as st

from components import care_tables as data
from components.care_lines import lines_over_years
from components.care_numbers import groups
from components.charts.steps import steps, steps_marks
from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.published import remembered
from measures.care_curves import SCALES, middle
from measures.care_words import PLACED
from measures.catalogue import indicator
from measures.selection import Selection
from measures.table import MeasureTable

_LINES = {"placements_over_20_miles": "more than 20 miles from home", "placements_outside_la": "outside the authority",
          "placements_over_20_miles_outside_la": "more than 20 miles and outside"}  # fmt: skip


def show_distance(chosen: Selection) -> None:
    """The three measures over the years; one of them by group, with or without those of whom it is not known; the curve."""
    show_figures("care_placed", measures_over_years(chosen), far_curve(chosen), layout="wide_left")
    with st.container(horizontal=True, key="care_distance_choices", vertical_alignment="bottom"):
        key = choose("Measure", tuple(PLACED), "measure", lambda code: indicator(code).title.removeprefix("Children "), width=420)
        by = choose("Told apart by", tuple(data.GROUPS), "by", data.GROUPS.get, width=265)
        known = choose("Not known", ("with", "without"), "unknown", {"with": "stay in the total", "without": "left out"}.get, width=185)
    asked = indicator(key).without_unknown if known == "without" else key
    show_figures("care_far_groups", titled_groups(chosen, asked, by), layout="scrolling")


@remembered
def measures_over_years(chosen: Selection) -> Figure:
    """Lines of the three measures."""

    marks = "Upright bars: 95% intervals. Children of whom it is not known stay in the total."
    return lines_over_years(chosen, _LINES, "Three measures of distance", "% of children looked after on 31 March", marks)


@remembered
def titled_groups(chosen: Selection, key: str, by: str) -> Figure:
    """One measure by group, under its own name."""
    figure = groups(chosen, key, by)
    title = f"{indicator(key).title}, by {data.GROUPS[by].lower()}, 31 March {data.year_of(chosen)}"
    return Figure(title, figure.tables, figure.draw, figure.marks, figure.problem.replace(figure.title, title))


@remembered
def far_curve(chosen: Selection) -> Figure:
    """The share of children placed further than so many miles."""
    return curve_figure(chosen, "how_far", "How far: children placed further than so many miles")


def curve_figure(chosen: Selection, breakdown: str, title: str) -> Figure:
    """A curve of SCALES with the middle of the children in words."""

    def draw(shares: MeasureTable, counts: MeasureTable) -> None:
        steps(shares, SCALES[breakdown].unit)

    def marks(shares: MeasureTable, counts: MeasureTable) -> str:
        found = middle(shares) if breakdown != "how_many" else None
        half = (
            ""
            if found is None
            else f"Half are within about {found[1]:.0f} {SCALES[breakdown].unit}, the middle half between {found[0]:.0f} and {found[2]:.0f}. "
        )
        left_out = "Of those of whom it is known: who is not known is left out here. "
        return left_out + half + steps_marks()

    return figure_of(f"{title}, 31 March {data.year_of(chosen)}", data.curve_of, (chosen, breakdown), draw, marks)

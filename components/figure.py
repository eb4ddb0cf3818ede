"""Figures on a page, one or two in a row: title, where it comes from, drawing; tables and downloads beneath the row."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from components.downloads import offer_file
from components.replay import draw_once
from components.tables import show_table
from components.theme import is_dark
from components.watching import taking_table
from measures.access import access_here
from measures.errors import CannotAnswer
from measures.exports import csv_bytes, file_name
from measures.held import version_with_areas
from measures.table import MeasureTable

_BADGE = ":orange-badge[:material/science: {}]"


@dataclass(frozen=True, eq=False)
class Figure:
    """A title, the published tables, what draws them, and words: what the marks mean, or why nothing can be drawn.

    ``period`` is said instead of the tables' own where these count residents of other years.
    """

    title: str
    tables: tuple[MeasureTable, ...]
    draw: Callable[[], None]
    marks: str = ""
    problem: str = ""
    period: str = ""

    @cached_property
    def signature(self) -> str:
        """The same for the same title, tables and problem."""
        return "|".join((self.title, self.problem, self.period, *(table.signature for table in self.tables)))


def figure_of(
    title: str, make: Callable[..., list[MeasureTable]], asked: tuple, draw: Callable[..., None], marks: Callable[..., str] | None = None
) -> Figure:
    """The figure of the tables that ``make(*asked)`` returns, or of the sentence when there are none.

    ``draw(*tables)`` draws one element (or, for a figure on its own, more); ``marks(*tables)`` says what its marks mean.
    """
    try:
        tables = tuple(make(*asked))
    except CannotAnswer as error:
        return Figure(title, (), lambda: None, problem=str(error))
    if all(table.is_empty for table in tables):
        words = f"{title}: no figure is held for {tables[0].area_name}. {' '.join(tables[0].notes)}"
        return Figure(title, (), lambda: None, problem=words)
    return Figure(title, tables, lambda: draw(*tables), marks(*tables) if marks else "")


def show_figures(key: str, *figures: Figure, layout: str = "even") -> None:
    """One figure, or two side by side, and beneath them their tables. ``layout`` is one of theme.LAYOUTS.

    The expander costs nothing while closed; everything above it is drawn once and then only sent (decision 0004).
    """
    row = st.container(key=f"row_{layout}_{key}")
    draw_once(
        row,
        (key, version_with_areas(), is_dark(), access_here().sharing, *(figure.signature for figure in figures)),
        lambda: _draw_all(figures),
    )
    tables = [table for figure in figures for table in figure.tables]
    if tables:
        more = st.expander("Tables, notes and downloads", key=f"more_{key}", icon=":material/table:", on_change="rerun")
        if more.open:
            with more:
                _more(key, tables)


def _draw_all(figures: tuple[Figure, ...]) -> None:
    for figure in figures:
        _draw(figure)


def _draw(figure: Figure) -> None:
    if figure.problem:
        st.markdown(f"## {figure.title}")
        st.info(figure.problem, icon=":material/info:")
        return
    st.markdown(f"{_heading_text(figure.title, figure.tables)}\n\n{_origin_text(figure.tables, figure.marks, figure.period)}")
    figure.draw()


def _heading_text(title: str, tables: tuple[MeasureTable, ...]) -> str:
    """The figure's title, with a badge in words when any of its figures is modelled."""
    modelled = any(table.nature == "modelled" for table in tables)
    partly = any(table.is_partly_official for table in tables)
    return f"## {title}" + f"  {_BADGE.format('partly modelled' if partly else 'modelled figures')}" * modelled


def _plain(text: str) -> str:
    """Text that cannot be taken for Markdown's brackets."""
    return text.replace("[", "(").replace("]", ")")


def _origin_text(tables: tuple[MeasureTable, ...], marks: str, period: str = "") -> str:
    """Area, period and source in a line beneath the title, and what the marks mean."""
    sources = list(dict.fromkeys(source.brief for table in tables for source in table.sources))
    text = f"{tables[0].selection.sentence(tables[0].area_name, period or _span(tables))}. Source: {'; '.join(sources)}. {marks}".rstrip()
    return f":small[{_plain(text)}]"


def _span(tables: tuple[MeasureTable, ...]) -> str:
    periods = sorted({period for table in tables for period in table.periods if period})
    return "" if not periods else periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"


def _more(key: str, tables: list[MeasureTable]) -> None:
    for number, table in enumerate(tables):
        show_table(table)
        download(table, f"csv_{key}_{number}")
    notes = dict.fromkeys(note for table in tables for note in table.notes)
    sources = dict.fromkeys(f"{source.short}. {source.attribution}" for table in tables for source in table.sources)
    st.markdown("\n".join(f"- {_plain(line)}" for line in [*notes, *sources]))


def download(table: MeasureTable, key: str) -> None:
    """A button that makes the CSV when it is pressed."""
    offer_file(taking_table(lambda: csv_bytes(table), table), file_name(table), "text/csv", key)

"""Subjects by years as a matrix: each cell has a colour and a sign, groups of subjects stand under their title."""

from functools import cache, lru_cache

import altair as alt
import pandas as pd
import pyarrow as pa
import streamlit as st

from components.charts.spec import DATA, compact, slim
from components.theme import HOLDING_COLOURS, HOLDING_SIGNS, ink, is_dark
from measures.freshness import today
from measures.matrix import MODELLED, NOT_HELD, STATES, Holdings

_CELL, _WIDE_CELL, _FEW_YEARS = 28, 34, 16  # pixels; a matrix of few years has wider cells
_TITLES = 262


@lru_cache(maxsize=256)
def matrix_rows(held: Holdings, years: tuple[int, ...]) -> pa.Table:
    """One row a subject and year, also where nothing is held: subject, year, state, sign and how much it is, in words."""
    wanted = pd.MultiIndex.from_product([[s.subject_id for s in held.subjects], years], names=["subject_id", "year"])
    rows = held.cells.set_index(["subject_id", "year"]).reindex(wanted).reset_index()
    titles = {subject.subject_id: subject.title for subject in held.subjects}
    rows = rows.assign(
        subject=rows["subject_id"].map(titles), state=rows["state"].fillna(NOT_HELD), periods=rows["periods"].fillna(rows["year"].astype(str)),
        much=[much_words(row, held.areas) for row in rows.itertuples()],
    )  # fmt: skip
    return slim(rows.assign(sign=rows["state"].map(HOLDING_SIGNS))[["subject", "year", "state", "sign", "periods", "much"]])


def years_shown(held: Holdings) -> tuple[int, ...]:
    """The years from the first held to this one; projections beyond are told in words, unless there is nothing else."""
    past = [year for year in held.years if year <= today().year]
    return tuple(past or held.years)


def much_words(cell, areas: int) -> str:
    """How many figures of how many areas a cell stands for."""
    if pd.isna(cell.figures):
        return "nothing"
    figures = f"{cell.figures:,.0f} figure{'s' * (cell.figures != 1)}"
    mixed = f", {cell.modelled:,.0f} of them modelled" if cell.modelled and cell.state != MODELLED else ""
    return figures + mixed + (f", {cell.areas:,.0f} of {areas:,} areas" if areas > 1 else "")


@cache
def matrix_spec(lines: tuple[str, ...], headings: tuple[str, ...], years: tuple[int, ...], dark: bool) -> dict:
    """``lines`` are the titles from top to bottom, ``headings`` those of them that stand above a group."""
    is_heading = f"indexof({list(headings)!r}, datum.value) >= 0"
    weight = {"condition": {"test": is_heading, "value": "bold"}, "value": "normal"}
    down = alt.Axis(title=None, ticks=False, domain=False, labelLimit=_TITLES, labelFontSize=12.5, labelPadding=8, labelFontWeight=weight)
    across = alt.Axis(title=None, orient="top", labelAngle=0, ticks=False, domain=False, labelFontSize=11, labelOverlap=False)
    base = alt.Chart(DATA).encode(
        y=alt.Y("subject:N", axis=down, scale=alt.Scale(domain=list(lines), paddingInner=0.12)),
        x=alt.X("year:O", axis=across, scale=alt.Scale(domain=list(years), paddingInner=0.08)),
        tooltip=[alt.Tooltip("subject:N", title="Subject"), alt.Tooltip("periods:N", title="Period"),
                 alt.Tooltip("state:N", title="Held"), alt.Tooltip("much:N", title="How much")],
    )  # fmt: skip
    cells = base.mark_rect(cornerRadius=3).encode(color=_colour(dark, 0))
    signs = base.mark_text(fontSize=13).encode(text="sign:N", color=_colour(dark, 1))
    size = {"width": {"step": _CELL if len(years) > _FEW_YEARS else _WIDE_CELL}, "height": {"step": 27}}
    return compact((cells + signs).resolve_scale(color="independent").properties(**size))


def _colour(dark: bool, part: int) -> alt.Color:
    """The fill (part 0) or the ink (part 1) of the cells' states."""
    colours = [HOLDING_COLOURS[state][dark][part] for state in STATES]
    return alt.Color("state:N", legend=None, scale=alt.Scale(domain=list(STATES), range=colours))


def matrix(held: Holdings, alt_text: str) -> None:
    """Draw what is held; the chart keeps its size and scrolls sideways where the page is narrow."""
    groups: dict[str, list[str]] = {}
    for subject in held.subjects:
        groups.setdefault(subject.group, []).append(subject.title)
    lines = tuple(line for group, titles in groups.items() for line in (group.upper(), *titles))
    spec = matrix_spec(lines, tuple(group.upper() for group in groups), years_shown(held), is_dark())
    words = {"config": {"axis": {"labelColor": ink()}}}  # Streamlit's grey is too faint
    with st.container(key="sideways_matrix"):
        st.vega_lite_chart(matrix_rows(held, years_shown(held)), spec | words, width="content", alt=alt_text)

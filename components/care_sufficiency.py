"""What is missing here: children placed against places, placements that had a local place, and what more places would change."""

import pandas as pd
import streamlit as st

from components.care_tables import year_of
from components.charts.need import NEED_MARKS, need_chart
from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.published import remembered
from components.watching import seen
from measures.care_nearer import ward_points
from measures.care_returns import name_of
from measures.care_sufficiency import local_places, need
from measures.care_types import TYPES
from measures.care_what_if import Question, a_home, more_carers, what_if
from measures.errors import CannotAnswer
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import capitalised, value_text
from settings import settings

_ROW = 35
_LOCAL_MARKS = "Modelled: an upper bound, because children placed here by other authorities are not known. c: hidden, small numbers."
_WITH = {"Foster": "with foster carers", "ChildrensHome": "in a children's home"}
OFFERS = {"carers": "More foster carers", "home": "A new children's home"}


def show_sufficiency(chosen: Selection) -> None:
    """Need against places, and which placements at distance had a local place."""
    year = int(year_of(chosen) or 0)
    if year:
        show_figures("care_need", placed(chosen.authority, year), layout="scrolling")
        show_figures("care_local", had_place(chosen.authority, year), layout="scrolling")


@remembered
def placed(authority: str, year: int) -> Figure:
    """Children by type of placement beside the places there are, and by age."""
    title = f"Children placed, and places here: {name_of(authority)}"
    return figure_of(title, lambda: [seen(need(authority, year))], (), _draw_need, lambda *_: NEED_MARKS)


def _draw_need(table: MeasureTable) -> None:
    need_chart(table)
    frame = table.frame[table.frame["breakdown"] == "age"]
    cells = frame.assign(
        Placement=frame["place_type"].map(TYPES).map(capitalised), age=frame["group_name"].str.rsplit(", ", n=1).str[-1].map(capitalised),
        shown=[value_text(row["value"], row["symbol"], "count", 0) for row in frame.to_dict("records")],
    )  # fmt: skip
    order = {name: list(dict.fromkeys(cells[name])) for name in ("Placement", "age")}
    rows = cells.pivot(index="Placement", columns="age", values="shown").fillna("0").loc[order["Placement"], order["age"]].reset_index()
    st.dataframe(rows, hide_index=True, height=_ROW * (len(rows) + 1) + 3, alt=f"{table.title} by age.")


@remembered
def had_place(authority: str, year: int) -> Figure:
    """Of the placements at distance those that had a local place."""
    title = f"Placed far from home though there may have been a place here: {name_of(authority)}"
    return figure_of(title, lambda: [seen(local_places(authority, year))], (), _draw_local, lambda *_: _LOCAL_MARKS)


def _draw_local(table: MeasureTable) -> None:
    rows = pd.DataFrame([
        {"Placement": capitalised(row["group_name"]), "Begun more than 20 miles from home": value_text(row["denominator"], row["symbol"], "count", 0),
         "Of them with a local place, at most": value_text(row["numerator"], row["symbol"], "count", 0),
         "%": value_text(row["value"], row["symbol"], "share", 0)}
        for row in table.frame.to_dict("records")
    ])  # fmt: skip
    st.dataframe(rows, hide_index=True, height=_ROW * (min(len(rows), 14) + 1) + 3, alt=f"{table.title}, by type and age.")


@st.fragment
def show_what_if(chosen: Selection) -> None:
    """A form for more carers or a home, and what that would change."""
    year = int(year_of(chosen) or 0)
    if not year:
        return
    offer = choose("What if there were", tuple(OFFERS), "offer", OFFERS.get, width=300)
    asked = (_ask_carers if offer == "carers" else _ask_home)(chosen.authority)
    if asked is not None:
        show_figures("care_what_if", changed(chosen.authority, year, asked), layout="scrolling")


def _ask_carers(authority: str) -> Question:
    held = settings()
    carers, places, now, then = st.columns(4)
    return more_carers(
        int(carers.number_input("Foster carers", 1, 500, 10, key="carers")),
        places.number_input("Places a carer (assumed)", 0.5, 6.0, held.places_per_carer, 0.1, key="places_per_carer"),
        now.number_input("£ a week now (assumed)", 0.0, 50_000.0, held.week_agency_carer, 10.0, key="carer_now"),
        then.number_input("£ a week then (assumed)", 0.0, 50_000.0, held.week_own_carer, 10.0, key="carer_then"),
    )


def _ask_home(authority: str) -> Question | None:
    held, points = settings(), ward_points(authority)
    if points.empty:
        st.info(f"No outlines of wards are held for {name_of(authority)}, so a home can be put in none of them.", icon=":material/info:")
        return None
    places, where, now, then = st.columns(4)
    with where:
        ward = choose("Ward", tuple(points.index), "home_ward", points["ward_name"].get)
    return a_home(
        int(places.number_input("Places", 1, 50, 4, key="home_places")), ward,
        now.number_input("£ a week now (assumed)", 0.0, 50_000.0, held.week_childrens_home, 10.0, key="home_now"),
        then.number_input("£ a week then (assumed)", 0.0, 50_000.0, held.week_own_home, 10.0, key="home_then"),
    )  # fmt: skip


@remembered
def changed(authority: str, year: int, asked: Question) -> Figure:
    """The three measures of distance now and then, and the sentences about it."""
    title = _asked_words(authority, asked)
    try:
        answer = what_if(authority, year, asked)
    except CannotAnswer as error:
        return Figure(title, (), lambda: None, problem=str(error))
    return figure_of(
        title, lambda: [seen(answer.table)], (), lambda table: _draw_change(answer.sentences, table), lambda *_: answer.table.notes[0]
    )


def _asked_words(authority: str, asked: Question) -> str:
    """What is asked, whole: a figure is drawn anew when its title changes."""
    where = f" in {ward_points(authority)['ward_name'].get(asked.ward, asked.ward)}" if asked.ward else ""
    places = "one more place" if asked.places == 1 else f"{asked.places} more places"
    return f"With {places} {_WITH[asked.place_type]}{where} at {_pounds(asked.week_then)} a week, not {_pounds(asked.week_now)}: {name_of(authority)}"


def _pounds(amount: float) -> str:
    return f"£{amount:,.2f}".removesuffix(".00")


def _draw_change(sentences: tuple[str, ...], table: MeasureTable) -> None:
    st.markdown(" ".join(sentences))
    rows = pd.DataFrame([
        {"Placed": capitalised(row["group_name"]), "Now": f"{row['children_now']:,.0f}", "Then": f"{row['children_then']:,.0f}",
         "Now, % of all": f"{row['now']:.0f}%", "Then, % of all": f"{row['value']:.0f}%"}
        for row in table.frame.to_dict("records")
    ])  # fmt: skip
    st.dataframe(rows, hide_index=True, height=_ROW * (len(rows) + 1) + 3, alt="The three measures of distance now and with more places.")

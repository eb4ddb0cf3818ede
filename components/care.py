"""The questions of the Placements page, one at a time, and what it says first."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components import care_tables as data
from components.care_distance import show_distance
from components.care_findings import point_to_findings
from components.care_forecast import show_forecast
from components.care_leavers import show_leavers
from components.care_moves import show_moves
from components.care_numbers import show_numbers
from components.care_places import show_places
from components.care_published import show_here, show_others
from components.care_sufficiency import show_sufficiency, show_what_if
from components.published import published, remembered
from measures.care_returns import returns_for
from measures.care_words import care_sentences
from measures.selection import Selection

NOTHING_HELD = (
    "No return of children looked after (SSDA903) is held for {name}. Somebody who may load files gives all tables of a return together, on the "
    "Data page or with the command line (docs/placements.md). What is published stands under the questions about provision and other authorities."
)


@dataclass(frozen=True)
class Question:
    """A question in words, what answers it, and whether that needs a return."""

    words: str
    show: Callable[[Selection], None]
    of_returns: bool = True


QUESTIONS = {
    "numbers": Question("How many children are there, and who are they?", show_numbers),
    "distance": Question("How far from home do they live?", show_distance),
    "places": Question("Where do they come from and go to?", show_places),
    "moves": Question("How settled are they?", show_moves),
    "provision": Question("What places are there, here and near?", show_here, of_returns=False),
    "others": Question("How do we compare with other authorities?", show_others, of_returns=False),
    "leavers": Question("How do care leavers fare?", show_leavers, of_returns=False),
    "forecast": Question("How many will there be?", show_forecast),
    "sufficiency": Question("Are there places for them here?", show_sufficiency),
    "what_if": Question("What would bring them nearer?", show_what_if),
}


def show_answer(chosen: Selection, question: str) -> None:
    """Sentences on the place chosen and what answers the question; where no return is held, what to load, or what is published."""
    asked, said = QUESTIONS[question], _lead(chosen)
    if said:
        st.markdown(said)
    elif asked.of_returns:
        if data.year_of(chosen):
            returns_for()  # a return is held, and not for this reader: says so
        st.info(NOTHING_HELD.format(name=data.name_of(chosen)), icon=":material/info:")
        return
    point_to_findings(chosen, question)
    asked.show(chosen)


@remembered
def _lead(chosen: Selection) -> str:
    if not data.year_of(chosen):
        return ""
    asked = chosen.but(period=data.year_of(chosen), comparator="none", by="", breakdown="Total")
    return " ".join(care_sentences(asked, published))

"""Placements: how many children are looked after, how far from home, what moves, what is here, and what would bring children nearer."""

import streamlit as st

from components.care import QUESTIONS, show_answer
from components.choices import choose
from components.frame import selection

chosen = selection()
st.title("Placements")
question = choose("Question", tuple(QUESTIONS), "question", lambda key: QUESTIONS[key].words, width=420)
show_answer(chosen, question)

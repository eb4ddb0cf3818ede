"""Deprivation: how many children live in deprived places, in which wards and LSOAs, where these cluster and where they hide."""

import streamlit as st

from components import deprivation as parts
from components.divergence import divergence
from components.figure import show_figures
from components.frame import selection
from components.priority_gaps import show_gaps
from components.rurality import rural_and_urban

chosen = selection()
picked = parts.choices(chosen)
if picked is None:
    st.stop()

if parts.show_lead(chosen, *picked):
    parts.show_map(chosen, *picked)
    show_figures("wards", parts.wards(chosen, *picked), layout="scrolling")
    show_figures("small_areas", parts.small_areas(chosen, *picked), layout="map")
    parts.show_spots(chosen, *picked)
    show_figures("hidden", parts.hidden(chosen, *picked), divergence(chosen, picked[1]), layout="scrolling")
    show_figures("rural", rural_and_urban(chosen, *picked), layout="scrolling")
    show_gaps(chosen, parts.gap(chosen, *picked))
else:
    parts.show_map(chosen, *picked)
    show_figures("hidden", divergence(chosen, picked[1]), layout="scrolling")
    show_gaps(chosen)

"""Deprivation: how many children live in deprived places, in which wards and LSOAs, where these cluster and where they hide."""

import streamlit as st

from components import deprivation as parts
from components.divergence import divergence
from components.figure import show_figures
from components.frame import selection
from components.priority_gaps import show_gaps

chosen = selection()
st.title("Deprivation")
picked = parts.choices(chosen)
if picked is None:
    st.info("The indices of deprivation are not held for this authority. Load them on the Data page.", icon=":material/info:")
    st.stop()

index_is_held = parts.show_lead(chosen, *picked)
parts.show_map(chosen, *picked)
if index_is_held:
    show_figures("wards", parts.wards(chosen, *picked), layout="scrolling")
    show_figures("small_areas", parts.small_areas(chosen, *picked), layout="map")
    parts.show_spots(chosen, *picked)
    show_figures("hidden", parts.hidden(chosen, *picked), layout="scrolling")
show_figures("divergence", divergence(chosen, picked[1]), layout="scrolling")
if index_is_held:
    show_figures("priority", parts.gap(chosen, *picked), layout="scrolling")
show_gaps(chosen)

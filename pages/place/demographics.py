"""Demographics: how many children, of what age, where, how that changes, and which ethnic groups and languages."""

import streamlit as st

from components import demography as parts
from components.frame import selection

chosen = selection()
st.title("Demographics")
parts.lead(chosen)

left, right = st.columns([3, 2], gap="large")
with left:
    parts.show_pyramid(chosen)
with right:
    parts.show_bands(chosen)

parts.show_map(chosen)

left, right = st.columns(2, gap="large")
with left:
    parts.show_trend(chosen)
with right:
    parts.show_births(chosen)

left, right = st.columns(2, gap="large")
with left:
    parts.show_ethnicity(chosen)
with right:
    parts.show_language(chosen)

parts.show_wards(chosen)

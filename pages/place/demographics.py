"""Demographics: how many children, of what age, where, how that changes, and which ethnic groups and languages."""

import streamlit as st

from components import demography as parts
from components.frame import selection
from components.layout import pair

st.title("Demographics")
chosen = selection()
parts.lead(chosen)

left, right = pair("age", (3, 2))
with left:
    parts.show_pyramid(chosen)
with right:
    parts.show_bands(chosen)

parts.show_map(chosen)

left, right = pair("change")
with left:
    parts.show_trend(chosen)
with right:
    parts.show_births(chosen)

left, right = pair("groups")
with left:
    parts.show_ethnicity(chosen)
with right:
    parts.show_language(chosen)

parts.show_wards(chosen)

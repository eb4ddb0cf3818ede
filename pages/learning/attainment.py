"""Attainment: which children fall behind, when, where, compared with whom, and whether it is getting better."""

import streamlit as st

from components import attainment as parts
from components import attainment_ages as ages
from components import attainment_beside as more
from components.attainment_choices import choices
from components.attainment_lead import show_lead
from components.attainment_wards import show_wards
from components.figure import show_figures
from components.frame import selection

chosen = selection()
st.title("Attainment")
gap = choices(chosen)
if gap is None:
    st.stop()

if not gap.breakdown:
    show_figures("all_pupils", more.all_pupils(chosen, gap.indicator_id))
if period := gap.breakdown and show_lead(chosen, gap):
    show_figures("groups", parts.groups(chosen, gap, period), parts.authorities(chosen, gap, period), layout="wide_left")
    show_figures("trend", *parts.over_the_years(chosen, gap))
    if (small := parts.small_multiples(chosen, gap)).tables:  # else the figure above has said why
        show_figures("multiples", small, layout="scrolling")
    by_age = st.container()  # filled last: it asks for every authority's gap at four ages
show_wards(chosen, gap, period)
beside = [more.beside(chosen, gap, period)] if period else []
show_figures("beside", *beside, more.absence(chosen), more.phases(chosen), layout="scrolling")
if period:
    with by_age:
        show_figures("ages", ages.by_age(chosen, gap), ages.as_they_grow(chosen, gap), layout="wide_left")

"""Overview: what a plan set out to do, what its needs analysis said, which places it named, and what it contradicts."""

import streamlit as st

from components import overview as parts
from components.frame import selection

chosen = selection()
if not chosen.plan:
    parts.choose_a_plan()
    st.stop()

parts.lead(chosen.plan)
parts.show_priorities(chosen.plan)
parts.show_judgements(chosen.plan)
parts.show_facts(chosen.plan)
parts.show_priority_areas(chosen.plan)
parts.show_contradictions(chosen.plan)
parts.show_origin(chosen.plan)

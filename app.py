"""The frame: style, access, navigation, shared filters, and what stands beneath every page; nothing else."""

import streamlit as st

from components import filters, frame, theme
from measures.errors import CannotAnswer
from warehouse import WarehouseMissing

st.set_page_config(page_title="Needs Atlas", page_icon="/app/static/favicon.png", layout="wide")
theme.apply_style()
frame.reload_if_misunderstood()
page = frame.navigation()
try:
    filtered = filters.show()
except (WarehouseMissing, CannotAnswer) as missing:
    frame.say_missing(missing)
    st.stop()
st.session_state["selection"] = filtered.selection
frame.show_warnings(filtered.warnings)
page.run()

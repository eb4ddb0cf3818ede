"""Compare: two to six authorities, wards or priority areas side by side, and a ward against its authority, England and wards like it."""

import streamlit as st

from components import compare as parts
from components.frame import selection

chosen = selection()
st.title("Compare")
places, shown = parts.choices(chosen)
if not parts.is_enough(places, shown):
    st.stop()

st.markdown(parts.lead(places, shown, chosen.comparator))
parts.show_overall(places, shown, chosen.comparator)
parts.show_charts(places, shown, chosen.comparator)
parts.show_ward(places, shown)

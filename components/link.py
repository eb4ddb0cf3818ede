"""Filters and URL, kept the same in both directions, so that a copied link opens the same view on a cold server.

Streamlit's own binding writes a widget's labels into the URL; links must hold codes, which do not change.
"""

import re

import streamlit as st

_WRITTEN = "link_written"
KEYS = ("plan", "la", "priority", "period", "compare")
WARDS = "ward"
# Streamlit adds an entry to the browser's history whenever the app completes an address; one press of "back" would then lead nowhere.
# An address completed on a page just entered, or before the reader has touched anything, takes the place of the incomplete one.
_ONE_ENTRY_A_VIEW = """
<script>
if (!window.needsAtlasHistory) {
  window.needsAtlasHistory = true;
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    const to = new URL(address, location.href);
    const completes = to.pathname === location.pathname && (!location.search || !navigator.userActivation?.hasBeenActive);
    completes ? history.replaceState(state, title, address) : push(state, title, address);
  };
}
</script>
"""


def _in_url() -> dict[str, tuple[str, ...]]:
    found = {key: tuple(st.query_params.get_all(key)) for key in (*KEYS, WARDS)}
    return {key: values for key, values in found.items() if values}


def adopt() -> bool:
    """Take the URL's values into the session when they came from outside (a link, back, forward). True when they did.

    An empty URL after a change of page is no such thing: the session's own values stay. Where the session has lost
    them (a run without filters, because nothing was built) the URL's count again.
    """
    found = _in_url()
    if not found or (found == st.session_state.get(_WRITTEN) and "la" in st.session_state):
        return False
    for key in KEYS:
        st.session_state[key] = found.get(key, ("",))[0]
    st.session_state[WARDS] = list(found.get(WARDS, ()))
    return True


def write() -> None:
    """Put the session's values into the URL; what a page keeps there of its own (choices.py) stays."""
    values = {key: (str(st.session_state[key]),) for key in KEYS if st.session_state.get(key)}
    if st.session_state.get(WARDS):
        values[WARDS] = tuple(st.session_state[WARDS])
    if values != _in_url():
        others = {key: st.query_params.get_all(key) for key in st.query_params if key not in (*KEYS, WARDS)}
        st.query_params.from_dict({key: list(value) for key, value in values.items()} | others)
    st.session_state[_WRITTEN] = values


def anchor(heading: str) -> str:
    """The name by which a link within the page finds a heading: Streamlit's own way of making it."""
    return "-".join(re.findall(r"[^\W_]+", heading.lower()))


def one_entry_a_view() -> None:
    """Let the browser's back and forward lead from view to view."""
    with st.container(key="unseen_history"):
        st.html(_ONE_ENTRY_A_VIEW, unsafe_allow_javascript=True)

"""A page's own choice: a selectbox whose value lives in the link too, as a code."""

from collections.abc import Callable, Sequence

import streamlit as st


def choose(label: str, options: Sequence[str], key: str, words: Callable[[str], str], width: int | str = "stretch") -> str:
    """The option chosen; the first one is meant when the link names none, and is not written into it.

    A link that names something else is answered in a sentence. ``key`` is the name in the link and in the session.
    """
    _adopt(options, key)
    chosen = st.selectbox(label, options, format_func=words, key=key, width=width)
    _write(key, "" if chosen == options[0] else chosen)
    return chosen


def _adopt(options: Sequence[str], key: str) -> None:
    """Take the link's value when it came from outside: a link followed, back, forward. What another choice has made void is left quietly."""
    state, wanted = st.session_state, st.query_params.get(key, "")
    if wanted == state.get(f"link_{key}", "") and key in state:
        if state[key] not in options:
            state[key] = options[0]
        return
    if wanted and wanted not in options:
        st.warning(f'"{wanted}" cannot be chosen here; it is left out.', icon=":material/link_off:")
    state[key] = wanted if wanted in options else options[0]


def _write(key: str, value: str) -> None:
    if value != st.query_params.get(key, ""):
        if value:
            st.query_params[key] = value
        else:
            del st.query_params[key]
    st.session_state[f"link_{key}"] = value

"""A page's own choice: a selectbox whose value lives in the link too, as a code."""

from collections.abc import Callable, Sequence

import streamlit as st


def choose(label: str, options: Sequence[str], key: str, words: Callable[[str], str], width: int | str = "stretch", usual: str = "") -> str:
    """The option chosen; ``usual``, or the first one, is meant when the link names none, and is not written into it.

    A link that names something else is answered in a sentence. ``key`` is the name in the link and in the session.
    """
    meant = usual if usual in options else options[0]
    _adopt(options, key, meant)
    chosen = st.selectbox(label, options, format_func=words, key=key, width=width)
    _write(key, "" if chosen == meant else chosen)
    return chosen


def _adopt(options: Sequence[str], key: str, meant: str) -> None:
    """Take the link's value when it came from outside: a link followed, back, forward. What another choice has made void is left quietly."""
    state, wanted = st.session_state, st.query_params.get(key, "")
    if wanted == state.get(f"link_{key}", "") and key in state:
        if state[key] not in options:
            state[key] = meant
        return
    if wanted and wanted not in options:
        st.warning(f'"{wanted}" cannot be chosen here; it is left out.', icon=":material/link_off:")
    state[key] = wanted if wanted in options else meant


def _write(key: str, value: str) -> None:
    if value != st.query_params.get(key, ""):
        if value:
            st.query_params[key] = value
        else:
            del st.query_params[key]
    st.session_state[f"link_{key}"] = value


def choose_many(
    label: str, options: Sequence[str], key: str, words: Callable[[str], str], usual: Sequence[str], most: int
) -> tuple[str, ...]:
    """The options chosen, up to ``most``, in the order chosen; ``usual`` is meant when the link names none, and is not written into it.

    A link may name what is not among ``options`` as long as ``words`` knows it by another name than its code.
    """
    offered = _adopt_many(tuple(options), key, words, tuple(usual), most)
    chosen = tuple(st.multiselect(label, offered, format_func=words, key=key, max_selections=most))
    _write_many(key, () if chosen == st.session_state[f"usual_{key}"] else chosen)
    return chosen


def _adopt_many(options: tuple[str, ...], key: str, words: Callable[[str], str], usual: tuple[str, ...], most: int) -> list[str]:
    """Take the link's values when they came from outside, and the usual ones when these have changed; what can be offered now."""
    state, wanted = st.session_state, tuple(st.query_params.get_all(key))
    from_outside = wanted != state.get(f"link_{key}", ()) or key not in state
    known = [code for code in wanted if code in options or words(code) != code]
    if from_outside and (wanted or key not in state):
        for code in wanted:
            if code not in known:
                st.warning(f'"{code}" cannot be chosen here; it is left out.', icon=":material/link_off:")
        state[key] = list(dict.fromkeys(known))[:most] or list(usual)
    elif not wanted and state.get(f"usual_{key}") != usual:
        state[key] = list(usual)
    state[f"usual_{key}"] = usual
    state[key] = [code for code in state[key] if code in options or words(code) != code]
    return list(dict.fromkeys([*options, *state[key]]))


def _write_many(key: str, values: tuple[str, ...]) -> None:
    if values != tuple(st.query_params.get_all(key)):
        if values:
            st.query_params[key] = list(values)
        else:
            del st.query_params[key]
    st.session_state[f"link_{key}"] = values

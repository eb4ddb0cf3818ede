"""The shared filters in the sidebar. They persist across pages, live in the URL and yield one Selection."""

from dataclasses import dataclass

import streamlit as st

from components import link
from components.filter_options import options_for
from measures.selection import Selection

_DEFAULT = {"plan": "dorset-2020", "la": "E06000059", "priority": "", "period": "", "compare": "england", "ward": []}
_WITHIN = {"ward": [], "priority": "", "period": ""}


@dataclass(frozen=True)
class Filtered:
    """The reader's selection, and sentences about what a link asked for that does not exist."""

    selection: Selection
    warnings: tuple[str, ...]


def show() -> Filtered:
    """Draw the filters and return the selection they make."""
    state = st.session_state
    if link.adopt() or "la" not in state:
        state["link_warnings"] = (*_repair(), *_repair_within())
    with st.sidebar:
        _draw()
    link.write()
    selection = Selection(
        state["la"], plan=state["plan"], wards=tuple(state["ward"]), priority_area=state["priority"],
        period=state["period"], comparator=state["compare"],
    )  # fmt: skip
    return Filtered(selection, state.get("link_warnings", ()))


def _repair() -> list[str]:
    """Fill what a link leaves open and replace what it gets wrong; a sentence for each thing replaced."""
    state, warnings = st.session_state, []
    if not any(state.get(key) for key in _DEFAULT):
        state.update(_DEFAULT)
    offered = options_for("")
    if state.setdefault("plan", "") not in offered.plans:
        warnings.append(f'The link names a plan "{state["plan"]}" that is not held here.')
        state["plan"] = ""
    if not state.get("la"):
        state["la"] = offered.plan_area.get(state["plan"], _DEFAULT["la"])
    if state["la"] not in offered.authorities:
        first = _DEFAULT["la"] if _DEFAULT["la"] in offered.authorities else next(iter(offered.authorities))
        warnings.append(f'The link names an authority "{state["la"]}" that is not held here; {offered.authorities[first]} is shown.')
        state.update({"la": first, "plan": ""} | _WITHIN)
    return warnings


def _repair_within() -> list[str]:
    """The same for what depends on the authority: wards, priority area, period, comparator."""
    state, warnings = st.session_state, []
    offered = options_for(state["la"])
    for code in [code for code in state.setdefault("ward", []) if code not in offered.wards]:
        warnings.append(f'The link names a ward "{code}" that is not one of this authority\'s wards; it is left out.')
    state["ward"] = [code for code in state["ward"] if code in offered.wards]
    for key, options, what in (
        ("priority", offered.priorities, "priority area"), ("period", offered.years, "year"), ("compare", offered.comparators, "comparator"),
    ):  # fmt: skip
        if state.get(key) and state[key] not in options:
            warnings.append(f'The link names a {what} "{state[key]}" that is not held for this authority; it is left out.')
            state[key] = ""
        state.setdefault(key, "")
    state["compare"] = state["compare"] or _DEFAULT["compare"]
    return warnings


def _plan_changed() -> None:
    """A plan brings its authority; what was chosen inside another one no longer applies."""
    state = st.session_state
    area = options_for("").plan_area.get(state["plan"], state["la"])
    if area != state["la"]:
        state.update({"la": area} | _WITHIN)


def _authority_changed() -> None:
    """A plan of another authority is left; the first plan of this one is taken, if it has any."""
    state = st.session_state
    mine = [plan for plan, area in options_for("").plan_area.items() if area == state["la"]]
    state.update(_WITHIN | {"plan": state["plan"] if state["plan"] in mine else next(iter(mine), "")})


def _reset() -> None:
    st.session_state.update(_DEFAULT)
    st.session_state["link_warnings"] = ()


def _choice(label: str, offered: dict[str, str], key: str, on_change=None) -> None:
    st.selectbox(label, list(offered), key=key, format_func=offered.get, on_change=on_change)


def _draw() -> None:
    offered = options_for(st.session_state["la"])
    _choice("Plan", offered.plans, "plan", _plan_changed)
    _choice("Authority", offered.authorities, "la", _authority_changed)
    _choice("Priority area", offered.priorities, "priority")
    st.multiselect("Wards", list(offered.wards), key="ward", format_func=offered.wards.get, placeholder="All wards")
    _choice("Year", offered.years, "period")
    _choice("Compare with", offered.comparators, "compare")
    st.button("Reset filters", on_click=_reset, width="stretch")

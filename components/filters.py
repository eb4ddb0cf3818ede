"""The shared filters in the sidebar. They persist across pages, live in the URL and yield one Selection."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import link
from measures.held import authorities, plans, priority_areas, wards_of
from measures.periods import periods_of
from measures.selection import COMPARATORS, Selection

_DEFAULT = {"plan": "dorset-2020", "la": "E06000059", "priority": "", "period": "", "compare": "england", "ward": []}
_COMPARATOR_WORDS = {"none": "Nothing", "authority": "The whole authority", "region": "Its region", "england": "England"}


@dataclass(frozen=True)
class Filtered:
    """The reader's selection, and sentences about what a link asked for that does not exist."""

    selection: Selection
    warnings: tuple[str, ...]


def show() -> Filtered:
    """Draw the filters and return the selection they make."""
    if link.adopt() or "la" not in st.session_state:
        st.session_state["link_warnings"] = _repair()
    with st.sidebar:
        _draw()
    link.write()
    state = st.session_state
    selection = Selection(
        state["la"], plan=state["plan"], wards=tuple(state["ward"]), priority_area=state["priority"],
        period=state["period"], comparator=state["compare"],
    )  # fmt: skip
    return Filtered(selection, state.get("link_warnings", ()))


def _repair() -> tuple[str, ...]:
    """Fill what a link leaves open and replace what it gets wrong; a sentence for each thing replaced."""
    state, warnings = st.session_state, []
    if not any(state.get(key) for key in _DEFAULT):
        state.update(_DEFAULT)
    held = plans()
    if state.get("plan") and state["plan"] not in held.index:
        warnings.append(f'The link names a plan "{state["plan"]}" that is not held here.')
        state["plan"] = ""
    state.setdefault("plan", "")
    if not state.get("la"):
        state["la"] = held.at[state["plan"], "area_code"] if state["plan"] else _DEFAULT["la"]
    if state["la"] not in authorities().index:
        warnings.append(f'The link names an authority "{state["la"]}" that is not held here; Dorset is shown instead.')
        state.update(_DEFAULT)
    return (*warnings, *_repair_within())


def _repair_within() -> list[str]:
    """The same for what depends on the authority: wards, priority area, period, comparator."""
    state, warnings = st.session_state, []
    known = set(wards_of(state["la"])["ward_code"])
    for code in [code for code in state.get("ward", []) if code not in known]:
        warnings.append(f'The link names a ward "{code}" that is not one of this authority\'s wards; it is left out.')
    state["ward"] = [code for code in state.get("ward", []) if code in known]
    for key, options, what in (
        ("priority", _priority_options(), "priority area"), ("period", _period_options(), "year"),
        ("compare", list(COMPARATORS), "comparator"),
    ):  # fmt: skip
        if state.get(key) and state[key] not in options:
            warnings.append(f'The link names a {what} "{state[key]}" that is not held for this authority; it is left out.')
            state[key] = ""
        state.setdefault(key, "")
    state["compare"] = state["compare"] or _DEFAULT["compare"]
    return warnings


def _priority_options() -> list[str]:
    held = priority_areas()
    mine = held[(held["authority_code"] == st.session_state["la"]) & held["ward_code"].notna()]
    return ["", *dict.fromkeys(mine["priority_area_id"])]


def _period_options() -> list[str]:
    return ["", *reversed(periods_of("population_0_19", st.session_state["la"]).index)]


def _plan_changed() -> None:
    """A plan brings its authority; what was chosen inside another one no longer applies."""
    state = st.session_state
    if state["plan"] and plans().at[state["plan"], "area_code"] != state["la"]:
        state["la"] = plans().at[state["plan"], "area_code"]
        state.update({"ward": [], "priority": "", "period": ""})


def _authority_changed() -> None:
    """A plan of another authority is left; the first plan of this one is taken, if it has any."""
    state, held = st.session_state, plans()
    mine = held.index[held["area_code"] == state["la"]]
    state.update({"ward": [], "priority": "", "period": ""})
    if state["plan"] not in mine:
        state["plan"] = mine[0] if len(mine) else ""


def _reset() -> None:
    st.session_state.update(_DEFAULT)
    st.session_state["link_warnings"] = ()


def _draw() -> None:
    state = st.session_state
    held, titles, areas = authorities(), plans(), priority_areas().drop_duplicates("priority_area_id").set_index("priority_area_id")
    wards = wards_of(state["la"]).set_index("ward_code")["ward_name"]
    nature = periods_of("population_0_19", state["la"])
    st.selectbox("Plan", ["", *titles.index], key="plan", on_change=_plan_changed,
                 format_func=lambda code: titles.at[code, "short_title"] if code else "No plan")  # fmt: skip
    st.selectbox("Authority", list(held.index), key="la", on_change=_authority_changed,
                 format_func=lambda code: _authority_label(held.loc[code]))  # fmt: skip
    st.selectbox("Priority area", _priority_options(), key="priority",
                 format_func=lambda code: areas.at[code, "area_name"] if code else "All of it")  # fmt: skip
    st.multiselect("Wards", list(wards.index), key="ward", format_func=lambda code: wards[code], placeholder="All wards")
    st.selectbox("Year", _period_options(), key="period", format_func=lambda year: _year_label(year, nature))
    st.selectbox("Compare with", list(COMPARATORS), key="compare", format_func=_COMPARATOR_WORDS.get)
    st.button("Reset filters", on_click=_reset, width="stretch")


def _authority_label(held: pd.Series) -> str:
    return f"{held['area_name']} (until {held['last_year'] + 1})" if held["is_historic"] else held["area_name"]


def _year_label(year: str, nature: pd.Series) -> str:
    if not year:
        return "Latest official"
    return f"{year}" if nature[year] == "official" else f"{year} (modelled)"

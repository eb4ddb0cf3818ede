"""The shared filters in the sidebar. They persist across pages, live in the URL and yield one Selection."""

from dataclasses import dataclass

import streamlit as st

from components import link
from components.filter_options import Options, options_for
from measures.errors import CannotAnswer
from measures.held import version_with_areas
from measures.selection import Selection

_DEFAULT = {"plan": "dorset-2020", "la": "E06000059", "priority": "", "period": "", "compare": "england", "ward": []}
_WITHIN = {"ward": [], "priority": "", "period": ""}


@dataclass(frozen=True)
class Filtered:
    """The reader's selection, and sentences about what a link asked for that does not exist."""

    selection: Selection
    warnings: tuple[str, ...]


def show() -> Filtered:
    """Draw the filters and return the selection they make. Raises CannotAnswer while no authority is held."""
    state = st.session_state
    if not options_for("").authorities:
        raise CannotAnswer("The warehouse holds no authority yet: load an official lookup of wards, or figures of an authority.")
    if link.adopt() or "la" not in state or state.get("filters_fit") != version_with_areas():
        _fit()
    with st.sidebar:
        _draw()
    link.write()
    selection = Selection(
        state["la"], plan=state["plan"], wards=tuple(state["ward"]), priority_area=state["priority"],
        period=state["period"], comparator=state["compare"],
    )  # fmt: skip
    return Filtered(selection, state.get("link_warnings", ()))


def _fit() -> None:
    """Make what is chosen fit what is held: after a link, and after a new version of the warehouse."""
    state = st.session_state
    if any(state.get(key) for key in _DEFAULT):
        state["link_warnings"] = (*_repair(), *_repair_within())
    else:
        _reset()
    state["filters_fit"] = version_with_areas()


def _repair() -> list[str]:
    """Fill what a link leaves open and replace what is not held; a sentence for each thing replaced."""
    state, warnings = st.session_state, []
    offered, wanted = options_for(""), state.get("la", "")
    if state.setdefault("plan", "") not in offered.plans:
        warnings.append(f'The plan "{state["plan"]}" is not held here.')
        state["plan"] = ""
    if wanted not in offered.authorities:
        state.update({"la": _authority_without_wish(offered)} | (_WITHIN if wanted else {}))
        if wanted:
            warnings.append(
                f'The authority "{wanted}" cannot be chosen, because none of its wards are held; {offered.authorities[state["la"]]} is shown.'
            )
    if offered.plan_area.get(state["plan"], state["la"]) != state["la"]:
        warnings.append(f'The plan "{state["plan"]}" is of another authority; it is left out.')
        state["plan"] = ""
    return warnings


def _authority_without_wish(offered: Options) -> str:
    """The authority shown when a link names none, or none that is held: the plan's, else the usual one, else the first."""
    usual = offered.plan_area.get(st.session_state["plan"], _DEFAULT["la"])
    return usual if usual in offered.authorities else next(iter(offered.authorities))


def _repair_within() -> list[str]:
    """The same for what depends on the authority: priority area, period, comparator, wards."""
    state, warnings = st.session_state, []
    offered = options_for(state["la"])
    for key, options, what in (
        ("priority", offered.priorities, "priority area"), ("period", offered.years, "year"), ("compare", offered.comparators, "comparator"),
    ):  # fmt: skip
        if state.get(key) and state[key] not in options:
            warnings.append(f'The {what} "{state[key]}" is not held for this authority; it is left out.')
            state[key] = ""
        state.setdefault(key, "")
    state["compare"] = state["compare"] or _DEFAULT["compare"]
    wanted, wards = state.get("ward", []), offered.wards_within(state["priority"])
    state["ward"] = [code for code in wanted if code in wards]
    where = "priority area" if state["priority"] else "authority"
    return warnings + [f'The ward "{code}" is not one of this {where}; it is left out.' for code in wanted if code not in wards]


def _changed() -> None:
    """What a link got wrong has been read once the reader chooses."""
    st.session_state["link_warnings"] = ()


def _plan_changed() -> None:
    """A plan brings its authority; what was chosen inside another one no longer applies."""
    _changed()
    state = st.session_state
    area = options_for("").plan_area.get(state["plan"], state["la"])
    if area != state["la"]:
        state.update({"la": area} | _WITHIN)


def _authority_changed() -> None:
    """A plan of another authority is left; the first plan of this one is taken, if it has any."""
    _changed()
    state = st.session_state
    mine = [plan for plan, area in options_for("").plan_area.items() if area == state["la"]]
    state.update(_WITHIN | {"plan": state["plan"] if state["plan"] in mine else next(iter(mine), "")})


def _priority_changed() -> None:
    """Wards outside the priority area are left."""
    _changed()
    state = st.session_state
    wards = options_for(state["la"]).wards_within(state["priority"])
    state["ward"] = [code for code in state["ward"] if code in wards]


def _reset() -> None:
    """The view a first visit gets, as far as it is held."""
    st.session_state.update(_DEFAULT)
    _repair()
    _repair_within()
    _changed()


def _choice(label: str, offered: dict[str, str], key: str, on_change=_changed) -> None:
    st.selectbox(label, list(offered), key=key, format_func=offered.get, on_change=on_change)


def _draw() -> None:
    offered = options_for(st.session_state["la"])
    _choice("Plan", offered.plans, "plan", _plan_changed)
    _choice("Authority", offered.authorities, "la", _authority_changed)
    _choice("Priority area", offered.priorities, "priority", _priority_changed)
    wards = offered.wards_within(st.session_state["priority"])
    st.multiselect("Wards", list(wards), key="ward", format_func=offered.wards.get, placeholder="All wards", on_change=_changed)
    _choice("Year", offered.years, "period")
    _choice("Compare with", offered.comparators, "compare")
    st.button("Reset filters", on_click=_reset, width="stretch")

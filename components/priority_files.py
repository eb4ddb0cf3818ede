"""Priority areas out of and into files on their page: GeoJSON and CSV."""

from functools import partial

import streamlit as st

from components.access import guarded
from components.downloads import offer_file
from components.layout import pair
from components.markdown import plain_sentence
from components.priority_form import SAID
from components.watching import taking_list
from measures.access import AREAS, access_here
from measures.errors import CannotAnswer
from measures.priority_areas import files, store
from measures.priority_areas.area import OwnArea
from measures.priority_areas.places import drawable_kinds
from measures.selection import Selection

_TYPES = {"geojson": "application/geo+json", "csv": "text/csv"}


def show_files(chosen: Selection) -> None:
    """Download people's own areas of the authority; import areas from a file."""
    st.markdown("## Files")
    left, right = pair()
    with left:
        _offer(tuple(area for area in store.own_areas() if area.authority == chosen.authority))
    with right:
        if access_here().may(AREAS):  # else the form above has said who may
            _import(chosen.authority)


def _offer(areas: tuple[OwnArea, ...]) -> None:
    st.markdown("People's own areas as GeoJSON (shapes joined from the members' outlines) or CSV (a row a member).")
    if not areas:
        st.markdown("There are none of this authority yet.")
        return
    with st.container(horizontal=True):
        for form, kind in _TYPES.items():
            offer_file(taking_list(partial(_written, areas, form), "priority_areas", form), f"priority_areas.{form}", kind, f"priority_{form}",
                       f"Download {form.upper().replace('GEOJSON', 'GeoJSON')}")  # fmt: skip


def _written(areas: tuple[OwnArea, ...], form: str) -> bytes:
    return files.written(areas, form)[0]


def _import(authority: str) -> None:
    kinds = {kind.key: kind.words for kind in drawable_kinds(authority)}
    st.markdown("A shape drawn by hand is read as the places whose population-weighted centre (where that is held, else a point in the middle) "
                "lies in it. A file from here brings its own members. Nothing that is held is written over.")  # fmt: skip
    if len(kinds) > 1:
        st.radio("Drawn shapes are made of", list(kinds), key="import_of", format_func=kinds.get, horizontal=True)
    number = st.session_state.get("import_number", 0)
    given = st.file_uploader("GeoJSON or CSV", type=list(files.FORMS), key=f"import_file_{number}", max_upload_size=20)
    if given:
        st.button(
            "Import",
            on_click=guarded(AREAS, _bring),
            args=(given.name, given.getvalue(), authority),
            key="import_go",
            type="primary",
            icon=":material/upload:",
        )
    for sentence in st.session_state.pop("import_problems", []):
        st.error(plain_sentence(sentence), icon=":material/error:")


def _bring(name: str, content: bytes, authority: str) -> None:
    state = st.session_state
    try:
        done = files.keep(files.read(content, name, authority if drawable_kinds(authority) else "", state.get("import_of", "")))
    except CannotAnswer as refusal:
        state["import_problems"] = [str(refusal)]
        return
    state[SAID] = [sentence for each in done if each.area for sentence in each.said]
    state["import_problems"] = [f"{each.name}: not imported. {' '.join(each.said)}" for each in done if each.area is None]
    state["import_number"] = state.get("import_number", 0) + 1

"""The Priority areas page: how many there are, one of them closely, and what is archived."""

import pandas as pd
import streamlit as st

from components.access import guarded
from components.markdown import plain, plain_sentence
from components.priority_drafts import edit
from components.priority_form import SAID, SAVED
from components.priority_list import children_words
from components.site import script_of
from measures.access import AREAS, access_here
from measures.errors import CannotAnswer
from measures.held import larger_areas, plans
from measures.priority_areas import journal, store
from measures.priority_areas.area import NATURES
from measures.priority_areas.overlaps import overlap_sentence
from measures.priority_scopes import areas_of
from measures.selection import Selection
from settings import settings

_MOST_NAMED = 12


def lead(chosen: Selection) -> None:
    """The title, how many areas there are, and what was just done."""
    st.session_state.pop(SAVED, None)  # the whole page runs, so nothing is left to be drawn anew
    name = larger_areas().at[chosen.authority, "area_name"]
    held = areas_of(chosen.but(plan="")).drop_duplicates("priority_area_id")
    own = int((held["plan_id"] == "").sum())
    said = f"{name} has **{len(held)} priority area{'s' * (len(held) != 1)}**: {len(held) - own} named by plans, {own} of people's own."
    st.markdown(f"# Priority areas\n\n{said} Every page can be filtered by them, on the left.")
    for sentence in journal.problems(settings().home):
        st.warning(sentence, icon=":material/warning:")
    for sentence in filter(None, st.session_state.pop(SAID, [])):
        st.success(plain_sentence(sentence), icon=":material/check:")


def show_area(chosen: Selection, area_id: str) -> None:
    """One area in words, and what can be done with it. Areas of plans are not edited."""
    held = areas_of(chosen.but(plan=""))
    rows = held[held["priority_area_id"] == area_id]
    first = rows.iloc[0]
    st.markdown(f"## {plain(first['area_name'])}")
    said = (_about(first), _children_sentence(area_id, chosen.authority), _members_sentence(rows),
            plain_sentence(overlap_sentence(area_id, chosen.authority)))  # fmt: skip
    st.markdown(" ".join(filter(None, said)))
    with st.container(horizontal=True):
        where = {"la": chosen.authority, "priority": area_id} | ({"plan": chosen.plan} if chosen.plan else {})
        st.page_link(script_of("deprivation"), label="Its deprivation", query_params=where, icon=":material/location_on:")
        st.page_link(script_of("demographics"), label="Its children", query_params=where, icon=":material/groups:")
        if not first["plan_id"] and access_here().may(AREAS):
            st.button("Edit", on_click=edit, args=(chosen.authority, area_id), key="area_edit", icon=":material/edit:")
            st.button("Archive", on_click=guarded(AREAS, _do), args=("archive", area_id), key="area_archive", icon=":material/archive:")
            st.button("Undo the last change", on_click=guarded(AREAS, _do), args=("undo", area_id), key="area_undo", icon=":material/undo:")
    if not first["plan_id"]:
        _history(area_id)


def _about(first: pd.Series) -> str:
    if first["plan_id"]:
        reading = f" *Our reading:* {first['reading']}" if isinstance(first["reading"], str) else ""
        return f"Named by the plan {plans().at[first['plan_id'], 'short_title']}, so it cannot be edited here. In the plan: {first['made_of']}.{reading}"
    owner = f"Owner: {plain(first['area_owner'])}. " if first["area_owner"] else ""
    note = f" {plain_sentence(first['why_named'])}" if first["why_named"] else ""
    return f"{owner}Boundary: {NATURES[first['nature']]}.{note}"


def _children_sentence(area_id: str, authority: str) -> str:
    words, why = children_words(area_id, authority)
    return plain_sentence(why) or f"**Children aged 0 to 15: {words}.**"


def _members_sentence(rows: pd.DataFrame) -> str:
    names = list(rows.dropna(subset=["stated_code"]).drop_duplicates("stated_code")["stated_name"])
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"Members: {', '.join(map(plain, names[:_MOST_NAMED]))}{more}." if names else ""


def _history(area_id: str) -> None:
    with st.expander("History", icon=":material/history:"):
        rows = pd.DataFrame([{"When (UTC)": each.at[:16].replace("T", " "), "What": each.did, "Name": each.area.name, "Owner": each.area.owner,
                              "Members": len(each.area.members)} for each in store.changes_of(area_id)])  # fmt: skip
        st.dataframe(rows, hide_index=True, alt="Every change of this area, the latest first.")


def _do(what: str, area_id: str) -> None:
    """Archive, restore or undo; what was done, or why not, is said above."""
    try:
        area = getattr(store, what)(area_id)
    except CannotAnswer as why:
        st.session_state[SAID] = [str(why)]
        return
    state = "is archived; it can be restored at the foot of the page" if area.is_archived else "is in force"
    st.session_state[SAID] = [f"{'The last change is taken back: ' if what == 'undo' else ''}{area.name} {state}."]


def show_archived(chosen: Selection) -> None:
    """Areas taken out of the filters, each with a button that brings it back."""
    gone = [area for area in store.own_areas(archived=True) if area.authority == chosen.authority]
    if not gone or not access_here().may(AREAS):
        return
    st.markdown("## Archived")
    for area in gone:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{plain(area.name)}: {len(area.members)} members, made on {area.made_on}.")
            st.button(
                "Restore",
                on_click=guarded(AREAS, _do),
                args=("restore", area.area_id),
                key=f"restore_{area.area_id}",
                icon=":material/unarchive:",
            )

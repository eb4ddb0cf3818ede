"""The Priority areas page: those of the plans and people's own, one of them closely, and what is archived."""

import pandas as pd
import streamlit as st

from components.choices import choose
from components.layout import pair
from components.maps.members import member_map
from components.priority_drafts import edit
from components.priority_form import SAID, SAVED
from components.published import published
from components.upload import plain
from measures.errors import CannotAnswer
from measures.held import larger_areas, plans
from measures.narrowing import area_members, in_lsoas
from measures.priority_areas import journal, store
from measures.priority_areas.area import NATURES
from measures.priority_areas.overlaps import overlap_sentence
from measures.priority_areas.places import Kind, drawable_kinds
from measures.priority_scopes import areas_of
from measures.selection import Selection
from measures.words import value_text
from settings import settings

_CHILDREN = "population_0_15"
_WIDTHS = {"Priority area": 155, "Whose": 110, "Made of": 70, "Children 0 to 15": 130}
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
        st.success(plain(sentence) + ".", icon=":material/check:")


def show_list(chosen: Selection) -> str:
    """All areas in a table beside their map; the id of the one the reader picks, empty for none."""
    held = areas_of(chosen.but(plan=""))
    if held.empty:
        st.info(
            "No priority area is held here yet. Make the first one below: pick wards or LSOAs and give it a name.", icon=":material/info:"
        )
        return ""
    names = _labels(held)
    left, right = pair((4, 5))
    with right:
        _table(held, names, chosen.authority)
        area_id = choose("Look at", ("", *names), "area", lambda key: names[key] if key else "All of them")
    with left:
        _map([area_id] if area_id else list(names), names, chosen.authority)
    return area_id


def _labels(held: pd.DataFrame) -> dict[str, str]:
    first = held.drop_duplicates("priority_area_id")
    whose = first["plan_id"].map(plans()["short_title"]).fillna("own")
    return dict(zip(first["priority_area_id"], first["area_name"] + " (" + whose + ")", strict=True))


def _table(held: pd.DataFrame, names: dict[str, str], authority: str) -> None:
    first = held.drop_duplicates("priority_area_id").set_index("priority_area_id")
    whose = (
        first["plan_id"].map(plans()["short_title"]).fillna("own" + first["area_owner"].map(lambda owner: f": {owner}" if owner else ""))
    )
    rows = pd.DataFrame({
        "Priority area": first["area_name"], "Whose": whose, "Made of": [_made_of(key, authority) for key in names],
        "Children 0 to 15": [children_words(key, authority)[0] for key in names],
    })  # fmt: skip
    st.dataframe(rows, hide_index=True, height=min(35 * (len(rows) + 1) + 3, 380), alt="Priority areas: whose, made of what, children aged 0 to 15.",
                 column_config={name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()})  # fmt: skip


def _made_of(area_id: str, authority: str) -> str:
    members = area_members(area_id, authority)[1]
    parts = [(len(members.wards), "ward"), (len(members.lsoas), "LSOA"), (len(members.missing), "not held")]
    said = [f"{count} {word}{'s' * (count != 1 and word != 'not held')}" for count, word in parts if count]
    return " and ".join(said) or "no boundary"


def children_words(area_id: str, authority: str) -> tuple[str, str]:
    """How many children live in an area with the year, or the symbol; and a sentence where there is no figure."""
    try:
        table = published(_CHILDREN, Selection(authority, priority_area=area_id))
    except CannotAnswer as why:
        return "x", str(why)
    row = table.frame.iloc[-1]
    text = value_text(row["value"], row["symbol"], "count", 0)
    if pd.isna(row["value"]):
        return text, " ".join(table.notes[:1])
    modelled = ", modelled" if row["nature"] == "modelled" else ""
    return f"{text} ({row['time_period']}{modelled})", ""


def _map(ids: list[str], names: dict[str, str], authority: str) -> None:
    """The members of some areas on LSOAs where one of them has any, else on wards."""
    members = {area_id: area_members(area_id, authority)[1] for area_id in ids}
    kind = _kind(any(each.lsoas for each in members.values()), authority)
    if kind is None:
        st.info("The outlines of this authority are not held, so the areas are listed only. Load ONS boundaries on the Data page.")
        return
    texts: dict[str, str] = {}
    for area_id, each in members.items():
        for code in _drawn_codes(each, authority, kind):
            texts[code] = ", ".join(filter(None, (texts.get(code), names[area_id])))
    alt = f"Map of the {kind.words} in these priority areas: {', '.join(names[area_id] for area_id in ids)}. The table lists them."
    member_map(authority, kind, texts, "in a priority area" if len(ids) > 1 else f"in {plain(names[ids[0]])}", alt, "priority_map")


def _kind(of_lsoas: bool, authority: str) -> Kind | None:
    kinds = [kind for kind in drawable_kinds(authority) if of_lsoas or kind.area_type == "ward"]
    return next(iter(kinds), next(iter(drawable_kinds(authority)), None))


def _drawn_codes(members, authority: str, kind: Kind) -> set[str]:
    if kind.area_type == "ward":
        return {*members.all_wards}
    return {*members.lsoas, *(code for inside, _ in in_lsoas(members, authority) for code in inside)}


def show_area(chosen: Selection, area_id: str) -> None:
    """One area in words, and what can be done with it. Areas of plans are not edited."""
    held = areas_of(chosen.but(plan=""))
    rows = held[held["priority_area_id"] == area_id]
    first = rows.iloc[0]
    st.markdown(f"## {plain(first['area_name'])}")
    st.markdown(
        " ".join(
            filter(
                None,
                (
                    _about(first),
                    _children_sentence(area_id, chosen.authority),
                    _members_sentence(rows),
                    plain_or_none(overlap_sentence(area_id, chosen.authority)),
                ),
            )
        )
    )
    with st.container(horizontal=True):
        where = {"la": chosen.authority, "priority": area_id} | ({"plan": chosen.plan} if chosen.plan else {})
        st.page_link("pages/place/deprivation.py", label="Its deprivation", query_params=where, icon=":material/location_on:")
        st.page_link("pages/place/demographics.py", label="Its children", query_params=where, icon=":material/groups:")
        if not first["plan_id"]:
            st.button("Edit", on_click=edit, args=(chosen.authority, area_id), key="area_edit", icon=":material/edit:")
            st.button("Archive", on_click=_do, args=("archive", area_id), key="area_archive", icon=":material/archive:")
            st.button("Undo the last change", on_click=_do, args=("undo", area_id), key="area_undo", icon=":material/undo:")
    if not first["plan_id"]:
        _history(area_id)


def plain_or_none(sentence: str) -> str:
    """A sentence whose letters Markdown leaves alone; empty for none."""
    return f"{plain(sentence)}." if sentence else ""


def _about(first: pd.Series) -> str:
    if first["plan_id"]:
        reading = f" *Our reading:* {first['reading']}" if isinstance(first["reading"], str) else ""
        return f"Named by the plan {plans().at[first['plan_id'], 'short_title']}, so it cannot be edited here. In the plan: {first['made_of']}.{reading}"
    owner = f"Owner: {plain(first['area_owner'])}. " if first["area_owner"] else ""
    note = f" {plain_or_none(first['why_named'])}" if first["why_named"] else ""
    return f"{owner}Boundary: {NATURES[first['nature']]}.{note}"


def _children_sentence(area_id: str, authority: str) -> str:
    words, why = children_words(area_id, authority)
    return plain(why) + "." if why else f"**Children aged 0 to 15: {words}.**"


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
    if not gone:
        return
    st.markdown("## Archived")
    for area in gone:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{plain(area.name)}: {len(area.members)} members, made on {area.made_on}.")
            st.button("Restore", on_click=_do, args=("restore", area.area_id), key=f"restore_{area.area_id}", icon=":material/unarchive:")

"""The form of the Priority areas page: name, owner, note, and members picked from a list or on the map."""

import streamlit as st

from components.access import allowed, guarded
from components.layout import pair
from components.maps.members import clicked, member_map
from components.markdown import plain, plain_sentence
from components.priority_drafts import BEGUN, Draft, begin, draft_of, keep
from measures.access import AREAS
from measures.priority_areas.area import NATURES
from measures.priority_areas.overlaps import overlap_sentence
from measures.priority_areas.places import Kind, kinds_of, names_of
from measures.selection import Selection

SAID, SAVED = "priority_said", "priority_saved"


@st.fragment
def show_form(chosen: Selection) -> None:
    """Make an area, or change one that is people's own."""
    if st.session_state.pop(SAVED, False):
        st.rerun(scope="app")  # only the form ran; the list above and the filters have a new area
    if not allowed(AREAS, "## Make a priority area"):
        return
    authority = chosen.authority
    draft, kinds = draft_of(authority), kinds_of(authority)
    st.markdown(f"## {'Edit ' + plain(draft.name) if draft.area_id else 'Make a priority area'}")
    if not kinds:
        st.info("No wards or LSOAs of this authority are held. Load an ONS lookup or boundaries on the Data page.", icon=":material/info:")
        return
    left, right = pair((5, 4))
    with right:
        _texts(draft, chosen)
    with left:
        _members(draft, authority, kinds)


def _texts(draft: Draft, chosen: Selection) -> None:
    _text(st.text_input, "Name", draft, "name", max_chars=80)
    _text(st.text_input, "Owner", draft, "owner", max_chars=80, help="Who decided on the area and answers for it: a team or a role.")
    _text(
        st.text_area,
        "Note",
        draft,
        "note",
        max_chars=2000,
        height=90,
        help="Why it is a priority, what was agreed, when it is looked at again.",
    )
    natures = list(NATURES)
    key = "draft_nature"
    st.session_state.setdefault(key, draft.nature)
    st.radio(
        "Its boundary", natures, key=key, format_func=lambda nature: NATURES[nature].capitalize(), on_change=_take, args=(draft, "nature")
    )
    count = sum(map(len, draft.picks.values())) + len(draft.former)
    st.markdown(f"**{count} member{'s' * (count != 1)} picked.**" + _former_words(draft))
    with st.container(horizontal=True):
        st.button("Save the area", type="primary", on_click=guarded(AREAS, _save), args=(chosen.authority,), key="draft_save",
                  icon=":material/save:")  # fmt: skip
        st.button("Start anew", on_click=begin, args=(chosen.authority, Draft(begun=draft.begun)), key="draft_anew")
    problem = st.session_state.pop("priority_problem", "")
    if problem:
        st.error(plain_sentence(problem), icon=":material/error:")


def _former_words(draft: Draft) -> str:
    if not draft.former:
        return ""
    codes = ", ".join(f"{member.code} ({member.year})" for member in draft.former)
    return f" Of former boundaries: {codes}; kept, and counted by what replaced them where that is known."


def _text(box, label: str, draft: Draft, name: str, **how: object) -> None:
    key = f"draft_{name}"
    st.session_state.setdefault(key, getattr(draft, name))
    box(label, key=key, on_change=_take, args=(draft, name), **how)


def _take(draft: Draft, name: str) -> None:
    setattr(draft, name, st.session_state[f"draft_{name}"])


def _members(draft: Draft, authority: str, kinds: tuple[Kind, ...]) -> None:
    by_key = {kind.key: kind for kind in kinds}
    usual = next((key for key, codes in draft.picks.items() if codes), kinds[0].key)
    if st.session_state.get("draft_kind") not in by_key:
        st.session_state["draft_kind"] = usual
    kind = by_key[st.radio("Pick from", list(by_key), key="draft_kind", format_func=lambda key: by_key[key].words, horizontal=True)]
    names, key = names_of(authority, kind), f"draft_picks_{kind.key}"
    st.session_state.setdefault(key, draft.picks.get(kind.key, []))
    st.multiselect(kind.words, list(names), key=key, format_func=names.get, on_change=_pick, args=(draft, kind.key),
                   placeholder="Choose from the list, or click on the map")  # fmt: skip
    picked = draft.picks.get(kind.key, [])
    said = ", ".join(names[code] for code in picked) or "none"
    member_map(authority, kind, dict.fromkeys(picked, "picked"), "picked", f"Map of the {kind.words}; picked: {said}. The list above does the same without a mouse.",
               _map_key(kind.key), lambda: _click(draft, kind.key))  # fmt: skip


def _map_key(key: str) -> str:
    """A map of its own for each draft: the browser remembers what was clicked on it."""
    return f"draft_map_{key}_{st.session_state.get(BEGUN, 0)}"


def _pick(draft: Draft, key: str) -> None:
    draft.picks[key] = list(st.session_state[f"draft_picks_{key}"])


def _click(draft: Draft, key: str) -> None:
    """Each click turns an area over: picked, or no longer. The map's own selection only tells what was clicked since."""
    now, before = clicked(_map_key(key)), st.session_state.get(f"draft_clicked_{key}", set())
    picked = draft.picks.get(key, [])
    for code in sorted(now ^ before):
        picked = [other for other in picked if other != code] if code in picked else [*picked, code]
    st.session_state[f"draft_clicked_{key}"] = now
    draft.picks[key] = st.session_state[f"draft_picks_{key}"] = picked


def _save(authority: str) -> None:
    new = not draft_of(authority).area_id
    kept = keep(authority)
    if isinstance(kept, str):
        st.session_state["priority_problem"] = kept
        return
    st.session_state[SAID] = [f"{kept.name} is {'made' if new else 'saved'}: every page can be filtered by it now.",
                              overlap_sentence(kept.area_id, authority)]  # fmt: skip
    st.session_state["area"] = kept.area_id
    st.session_state[SAVED] = True

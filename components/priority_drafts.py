"""What a reader has written of a priority area and not yet kept: it stays in the session while pages and authorities change."""

from dataclasses import dataclass, field

import streamlit as st

from measures.errors import CannotAnswer
from measures.priority_areas import store
from measures.priority_areas.area import Member, OwnArea
from measures.priority_areas.places import kinds_of, known_members, names_of

LINK, BEGUN = "members", "priority_drafts_begun"


@dataclass
class Draft:
    """Texts and picked codes by kind ("ward", "lsoa2011"); ``former`` are members of vintages no longer in use, ``begun`` says what from."""

    area_id: str = ""
    name: str = ""
    owner: str = ""
    note: str = ""
    nature: str = "local"
    picks: dict[str, list[str]] = field(default_factory=dict)
    former: list[Member] = field(default_factory=list)
    seen: str = ""
    begun: str = ""

    def area(self, authority: str) -> OwnArea:
        """The area as it is written now."""
        year = {kind.key: kind.year for kind in kinds_of(authority)}
        picked = [Member(code, year[key]) for key, codes in self.picks.items() for code in codes]
        area = OwnArea(self.name, authority, (*picked, *self.former), self.owner, self.note, self.nature, self.area_id)
        return area.but(made_on=store.own_area(self.area_id).made_on) if self.area_id else area


def draft_of(authority: str) -> Draft:
    """The draft of an authority; a link with members begins a new one."""
    drafts = st.session_state.setdefault("priority_drafts", {})
    asked = st.query_params.get(LINK, "")
    held = drafts.setdefault(authority, Draft())
    if asked and asked != held.begun:
        codes = [code for code in asked.split(",") if code]
        members, unknown = known_members(authority, codes)
        begin(authority, Draft(picks=_by_kind(authority, members), begun=asked))
        if unknown:
            st.warning(f"{', '.join(unknown[:5])}: no ward or LSOA of this authority; left out.", icon=":material/link_off:")
    return drafts[authority]


def begin(authority: str, draft: Draft) -> None:
    """Take ``draft`` for the authority's; the boxes on the page show it."""
    st.session_state.setdefault("priority_drafts", {})[authority] = draft
    for key in [key for key in st.session_state if str(key).startswith("draft_")]:
        del st.session_state[key]
    st.session_state[BEGUN] = st.session_state.get(BEGUN, 0) + 1


def edit(authority: str, area_id: str) -> None:
    """Begin with an area that is kept already."""
    area = store.own_area(area_id)
    members, _ = known_members(authority, [member.code for member in area.members])
    known = {member.code for member in members}
    former = [member for member in area.members if member.code not in known]
    begin(authority, Draft(area_id, area.name, area.owner, area.note, area.nature, _by_kind(authority, area.members), former,
                           store.last_change(area_id), st.query_params.get(LINK, "")))  # fmt: skip


def _by_kind(authority: str, members) -> dict[str, list[str]]:
    """Codes by kind: that of the member's own year where it has the code, else the first that has it."""
    kinds = kinds_of(authority)
    found: dict[str, list[str]] = {}
    for member in members:
        of_code = [kind for kind in kinds if member.code in names_of(authority, kind)]
        if of_code:
            kind = next((kind for kind in of_code if kind.year == member.year), of_code[0])
            found.setdefault(kind.key, []).append(member.code)
    return found


def keep(authority: str) -> OwnArea | str:
    """Keep the draft and begin an empty one; or the sentence that says why it cannot be kept, and the draft stays."""
    draft = draft_of(authority)
    try:
        kept = store.save(draft.area(authority), draft.seen)
    except CannotAnswer as refusal:
        return str(refusal)
    if LINK in st.query_params:
        del st.query_params[LINK]
    begin(authority, Draft())
    return kept

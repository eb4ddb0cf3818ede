"""All priority areas of an authority: a table beside their map, with the children who live there."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from components.choices import choose
from components.layout import pair
from components.maps.members import member_map
from components.markdown import plain
from components.published import published
from measures.errors import CannotAnswer
from measures.held import plans
from measures.narrowing import Members, area_members, in_lsoas
from measures.priority_areas.places import Kind, drawable_kinds
from measures.priority_scopes import areas_of
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import value_text

_CHILDREN = "population_0_15"
_WIDTHS = {"Priority area": 170, "Whose": 135, "Made of": 70, "Children 0 to 15": 135}


def show_list(chosen: Selection) -> str:
    """All areas in a table beside their map; the id of the one the reader picks, empty for none."""
    held = areas_of(chosen.but(plan="")).sort_values("plan_id", key=lambda ids: ids != "", kind="stable")  # people's own first
    if held.empty:
        st.info(
            "No priority area is held here yet. Make the first one below: pick wards or LSOAs and give it a name.", icon=":material/info:"
        )
        return ""
    names = _labels(held)
    left, right = pair((2, 3))
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
    st.markdown(_source_words(names, authority))


def _made_of(area_id: str, authority: str) -> str:
    members = area_members(area_id, authority)[1]
    parts = [(len(members.wards), "ward"), (len(members.lsoas), "LSOA"), (len(members.missing), "not held")]
    said = [f"{count} {word}{'s' * (count != 1 and word != 'not held')}" for count, word in parts if count]
    return " and ".join(said) or "no boundary"


def children_words(area_id: str, authority: str) -> tuple[str, str]:
    """How many children live in an area with the year, or the symbol; and a sentence where there is no figure."""
    table = _children(area_id, authority)
    if isinstance(table, str):
        return "x", table
    row = table.frame.iloc[-1]
    text = value_text(row["value"], row["symbol"], "count", 0)
    if pd.isna(row["value"]):
        return text, " ".join(table.notes[:1])
    modelled = ", modelled" if row["nature"] == "modelled" else ""
    return f"{text} ({row['time_period']}{modelled})", ""


def _children(area_id: str, authority: str) -> MeasureTable | str:
    """The children of an area, or why they cannot be counted."""
    try:
        return published(_CHILDREN, Selection(authority, priority_area=area_id))
    except CannotAnswer as why:
        return str(why)


def _source_words(area_ids: Iterable[str], authority: str) -> str:
    """Where the numbers of children come from, in a line; empty where there are none."""
    tables = [_children(area_id, authority) for area_id in area_ids]
    found = dict.fromkeys(source.brief for table in tables if isinstance(table, MeasureTable) for source in table.sources)
    return f":small[Source: {plain('; '.join(found))}.]" if found else ""


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


def _drawn_codes(members: Members, authority: str, kind: Kind) -> set[str]:
    if kind.area_type == "ward":
        return {*members.all_wards}
    return {*members.lsoas, *(code for inside, _ in in_lsoas(members, authority) for code in inside)}

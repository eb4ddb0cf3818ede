"""The priority areas of an authority as areas to count over: each, all of them together, and the rest of the authority."""

import pandas as pd

from measures.errors import CannotAnswer
from measures.held import plans, priority_areas, wards_of
from measures.narrowing import Members, area_members, countable_members, in_lsoas, members_of
from measures.scope import Scope, first_held
from measures.selection import Selection
from measures.small_areas import ward_of_lsoas

TOGETHER, REST = "priority areas together", "rest of the authority"


def areas_of(selection: Selection) -> pd.DataFrame:
    """Rows of the authority's priority areas: those of the plan chosen where it names any, and people's own."""
    held = priority_areas()
    mine = held[held["authority_code"] == selection.authority]
    named = selection.plan and (mine["plan_id"] == selection.plan).any()
    return mine[mine["plan_id"].isin(["", selection.plan])] if named else mine


def by_priority_area(selection: Selection, name: str) -> Scope:
    """One row a priority area. CannotAnswer where none is held. What lies in several areas counts once in all together."""
    held = areas_of(selection)
    if held.empty:
        raise CannotAnswer(f"No priority area of {name} is held.")
    parts = [_part(area_id, rows, held, selection.authority) for area_id, rows in held.groupby("priority_area_id", sort=False)]
    drawn = [part for part in parts if part.codes]
    if drawn:
        parts += _together_and_rest(held[held["priority_area_id"].isin([part.scope_code for part in drawn])], selection.authority, name)
    names = {part.scope_code: part.name for part in parts}
    return Scope((), None, f"Priority areas of {name}", "priority area", names, tuple(part for part in parts if part.codes))


def area_label(rows: pd.DataFrame, among: pd.DataFrame) -> str:
    """The name of an area; where another plan or person names a place alike, with whose it is."""
    first = rows.iloc[0]
    alike = among[among["area_name"] == first["area_name"]]
    if alike["plan_id"].nunique() == 1:
        return first["area_name"]
    return f"{first['area_name']} ({plans().at[first['plan_id'], 'short_title'] if first['plan_id'] else 'own'})"


def counted_over(members: Members, authority: str) -> list[tuple[str, ...]]:
    """What a priority area is counted over: its wards, or where it has LSOAs nothing but LSOAs, those of one edition before another's."""
    if not members.lsoas:
        return [members.wards]
    return [members.lsoas] if not members.wards else [inside for inside, _ in in_lsoas(members, authority)] or [members.codes]


def _part(area_id: str, rows: pd.DataFrame, among: pd.DataFrame, authority: str) -> Scope:
    members = members_of(rows, authority)
    choices = [] if members.missing else counted_over(members, authority)  # without what is not held the area cannot be counted
    label = area_label(rows, among)
    return first_held(choices, area_id, label, "priority area") or Scope((), area_id, label, "priority area", {})


def _together_and_rest(rows: pd.DataFrame, authority: str, name: str) -> list[Scope]:
    """All areas together and what is left. Where a figure is not held by LSOA, those of whole wards alone take their place."""
    of_lsoas = rows.groupby("priority_area_id")["member_type"].transform(lambda kinds: (kinds == "lsoa").any())
    plain = members_of(rows[~of_lsoas], authority).wards
    others = tuple(code for code in wards_of(authority)["ward_code"] if code not in plain) if plain else ()
    split = in_lsoas(members_of(rows, authority), authority) if of_lsoas.any() else []
    found = (
        first_held([*(inside for inside, _ in split), plain], f"{authority}:priority-areas", f"All priority areas of {name}", TOGETHER),
        first_held([*(rest for _, rest in split), others], f"{authority}:elsewhere", f"Rest of {name}", REST),
    )
    return [part for part in found if part]


def notes_of_priority_areas(rows: pd.DataFrame, selection: Selection, scope: Scope) -> list[str]:
    """Which areas have no boundary, which are made of LSOAs without figures, which places lie in several, and what rows of wards mean."""
    if selection.by == "priority_area":
        return _notes_of_rows(rows, selection, scope)
    if not selection.priority_area:
        return []
    name, members = countable_members(selection.priority_area, selection.authority)
    notes = _replaced(priority_areas().query("priority_area_id == @selection.priority_area"))
    if members.lsoas and selection.by == "ward":
        notes.append(f"Rows are whole wards; of some {name} has only a part.")
    elif members.lsoas and selection.by == "" and rows["value"].isna().all():
        notes.append(f"{name} is made of LSOAs, and this figure is not held of them.")
    return notes


def _notes_of_rows(rows: pd.DataFrame, selection: Selection, scope: Scope) -> list[str]:
    drawn = [part for part in scope.parts if part.area_type == "priority area"]
    lacking = [name for code, name in scope.names.items() if code not in {part.scope_code for part in scope.parts}]
    notes = [f"{', '.join(lacking)}: no boundary in wards of the vintage shown, so no figure can be counted."] * bool(lacking)
    notes += _replaced(areas_of(selection)) + _twice(drawn, selection.authority)
    of_lsoas = [part for part in drawn if area_members(part.scope_code, selection.authority)[1].lsoas]
    without = rows.loc[rows["area_code"].isin([part.scope_code for part in of_lsoas]) & (rows["symbol"] == "x"), "area_name"].unique()
    said = f"{', '.join(without)}: made of LSOAs, of which this figure is not held for this period. Areas made of LSOAs are left out of all together."
    return notes + [said] * bool(len(without))


def _replaced(rows: pd.DataFrame) -> list[str]:
    """Which members are no longer in use and what stands for them."""
    changed = rows[rows["member_code"].notna() & (rows["member_code"] != rows["stated_code"])].drop_duplicates(
        ["stated_code", "member_code"]
    )
    return [f"{area.stated_name} ({area.stated_code}) is no longer in use; {area.member_name} ({area.member_code}) stands for it."
            for area in changed.itertuples()]  # fmt: skip


def _twice(drawn: list[Scope], authority: str) -> list[str]:
    """The wards that lie in more than one of the areas, as a whole or in part."""
    home, names = ward_of_lsoas(authority), wards_of(authority).set_index("ward_code")["ward_name"]
    codes = pd.Series([code for part in drawn for code in part.codes], dtype=object)
    inside_ward = {code for code in codes if code in home.index and home[code] in set(codes)}
    shared = [*codes[codes.duplicated()].unique(), *inside_ward]
    wards = sorted({home[code] if code in home.index else code for code in shared} & set(names.index))
    said = f"{', '.join(names[wards])}: in more than one of these areas; counted once in all of them together."
    return [said] * bool(wards)

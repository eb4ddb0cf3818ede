"""Which areas a selection means: its authority, some wards together, a priority area, or one row a ward or LSOA."""

from functools import lru_cache

from measures.errors import CannotAnswer
from measures.held import larger_areas, priority_areas, statistical_neighbours, version, wards_of
from measures.priority_scopes import by_priority_area
from measures.scope import Scope
from measures.selection import Selection
from measures.small_areas import lsoas_of
from measures.words import listed

NEIGHBOUR_MODEL = "2025"


def _authority_name(code: str) -> str:
    held = larger_areas()
    if code not in held.index:
        raise CannotAnswer(f'The warehouse holds no area "{code}"; load its official files first.')
    return held.at[code, "area_name"]


def narrowed_wards(selection: Selection) -> tuple[str, ...]:
    """The wards a selection is narrowed to, empty for the whole authority. CannotAnswer for an unknown ward."""
    known = set(wards_of(selection.authority)["ward_code"])
    chosen = list(selection.wards)
    if selection.priority_area:
        members = _priority_members(selection)
        chosen = [code for code in chosen if code in members] if chosen else members
    for code in chosen:
        if code not in known:
            raise CannotAnswer(f'"{code}" is no ward of {_authority_name(selection.authority)} in the vintage shown.')
    return tuple(sorted(set(chosen)))


def _priority_members(selection: Selection) -> list[str]:
    held = priority_areas()
    found = held[held["priority_area_id"] == selection.priority_area]
    if found.empty:
        raise CannotAnswer(f'There is no priority area "{selection.priority_area}".')
    members = [code for code in found["ward_code"] if isinstance(code, str)]
    if not members:
        raise CannotAnswer(f"{found['area_name'].iloc[0]} has no boundary: the plan names none, so it cannot filter figures.")
    return members


def _joined_name(names: list[str]) -> str:
    if len(names) <= 3:
        return listed(names)
    return f"{len(names)} wards together"


def scope_of(selection: Selection) -> Scope:
    """The areas to count over. CannotAnswer for areas that are not held."""
    plan = selection.plan if selection.by == "priority_area" else ""
    places = Selection(selection.authority, plan, wards=selection.wards, priority_area=selection.priority_area, by=selection.by)
    return _scope(places, version())


@lru_cache(maxsize=4096)
def _scope(selection: Selection, in_version: str) -> Scope:
    kinds = {"": _whole, "authority": _authority, "ward": _by_ward, "lsoa": _by_lsoa, "priority_area": by_priority_area,
             "neighbours": _with_neighbours}  # fmt: skip
    if selection.by not in kinds:
        raise CannotAnswer(f'Figures can be had by {", ".join(filter(None, kinds))}, not by "{selection.by}".')
    return kinds[selection.by](selection, _authority_name(selection.authority))


def _authority(selection: Selection, name: str) -> Scope:
    code = selection.authority
    return Scope((code,), None, name, larger_areas().at[code, "area_type"], {code: name})


def _by_ward(selection: Selection, name: str) -> Scope:
    """One row a ward."""
    held = wards_of(selection.authority).set_index("ward_code")["ward_name"]
    codes = narrowed_wards(selection) or tuple(held.index)
    if not codes:
        raise CannotAnswer(f"No wards of {name} are held; load an ONS ward lookup or boundaries.")
    return Scope(codes, None, name, "ward", {code: held[code] for code in codes})


def _by_lsoa(selection: Selection, name: str) -> Scope:
    """One row an LSOA, of any census: an edition or estimate has figures of its own census's LSOAs only."""
    held, wards = lsoas_of(selection.authority), narrowed_wards(selection)
    held = held[held["ward_code"].isin(wards)] if wards else held
    names = dict(zip(held["lsoa_code"], held["lsoa_name"], strict=True))
    if not names:
        raise CannotAnswer(f"No LSOAs of {name} are held; load the English indices of deprivation and an ONS lookup.")
    return Scope(tuple(names), None, name, "lsoa", names)


def _with_neighbours(selection: Selection, name: str) -> Scope:
    """The authority and its ten statistical neighbours, one row each, the closest first."""
    held = statistical_neighbours(selection.authority, NEIGHBOUR_MODEL)
    if held.empty:
        raise CannotAnswer(f"No statistical neighbours of {name} are held; load the DfE's model.")
    names = {selection.authority: name} | dict(zip(held["neighbour_code"], held["neighbour_name"], strict=True))
    return Scope(tuple(names), None, f"{name} and its statistical neighbours", "authority", names)


def _whole(selection: Selection, authority: str) -> Scope:
    """One row: the authority, or its chosen wards together."""
    wards = narrowed_wards(selection)
    if not wards:
        return _authority(selection, authority)
    held = wards_of(selection.authority).set_index("ward_code")["ward_name"]
    if len(wards) == 1:
        return Scope(wards, None, held[wards[0]], "ward", {wards[0]: held[wards[0]]})
    name = _joined_name([held[code] for code in wards])
    return Scope(wards, "+".join(wards), name, "wards together", {"+".join(wards): name})

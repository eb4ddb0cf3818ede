"""Which areas a selection means: its authority, some wards together, a priority area, or one row a ward, LSOA or priority area."""

from functools import lru_cache

from measures.errors import CannotAnswer
from measures.held import authorities_of_england, larger_areas, statistical_neighbours, version_with_areas, wards_of
from measures.narrowing import Members, countable_members
from measures.priority_scopes import by_priority_area, counted_over
from measures.scope import Scope, first_held
from measures.selection import Selection
from measures.small_areas import lsoas_of, ward_of_lsoas
from measures.words import listed

NEIGHBOUR_MODEL = "2025"


def _authority_name(code: str) -> str:
    held = larger_areas()
    if code not in held.index:
        raise CannotAnswer(f'The warehouse holds no area "{code}"; load its official files first.')
    return held.at[code, "area_name"]


def narrowed(selection: Selection) -> Members:
    """The wards and LSOAs a selection is narrowed to, none for the whole authority. CannotAnswer for an unknown ward."""
    if selection.priority_area:
        found = countable_members(selection.priority_area, selection.authority)[1]
        return found.within(tuple(code for code in selection.wards if code in found.all_wards), ward_of_lsoas(selection.authority))
    known = set(wards_of(selection.authority)["ward_code"])
    for code in selection.wards:
        if code not in known:
            raise CannotAnswer(f'"{code}" is no ward of {_authority_name(selection.authority)} in the vintage shown.')
    return Members(tuple(sorted(set(selection.wards))))


def narrowed_wards(selection: Selection) -> tuple[str, ...]:
    """The wards a selection is narrowed to, as a whole or in part; empty for the whole authority."""
    return narrowed(selection).all_wards


def _joined_name(names: list[str]) -> str:
    if len(names) <= 3:
        return listed(names)
    return f"{len(names)} wards together"


def scope_of(selection: Selection) -> Scope:
    """The areas to count over. CannotAnswer for areas that are not held."""
    plan = selection.plan if selection.by == "priority_area" else ""
    places = Selection(selection.authority, plan, wards=selection.wards, priority_area=selection.priority_area, by=selection.by)
    return _scope(places, version_with_areas())


@lru_cache(maxsize=4096)
def _scope(selection: Selection, in_version: str) -> Scope:
    kinds = {"": _whole, "authority": _authority, "ward": _by_ward, "lsoa": _by_lsoa, "priority_area": by_priority_area,
             "neighbours": _with_neighbours, "england": _every_authority}  # fmt: skip
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
    held, chosen = lsoas_of(selection.authority), narrowed(selection)
    inside = held["ward_code"].isin(chosen.wards) | held["lsoa_code"].isin(chosen.lsoas)
    held = held[inside] if chosen.codes else held
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


def _every_authority(selection: Selection, name: str) -> Scope:
    """Every present authority of England, one row each."""
    names = authorities_of_england()["area_name"].to_dict()
    return Scope(tuple(names), None, "Authorities of England", "authority", names)


def _whole(selection: Selection, authority: str) -> Scope:
    """One row: the authority, its chosen wards together, or a priority area."""
    chosen = narrowed(selection)
    if chosen.lsoas:
        return _with_lsoas(selection, chosen)
    if not chosen.wards:
        return _authority(selection, authority)
    held = wards_of(selection.authority).set_index("ward_code")["ward_name"]
    if len(chosen.wards) == 1:
        return Scope(chosen.wards, None, held[chosen.wards[0]], "ward", {chosen.wards[0]: held[chosen.wards[0]]})
    name = _joined_name([held[code] for code in chosen.wards])
    return Scope(chosen.wards, "+".join(chosen.wards), name, "wards together", {"+".join(chosen.wards): name})


def _with_lsoas(selection: Selection, chosen: Members) -> Scope:
    """A priority area that has LSOAs goes by its own name and id: their names would say nothing."""
    name, whole = countable_members(selection.priority_area, selection.authority)
    wards = wards_of(selection.authority).set_index("ward_code")["ward_name"]
    where = "" if chosen.codes == whole.codes else f", in {_joined_name([wards[code] for code in chosen.all_wards])}"
    called = f"{name}{where}"
    part = first_held(counted_over(chosen, selection.authority), selection.priority_area, called, "priority area")
    return Scope((), None, called, "priority area", {selection.priority_area: called}, (part,))

"""Places to be put side by side: authorities, wards and priority areas, each by one code."""

from dataclasses import dataclass

import pandas as pd

from measures.areas import narrowed_wards
from measures.errors import CannotAnswer
from measures.held import all_wards, authorities, priority_areas, statistical_neighbours
from measures.narrowing import is_countable
from measures.priority_scopes import area_label
from measures.selection import Selection

AUTHORITY, WARD, PRIORITY = "authority", "ward", "priority area"
FEWEST, MOST = 2, 6


@dataclass(frozen=True)
class Place:
    """``code`` is that of the area or the id of the priority area; ``name`` tells it from others of the same name; ``selection`` counts over it."""

    code: str
    name: str
    kind: str
    selection: Selection


def place_of(code: str) -> Place:
    """The place with a code. CannotAnswer for one that is not held, or a priority area without boundary."""
    held = authorities()
    if code in held.index:
        return Place(code, held.at[code, "area_name"], AUTHORITY, Selection(code))
    found = _ward(code) or _priority_area(code)
    if found is None:
        raise CannotAnswer(f'There is no authority, ward or priority area "{code}" here.')
    narrowed_wards(found.selection)
    return found


def _ward(code: str) -> Place | None:
    wards = all_wards()
    found = wards[wards["ward_code"] == code]
    if found.empty:
        return None
    home = found["authority_code"].iloc[0]
    return Place(code, f"{found['ward_name'].iloc[0]} ({_authority_name(home)})", WARD, Selection(home, wards=(code,)))


def _priority_area(code: str) -> Place | None:
    named = priority_areas()
    found = named[named["priority_area_id"] == code]
    if found.empty:
        return None
    home, name = found["authority_code"].iloc[0], found["area_name"].iloc[0]
    label = area_label(found, named[named["authority_code"] == home])
    label = f"{name} ({_authority_name(home)})" if label == name else label
    return Place(code, label, PRIORITY, Selection(home, priority_area=code))


def _authority_name(code: str) -> str:
    held = authorities()
    return held.at[code, "area_name"] if code in held.index else code


def offered(authority: str) -> tuple[str, ...]:
    """Codes that can be put side by side while ``authority`` is chosen: all authorities, its wards, and its priority areas with boundary."""
    wards = all_wards()
    mine = list(wards.loc[wards["authority_code"] == authority, "ward_code"])
    named = priority_areas()
    areas = [code for code in named.loc[named["authority_code"] == authority, "priority_area_id"].unique() if is_countable(code, authority)]
    return (*authorities().index, *mine, *areas)


def usual(chosen: Selection) -> tuple[str, ...]:
    """The places shown before anybody has chosen any: the wards or priority area filtered by and their authority, or it and those like it."""
    own = (chosen.authority,)
    if chosen.wards:
        return (*chosen.wards[: MOST - 1], *own)
    if chosen.priority_area:
        return (chosen.priority_area, *own)
    near = [code for code in statistical_neighbours(chosen.authority, "2025")["neighbour_code"] if code in authorities().index]
    return (*own, *list(dict.fromkeys([*near, *_of_region(chosen.authority)]))[:2])


def _of_region(authority: str) -> list[str]:
    """Other present authorities with residents, those of the same region first."""
    held = authorities()
    others = held[~held["is_historic"].astype(bool) & held["has_population"].astype(bool)].drop(index=authority, errors="ignore")
    region = held.at[authority, "region_code"] if authority in held.index else None
    return list(others.assign(far=pd.Series(others["region_code"] != region)).sort_values("far", kind="stable").index)

"""Which priority areas share ground, in words."""

from measures.held import wards_of
from measures.narrowing import Members, area_members
from measures.priority_scopes import areas_of
from measures.selection import Selection
from measures.small_areas import lsoas_of


def _ground(members: Members, authority: str) -> set[str]:
    """The wards, their LSOAs of every census, and the LSOAs of an area."""
    held = lsoas_of(authority)
    return {*members.wards, *members.lsoas, *held.loc[held["ward_code"].isin(members.wards), "lsoa_code"]}


def overlap_sentence(area_id: str, authority: str) -> str:
    """Which other priority areas an area shares ground with, and where; empty for none."""
    name, own = area_members(area_id, authority)
    ground, names, wards = _ground(own, authority), [], set()
    for other in areas_of(Selection(authority))["priority_area_id"].unique():
        other_name, members = area_members(other, authority)
        if other != area_id and ground & _ground(members, authority):
            names.append(other_name)
            wards |= {*own.all_wards} & {*members.all_wards}
    if not names:
        return ""
    where = wards_of(authority).set_index("ward_code")["ward_name"].reindex(sorted(wards)).dropna()
    return (
        f"{name} overlaps with {', '.join(dict.fromkeys(names))} (in {', '.join(where)}); in all areas together children there count once."
    )

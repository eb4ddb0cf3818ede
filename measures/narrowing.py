"""What a selection is narrowed to: whole wards, and LSOAs of wards that are not in it as a whole."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from measures.errors import CannotAnswer
from measures.held import priority_areas, version_with_areas, wards_of
from measures.small_areas import lsoas_of, ward_of_lsoas


@dataclass(frozen=True)
class Members:
    """Codes in order, each place once: an LSOA that lies in one of the wards is left out.

    ``touched`` are the wards in which the LSOAs lie by the lookup held; ``missing`` what was stated and is not held.
    """

    wards: tuple[str, ...] = ()
    lsoas: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Wards and LSOAs."""
        return (*self.wards, *self.lsoas)

    @property
    def all_wards(self) -> tuple[str, ...]:
        """Wards that are in it, as a whole or in part."""
        return tuple(sorted({*self.wards, *self.touched}))

    def within(self, wards: tuple[str, ...], home: pd.Series) -> "Members":
        """The part of it in ``wards``, all of it for none; ``home`` is the ward of each LSOA."""
        if not wards:
            return self
        lsoas = tuple(code for code in self.lsoas if home[code] in wards)
        return Members(tuple(c for c in self.wards if c in wards), lsoas, tuple(c for c in self.touched if c in wards))


def members_of(rows: pd.DataFrame, authority: str) -> Members:
    """The members of one priority area (its rows of ``priority_areas``) in an authority, or of several together."""
    known = set(wards_of(authority)["ward_code"])
    home = ward_of_lsoas(authority)
    stated = rows.dropna(subset=["stated_code"])
    of_type = {kind: set(stated.loc[stated["member_type"] == kind, "member_code"]) for kind in ("ward", "lsoa")}
    wards, lsoas = of_type["ward"] & known, of_type["lsoa"] & set(home.index)
    held = stated["member_code"].isin(wards | lsoas)
    missing = tuple(sorted(set(stated["stated_name"]) - set(stated.loc[held, "stated_name"])))
    own = home[home.index.isin(lsoas) & ~home.isin(wards)]
    return Members(tuple(sorted(wards)), tuple(sorted(own.index)), tuple(sorted(own.dropna().unique())), missing)


def in_lsoas(members: Members, authority: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What is inside and what is left of the authority, all in LSOAs, by each edition that has all of them, the latest first.

    Figures are held by ward or by LSOA, seldom by both in the same detail, so an area that has LSOAs is counted in LSOAs throughout.
    """
    found = []
    for _, held in sorted(lsoas_of(authority).groupby("edition"), reverse=True):
        of_wards = held["ward_code"].isin(members.wards)
        inside = of_wards | held["lsoa_code"].isin(members.lsoas)
        whole = set(members.lsoas) <= set(held["lsoa_code"]) and set(members.wards) == set(held.loc[of_wards, "ward_code"])
        split = tuple(held.loc[inside, "lsoa_code"]), tuple(held.loc[~inside & held["is_of_authority"], "lsoa_code"])
        if whole and split not in found:
            found.append(split)
    return found


@lru_cache(maxsize=1024)
def _area(area_id: str, authority: str, in_version: str) -> tuple[str, Members]:
    held = priority_areas()
    found = held[held["priority_area_id"] == area_id]
    if found.empty:
        raise CannotAnswer(f'There is no priority area "{area_id}".')
    return found["area_name"].iloc[0], members_of(found, authority)


def area_members(area_id: str, authority: str) -> tuple[str, Members]:
    """Name and members of a priority area, of which some may be missing. CannotAnswer for an unknown one."""
    return _area(area_id, authority, version_with_areas())


def is_countable(area_id: str, authority: str) -> bool:
    """Whether figures can be counted over a priority area: it has members, and all of them are held."""
    _, members = area_members(area_id, authority)
    return bool(members.codes) and not members.missing


def countable_members(area_id: str, authority: str) -> tuple[str, Members]:
    """The same of an area that figures can be counted over. CannotAnswer where it has no members or some are not held."""
    name, members = area_members(area_id, authority)
    if members.missing:
        raise CannotAnswer(
            f"{name} cannot be counted: {', '.join(members.missing)} {'is' if len(members.missing) == 1 else 'are'} "
            "not among the wards and LSOAs in use here, and no successor is held."
        )
    if not members.codes:
        raise CannotAnswer(f"{name} has no boundary: the plan names none, so it cannot filter figures.")
    return name, members

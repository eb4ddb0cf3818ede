"""What the filters offer, as plain dictionaries of code to label, made once a version and authority."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from measures.held import authorities, plans, priority_areas, version_with_areas, wards_of
from measures.narrowing import area_members, is_countable
from measures.periods import periods_of
from measures.priority_scopes import area_label
from measures.selection import COMPARATORS

_COMPARATOR_WORDS = {
    "none": "Nothing", "authority": "The whole authority", "region": "Its region", "england": "England",
    "neighbours": "Statistical neighbours (mean)", "neighbours_median": "Statistical neighbours (median)",
    "neighbours_2021": "Neighbours of 2021 (mean)", "neighbours_2021_median": "Neighbours of 2021 (median)",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Options:
    """Labels by code; the first entry of plans, priorities and years is the empty choice.

    ``plan_area``: authority by plan; ``members``: ward codes by priority area. Plans whose authority is not held are left out.
    """

    plans: dict[str, str]
    plan_area: dict[str, str]
    authorities: dict[str, str]
    priorities: dict[str, str]
    wards: dict[str, str]
    years: dict[str, str]
    comparators: dict[str, str]
    members: dict[str, tuple[str, ...]]

    def wards_within(self, priority: str) -> dict[str, str]:
        """The wards of a priority area; all of them for the empty choice."""
        return {code: self.wards[code] for code in self.members[priority]} if priority else self.wards


def options_for(authority: str) -> Options:
    """What can be chosen while ``authority`` is; no wards, places and years for one that is not held."""
    return _options(authority, version_with_areas())


@lru_cache(maxsize=512)
def _options(authority: str, in_version: str) -> Options:
    held = authorities()
    titles = plans()[plans()["area_code"].isin(held.index)]
    known, wards = authority in held.index, dict(wards_of(authority)[["ward_code", "ward_name"]].itertuples(index=False))
    priorities = _priorities(authority)
    return Options(
        plans={"": "No plan"} | titles["short_title"].to_dict(),
        plan_area=titles["area_code"].to_dict(),
        authorities={code: _authority_label(row) for code, row in held.iterrows()},
        priorities={"": "All of it"} | priorities,
        wards=wards,
        years={"": "Latest official"} | (_years(authority) if known else {}),
        comparators={key: _COMPARATOR_WORDS[key] for key in COMPARATORS if key in _COMPARATOR_WORDS},
        members=_members(authority, priorities, wards),
    )


def _authority_label(held: pd.Series) -> str:
    return f"{held['area_name']} (until {held['last_year'] + 1})" if held["is_historic"] else held["area_name"]


def _members(authority: str, areas: Iterable[str], wards: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The wards that are in each priority area, as a whole or in part, in the order of ``wards``."""
    inside = {area_id: set(area_members(area_id, authority)[1].all_wards) for area_id in areas}
    return {area_id: tuple(code for code in wards if code in codes) for area_id, codes in inside.items()}


def _priorities(authority: str) -> dict[str, str]:
    """The priority areas that can filter: those that can be counted here. The same name in two plans, or of people's own, is told apart."""
    held = priority_areas()
    ids = [area_id for area_id in held["priority_area_id"].unique() if is_countable(area_id, authority)]
    mine = held[held["priority_area_id"].isin(ids)]
    return {area_id: area_label(mine[mine["priority_area_id"] == area_id], mine) for area_id in ids}


def _years(authority: str) -> dict[str, str]:
    nature = periods_of("population_0_19", authority)
    return {year: year if nature[year] == "official" else f"{year} (modelled)" for year in reversed(nature.index)}

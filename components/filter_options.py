"""What the filters offer, as plain dictionaries of code to label, made once a version and authority."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from measures.held import authorities, plans, priority_areas, version, wards_of
from measures.periods import periods_of
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
    return _options(authority, version())


@lru_cache(maxsize=512)
def _options(authority: str, in_version: str) -> Options:
    held = authorities()
    titles = plans()[plans()["area_code"].isin(held.index)]
    known, wards = authority in held.index, dict(wards_of(authority)[["ward_code", "ward_name"]].itertuples(index=False))
    return Options(
        plans={"": "No plan"} | titles["short_title"].to_dict(),
        plan_area=titles["area_code"].to_dict(),
        authorities={code: _authority_label(row) for code, row in held.iterrows()},
        priorities={"": "All of it"} | _priorities(wards),
        wards=wards,
        years={"": "Latest official"} | (_years(authority) if known else {}),
        comparators={key: _COMPARATOR_WORDS[key] for key in COMPARATORS if key in _COMPARATOR_WORDS},
        members=_members(wards),
    )


def _authority_label(held: pd.Series) -> str:
    return f"{held['area_name']} (until {held['last_year'] + 1})" if held["is_historic"] else held["area_name"]


def _members(wards: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The wards of each priority area, in the order of ``wards``, which are one authority's."""
    held = priority_areas()
    grouped = held[held["ward_code"].isin(list(wards))].groupby("priority_area_id")["ward_code"]
    return {key: tuple(code for code in wards if code in set(codes)) for key, codes in grouped}


def _priorities(wards: dict[str, str]) -> dict[str, str]:
    """The priority areas that can filter: those with wards of the authority. The same name in two plans is told apart."""
    held = priority_areas()
    mine = held[held["ward_code"].isin(list(wards))].drop_duplicates("priority_area_id")
    twice = mine["area_name"].duplicated(keep=False)
    short = mine["plan_id"].map(plans()["short_title"])
    labels = mine["area_name"].where(~twice, mine["area_name"] + " (" + short + ")")
    return dict(zip(mine["priority_area_id"], labels, strict=True))


def _years(authority: str) -> dict[str, str]:
    nature = periods_of("population_0_19", authority)
    return {year: year if nature[year] == "official" else f"{year} (modelled)" for year in reversed(nature.index)}

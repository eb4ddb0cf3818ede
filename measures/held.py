"""What the warehouse holds: authorities, wards, sources; and the priority areas, of the plans and of people's own. Read once a version."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache

import pandas as pd

from measures.priority_areas import store
from settings import settings
from warehouse import current_version, query

_state: ContextVar[str | None] = ContextVar("state_of_areas", default=None)


def version() -> str:
    """The name of the version in force; a key for everything that is remembered about its content."""
    inforce = current_version()
    return f"{inforce.made or settings().home}/{inforce.place}"


@contextmanager
def one_state_of_areas() -> Iterator[None]:
    """Within the block people's own priority areas are taken to be as they were at its start: a page asks for them many times."""
    token = _state.set(store.stamp())
    try:
        yield
    finally:
        _state.reset(token)


def version_with_areas() -> str:
    """The same with the state of people's own priority areas: a key for everything that a priority area has a part in."""
    state = _state.get()
    return f"{version()} {store.stamp() if state is None else state}"


@cache
def _table(name: str, in_version: str) -> pd.DataFrame:
    return query(name)


@cache
def _indexed(name: str, key: str, in_version: str) -> pd.DataFrame:
    return query(name).set_index(key)


def authorities() -> pd.DataFrame:
    """Authorities and districts with wards or figures, indexed by area_code: area_name, area_type, last_year,
    is_historic, region_code, region_name, has_population."""
    return _indexed("lookups/authorities", "area_code", version())


def larger_areas() -> pd.DataFrame:
    """Every area above the ward, indexed by area_code: area_name, area_type, last_year."""
    return _indexed("lookups/larger_areas", "area_code", version())


def authorities_of_england() -> pd.DataFrame:
    """The present authorities of England that are held, indexed by area_code: area_name."""
    return _indexed("lookups/authorities_of_england", "area_code", version())


def all_wards() -> pd.DataFrame:
    """Wards of the vintage shown: authority_code, ward_code, ward_name, boundary_year, has_outline."""
    return _table("lookups/current_wards", version())


@cache
def _wards_of(authority: str, in_version: str) -> pd.DataFrame:
    wards = all_wards()
    return wards[wards["authority_code"] == authority]


def wards_of(authority: str) -> pd.DataFrame:
    """Wards of one authority in the vintage shown, in order of name."""
    return _wards_of(authority, version())


def priority_areas() -> pd.DataFrame:
    """One row a priority area and member, those of the plans first, then people's own that are not archived.

    priority_area_id, plan_id (empty for own), area_name, made_of, authority_code, why_named, reading, area_owner, nature (plan, local, our
    reading), stated_code, stated_name, member_year, and the ward or LSOA in use: member_code, member_name, member_type, all three empty
    where a plan names no boundary or what was stated is not held.
    """
    return _priority_areas(version_with_areas())


@lru_cache(maxsize=4)
def _priority_areas(in_version: str) -> pd.DataFrame:
    own = [(area, member) for area in store.own_areas() for member in area.members]
    return query(
        "lookups/priority_areas", ids=[area.area_id for area, _ in own], names=[area.name for area, _ in own],
        authority_codes=[area.authority for area, _ in own], notes=[area.note for area, _ in own],
        owners=[area.owner for area, _ in own], natures=[area.nature for area, _ in own],
        member_codes=[member.code for _, member in own], member_years=[member.year for _, member in own],
    )  # fmt: skip


def sources() -> pd.DataFrame:
    """Sources indexed by source_id: publisher, title, release, licence, attribution, nature, method."""
    return _indexed("lookups/sources", "source_id", version())


def layers() -> pd.DataFrame:
    """Outline layers: layer_id, authority_code, area_type, boundary_year, method and bounding box in degrees."""
    return _table("lookups/layers", version())


def plans() -> pd.DataFrame:
    """The plans indexed by plan_id: title, short_title, area_code, area_name, partnership, start_year, end_year, note."""
    return _indexed("lookups/plans", "plan_id", version())


def statistical_neighbours(authority: str, model: str) -> pd.DataFrame:
    """The ten neighbours of an authority by one model, closest first: neighbour_code, neighbour_name, closeness. Empty where none is held."""
    held = _table("lookups/statistical_neighbours", version())
    return held[(held["area_code"] == authority) & (held["model"] == model)]

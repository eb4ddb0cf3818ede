"""Returns of children looked after (SSDA903, docs/placements.md): which files count, of which authorities and years, and what they are."""

from functools import lru_cache

import pandas as pd

from measures.catalogue import Indicator
from measures.held import version
from measures.records import RecordSources, counting
from warehouse import query


@lru_cache(maxsize=4)
def _sources(in_version: str) -> RecordSources:
    return counting(query("lookups/return_sources"))


def care_sources() -> RecordSources:
    """The returns in force. As soon as one of real children is held, generated ones count nowhere."""
    return _sources(version())


@lru_cache(maxsize=4)
def _years(in_version: str) -> dict[str, tuple[int, ...]]:
    source_ids = list(_sources(in_version).source_ids)
    held = query("cohort/return_years", "cohort", source_ids=source_ids) if source_ids else None
    return {} if held is None else held.groupby("authority_code")["collection_year"].agg(tuple).to_dict()


def years_of_returns(authority: str) -> tuple[int, ...]:
    """The collection years held of an authority, in order: 2025 is 1 April 2024 to 31 March 2025."""
    return _years(version()).get(authority, ())


def authorities_with_returns() -> list[str]:
    """The authorities whose returns are held, in order."""
    return sorted(_years(version()))


@lru_cache(maxsize=4)
def _sources_by_authority(in_version: str) -> dict[str, list[str]]:
    source_ids = list(_sources(in_version).source_ids)
    held = query("cohort/return_files", "cohort", source_ids=source_ids) if source_ids else None
    return {} if held is None else held.groupby("authority_code")["source_id"].agg(list).to_dict()


def sources_of(authority: str) -> list[str]:
    """The returns in force of one authority: of hundreds held, only these need be looked at for its children."""
    return _sources_by_authority(version()).get(authority, [])


def is_from_returns(wanted: Indicator) -> bool:
    """Whether an indicator is counted from returns of children looked after."""
    return bool(wanted.returns)


@lru_cache(maxsize=4)
def _points(in_version: str) -> pd.DataFrame:
    return query("cohort/authority_points", "cohort").set_index("authority_code")


def authority_points() -> pd.DataFrame:
    """Upper-tier authorities indexed by authority_code: authority_name, easting, northing (metres)."""
    return _points(version())

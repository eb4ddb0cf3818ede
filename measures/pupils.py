"""Figures counted from results of pupils (docs/pupil-results.md), where official figures stop: in wards, LSOAs and priority areas.

Which indicators, from which files, in which years; the counts themselves are those of ``pupil_base``.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from measures.catalogue import Indicator, indicators
from measures.errors import CannotAnswer
from measures.held import version
from measures.records import RecordSources, counting
from measures.scope import Scope
from warehouse import query

QUERY = "cohort/pupils_base"
BREAKDOWNS = ("Total", "sex", "ethnicity", "fsm", "disadvantaged", "sen", "first_language", "social_care", "phase")
OFFICIAL_LEVELS = frozenset({"authority", "district", "county", "region", "country"})
POOLED_YEARS = 3
_POOLED = re.compile(r"^(\d{4})\d{2}-(\d{4})\d{2}$")


@lru_cache(maxsize=4)
def _sources(in_version: str) -> RecordSources:
    return counting(query("lookups/pupil_sources"))


def pupil_sources() -> RecordSources:
    """The files of pupils in force. As soon as one of real pupils is held, generated ones count nowhere."""
    return _sources(version())


def counted_from_pupils(wanted: Indicator, scope: Scope) -> Indicator:
    """The indicator as it stands in a scope: itself, or, below the level of official figures, counted from pupils."""
    kinds = {part.area_type for part in scope.parts} or {scope.area_type}
    if not wanted.pupils or kinds & OFFICIAL_LEVELS:
        return wanted
    is_score = wanted.kind == "score"
    return replace(
        wanted, query=QUERY, parameters=dict(wanted.pupils), breakdowns=BREAKDOWNS, of_people=not is_score,
        decimals=1 if is_score else 0, decimals_by={}, multiplier=1 if is_score else wanted.multiplier,
        no_interval_because="the spread of pupils' scores is not handed out for small areas" if is_score else "",
    )  # fmt: skip


def is_from_pupils(wanted: Indicator) -> bool:
    """Whether ``counted_from_pupils`` has made it so."""
    return wanted.query == QUERY


def indicators_of_pupils() -> list[str]:
    """The indicators that results of pupils can be counted for."""
    return [key for key, held in indicators().items() if held.pupils]


def pooled_years(period: str) -> list[str]:
    """The academic years of a period such as 202223-202425; none where it is no such period of three years."""
    found = _POOLED.match(period)
    first, last = (int(year) for year in found.groups()) if found else (0, 0)
    years = [f"{year}{(year + 1) % 100:02d}" for year in range(first, last + 1)]
    return years if len(years) == POOLED_YEARS and period == f"{years[0]}-{years[-1]}" else []


def pooled_period(period: str, held: Iterable[str]) -> str:
    """The three years up to an academic year as one period; empty where one of them is not held."""
    year = int(period[:4]) if re.fullmatch(r"\d{6}", period) else 0
    found = f"{year - 2}{(year - 1) % 100:02d}-{period}"
    return found if year and set(pooled_years(found)) <= set(held) else ""


@lru_cache(maxsize=256)
def _without_home(asked: tuple, in_version: str) -> pd.DataFrame:
    files = _sources(in_version)
    return query("cohort/pupils_without_home", "cohort", source_ids=list(files.source_ids), **dict(asked)).set_index("time_period")


def without_home(wanted: Indicator) -> pd.DataFrame:
    """By period: pupils with a result, and how many of them are in no area because their home is not placed. Not to be changed."""
    return _without_home(tuple(wanted.pupils.items()), version())


def latest_pooled(wanted: Indicator, period: str) -> str:
    """Three years as one period: those up to ``period`` where they are held, else the latest three. CannotAnswer where no three are."""
    held = without_home(wanted).index
    found = filter(None, (pooled_period(last, held) for last in (period, *sorted(held, reverse=True))))
    pooled = next(found, "")
    if not pooled:
        raise CannotAnswer(f"{wanted.title}: results of pupils are not held for three years running.")
    return pooled

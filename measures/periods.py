"""Which periods are held of an indicator, and which of them rest on official figures only."""

import re
from functools import cache, lru_cache

import pandas as pd

from measures.areas import scope_of
from measures.care import is_from_returns
from measures.care_figures import care_periods
from measures.catalogue import Indicator, indicator
from measures.counts import counts_of
from measures.held import larger_areas, version
from measures.nature import nature_of
from measures.pupil_figures import pupil_periods
from measures.pupils import counted_from_pupils, is_from_pupils
from measures.scope import Scope
from measures.selection import Selection


@lru_cache(maxsize=4096)
def _periods_held(indicator_id: str, scope: Scope, breakdown: str, in_version: str) -> pd.Series:
    wanted = indicator(indicator_id)
    counts = counts_of(wanted, scope, breakdown)
    return nature_of(counts, wanted).groupby(counts["time_period"]).min().sort_index()


def periods_held(wanted: Indicator, scope: Scope, breakdown: str = "Total") -> pd.Series:
    """Nature (official or modelled) by period, in order, of an indicator in a scope. Empty when nothing is held.

    A breakdown has periods of its own only where it is published apart from the total.
    """
    if is_from_returns(wanted):
        return care_periods(wanted, scope)
    if is_from_pupils(counted_from_pupils(wanted, scope)):
        return pupil_periods(wanted, scope)
    return _periods_held(wanted.indicator_id, scope, breakdown if wanted.is_of_published_figures else "Total", version())


def as_held(asked: str, held: pd.Series) -> str:
    """The period as it is held: an academic year may be asked for as 202425, 2024/25, 2024-25 or by the year it ends in."""
    return as_asked(asked, tuple(held.index))


def as_asked(asked: str, held: tuple[str, ...]) -> str:
    """The same among the names of periods."""
    digits = re.sub(r"[/-]", "", asked)
    academic = f"{int(asked) - 1}{asked[-2:]}" if re.fullmatch(r"\d{4}", asked) else digits
    return next((period for period in (asked, academic) if period in held), asked)


def periods_of(indicator_id: str, authority: str) -> pd.Series:
    """The same for a whole authority."""
    return periods_held(indicator(indicator_id), scope_of(Selection(authority)))


def latest_period(held: pd.Series, last_year: int) -> str:
    """The latest period that is not modelled; where all is modelled, the latest not after the area's last year."""
    counted = held.index[held != "modelled"]
    if len(counted):
        return counted[-1]
    past = [period for period in held.index if int(period[:4]) <= last_year]
    return past[-1] if past else held.index[0]


def latest_official_year(authority: str) -> int:
    """The last year with an official estimate of children in an authority; what comes after is a projection."""
    return _latest_official_year(authority, version())


@cache
def _latest_official_year(authority: str, in_version: str) -> int:
    held = [periods_of(key, authority) for key in ("population_0_19", "population_0_17", "population_0_15")]
    official = [int(year) for series in held for year in series.index[series == "official"]]
    return max(official, default=int(larger_areas().at[authority, "last_year"]))

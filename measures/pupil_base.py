"""The base of every figure counted from pupils: an authority, its wards and their LSOAs by every group of every breakdown, protected.

The base is counted as a whole, whatever is asked for, and protected as a whole (docs/decisions/0021). Nothing that is shown of pupils
comes from anywhere else: places and years are put together from the protected base, never counted anew.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

import numpy as np
import pandas as pd

from measures.catalogue import Indicator, indicator
from measures.counts import counts_of
from measures.disclosure import protect_cohort, protect_scores
from measures.held import all_wards, authorities, version
from measures.kept_tables import PUPILS, keep, kept, of_kept
from measures.pupils import indicators_of_pupils, pupil_sources
from measures.scope import Scope
from settings import Settings, settings
from warehouse import query

_ROW = ["area_code", "time_period", "breakdown", "group_code"]


@lru_cache(maxsize=4)
def _homes(in_version: str) -> pd.DataFrame:
    """lsoa_code, ward_code, authority_code of every LSOA in which pupils live, by every authority's wards; those of authorities of today first."""
    used = query("cohort/lsoas_in_use", "cohort", source_ids=list(pupil_sources().source_ids))["lsoa_code"]
    homes = query("lookups/lsoas_of_wards").merge(all_wards()[["ward_code", "authority_code"]], on="ward_code")
    order = {code: place for place, code in enumerate(authorities().index)}
    homes = homes[homes["lsoa_code"].isin(used)]
    return homes.sort_values("authority_code", key=lambda codes: codes.map(order).fillna(len(order)), kind="stable")


@lru_cache(maxsize=4)
def _bases(in_version: str) -> pd.DataFrame:
    """lsoa_code, ward_code, authority_code: the one base in which the pupils of an LSOA are counted. Children of one LSOA are never in
    two bases, or wards of a former authority and those of today, each protected by itself, would tell of each other's."""
    return _homes(in_version).drop_duplicates("lsoa_code").sort_values("lsoa_code")


def base_authorities() -> list[str]:
    """The authorities that have a base, in order."""
    return sorted(_bases(version())["authority_code"].unique())


@lru_cache(maxsize=4)
def _parts(in_version: str) -> dict[str, tuple[str, ...]]:
    """Areas of bases by the code that may be asked for: itself, or for a former ward its LSOAs."""
    homes, base = _homes(in_version), _bases(in_version)
    inside = homes.groupby("ward_code")["lsoa_code"].agg(lambda codes: tuple(sorted(codes))).to_dict()
    return inside | {code: (code,) for code in (*base["lsoa_code"], *base["ward_code"].unique())}


def in_base(codes: Iterable[str]) -> tuple[str, ...]:
    """The areas of bases that make up wards and LSOAs; what no pupil lives in is left out."""
    parts = _parts(version())
    return tuple(dict.fromkeys(part for code in codes for part in parts.get(code, ())))


def authorities_of(codes: Iterable[str]) -> list[str]:
    """The authorities in whose bases the areas (of ``in_base``) lie."""
    base, asked = _bases(version()), set(codes)
    return sorted(base.loc[base["lsoa_code"].isin(asked) | base["ward_code"].isin(asked), "authority_code"].unique())


@lru_cache(maxsize=8)
def _counted(indicator_id: str, authority: str, in_version: str) -> dict[str, pd.DataFrame]:
    """Rows of the base by academic year. Exact: nobody but ``protected_base`` may see them."""
    base = _base_of(authority, in_version)
    wanted = indicator(indicator_id)
    rows = query(
        "cohort/pupils_base", "cohort", lsoa_codes=base["lsoa_code"].to_list(), ward_codes=base["ward_code"].to_list(),
        authority_code=authority, source_ids=list(pupil_sources().source_ids), **dict(wanted.pupils),
    )  # fmt: skip
    rows = rows.assign(is_published=_is_published(rows, wanted, authority))
    rows = rows.astype(dict.fromkeys(rows.select_dtypes("string").columns, object))  # what goes through texts one by one is slow in Arrow
    return {period: part.reset_index(drop=True) for period, part in rows.groupby("time_period")}


def _base_of(authority: str, in_version: str) -> pd.DataFrame:
    base = _bases(in_version)
    return base[base["authority_code"] == authority]


def _is_published(rows: pd.DataFrame, wanted: Indicator, authority: str) -> np.ndarray:
    """Rows of the authority that say what official figures say: everybody knows them."""
    scope = Scope((authority,), None, "", "authority", {authority: ""})
    held = [counts_of(wanted, scope, name).assign(breakdown=name) for name in wanted.breakdowns if name in set(rows["breakdown"])]
    official = pd.concat([part.dropna(subset=["numerator"]) for part in held], ignore_index=True) if held else pd.DataFrame()
    if official.empty:
        return np.zeros(len(rows), dtype=bool)
    known = official.drop_duplicates(_ROW).set_index(_ROW)[["numerator", "denominator"]]
    stated = known.reindex(pd.MultiIndex.from_frame(rows[_ROW])).to_numpy(dtype=float)
    return (stated == rows[["numerator", "denominator"]].to_numpy(dtype=float)).all(axis=1)


def periods_of_base(indicator_id: str, authority: str) -> tuple[str, ...]:
    """The academic years in which pupils of an authority have results, in order."""
    return _periods(indicator_id, authority, version())


@lru_cache(maxsize=1024)
def _periods(indicator_id: str, authority: str, in_version: str) -> tuple[str, ...]:
    asked = {"lsoa_codes": _base_of(authority, in_version)["lsoa_code"].to_list(), "source_ids": list(pupil_sources().source_ids)}
    return tuple(query("cohort/pupil_years", "cohort", **asked, **dict(indicator(indicator_id).pupils))["time_period"])


@lru_cache(maxsize=48)
def _protected(indicator_id: str, authority: str, period: str, rules: Settings, in_version: str) -> pd.DataFrame:
    key = (indicator_id, authority, period, pupil_sources().source_ids)
    held = kept(PUPILS, key, rules)
    if held is not None:
        return of_kept(held)
    rows, base = _counted(indicator_id, authority, in_version)[period], _base_of(authority, in_version)
    within = dict(zip(base["lsoa_code"], base["ward_code"], strict=True)) | dict.fromkeys(base["ward_code"], authority)
    guard = protect_scores if indicator(indicator_id).kind == "score" else protect_cohort
    found = guard(rows, within, rules)
    keep(PUPILS, key, rules, found)
    return found


def protected_base(indicator_id: str, authority: str, period: str) -> pd.DataFrame:
    """The rows of ``queries/cohort/pupils_base`` of one academic year as ``protect_cohort`` or, for scores, ``protect_scores`` leaves
    them. The first time may take seconds (``protect_all`` does it beforehand); after that it is kept beside the warehouse. Not to be changed."""
    return _protected(indicator_id, authority, period, settings(), version())


def protect_all() -> Iterator[tuple[str, str, str]]:
    """Protect every base held, its latest year first, so that nobody has to wait for it; yields indicator, authority and year after each."""
    for key, authority in product(indicators_of_pupils(), base_authorities()):
        for period in reversed(periods_of_base(key, authority)):
            protected_base(key, authority, period)
            yield key, authority, period

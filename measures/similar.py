"""The wards most like a ward: those whose average deprivation lies nearest, among rural or among urban wards where these are told apart."""

from functools import lru_cache

import pandas as pd

from measures.catalogue import indicator
from measures.counts import counts_of
from measures.held import all_wards, authorities, version
from measures.rurality import BREAKDOWN
from measures.scope import Scope

MANY = 10
# The score where File 5 or 7 is loaded, else the rank: both averages over residents.
_BY = ("imd_score_weighted", "imd_rank_weighted")
_LSOAS = "lsoas_most_deprived_20pct_imd"
_WORDS = {"imd_score_weighted": "score", "imd_rank_weighted": "rank"}


def similar_wards(ward: str) -> tuple[str, ...]:
    """Codes of up to MANY wards of England's present authorities nearest to ``ward``, the nearest first; empty where nothing is held of it."""
    averages, _ = _averages(version())
    if ward not in averages.index:
        return ()
    kinds = _kinds(version())
    if ward in kinds.index:
        averages = averages[kinds.reindex(averages.index) == kinds[ward]]
    apart = (averages - averages[ward]).abs().drop(ward).rename("apart").reset_index()
    return tuple(apart.sort_values(["apart", "area_code"])["area_code"][:MANY])


def rule() -> str:
    """How similar wards are chosen, in a sentence; empty where nothing is held to choose them by."""
    averages, words = _averages(version())
    if averages.empty:
        return ""
    rural = (
        "A rural ward is set beside rural ones and an urban one beside urban ones, by what most of its LSOAs are."
        if len(_kinds(version()))
        else "Whether they are rural or urban is not taken into account: no official classification is held."
    )
    return f"Similar wards: of {len(averages)} wards held, the {MANY} whose average {words}, weighted by residents, lies nearest. {rural}"


@lru_cache(maxsize=4)
def _kinds(in_version: str) -> pd.Series:
    """Rural or Urban by ward code, what most of its LSOAs are in the latest edition with classes; no ward most of whose are of no known class."""
    held = counts_of(indicator(_LSOAS), _all_wards(), BREAKDOWN)
    if held.empty:
        return pd.Series(dtype=object)
    latest = held[held["time_period"] == held["time_period"].max()]
    most = latest.sort_values(["denominator", "group_code"]).drop_duplicates("area_code", keep="last").set_index("area_code")["group_code"]
    return most[most != "Unclassified"]


@lru_cache(maxsize=4)
def _averages(in_version: str) -> tuple[pd.Series, str]:
    """Average deprivation by ward code in the latest edition held, and in words what it is the average of. Sums over LSOAs count no people."""
    scope = _all_wards()
    for key in _BY if scope.codes else ():
        held = counts_of(indicator(key), scope, "Total").dropna(subset="numerator")
        if len(held):
            edition = held["time_period"].max()
            latest = held[held["time_period"] == edition].set_index("area_code")
            name = f"{_WORDS[key]} in the Index of Multiple Deprivation ({edition})"
            return latest["numerator"] / latest["denominator"], name
    return pd.Series(dtype=float), ""


def _all_wards() -> Scope:
    """The wards of England's present authorities, each for itself."""
    wards, present = all_wards(), authorities()
    codes = wards.loc[~wards["authority_code"].map(present["is_historic"]).fillna(True).astype(bool), "ward_code"]
    return Scope(tuple(codes), None, "wards", "ward", {})

"""LSOAs of an authority, and what a reader must know when figures are put together from them."""

from functools import lru_cache

import pandas as pd

from measures.catalogue import Indicator
from measures.held import version, wards_of
from measures.indices import index_of, indices
from measures.selection import Selection
from measures.words import listed
from warehouse import query

EDITION_NOTE = (
    "Ranks, deciles and scores of different editions of the indices are never compared: each edition measures other things, "
    "in other years, and ranks every place against the others anew."
)
_MOST_NAMED = 5


@lru_cache(maxsize=512)
def _lsoas_of(authority: str, in_version: str) -> pd.DataFrame:
    return query("lookups/lsoas_and_wards", authority_code=authority)


def lsoas_of(authority: str) -> pd.DataFrame:
    """LSOAs of an authority: edition, lsoa_code, lsoa_name, is_of_authority, ward_code, ward_name (empty without). Not to be changed."""
    return _lsoas_of(authority, version())


@lru_cache(maxsize=512)
def _ward_of_lsoas(authority: str, in_version: str) -> pd.Series:
    latest = lsoas_of(authority).sort_values("edition").drop_duplicates("lsoa_code", keep="last")
    return latest.set_index("lsoa_code")["ward_code"].sort_index()


def ward_of_lsoas(authority: str) -> pd.Series:
    """The ward of every LSOA of an authority, of any census, by the latest edition that has the LSOA. Not to be changed."""
    return _ward_of_lsoas(authority, version())


def notes_of_indices(rows: pd.DataFrame, wanted: Indicator, selection: Selection) -> list[str]:
    """Editions are not compared; LSOAs that lie in no ward; wards without an LSOA. Empty for other indicators."""
    if not wanted.of_indices:
        return []
    notes = [EDITION_NOTE] if rows["value"].notna().any() else [to_load(index_of(wanted.parameters["domain"]))]
    for edition in sorted(rows["time_period"].dropna().unique()):
        notes += _without_ward(selection, edition) + _wards_without(selection, edition) if selection.by == "ward" else []
    return notes


def to_load(index: str) -> str:
    """Which file of the indices to load for an index that is not held."""
    held = indices()[index]
    return f"{held.title}: load {held.file} of the English indices of deprivation on the Data page, for the edition wanted."


def _without_ward(selection: Selection, edition: str) -> list[str]:
    held = lsoas_of(selection.authority)
    lost = held.loc[(held["edition"] == edition) & held["ward_code"].isna(), "lsoa_name"]
    if lost.empty:
        return []
    one = len(lost) == 1
    lie, them = ("lies", "it") if one else ("lie", "them")
    return [f"{edition}: {_named(lost)} {lie} in no ward by the lookup held, so no ward counts {them}; the authority does."]


def _wards_without(selection: Selection, edition: str) -> list[str]:
    held = lsoas_of(selection.authority)
    placed = set(held.loc[held["edition"] == edition, "ward_code"].dropna())
    lacking = wards_of(selection.authority).query("ward_code not in @placed")["ward_name"]
    if lacking.empty or not placed:
        return []
    return [f"{edition}: no whole set of LSOAs of this edition is held for {_named(lacking)}, so no figure can be put together."]


def _named(names: pd.Series) -> str:
    """Up to five names, then how many more."""
    first = list(names[:_MOST_NAMED])
    rest = len(names) - len(first)
    if rest:
        return f"{', '.join(first)} and {rest} more"
    return listed(first)

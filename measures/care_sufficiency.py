"""Where children in care are placed against the places there are in the authority, and which placements at distance had a local place.

Both are counted as one fixed table a year (docs/decisions/0028), protected as a whole before anything is put together from it. Types are
parts of the authority to the engine, so what ages give away of a type is hidden too. All counts are rounded.
"""

import datetime
from functools import lru_cache

import numpy as np
import pandas as pd

from measures.access import Access
from measures.care import sources_of
from measures.care_returns import ROUNDED, care_table, name_of, returns_for, sources_with_model
from measures.care_types import ALL, OUTSIDE, TYPES, placed
from measures.catalogue import Indicator
from measures.disclosure import protect_cohort, why_hidden
from measures.errors import CannotAnswer
from measures.held import version
from measures.publish import source_of
from measures.selection import Selection
from measures.table import MeasureTable
from measures.values import measured, rounded
from settings import Settings, settings
from warehouse import query

AGES = {"Under1": "under 1", "1to4": "1 to 4", "5to9": "5 to 9", "10to15": "10 to 15", "16plus": "16 and over", "Unknown": "age not known"}
_LISTED = {
    "ChildrensHome": ("Children's home",),
    "School": ("Residential Special School", "Residential special school (registered as a children's home)"),
    "Supported": ("Supported accommodation", "Supported Accommodation"),
}  # as Ofsted's list calls them
_TOPIC, _OF_TYPE = "Children in care and in need", "placement type"
NEED = Indicator("care_need", "Children placed, and places in the authority", _TOPIC, "cohort", "count", "children", "neutral", 0, "none",
                 "cohort/care_base", "on 31 March", ("Total", "age", "outside"))  # fmt: skip
LOCAL = Indicator("care_local_place", "Placements more than 20 miles from home for which there was a local place", _TOPIC, "cohort", "share",
                  "% of placements begun in the year more than 20 miles from home", "neutral", 0, "none", "cohort/local_place_at_the_time",
                  "year ending 31 March", ("Total", "age"))  # fmt: skip
MORE = (("place_type", "Placement"), ("places", "Places registered in the authority"))
UPPER_BOUND = (
    "Who was placed by other authorities is not known, and they fill many places: where a place is called free, at most this many placements had one. "
    "Whether it was right for the child is not known either."
)


@lru_cache(maxsize=64)
def _places(authority: str, year: int, foster: int, in_version: str) -> pd.DataFrame:
    listed = query("lookups/registered_places", area_code=authority, day=datetime.date(year, 3, 31))
    of = {kind: place_type for place_type, kinds in _LISTED.items() for kind in kinds}
    found = listed.assign(place_type=listed["provision_type"].map(of)).dropna(subset="place_type")
    rows = found.groupby("place_type").agg(places=("places", "sum"), as_at=("as_at", "max"), source_id=("source_id", "max"))
    if foster:
        rows.loc["Foster"] = [foster, pd.NaT, None]
    return rows


def places(authority: str, year: int) -> pd.DataFrame:
    """By type of placement: places there are in the authority, as_at and source_id (empty for a setting). Types of which nothing is known are
    not in it: fostering (but for the setting foster_places), supported accommodation before it was registered, and whatever has no provider."""
    return _places(authority, year, settings().foster_places, version())


def _protected(rows: pd.DataFrame, authority: str, rules: Settings) -> pd.DataFrame:
    """A fixed table of an authority and types of placement, protected as a whole."""
    if rows.empty:
        raise CannotAnswer(f"No return of children looked after is held for {name_of(authority)} in that year.")
    whole = rows["area_code"] == authority
    rows = rows.assign(area_type=np.where(whole, ROUNDED, _OF_TYPE), symbol=None)
    return protect_cohort(rows, dict.fromkeys(rows.loc[~whole, "area_code"].unique(), authority), rules)


def need(authority: str, year: int, access: Access | None = None) -> MeasureTable:
    """Children by type of placement on 31 March (breakdown Total; outside: those outside the authority; age), and the places of each type."""
    rows, there = placed(authority, year, access), places(authority, year)
    of_types = rows["group_code"].isin(TYPES) & (rows["breakdown"] == "placement_type")
    parts = [rows[of_types & (rows["set_code"] == ALL)].assign(place_type=lambda part: part["group_code"], breakdown="Total", said="all"),
             rows[of_types & (rows["set_code"] == OUTSIDE)].assign(place_type=lambda part: part["group_code"], breakdown="outside", said="outside"),
             _by_age(rows)]  # fmt: skip
    found = pd.concat(parts, ignore_index=True)
    found = found.assign(
        group=found["place_type"] + " " + found["said"], group_name=found["place_type"].map(TYPES) + ", " + found["said"], value=found["numerator"],
        places=there["places"].reindex(found["place_type"]).to_numpy(dtype=float),
    )  # fmt: skip
    found["places"] = found["places"].where(found["breakdown"] == "Total")
    found = _ordered(found[~found["group_code"].str.endswith("Unknown") | (found["value"] != 0)])
    notes = (*_notes_of_places(there, authority), *why_hidden(found["hidden_because"], settings()))
    return care_table(NEED, Selection(authority, period=str(year)), found, notes, _sources(found, there), MORE)


def _by_age(rows: pd.DataFrame) -> pd.DataFrame:
    crossed = rows[rows["breakdown"] == "type_by_age"]
    kinds = crossed["group_code"].str.split(" ", expand=True)
    kept = crossed.assign(place_type=kinds[0], said=kinds[1].map(AGES), age=kinds[1], breakdown="age")
    return kept[kept["place_type"].isin(TYPES)]


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """By type (all types first), all children before parts of them, ages from the youngest."""
    order = {name: place for place, name in enumerate(["Total", "outside", "age", *TYPES, *AGES, *AGES.values()])}
    by = ["place_type", "breakdown", "said" if "said" in rows else "group_code"]
    return rows.sort_values(by, kind="stable", key=lambda names: names.map(order).fillna(-1))


def _sources(rows: pd.DataFrame, there: pd.DataFrame) -> tuple:
    ids = dict.fromkeys([*rows["source_id"].dropna(), *there["source_id"].dropna()])
    return tuple(source_of(source_id) for source_id in ids)


def _notes_of_places(there: pd.DataFrame, authority: str) -> list[str]:
    """Of which types places are known, on which day, and whose they are."""
    lacking = [words for code, words in TYPES.items() if code not in there.index]
    days = sorted(there["as_at"].dropna().unique())
    on = f" on {pd.Timestamp(days[-1]):%-d %B %Y}" if days else ""
    told = (
        [f"Places are those registered in {name_of(authority)}{on}, of all owners; children of other authorities live in many of them."]
        if days
        else []
    )
    foster = ["Places with foster carers are those of the setting foster_places."] if "Foster" in there.index else []
    return [*told, *foster, f"How many places there are is not known for: {', '.join(lacking)}."] if lacking else [*told, *foster]


@lru_cache(maxsize=64)
def _local(authority: str, source_ids: tuple[str, ...], year: int, rules: Settings, in_version: str) -> pd.DataFrame:
    there = places(authority, year)
    rows = query(
        "cohort/local_place_at_the_time", "cohort", source_ids=list(source_ids), authority_code=authority, time_period=str(year),
        first_day=datetime.date(year - 1, 4, 1), last_day=datetime.date(year, 3, 31), place_types=list(there.index),
        capacities=[int(number) for number in there["places"]],
    )  # fmt: skip
    return _protected(rows, authority, rules)


def local_places(authority: str, year: int, access: Access | None = None) -> MeasureTable:
    """Of the placements that began in the year more than 20 miles from home those that had, by the authority's own use of it, a local place of their
    type, by type and age; an upper bound. Raises NotPermitted, or CannotAnswer where no local places are known."""
    returns_for(access)
    there = places(authority, year)
    if there.empty:
        raise CannotAnswer(
            f"Which placements had a local place cannot be told: no places in {name_of(authority)} are held. Load Ofsted's list of providers."
        )
    rows = _local(authority, tuple(sources_of(authority)), year, settings(), version())
    named = TYPES | {authority: "all these types"}
    rows = rows.assign(
        nature="modelled", denominator_nature="modelled", area_name="", place_type=rows["area_code"], comparator_value=np.nan
    )
    rows = rounded(measured(_ordered(rows.assign(place_type=rows["area_code"])), LOCAL), LOCAL)
    words = [
        named[code] + ("" if of == "Total" else f", {AGES[group]}")
        for code, of, group in zip(rows["area_code"], rows["breakdown"], rows["group"], strict=True)
    ]
    rows = rows.assign(group_name=words, group=rows["area_code"].where(rows["area_code"] != authority, "all") + " " + rows["group"])
    rows = rows[(rows["denominator"] != 0) & rows["breakdown"].isin(["Total", "age"])]
    sources = (
        *_sources(rows, there),
        *sources_with_model([], "Local places at the time", "own use of local places on the day before against places registered"),
    )
    notes = (UPPER_BOUND, *_notes_of_places(there, authority), *why_hidden(rows["hidden_because"], settings()))
    return care_table(LOCAL, Selection(authority, period=str(year)), rows, notes, sources, MORE)

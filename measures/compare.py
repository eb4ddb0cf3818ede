"""Several places side by side: one table an indicator, in one period where all have it, and which differences are more than chance."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from measures.areas import scope_of
from measures.catalogue import Indicator, indicator, indicators
from measures.disclosure import REASONS
from measures.errors import CannotAnswer, or_none
from measures.gaps import differences, is_clear
from measures.held import larger_areas, version
from measures.holdings import indicator_holdings
from measures.periods import latest_period, periods_held
from measures.places import AUTHORITY, Place
from measures.table import MeasureTable, joined_notes, joined_sources
from measures.words import listed, value_text

HIGHER, LOWER, UNCLEAR, UNTESTED = "▲ higher", "▼ lower", "≈ no clear difference", "not tested"
PREFERRED = ("children_low_income_ahc_share", "lsoas_most_deprived_20pct_imd", "population_0_19_share", "minority_ethnic_share")
_MOST_SAID = 3
_KINDS = {AUTHORITY: {"authority", "district"}}


def area_types() -> dict[str, frozenset[str]]:
    """The types of area that each indicator is held for."""
    return _area_types(version())


@lru_cache(maxsize=8)
def _area_types(in_version: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(held["area_types"]) for key, held in indicator_holdings().items()}


def held_for(places: tuple[Place, ...]) -> tuple[str, ...]:
    """The indicators held for the kind of each place, shares and rates first; wards are what priority areas are counted from."""
    types = area_types()
    found = [key for key in indicators() if all(types[key] & _KINDS.get(place.kind, {"ward"}) for place in places)]
    return tuple(sorted(found, key=lambda key: indicators()[key].kind == "count"))


def _common_period(wanted: Indicator, places: tuple[Place, ...]) -> str:
    """The latest official period that all places have, else the latest of any kind; empty where they share none."""
    last_years = larger_areas()["last_year"].astype(int)
    held = [(periods_held(wanted, scope_of(place.selection)), last_years[place.selection.authority]) for place in places]
    held = [(periods, last_year) for periods, last_year in held if len(periods)]
    if not held:
        return ""
    shared = pd.concat([periods for periods, _ in held], axis=1, join="inner").min(axis=1).sort_index()
    last = min(latest_period(periods, last_year) for periods, last_year in held)
    upto = shared[shared.index <= last]
    return "" if shared.empty else latest_period(upto if len(upto) else shared, held[0][1])


def side_by_side(indicator_id: str, places: tuple[Place, ...], comparator: str, published: Callable[..., MeasureTable]) -> MeasureTable:
    """One row a place, under its own code and name, in the latest official period that all of them have.

    CannotAnswer where nobody has a figure. A place without one has symbol x.
    """
    wanted = indicator(indicator_id)
    period = _common_period(wanted, places)
    tables = [or_none(published, indicator_id, place.selection.but(period=period, comparator=comparator)) for place in places]
    rows = [_named(table, place) for table, place in zip(tables, places, strict=True)]
    if all(table is None or table.is_empty for table in tables):
        raise CannotAnswer(f"{wanted.title}: no figure is held for {listed([place.name for place in places])}.")
    known = [table for table in tables if table is not None]
    frame = pd.concat([row.dropna(axis="columns", how="all") for row in rows]).reindex(columns=known[0].frame.columns)
    return replace(known[0], area_name=listed([place.name for place in places]), frame=frame.reset_index(drop=True), notes=joined_notes(known),
                   sources=joined_sources(known))  # fmt: skip


def _named(table: MeasureTable | None, place: Place) -> pd.DataFrame:
    if table is None:
        return pd.DataFrame([{"area_code": place.code, "area_name": place.name, "area_type": place.kind, "symbol": "x",
                              "hidden_because": REASONS["x"], "breakdown": "Total", "group": "Total", "group_name": "Total"}])  # fmt: skip
    return table.frame.assign(area_code=place.code, area_name=place.name)


def marks(table: MeasureTable) -> list[str]:
    """What can be said of each row against the first: one of the words above, empty for the first itself."""
    found = differences(table).to_dict("records")
    periods = table.frame["time_period"]
    return [""] + [_mark(row, periods.iloc[place] == periods.iloc[0]) for place, row in enumerate(found[1:], start=1)]


def _mark(row: dict, same_period: bool) -> str:
    if not same_period or pd.isna(row["lower"]):
        return UNTESTED
    return (HIGHER if row["gap"] > 0 else LOWER) if is_clear(row) else UNCLEAR


def compare_sentences(tables: list[MeasureTable]) -> list[str]:
    """Up to three sentences on where the first place differs from others by more than chance, those with most differences first."""
    said = [sentence for sentence in map(_sentence, sorted(tables, key=_clear, reverse=True)) if sentence]
    return said[:_MOST_SAID]


def _clear(table: MeasureTable) -> int:
    return sum(mark in (HIGHER, LOWER) for mark in marks(table))


def _sentence(table: MeasureTable) -> str:
    rows, found = table.frame.to_dict("records"), marks(table)
    groups = [(words, [row for row, mark in zip(rows, found, strict=True) if mark == sought]) for sought, words in _AGAINST.items()]
    parts = [f"{words} {listed([_with_figure(row, table.indicator) for row in others])}" for words, others in groups if others]
    if not parts:
        return ""
    modelled = " (modelled)" if table.nature == "modelled" else ""
    first = f"**{rows[0]['area_name']}** ({_figure(rows[0], table.indicator)})"
    return f"{table.title}, {rows[0]['time_period']}{modelled}: {first} is {' and '.join(parts)}."


# The mark is the other place's against the first, the words are the first's against it.
_AGAINST = {LOWER: "higher than", HIGHER: "lower than"}


def _with_figure(row: dict, wanted: Indicator) -> str:
    return f"{row['area_name']} ({_figure(row, wanted)})"


def _figure(row: dict, wanted: Indicator) -> str:
    return value_text(row["value"], row["symbol"], wanted.kind, wanted.decimals)

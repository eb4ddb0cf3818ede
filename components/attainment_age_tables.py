"""What the Attainment page's figures by age, and those beside the gaps, publish."""

from dataclasses import replace
from functools import partial

import pandas as pd

from components.attainment_tables import STANDING, joined, places, told, trend_of
from components.published import published, remembered
from measures.attainment_groups import breakdowns_of, groups_of
from measures.comparators import ENGLAND
from measures.errors import CannotAnswer
from measures.gap_rows import Gap
from measures.same_children import HEADLINES, Stage, stage_of, stages
from measures.selection import ALL_PERIODS, Selection
from measures.table import MeasureTable

BESIDE = ("absence", "persistent_absence", "pupils_suspended", "suspensions", "permanent_exclusions", "neet_or_not_known")


@remembered
def growing(gap: Gap, chosen: Selection) -> tuple[Stage, ...]:
    """The gap of the group at each age, over all periods."""
    return tuple(stages(gap.breakdown, gap.group, gap.peers, partial(trend_of, area=chosen.authority)))


@remembered
def stage_tables(peers: str, chosen: Selection) -> list[MeasureTable]:
    """By age the gap of every group in its latest period, each with its rank and fifth."""
    tables = [table for age in HEADLINES if (table := _of_age(age, peers, chosen)) is not None]
    if not tables:
        raise CannotAnswer("No gap of any group is held for this authority at any age.")
    return tables


def _of_age(age: int, peers: str, chosen: Selection) -> MeasureTable | None:
    rows, tables = [], []
    for breakdown, group in _groups_of_age(age):
        stage = stage_of(age, breakdown, group, peers, partial(trend_of, area=chosen.authority))
        period = told(stage.gap, chosen) if stage else ""
        if not period:
            continue
        place, _ = places(stage.gap, period, chosen)
        frame = stage.table.frame
        rows.append(
            frame[frame["time_period"] == period].assign(rank=place.rank or None, fifth=place.fifth or None, measure=stage.gap.indicator_id)
        )
        tables.append(stage.table)
    if not tables:
        return None
    table = joined(tables, pd.concat(rows), f"gaps_at_{age}_{peers}", f"Gaps at {age}")
    return replace(table, more=(*table.more, *STANDING))


def _groups_of_age(age: int) -> list[tuple[str, str]]:
    pairs = [(by, group) for key in HEADLINES[age] for by in breakdowns_of(key) for group in groups_of(key, by)]
    return list(dict.fromkeys(pairs))


@remembered
def absence_tables(chosen: Selection) -> list[MeasureTable]:
    """Absence, exclusions and NEET over the years, of the authority and of England, those that are held."""
    tables = [table for key in BESIDE for code in (chosen.authority, ENGLAND) if (table := _over_years(key, code)) is not None]
    if not any(table.frame["area_code"].eq(chosen.authority).any() for table in tables):
        raise CannotAnswer(
            "Absence, exclusions and NEET of all pupils are not held for this authority: load the Local Authority Interactive Tool."
        )
    return tables


def _over_years(key: str, code: str) -> MeasureTable | None:
    try:
        table = published(key, Selection(code, period=ALL_PERIODS))
    except CannotAnswer:
        return None
    return None if table.is_empty else table


@remembered
def phase_tables(chosen: Selection) -> list[MeasureTable]:
    """Absence of primary and secondary schools, and of the social care groups, against England; what is held of these."""
    found = phase_or_none(chosen)
    if not found:
        raise CannotAnswer("Absence by school phase or by social care group is not held for this authority.")
    return list(found)


@remembered
def phase_or_none(chosen: Selection) -> tuple[MeasureTable, ...]:
    """The same, nothing where nothing is held."""
    pairs = [(key, breakdown) for breakdown in ("phase", "social_care") for key in ("persistent_absence", "absence")]
    tables = [_against_england(key, breakdown, chosen) for key, breakdown in pairs]
    return tuple(table for table in tables if table is not None and not table.is_empty)


def _against_england(key: str, breakdown: str, chosen: Selection) -> MeasureTable | None:
    try:
        return published(key, Selection(chosen.authority, breakdown=breakdown, comparator="england"))
    except CannotAnswer:
        return None

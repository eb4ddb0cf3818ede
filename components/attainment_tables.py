"""What each figure of the Attainment page publishes; the drawing is in attainment.py, the words in measures/attainment_words.py."""

from dataclasses import replace
from functools import partial

import pandas as pd

from components.published import published, remembered
from measures.attainment_gaps import Gap, gap_table, period_of, trend
from measures.attainment_groups import breakdowns_of, groups_of, held_of, names_of, peers_of
from measures.attainment_places import beside, every_authority
from measures.catalogue import indicator
from measures.comparators import ENGLAND
from measures.errors import CannotAnswer
from measures.periods import as_asked
from measures.same_children import HEADLINES, Stage, stage_of, stages
from measures.selection import ALL_PERIODS, Selection
from measures.standings import Standing, gap_is_best_low, ranks, standings_of_gap
from measures.table import MeasureTable

BESIDE = ("absence", "persistent_absence", "pupils_suspended", "suspensions", "permanent_exclusions", "neet_or_not_known")
STANDING = (("rank", "Rank by the gap"), ("fifth", "Fifth (5 = bottom)"))


@remembered
def told(gap: Gap, chosen: Selection) -> str:
    """The period in which the gap is told: the year chosen where it is held, else the latest; empty where there is none."""
    table = trend_of(gap, chosen.authority)
    return "" if table is None else period_of(table, as_asked(chosen.period, table.periods))


@remembered
def trend_of(gap: Gap, area: str) -> MeasureTable | None:
    """The gap of an area over all periods; None where it has none in any."""
    try:
        table = trend(gap, Selection(area), published)
    except CannotAnswer:
        return None
    return None if table.is_empty else table


@remembered
def usual(chosen: Selection) -> Gap:
    """The gap that the page opens with: the first of these that the authority has."""
    first = (Gap("ks2_rwm_expected", "fsm", "FSM"), Gap("gld", "fsm", "FSM"), Gap("ks2_rwm_expected", "disadvantaged", "DAP"))
    return next((gap for gap in first if told(gap, chosen.but(period=""))), first[0])


def held_measures(chosen: Selection) -> dict[str, tuple[str, ...]]:
    """Of the measures of attainment held for the authority, youngest pupils first, the breakdowns with gaps; none where only all pupils are."""
    return {key: tuple(by for by in breakdowns_of(key) if by in held) for key, held in held_of(chosen.authority).items()}


@remembered
def groups_table(indicator_id: str, peers: str, period: str, chosen: Selection) -> list[MeasureTable]:
    """The gap of every group of an indicator in one period, the widest first, those without a figure last."""
    found = [_or_none(Gap(indicator_id, by, group, peers), chosen.but(period=period, by="")) for by in held_measures(chosen).get(indicator_id, ())
             for group in groups_of(indicator_id, by)]  # fmt: skip
    tables = [table for table in found if table is not None]
    if not tables:
        raise CannotAnswer(f"{indicator(indicator_id).title}: no figure by group is held for this authority.")
    low = gap_is_best_low(tables[0])
    frame = pd.concat([table.frame for table in tables], ignore_index=True).sort_values("value", ascending=not low, kind="stable")
    return [_joined(tables, frame, f"{indicator_id}_gaps_{peers}", f"{indicator(indicator_id).title}: gap by group")]


def _or_none(gap: Gap, chosen: Selection) -> MeasureTable | None:
    try:
        return gap_table(gap, chosen, published)
    except CannotAnswer:
        return None  # not held of this group: it has no row


def _joined(tables: list[MeasureTable], frame: pd.DataFrame, key: str, title: str) -> MeasureTable:
    """One table of several gaps' rows."""
    notes = dict.fromkeys(note for table in tables for note in table.notes)
    sources = {source.source_id: source for table in tables for source in table.sources}
    called = replace(tables[0].indicator, indicator_id=key, title=title)
    return replace(tables[0], indicator=called, frame=frame.reset_index(drop=True), notes=tuple(notes), sources=tuple(sources.values()))


@remembered
def authorities_table(gap: Gap, period: str) -> list[MeasureTable]:
    """The gap of every authority of England with its rank and fifth."""
    return [_ranked(gap, period)]


@remembered
def _every(gap: Gap, period: str) -> MeasureTable:
    return every_authority(gap, period, published)


@remembered
def _ranked(gap: Gap, period: str) -> MeasureTable:
    table = _every(gap, period)
    found = ranks(table.frame.set_index("area_code")["value"], low_is_best=gap_is_best_low(table))
    return replace(table, frame=table.frame.join(found, on="area_code"), more=(*table.more, *STANDING))


@remembered
def places(gap: Gap, period: str, chosen: Selection) -> tuple[Standing, Standing]:
    """Where the authority stands by the gap and by the group's own figure; no ranks where no authority has a figure."""
    try:
        return standings_of_gap(_every(gap, period), chosen.authority)
    except CannotAnswer:
        return Standing(0, 0, 0), Standing(0, 0, 0)


@remembered
def beside_tables(gap: Gap, period: str, chosen: Selection) -> list[MeasureTable]:
    """The gap of England, the region, the neighbours' mean and each neighbour."""
    return [beside(gap, chosen.but(by=""), period, published)]


@remembered
def trend_tables(gap: Gap, chosen: Selection) -> list[MeasureTable]:
    """The gap over the years, of the authority and of England."""
    tables = [table for code in (chosen.authority, ENGLAND) if (table := trend_of(gap, code)) is not None]
    if not tables or tables[0].frame["area_code"].iloc[0] != chosen.authority:
        raise CannotAnswer(f"{indicator(gap.indicator_id).title}: no such gap is held for this authority in any year.")
    return tables


@remembered
def groups_trends(indicator_id: str, breakdown: str, peers: str, chosen: Selection) -> list[MeasureTable]:
    """The gap of each group of a breakdown over the years: the authority's and England's, both in one table."""
    gaps = [Gap(indicator_id, breakdown, group, peers) for group in groups_of(indicator_id, breakdown)]
    pairs = [[trend_of(gap, code) for code in (chosen.authority, ENGLAND)] for gap in gaps]
    tables = [table for own, nation in pairs if own is not None for table in (own, nation) if table is not None]
    if not tables:
        raise CannotAnswer(f"{indicator(indicator_id).title}: no gap by this breakdown is held for this authority in any year.")
    frame = pd.concat([table.frame for table in tables], ignore_index=True)
    return [_joined(tables, frame, f"{indicator_id}_gaps_{breakdown}_{peers}", f"{indicator(indicator_id).title}: gap of each group")]


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
    table = _joined(tables, pd.concat(rows), f"gaps_at_{age}_{peers}", f"Gaps at {age}")
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


def words_of_peers(gap: Gap) -> str:
    """Whom the gap is taken to, for titles."""
    codes = peers_of(gap.indicator_id, gap.breakdown, gap.group)
    return {"local": "same authority", "national": "others in England", "national_all": "all pupils in England"}[
        gap.peers if gap.peers in codes else "national_all"
    ]


def group_name(gap: Gap) -> str:
    """The group in words."""
    return names_of(gap.indicator_id, gap.breakdown)[gap.group]

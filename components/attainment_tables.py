"""What each figure of the Attainment page publishes; the drawing is in attainment.py, the words in measures/attainment_words.py."""

from dataclasses import replace

import pandas as pd

from components.published import published, remembered
from measures.attainment_gaps import gap_table, period_of, trend
from measures.attainment_groups import PEERS, breakdowns_of, groups_of, held_of, names_of
from measures.attainment_places import beside, every_authority
from measures.catalogue import indicator
from measures.comparators import ENGLAND
from measures.errors import CannotAnswer, or_none
from measures.gap_rows import Gap
from measures.periods import as_asked
from measures.selection import Selection
from measures.standings import Standing, gap_is_best_low, ranks, standings_of_gap
from measures.table import MeasureTable, joined_notes, joined_sources
from measures.words import year_words

STANDING = (("rank", "Rank by the gap"), ("fifth", "Fifth (5 = bottom)"))


@remembered
def told(gap: Gap, chosen: Selection) -> str:
    """The period in which the gap is told: the year chosen where it is held, else the latest; empty where there is none."""
    table = trend_of(gap, chosen.authority)
    return "" if table is None else period_of(table, as_asked(chosen.period, table.periods))


@remembered
def trend_of(gap: Gap, area: str) -> MeasureTable | None:
    """The gap of an area over all periods; None where it has none in any."""
    table = or_none(trend, gap, Selection(area), published)
    return None if table is None or table.is_empty else table


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
    found = [or_none(gap_table, Gap(indicator_id, by, group, peers), chosen.but(period=period, by=""), published) for by in held_measures(chosen).get(indicator_id, ())
             for group in groups_of(indicator_id, by)]  # fmt: skip
    tables = [table for table in found if table is not None]
    if not tables:
        raise CannotAnswer(f"{indicator(indicator_id).title}: no figure by group is held for this authority.")
    low = gap_is_best_low(tables[0])
    frame = pd.concat([table.frame for table in tables], ignore_index=True).sort_values("value", ascending=not low, kind="stable")
    return [joined(tables, frame, f"{indicator_id}_gaps_{peers}", f"{indicator(indicator_id).title}: gap by group")]


def joined(tables: list[MeasureTable], frame: pd.DataFrame, key: str, title: str) -> MeasureTable:
    """One table of several gaps' rows."""
    called = replace(tables[0].indicator, indicator_id=key, title=title)
    return replace(
        tables[0], indicator=called, frame=frame.reset_index(drop=True), notes=joined_notes(tables), sources=joined_sources(tables)
    )


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
    if not _has_course(tables[0]):
        only = tables[0].frame.dropna(subset=["value"])["time_period"].iloc[0]
        raise CannotAnswer(f"This gap is held for {year_words(only)} only, so there is no course over the years to draw.")
    return tables


@remembered
def groups_trends(indicator_id: str, peers: str, chosen: Selection) -> list[MeasureTable]:
    """The gap of each group of an indicator over the years: the authority's and England's, both in one table."""
    gaps = [
        Gap(indicator_id, by, group, peers) for by in held_measures(chosen).get(indicator_id, ()) for group in groups_of(indicator_id, by)
    ]
    pairs = [[trend_of(gap, code) for code in (chosen.authority, ENGLAND)] for gap in gaps]
    tables = [table for own, nation in pairs if own is not None and _has_course(own) for table in (own, nation) if table is not None]
    if not tables:
        raise CannotAnswer("No gap of these groups is held for more than one year, so there is no course over the years to draw.")
    frame = pd.concat([table.frame for table in tables], ignore_index=True)
    return [joined(tables, frame, f"{indicator_id}_gaps_over_time_{peers}", f"{indicator(indicator_id).title}: gap of each group")]


def _has_course(table: MeasureTable) -> bool:
    return len(table.frame.dropna(subset=["value"])) > 1


def words_of_peers(gap: Gap) -> str:
    """Whom the gap is taken to, for titles."""
    return PEERS[gap.peers]


def group_name(gap: Gap) -> str:
    """The group in words."""
    return names_of(gap.indicator_id, gap.breakdown)[gap.group]

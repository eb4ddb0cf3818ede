"""Sentences about a gap in attainment: figures as published, and better, worse or in line only where that was tested."""

from dataclasses import dataclass

import pandas as pd

from measures.attainment_gaps import NO_COUNTS, Published, gap_table, trend
from measures.attainment_groups import FEW_PUPILS, OF_A_DOZEN
from measures.attainment_places import change_of, change_words
from measures.catalogue import Indicator, indicator
from measures.comparators import ENGLAND
from measures.errors import or_none
from measures.gap_rows import IN_LINE, UNTESTED, Gap, limit_decimals
from measures.selection import Selection
from measures.series_breaks import since_break
from measures.standings import Standing, gap_is_best_low
from measures.table import MeasureTable
from measures.words import capitalised, value_text, year_words

GROUPS, BESIDE, TREND = "groups", "beside", "trend"  # where on the page the evidence of a sentence stands


_MORE_THAN_A_POINT = 1.5  # percentage points that are told as two or more
_VERDICTS = {"behind": "behind by more than chance", "ahead": "ahead by more than chance", IN_LINE: "in line: no clear gap"}


@dataclass(frozen=True)
class Said:
    """A sentence and where its evidence is."""

    sentence: str
    evidence: str


def gap_sentences(gap: Gap, selection: Selection, period: str, places: tuple[Standing, Standing], published: Published) -> list[Said]:
    """How wide the gap is and how many pupils that is; how it stands to England's and among authorities; how it has moved."""
    table = gap_table(gap, selection.but(period=period, by=""), published)
    row = table.frame.iloc[0]
    if pd.isna(row["value"]):
        return [Said(f"{table.area_name}, {year_words(period)}: there is no gap to tell. {capitalised(row['hidden_because'])}.", GROUPS)]
    parts = [
        Said(f"{_now(row, table, gap)} {_how_many(row, gap)}", GROUPS),
        Said(_against_england(gap, table, period, places, published), BESIDE),
    ]
    return [said for said in (*parts, Said(_moved(gap, selection, period, published), TREND)) if said.sentence]


def _now(row: pd.Series, table: MeasureTable, gap: Gap) -> str:
    wanted = indicator(gap.indicator_id).shown_by(gap.breakdown)
    mine, other = (value_text(row[name], None, wanted.kind, wanted.decimals) for name in ("group_value", "comparator_value"))
    tested = "" if row["verdict"] == UNTESTED else f", {_VERDICTS[row['verdict']]}"
    return (
        f"{wanted.short}, {table.area_name}, {year_words(row['time_period'])}: **{mine}** for those {row['group_name']}, **{other}** for "
        f"{_those(row['comparator'])}, a gap of **{points(row['value'], table.indicator)}**{_interval(row, table.indicator)}{tested}."
    )


def _those(comparator: str) -> str:
    who, _, where = comparator.rpartition(", ")
    place = "in England" if where == "England" else "in the same authority"
    return f"{who} {place}" if who == "all pupils" else f"those {who}{f' {place}' if where == 'England' else ''}"


def points(gap: float, wanted: Indicator) -> str:
    """ "23 points"; a gap below 0 keeps its sign."""
    return f"{gap:,.{wanted.decimals}f} points"


def _interval(row: pd.Series, wanted: Indicator) -> str:
    places = limit_decimals(wanted)
    return "" if pd.isna(row["lower"]) else f" (95% interval {row['lower']:.{places}f} to {row['upper']:.{places}f})"


def _how_many(row: pd.Series, gap: Gap) -> str:
    """How many pupils the gap is."""
    if indicator(gap.indicator_id).kind != "share":
        return "An average is no standard that a number of pupils could reach, and no interval of it is published."
    if pd.isna(row["pupils"]):
        return f"How many pupils that is{' and whether it is more than chance' * (row['verdict'] == UNTESTED)} cannot be said: {NO_COUNTS}."
    if row["pupils"] == 0:
        return "The group is not behind, so there is nothing to close."
    return f"That is **{row['pupils']:,.0f}** of {row['denominator']:,.0f} pupils who would have to reach the standard to close it."


def _against_england(gap: Gap, table: MeasureTable, period: str, places: tuple[Standing, Standing], published: Published) -> str:
    said = [_beside_england(gap, table, period, published), _ranks(table.area_name, *places)]
    return " ".join(filter(None, said))


def _ranks(name: str, by_gap: Standing, by_figure: Standing) -> str:
    """Where the authority stands, as far as ranks can be given."""
    if not by_gap.is_known:
        return ""
    own = f"; by the group's own figure it has {by_figure.words}" if by_figure.is_known else ""
    return f"Among the authorities of England {name} has {by_gap.words} by the gap, 1 the narrowest{own}."


def _beside_england(gap: Gap, table: MeasureTable, period: str, published: Published) -> str:
    england = or_none(gap_table, gap, Selection(ENGLAND, period=period), published)
    if england is None:
        return ""
    other = england.frame.iloc[0]
    if pd.isna(other["value"]) or table.frame["area_code"].iloc[0] == ENGLAND:
        return ""
    words = change_words(change_of(table.frame.iloc[0], other), low_is_best=gap_is_best_low(table))
    value = points(other["value"], table.indicator)
    if words == UNTESTED:
        return f"England's gap is {value} (difference not tested)."
    if words == IN_LINE:
        return f"It is in line with England's gap ({value}): no clear difference."
    return f"It is {words} than England's gap ({value}) by more than chance."


def _moved(gap: Gap, selection: Selection, period: str, published: Published) -> str:
    """How the gap has moved since the first year of the series it belongs to; nothing where there is no earlier year in it."""
    table = trend(gap, selection, published)
    rows = table.frame.dropna(subset=["value"]).set_index("time_period")
    series = since_break([held for held in rows.index if held <= period], gap.indicator_id)
    if len(series) < 2 or period not in rows.index:
        return ""
    first = rows.loc[series[0]]
    words = change_words(change_of(rows.loc[period], first), low_is_best=gap_is_best_low(table))
    before = (
        f"{points(first['value'], table.indicator)} in {year_words(series[0])}, the first year since the measure or its tests last changed"
    )
    if words == UNTESTED:
        return f"The gap was {before} (change not tested)."
    return (
        f"There is no clear change since it was {before}."
        if words == IN_LINE
        else f"It has become {words} by more than chance since it was {before}."
    )


def warning(table: MeasureTable, gap: Gap) -> str:
    """What to say of a group of so few pupils that chance moves it; empty for larger ones."""
    pupils = table.frame["denominator"].iloc[0]
    few = not pd.isna(pupils) and pupils < FEW_PUPILS
    if not few and gap.group not in OF_A_DOZEN:
        return ""
    number = "" if pd.isna(pupils) else f" of {pupils:,.0f} pupils"
    return (
        f"A small group{number}: one child more or less moves its figure by {_moved_by_one(pupils)}. "
        "Read several years together, and say nothing of one year alone."
    )


def _moved_by_one(pupils: float) -> str:
    """How far one child moves a percentage of so many."""
    if pd.isna(pupils) or pupils < 1:
        return "several points"
    points_each = 100 / pupils
    return f"{points_each:.0f} points" if points_each >= _MORE_THAN_A_POINT else "a point or more"

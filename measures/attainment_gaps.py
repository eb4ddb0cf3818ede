"""Gaps between groups of pupils: the comparison less the group, in points, put together from published tables only.

The figure is the difference of the figures as published. Its interval joins those of both sides as measures/gaps.py does; where England
is the comparison and its counts are not held, England's figure is taken as it stands, as every other comparison with England does.
"""

from collections.abc import Callable
from dataclasses import replace
from math import isnan

from measures.attainment_groups import PEERS, TOTAL, counterparts, names_of
from measures.catalogue import Indicator, indicator
from measures.comparators import ENGLAND
from measures.errors import CannotAnswer, or_none
from measures.gap_rows import MORE, Gap, gap_rows, peers_words, side
from measures.pupils import is_from_pupils
from measures.selection import ALL_PERIODS, Selection
from measures.table import MeasureTable, joined_sources

Published = Callable[..., MeasureTable]
NO_COUNTS = "the numbers of pupils behind the percentages are not held"
ENGLAND_STANDS = "The interval of a gap to England is that of the group alone: England's figure is taken as it stands."


def gap_table(gap: Gap, selection: Selection, published: Published) -> MeasureTable:
    """One row an area and period of the selection: ``value`` is the gap, ``comparator_value`` the comparison's figure, ``group_value`` the
    group's, ``denominator`` its pupils, ``pupils`` how many of them would have to reach the standard to close the gap; ``verdict`` says
    whether the group is behind, ahead, in line or not tested, by the unrounded limits ``exact_lower`` and ``exact_upper``.

    CannotAnswer for a group or a comparison that does not exist, and for what ``publish`` refuses. A side that is hidden hides the gap.
    """
    wanted = _checked(gap)
    asked = selection.but(breakdown=gap.breakdown, comparator="none")
    own = published(gap.indicator_id, asked)
    wanted = own.indicator if is_from_pupils(own.indicator) else wanted
    against, code = _comparison(gap, asked.but(period=own.selection.period), own, published)
    rows = gap_rows(gap, own, against, code, wanted)
    tables = [own] if against is None else [own, against]
    called = _called(gap, wanted, code)
    table = MeasureTable(called, own.selection, own.area_name, rows, (), joined_sources(tables), MORE)
    return replace(table, notes=_notes(table, tables, wanted, gap))


def _checked(gap: Gap) -> Indicator:
    """The indicator, with the breakdown's decimals."""
    wanted = indicator(gap.indicator_id)
    stated = names_of(gap.indicator_id, gap.breakdown)
    if gap.breakdown == TOTAL or gap.breakdown not in wanted.breakdowns:
        offered = ", ".join(key for key in wanted.breakdowns if key != TOTAL)
        said = f"choose one of {offered}" if offered else "this figure has none"
        raise CannotAnswer(f"{wanted.title}: there are gaps by breakdown only; {said}.")
    if gap.group not in stated:
        raise CannotAnswer(f'{wanted.title} has no group "{gap.group}" by {gap.breakdown}; choose one of {", ".join(stated)}.')
    if gap.peers not in PEERS:
        raise CannotAnswer(f'A gap cannot be taken to "{gap.peers}"; choose one of {", ".join(PEERS)}.')
    return wanted.shown_by(gap.breakdown)


def _comparison(gap: Gap, asked: Selection, own: MeasureTable, published: Published) -> tuple[MeasureTable | None, str]:
    """The table that holds the comparison and its group; no table where nothing is held for the period."""
    codes = (TOTAL,) if gap.peers == "national_all" else counterparts(gap.indicator_id, gap.breakdown, gap.group)
    nation = asked if gap.peers == "local" else Selection(ENGLAND, period=asked.period, breakdown=gap.breakdown)
    if codes != (TOTAL,):
        table = own if gap.peers == "local" else or_none(published, gap.indicator_id, nation)
        return table, next((code for code in codes if table is not None and _has(table, code)), codes[0])
    return or_none(published, gap.indicator_id, nation.but(breakdown=TOTAL)), TOTAL


def _has(table: MeasureTable, code: str) -> bool:
    return any(not isnan(row["value"]) for row in side(table, code).values())


def _called(gap: Gap, wanted: Indicator, code: str) -> Indicator:
    """The indicator under the gap's own name, title and unit."""
    who = names_of(gap.indicator_id, gap.breakdown)[gap.group]
    return replace(
        wanted, indicator_id=f"{gap.indicator_id}_gap_{gap.breakdown}_{gap.group}_{gap.peers}", kind="score", interval="none",
        title=f"{wanted.title}: gap between {who} and {peers_words(gap, code)}",
        unit="percentage points" if wanted.kind == "share" else wanted.unit, titles={}, parameters={}, no_interval_because="",
    )  # fmt: skip


def _notes(table: MeasureTable, tables: list[MeasureTable], wanted: Indicator, gap: Gap) -> tuple[str, ...]:
    notes = [f"The gap is the comparison less the group, in {table.indicator.unit}: above 0 the group has the lower figure."]
    frame = table.frame
    if (frame["value"].notna() & frame["lower"].isna()).any():
        notes.append(f"Where no interval of the gap is given: {wanted.no_interval_because or NO_COUNTS}.")
    if gap.peers != "local" and frame["lower"].notna().any():
        notes.append(ENGLAND_STANDS)
    said = [note for other in tables for note in other.notes if not note.startswith("No interval is given")]
    return tuple(dict.fromkeys([*notes, *said]))


def trend(gap: Gap, selection: Selection, published: Published) -> MeasureTable:
    """The gap of the selection's areas over all periods."""
    return gap_table(gap, selection.but(period=ALL_PERIODS, by=""), published)


def period_told(gap: Gap, selection: Selection, published: Published) -> str:
    """The period in which a gap is told: the one chosen where it is held, else the latest that has a gap; empty for none."""
    return period_of(trend(gap, selection, published), selection.period)


def period_of(table: MeasureTable, chosen: str) -> str:
    """The same of a table over all periods."""
    frame = table.frame
    told = sorted(frame.loc[frame["value"].notna(), "time_period"])
    return chosen if chosen in set(frame["time_period"]) else (told[-1] if told else "")

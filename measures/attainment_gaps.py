"""Gaps between groups of pupils: the comparison less the group, in points, put together from published tables only.

The figure is the difference of the figures as published. Its interval joins those of both sides as measures/gaps.py does; where England
is the comparison and its counts are not held, England's figure is taken as it stands, as every other comparison with England does.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from measures.attainment_groups import PEERS, TOTAL, counterparts, names_of
from measures.catalogue import Indicator, indicator
from measures.comparators import ENGLAND
from measures.disclosure import REASONS
from measures.errors import CannotAnswer
from measures.gaps import joined, limits
from measures.selection import ALL_PERIODS, Selection
from measures.statistics import round_half_up
from measures.table import COLUMNS, MeasureTable

Published = Callable[..., MeasureTable]
MORE = (("group_value", "The group's figure"), ("pupils", "Pupils to close it"))
_KEYS = ["area_code", "time_period"]
_SIDE = [*_KEYS, "value", "figure", "low", "high", "symbol", "hidden_because", "nature", "source", "group_name"]
IN_LINE, UNTESTED = "in line", "not tested"
NO_COUNTS = "the numbers of pupils behind the percentages are not held"
ENGLAND_STANDS = "The interval of a gap to England is that of the group alone: England's figure is taken as it stands."


@dataclass(frozen=True)
class Gap:
    """A group of pupils, in a breakdown of an indicator, and whom it is set against (one of PEERS)."""

    indicator_id: str
    breakdown: str
    group: str
    peers: str = "local"


def gap_table(gap: Gap, selection: Selection, published: Published) -> MeasureTable:
    """One row an area and period of the selection: ``value`` is the gap, ``comparator_value`` the comparison's figure, ``group_value`` the
    group's, ``denominator`` its pupils, ``pupils`` how many of them would have to reach the standard to close the gap; ``verdict`` says
    whether the group is behind, ahead, in line or not tested, by the unrounded limits ``exact_lower`` and ``exact_upper``.

    CannotAnswer for a group or a comparison that does not exist, and for what ``publish`` refuses. A side that is hidden hides the gap.
    """
    wanted = _checked(gap)
    asked = selection.but(breakdown=gap.breakdown, comparator="none")
    own = published(gap.indicator_id, asked)
    against, code = _comparison(gap, asked.but(period=own.selection.period), own, published)
    rows = _rows(gap, own, against, code, wanted)
    tables = [own] if against is None else [own, against]
    sources = {source.source_id: source for table in tables for source in table.sources}
    called = _called(gap, wanted, code)
    table = MeasureTable(called, own.selection, own.area_name, rows, (), tuple(sources.values()), MORE)
    return replace(table, notes=_notes(table, tables, wanted, gap))


def _checked(gap: Gap) -> Indicator:
    """The indicator, with the breakdown's decimals."""
    wanted = indicator(gap.indicator_id)
    stated = names_of(gap.indicator_id, gap.breakdown)
    if gap.breakdown == TOTAL or gap.breakdown not in wanted.breakdowns:
        offered = ", ".join(key for key in wanted.breakdowns if key != TOTAL) or "none"
        raise CannotAnswer(f"{wanted.title}: there are gaps by breakdown only; choose one of {offered}.")
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
        table = own if gap.peers == "local" else _or_none(published, gap.indicator_id, nation)
        return table, next((code for code in codes if table is not None and _has(table, code)), codes[0])
    return _or_none(published, gap.indicator_id, nation.but(breakdown=TOTAL)), TOTAL


def _or_none(published: Published, indicator_id: str, asked: Selection) -> MeasureTable | None:
    try:
        return published(indicator_id, asked)
    except CannotAnswer:
        return None  # not held for this period: the gap says so


def _has(table: MeasureTable, code: str) -> bool:
    return bool(table.frame.loc[table.frame["group"] == code, "value"].notna().any())


def _side(table: MeasureTable, code: str) -> pd.DataFrame:
    """The rows of a group with exact figure and limits; no rows of areas that have none."""
    figure, low, high = limits(table)
    frame = table.frame.assign(figure=figure, low=low, high=high)
    return frame[(frame["group"] == code) & (frame["source"].notna() | frame["value"].notna())]


def _rows(gap: Gap, own: MeasureTable, against: MeasureTable | None, code: str, wanted: Indicator) -> pd.DataFrame:
    """The rows of the gap with COLUMNS and those of MORE."""
    mine = _with_all_areas(_side(own, gap.group), own, gap)
    other = pd.DataFrame(columns=_SIDE) if against is None else _side(against, code)[_SIDE]
    keys = _KEYS if gap.peers == "local" else _KEYS[1:]
    other = other.rename(columns={name: f"other_{name}" for name in _SIDE if name not in keys})
    rows = mine.merge(other, on=keys, how="left", suffixes=("", "_again"))
    each = tuple(rows[name].to_numpy(dtype=float) for name in ("figure", "low", "high"))
    those = _standing(rows, gap, wanted)
    exact, lower, upper = joined(those, each)
    value = rows["other_value"].astype(float) - rows["value"].astype(float)
    return _finished(rows.assign(gap=value, exact=exact, gap_lower=lower, gap_upper=upper), gap, code, wanted)


def _standing(rows: pd.DataFrame, gap: Gap, wanted: Indicator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Figure and limits of the comparison; England's figure is its own limit where its counts are not held."""
    figure, low, high = (rows[f"other_{name}"].to_numpy(dtype=float) for name in ("figure", "low", "high"))
    if gap.peers == "local" or wanted.interval == "none":
        return figure, low, high
    return figure, np.where(np.isnan(low), figure, low), np.where(np.isnan(high), figure, high)


def _with_all_areas(mine: pd.DataFrame, own: MeasureTable, gap: Gap) -> pd.DataFrame:
    """``mine`` and a row with symbol x for each area of the table that has none."""
    lacking = own.frame[~own.frame["area_code"].isin(mine["area_code"])].drop_duplicates("area_code")
    if lacking.empty:
        return mine
    words = names_of(gap.indicator_id, gap.breakdown)[gap.group]
    empty = lacking[["area_code", "area_name", "area_type", "time_period", "breakdown"]].assign(
        group=gap.group, group_name=words, symbol="x", hidden_because=REASONS["x"]
    )
    return pd.concat([mine, empty], ignore_index=True) if len(mine) else empty.reindex(columns=mine.columns)


def _finished(rows: pd.DataFrame, gap: Gap, code: str, wanted: Indicator) -> pd.DataFrame:
    decimals = wanted.decimals
    known = rows["gap"].notna()
    symbol, why = _hidden(rows, gap, code)
    natures = rows[["nature", "other_nature"]]
    exact = {"exact_lower": rows["gap_lower"].astype(float), "exact_upper": rows["gap_upper"].astype(float)}
    found = rows.assign(
        group_value=rows["value"], value=round_half_up(rows["gap"].to_numpy(dtype=float), decimals), pupils=_pupils(rows, wanted),
        lower=round_half_up(rows["gap_lower"].to_numpy(dtype=float), limit_decimals(wanted)),
        upper=round_half_up(rows["gap_upper"].to_numpy(dtype=float), limit_decimals(wanted)),
        symbol=symbol.where(~known, None), hidden_because=why.where(~known, None),
        comparator=_words(gap, code), comparator_value=rows["other_value"].astype(float), numerator=np.nan,
        verdict=_verdicts(rows, wanted), **exact,
        nature=natures.min(axis=1).where(natures.notna().any(axis=1), None),
        source=[_both(*pair) for pair in rows[["source", "other_source"]].to_numpy()],
    )  # fmt: skip
    return found[[*COLUMNS, *(name for name, _ in MORE), *exact]].reset_index(drop=True)


def limit_decimals(wanted: Indicator) -> int:
    """Decimals of the limits: one at least, so that a limit near 0 shows on which side of it it lies."""
    return max(wanted.decimals, 1)


def _verdicts(rows: pd.DataFrame, wanted: Indicator) -> np.ndarray:
    """Whether the group is behind the comparison, by its unrounded interval."""
    above, below = ("ahead", "behind") if wanted.polarity == "lower_is_better" else ("behind", "ahead")
    lower, upper = rows["gap_lower"].astype(float), rows["gap_upper"].astype(float)
    return np.select([lower.isna() | upper.isna(), lower > 0, upper < 0], [UNTESTED, above, below], default=IN_LINE)


def _hidden(rows: pd.DataFrame, gap: Gap, code: str) -> tuple[pd.Series, pd.Series]:
    """The symbol of a gap that cannot be told, and which side it comes from: the group's first."""
    mine = rows["value"].isna()
    symbol = rows["symbol"].where(mine, rows["other_symbol"]).fillna("x")
    why = rows["hidden_because"].where(mine, rows["other_hidden_because"]).fillna(REASONS["x"])
    side = np.where(mine, rows["group_name"], _words(gap, code))
    return symbol, pd.Series([f"{who}: {reason}" for who, reason in zip(side, why, strict=True)], index=rows.index, dtype=object)


def _pupils(rows: pd.DataFrame, wanted: Indicator) -> np.ndarray:
    """ceil(gap / 100 x pupils of the group); NaN where the pupils are not held, 0 where the group is not behind."""
    if wanted.kind != "share" or not wanted.of_people:
        return np.full(len(rows), np.nan)
    behind = rows["gap"].to_numpy(dtype=float) * (-1 if wanted.polarity == "lower_is_better" else 1)
    needed = np.ceil(np.round(behind / wanted.multiplier * rows["denominator"].to_numpy(dtype=float), 6))
    return np.where(needed < 0, 0, needed)


def _words(gap: Gap, code: str) -> str:
    """Whom the group is set against: "not eligible for free school meals, England"."""
    who = "all pupils" if code == TOTAL else names_of(gap.indicator_id, gap.breakdown)[code]
    return f"{who}, {'same authority' if gap.peers == 'local' else 'England'}"


def _both(one: object, other: object) -> str | None:
    return "; ".join(dict.fromkeys(part for part in (one, other) if isinstance(part, str))) or None


def _called(gap: Gap, wanted: Indicator, code: str) -> Indicator:
    """The indicator under the gap's own name, title and unit."""
    who = names_of(gap.indicator_id, gap.breakdown)[gap.group]
    return replace(
        wanted, indicator_id=f"{gap.indicator_id}_gap_{gap.breakdown}_{gap.group}_{gap.peers}", kind="score", interval="none",
        title=f"{wanted.title}: gap between {who} and {_words(gap, code)}",
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

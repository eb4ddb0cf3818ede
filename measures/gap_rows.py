"""The rows of a gap: both sides of each area and period, what lies between them, and what has to be said where a side is hidden."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, isnan, nan

import pandas as pd

from measures.attainment_groups import TOTAL, names_of
from measures.catalogue import Indicator
from measures.comparators import ENGLAND
from measures.disclosure import REASONS
from measures.gaps import joined, limits
from measures.pupils import is_from_pupils
from measures.statistics import round_half_up
from measures.table import COLUMNS, MeasureTable

MORE = (("group_value", "The group's figure"), ("pupils", "Pupils to close it"))
EXACT = ("exact_lower", "exact_upper")
IN_LINE, UNTESTED = "in line", "not tested"
_KEPT = ("area_code", "area_name", "area_type", "time_period", "breakdown", "group", "group_name", "denominator")
_NUMBERS = dict.fromkeys(("value", "figure", "low", "high", "denominator"), nan)
_NO_ROW = _NUMBERS | {"symbol": None, "hidden_because": None, "nature": None, "source": None}


@dataclass(frozen=True)
class Gap:
    """A group of pupils, in a breakdown of an indicator, and whom it is set against (one of PEERS)."""

    indicator_id: str
    breakdown: str
    group: str
    peers: str = "local"


@lru_cache(maxsize=2048)
def side(table: MeasureTable, code: str) -> dict[tuple[str, str], dict]:
    """The rows of a group by area and period, with exact figure and limits; none of areas that have none. Not to be changed.

    Plain rows and not frames: a page asks for a hundred gaps of a dozen rows each.
    """
    figure, low, high = limits(table)
    frame = table.frame
    mine = ((frame["group"] == code) & (frame["source"].notna() | frame["value"].notna())).to_numpy()
    exact = zip(figure[mine].tolist(), low[mine].tolist(), high[mine].tolist(), strict=True)
    rows = (row | {"figure": f, "low": lo, "high": hi} for row, (f, lo, hi) in zip(frame[mine].to_dict("records"), exact, strict=True))
    return {(row["area_code"], row["time_period"]): row for row in rows}


def gap_rows(gap: Gap, own: MeasureTable, against: MeasureTable | None, code: str, wanted: Indicator) -> pd.DataFrame:
    """The rows of the gap with COLUMNS and those of MORE."""
    others = {} if against is None else side(against, code)
    found = [_row(row, _other(row, others, gap), gap, code, wanted) for row in _with_all_areas(side(own, gap.group), own, gap)]
    return pd.DataFrame(found, columns=[*COLUMNS, *(name for name, _ in MORE), *EXACT])


def _other(row: dict, others: dict, gap: Gap) -> dict:
    """The comparison's row of the same period, and for local peers of the same area; one without a figure where there is none."""
    key = (row["area_code"] if gap.peers == "local" else ENGLAND, row["time_period"])
    return others.get(key) or _NO_ROW


def _row(mine: dict, other: dict, gap: Gap, code: str, wanted: Indicator) -> dict:
    """One row of the gap; every cell of a gap that cannot be told is empty but for the symbol and the side that is known."""
    value = round_half_up(other["value"] - mine["value"], wanted.decimals)
    _, lower, upper = joined(_limits_of(other, gap, wanted), (mine["figure"], mine["low"], mine["high"]))
    symbol, why = (None, None) if not isnan(value) else _hidden(mine, other, gap, code)
    places = limit_decimals(wanted)
    natures = [row["nature"] for row in (mine, other) if isinstance(row["nature"], str)]
    return {name: mine[name] for name in _KEPT} | {
        "value": value, "lower": round_half_up(lower, places), "upper": round_half_up(upper, places), "symbol": symbol, "hidden_because": why,
        "comparator": peers_words(gap, code), "comparator_value": other["value"], "verdict": _verdict(lower, upper, wanted), "numerator": nan,
        "nature": min(natures, default=None), "source": _both(mine["source"], other["source"]), "group_value": mine["value"],
        "pupils": _pupils(float(value), mine["denominator"], wanted), "exact_lower": float(lower), "exact_upper": float(upper),
    }  # fmt: skip


def _limits_of(other: dict, gap: Gap, wanted: Indicator) -> tuple[float, float, float]:
    """Figure and limits of the comparison; England's figure is its own limit where its counts are not held."""
    figure, low, high = other["figure"], other["low"], other["high"]
    if gap.peers == "local" or wanted.interval == "none":
        return figure, low, high
    return figure, figure if isnan(low) else low, figure if isnan(high) else high


def _with_all_areas(mine: dict, own: MeasureTable, gap: Gap) -> list[dict]:
    """The rows of ``mine``, and one with symbol x for each area of the table that has none."""
    held, frame = {area for area, _ in mine}, own.frame
    if held >= set(frame["area_code"]):
        return list(mine.values())
    lacking = frame[~frame["area_code"].isin(held)].drop_duplicates("area_code")
    words = names_of(gap.indicator_id, gap.breakdown)[gap.group]
    empty = {"group": gap.group, "group_name": words, "symbol": "x", "hidden_because": REASONS["x"]} | _NUMBERS
    return [*mine.values(), *(row | empty for row in lacking.to_dict("records"))]


def limit_decimals(wanted: Indicator) -> int:
    """Decimals of the limits: one at least, so that a limit near 0 shows on which side of it it lies."""
    return max(wanted.decimals, 1)


def _verdict(lower: float, upper: float, wanted: Indicator) -> str:
    """Whether the group is behind the comparison, by its unrounded interval."""
    if isnan(lower) or isnan(upper):
        return UNTESTED
    above, below = ("ahead", "behind") if wanted.polarity == "lower_is_better" else ("behind", "ahead")
    return above if lower > 0 else below if upper < 0 else IN_LINE


def _hidden(mine: dict, other: dict, gap: Gap, code: str) -> tuple[str, str]:
    """The symbol of a gap that cannot be told, and which side it comes from: the group's first."""
    row, who = (mine, mine["group_name"]) if isnan(mine["value"]) else (other, peers_words(gap, code))
    symbol, why = (row[name] if isinstance(row[name], str) else "" for name in ("symbol", "hidden_because"))
    return symbol or "x", f"{who}: {why or REASONS['x']}"


def _pupils(gap: float, of: float, wanted: Indicator) -> float:
    """ceil(gap / 100 x pupils of the group); NaN where the pupils are not held or were rounded for being few, 0 where the group is not behind."""
    if wanted.kind != "share" or not wanted.of_people or is_from_pupils(wanted) or isnan(gap) or isnan(of):
        return nan
    behind = -gap if wanted.polarity == "lower_is_better" else gap
    return float(max(ceil(round(behind / wanted.multiplier * of, 6)), 0))


def peers_words(gap: Gap, code: str) -> str:
    """Whom the group is set against: "not eligible for free school meals, England"."""
    who = "all pupils" if code == TOTAL else names_of(gap.indicator_id, gap.breakdown)[code]
    return f"{who}, {'same authority' if gap.peers == 'local' else 'England'}"


def _both(one: object, other: object) -> str | None:
    return "; ".join(dict.fromkeys(part for part in (one, other) if isinstance(part, str))) or None

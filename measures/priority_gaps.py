"""Priority areas against the rest of the authority, for every indicator held at that level, and how each gap has moved."""

from collections.abc import Callable, Iterable
from functools import lru_cache

import pandas as pd

from measures.catalogue import Indicator, indicators
from measures.compare import area_types
from measures.errors import or_none
from measures.gaps import differences, is_clear, moved
from measures.held import version
from measures.periods import latest_period
from measures.priority_scopes import REST, TOGETHER
from measures.selection import ALL_PERIODS, Selection
from measures.table import MeasureTable

COLUMNS = ["indicator", "period", "value", "lower", "upper", "rest", "rest_lower", "rest_upper", "gap", "gap_lower", "gap_upper",
           "earlier_period", "earlier_gap", "moved", "moved_lower", "moved_upper"]  # fmt: skip

_MOVES = {"wider": "become wider", "narrower": "become narrower", "turned round": "turned round"}


def comparable() -> tuple[str, ...]:
    """Indicators held by ward that can be compared: no counts, because places differ in size."""
    return _comparable(version())


@lru_cache(maxsize=8)
def _comparable(in_version: str) -> tuple[str, ...]:
    types = area_types()
    return tuple(key for key, wanted in indicators().items() if wanted.kind != "count" and "ward" in types[key])


def areas_to_choose(table: MeasureTable) -> dict[str, str]:
    """Name by code of the areas that can be set against the rest, all of them together first; empty where there is no rest."""
    rows = table.frame.drop_duplicates("area_code")
    kinds = rows["area_type"]
    if not (kinds == REST).any():
        return {}
    ordered = pd.concat([rows[kinds == TOGETHER], rows[~kinds.isin([TOGETHER, REST]) & (rows["symbol"] != "x")]])
    return dict(zip(ordered["area_code"], ordered["area_name"], strict=True))


def tables_by_priority_area(chosen: Selection, keys: Iterable[str], published: Callable[..., MeasureTable]) -> list[MeasureTable]:
    """Each indicator by priority area over all periods; those without any figure are left out."""
    found = []
    for key in keys:
        table = or_none(published, key, chosen.but(by="priority_area", wards=(), priority_area="", comparator="none", period=ALL_PERIODS))
        if table is not None and not table.is_empty:
            found.append(table)
    return found


def gap_rows(tables: Iterable[MeasureTable], area: str, last_year: int) -> pd.DataFrame:
    """One row an indicator with COLUMNS: the area, the rest and the gap in the latest official period (not after ``last_year`` where all is
    modelled), the gap in the first period like it, and the change between the two. Editions of the indices are never compared."""
    rows = [row for table in tables if (row := _row(table, area, last_year))]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(table: MeasureTable, area: str, last_year: int) -> dict | None:
    pairs = _pairs(table, area)
    if not pairs:
        return None
    natures = pd.Series({period: pair["nature"].min() for period, pair in pairs.items()}).sort_index()
    latest = latest_period(natures, last_year)
    own, rest = (pairs[latest].iloc[place] for place in (0, 1))
    now = _gap(table, pairs[latest])
    row = {"indicator": table.indicator.indicator_id, "period": latest} | _figures("", own) | _figures("rest_", rest)
    row |= {"value": own["value"], "rest": rest["value"], "gap": now["gap"], "gap_lower": now["lower"], "gap_upper": now["upper"]}
    return row | _change(table, pairs, natures, latest, now)


def _pairs(table: MeasureTable, area: str) -> dict[str, pd.DataFrame]:
    """By period the rows of the area and of the rest, in this order; only where both have a figure."""
    frame = table.frame[table.frame["value"].notna()]
    both = frame[(frame["area_code"] == area) | (frame["area_type"] == REST)]
    grouped = {period: rows.sort_values("area_type", key=lambda kinds: kinds == REST) for period, rows in both.groupby("time_period")}
    return {period: rows for period, rows in grouped.items() if len(rows) == 2}


def _figures(prefix: str, row: pd.Series) -> dict:
    return {f"{prefix}lower": row["lower"], f"{prefix}upper": row["upper"]}


def _gap(table: MeasureTable, pair: pd.DataFrame) -> pd.Series:
    return differences(table.of_rows(pair), at=1).iloc[0]


def _change(table: MeasureTable, pairs: dict, natures: pd.Series, latest: str, now: pd.Series) -> dict:
    """The first gap of the latest one's nature, and how far it has moved since; nothing where there is no earlier one."""
    earlier = [period for period in natures.index[natures == natures[latest]] if period < latest]
    if not earlier or table.indicator.of_indices:
        return {}
    before = _gap(table, pairs[earlier[0]])
    change = moved(now, before)
    return {"earlier_period": earlier[0], "earlier_gap": before["gap"], "moved": change["gap"], "moved_lower": change["lower"],
            "moved_upper": change["upper"]}  # fmt: skip


def move_words(row: dict, wanted: Indicator) -> str:
    """wider, narrower or turned round, by more than chance; or why nothing is said."""
    if wanted.of_indices:
        return "editions are not compared"
    if pd.isna(row["earlier_gap"]):
        return "one period only"
    if pd.isna(row["moved_lower"]):
        return "not tested"
    if not is_clear(row, "moved_"):
        return "no clear change"
    if row["gap"] * row["earlier_gap"] < 0 and is_clear(row, "gap_"):
        return "turned round"
    return "wider" if abs(row["gap"]) > abs(row["earlier_gap"]) else "narrower"


def without_gap(tables: Iterable[MeasureTable], rows: pd.DataFrame) -> str:
    """Which indicators have no figure of the area or of the rest, in a sentence; empty for none."""
    lacking = [table.title for table in tables if table.indicator.indicator_id not in set(rows["indicator"])]
    return f"No figure of both in one period: {'; '.join(lacking)}." if lacking else ""


def gap_sentences(rows: pd.DataFrame, area_name: str) -> list[str]:
    """Up to two sentences: where the area's figure differs from the rest by more than chance, and which gaps have moved."""
    clear = rows[[is_clear(row, "gap_") for row in rows.to_dict("records")]]
    tested = int(rows["gap_lower"].notna().sum())
    said = [
        f"**{area_name}** differ{'s' * (not area_name.startswith('All '))} from the rest by more than chance in {len(clear)} of {tested} figures tested."
    ]
    moves: dict[str, list[str]] = {words: [] for words in _MOVES}
    for row in rows.to_dict("records"):
        words = move_words(row, indicators()[row["indicator"]])
        if words in moves:
            moves[words].append(indicators()[row["indicator"]].title)
    parts = [f"has {_MOVES[words]} in {'; '.join(titles)}" for words, titles in moves.items() if titles]
    return said + [f"By more than chance the gap {', and '.join(parts)}."] * bool(parts) if tested else []

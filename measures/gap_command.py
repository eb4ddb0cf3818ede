"""What the command line prints of gaps between groups: the rows of measures/attainment_gaps.py with where the authority stands."""

import argparse
import json
from functools import lru_cache

import pandas as pd

from measures.access import Access, access_here
from measures.attainment_gaps import gap_table, period_told
from measures.attainment_groups import groups_of
from measures.attainment_places import every_authority
from measures.audited import printed
from measures.catalogue import indicator
from measures.command import as_json, plain_cell, selection_of
from measures.errors import CannotAnswer
from measures.gap_rows import MORE, Gap, limit_decimals
from measures.publish import publish
from measures.selection import ALL_PERIODS, Selection
from measures.standings import standings_of_gap
from measures.table import MeasureTable, joined_notes
from measures.words import value_text

ALL_GROUPS = ""
WITHIN_AUTHORITY = ("ward", "lsoa", "priority_area")
STANDING = ("rank", "ranked", "bottom_fifth", "value_rank", "value_ranked", "value_bottom_fifth")
_SHOWN = ("area_name", "time_period", "group_name", "value", "lower", "upper", "group_value", "comparator_value", "verdict", "pupils")


@lru_cache(maxsize=64)
def _kept(indicator_id: str, selection: Selection, access: Access) -> MeasureTable:
    return publish(indicator_id, selection, access)


def _published(indicator_id: str, selection: Selection, **changes: object) -> MeasureTable:
    return _kept(indicator_id, selection.but(**changes), access_here())


def gap_answer(asked: argparse.Namespace) -> str:
    """The gaps asked for, as text or JSON: of one group, or of every group of the breakdown."""
    selection = selection_of(asked)
    groups = [asked.gap] if asked.gap != ALL_GROUPS else list(groups_of(asked.indicator, asked.breakdown)) or [ALL_GROUPS]
    if selection.comparator != "none":
        raise CannotAnswer("A gap is compared by --peers, not by --comparator.")
    tables = [_of_group(Gap(asked.indicator, asked.breakdown, group, asked.peers), selection) for group in groups]
    printed(tables)
    return json.dumps(_as_json(tables), ensure_ascii=False, indent=1) if asked.json else "\n\n".join(map(_as_text, tables))


def _of_group(gap: Gap, selection: Selection) -> MeasureTable:
    """The gap in the period asked for, or the latest that has one; places within an authority have years of their own."""
    within = selection.by in WITHIN_AUTHORITY or selection.wards or selection.priority_area
    period = selection.period or ("" if within else period_told(gap, selection.but(by=""), _published))
    table = gap_table(gap, selection.but(period=period), _published)
    standings = {row: _standing(gap, table, area) for row, area in table.frame["area_code"].items() if period not in (ALL_PERIODS, "")}
    found = pd.DataFrame.from_dict(standings, orient="index", columns=STANDING)
    return table.of_rows(table.frame.join(found.reindex(table.frame.index)))


def _standing(gap: Gap, table: MeasureTable, area: str) -> tuple:
    """STANDING of an area in the period of the table; nothing where no rank can be given."""
    every = every_authority(gap, table.selection.period, _published)
    pairs = (
        (place.rank, place.ranked, place.fifth == 5) if place.is_known else (None, None, None) for place in standings_of_gap(every, area)
    )
    return tuple(cell for pair in pairs for cell in pair)


def _as_json(tables: list[MeasureTable]) -> dict:
    """The contract of --json, with ``more`` keys in each row; titles and notes of all groups."""
    found = as_json(tables[0]) | {"title": "; ".join(table.title for table in tables)}
    more = [*(name for name, _ in MORE), *STANDING]
    rows = [
        row | {name: plain_cell(cell) for name, cell in extra.items()}
        for table in tables
        for row, extra in zip(as_json(table)["rows"], table.frame[more].to_dict("records"), strict=True)
    ]
    return found | {"rows": rows, "notes": list(joined_notes(tables))}


def _as_text(table: MeasureTable) -> str:
    """A title, one line a row, where each area stands, notes and sources."""
    wanted, frame = table.indicator, table.frame
    decimals = dict.fromkeys(("lower", "upper"), limit_decimals(wanted)) | dict.fromkeys(
        ("group_value", "comparator_value"), wanted.decimals
    )
    texts = {name: frame[name].map(lambda figure, places=places: value_text(figure, None, "score", places), na_action="ignore")
             for name, places in decimals.items()}  # fmt: skip
    shown = frame.assign(
        value=[value_text(v, s, "score", wanted.decimals) for v, s in zip(frame["value"], frame["symbol"], strict=True)],
        pupils=frame["pupils"].map("{:,.0f}".format, na_action="ignore").fillna("not known"), **texts,
    )  # fmt: skip
    filled = [name for name in _SHOWN if shown[name].replace("", None).notna().any()]
    body = shown[filled].astype(object).where(shown[filled].notna(), "")
    lines = [f"{table.sentence()} ({wanted.unit})", body.to_string(index=False), *_standing_lines(frame), *table.notes]
    return "\n".join([*lines, *(f"Source: {source.short}. {source.attribution}" for source in table.sources)])


def _standing_lines(frame: pd.DataFrame) -> list[str]:
    """Rank of the gap and of the group's figure, of tables of few areas."""
    known = frame.dropna(subset=["rank"])
    if len(known) > 1 or known.empty:
        return []
    row = known.iloc[0]
    said = f"{row['area_name']}: rank {row['rank']:.0f} of {row['ranked']:.0f} by the gap (1 = best){', bottom fifth' * bool(row['bottom_fifth'])}"
    if pd.isna(row["value_rank"]):
        return [f"{said}."]
    fifth = ", bottom fifth" * bool(row["value_bottom_fifth"])
    return [f"{said}; rank {row['value_rank']:.0f} of {row['value_ranked']:.0f} by the group's own figure{fifth}."]


def is_gap_of(asked: argparse.Namespace) -> bool:
    """Whether a gap is asked for; CannotAnswer for --peers without it."""
    if asked.gap is None and asked.peers != "local":
        raise CannotAnswer("--peers says whom a gap is taken to; ask with --gap.")
    if asked.gap is not None:
        indicator(asked.indicator)
    return asked.gap is not None

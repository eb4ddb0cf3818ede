"""Small tables in, a query of ``queries/`` run on them, small tables out.

A table is written as text: a line of column names, a line a row, cells divided by ``|``, an empty cell is empty in
the database. Columns that are not written are filled from ``DEFAULTS``; areas and sources that rows mention come
into being by themselves, because their codes speak:

- ``A1`` is an authority, ``W1`` a ward, ``L1`` an LSOA, ``D1`` a district, ``R1`` a region, ``E1`` a country;
- ``official-1`` is an official source and the first one loaded, ``modelled-2`` a modelled one loaded after it.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pandas as pd

from warehouse.drafting import create_empty
from warehouse.query import run

AREA_TYPES = {"A": "authority", "W": "ward", "L": "lsoa", "D": "district", "R": "region", "E": "country"}
_AREA = re.compile(r"^[AWLDRE]\d+$")
_SOURCE = re.compile(r"^(official|modelled|plan)-(\d+)$")
_SOURCE_FILLER = {"publisher": "publisher", "title": "title", "release": "1", "licence": "licence", "attribution": "words",
                  "rows_read": 1, "rows_loaded": 1, "rows_rejected": 0}  # fmt: skip
# Tables that say themselves which areas there are.
_NAMING = {"area", "raw.area", "raw.area_lookup"}
DEFAULTS = {
    "*": {"source_id": "official-1"},
    "raw.area": {"area_type": "ward", "boundary_year": "2023"},
    "raw.area_lookup": {"relation": "within", "lookup_year": "2023"},
    "area_lookup": {"relation": "within", "lookup_year": "2023"},
    "raw.boundary": {"boundary_year": "2023", "outline": "outline", "label_longitude": "0", "label_latitude": "0", "was_mended": "false"},
    "boundary": {"boundary_year": "2023", "outline": "outline", "label_longitude": "0", "label_latitude": "0", "was_mended": "false"},
    "ward_set": {"boundary_year": "2023", "has_outline": "true", "is_current": "true"},
    "raw.population": {"time_period": "2022", "sex": "Female", "age_from": "0", "age_to": "0"},
    "population": {"time_period": "2022", "sex": "Female", "age_from": "0", "age_to": "0", "nature": "official"},
    "raw.observation": {"measure": "live_births", "time_period": "2022", "breakdown": "Total", "group_code": "Total",
                        "group_name": "Total"},
    "observation": {"measure": "live_births", "time_period": "2022", "breakdown": "Total", "group_code": "Total",
                    "group_name": "Total", "nature": "official"},
    "raw.deprivation": {"edition": "2019", "domain": "imd"},
    "statistical_neighbour": {"neighbour_code": "A9"},
    "deprivation": {"edition": "2019", "domain": "imd"},
    "raw.statistical_neighbour": {"model": "2025", "neighbour_rank": "1", "neighbour_la_number": "851", "neighbour_code": "A9", "closeness": "Close"},
    "measure_description": {"title": "Title", "polarity": "neutral"},
    "inspection_outcome": {"framework": "ILACS", "judgement_area": "Overall effectiveness", "inspection_date": "2024-06-10"},
    "provider": {"as_at": "2023-03-31", "provision_type": "Children's home", "registration_status": "Active", "is_short_break": "false"},
    "plan": {"title": "T", "short_title": "S", "area_code": "A1", "partnership": "P", "start_year": "2015", "end_year": "2018"},
    "plan_priority": {"plan_id": "p", "priority_title": "Title", "position": "1"},
    "plan_indicator": {"plan_id": "p", "outcome": "O", "indicator_id": "i", "polarity": "neutral", "unit": "percent",
                       "source_type": "S", "topic": "health", "is_main": "true", "indicator_name": "N", "position": "1"},
    "plan_fact": {"plan_id": "p", "section": "S", "area_name": "Poole", "area_kind": "authority", "topic": "health", "measure": "M",
                  "position": "1"},
    "plan_contradiction": {"plan_id": "p", "kind": "unclear", "statement": "S", "reading": "R", "fact_ids": "1"},
    "priority_area": {"plan_id": "p", "area_name": "Name", "made_of": "wards", "authority_code": "A1", "why_named": "Y",
                      "position": "1"},
    "priority_area_member": {},
}  # fmt: skip


def parse(text: str) -> tuple[list[str], list[list[str]]]:
    """Column names and rows of a table written as text."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    assert len({len(line) for line in lines}) == 1, f"rows of different length:\n{text}"
    return lines[0], lines[1:]


def as_text(value: object) -> str:
    """A cell as it is written in a table: empty for nothing, whole numbers without a point."""
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return bytes(value).decode() if isinstance(value, bytes | bytearray) else str(value)


def rows_of(frame: pd.DataFrame, columns: Iterable[str]) -> list[list[str]]:
    """Some columns of a frame as they are written in a table."""
    return [[as_text(value) for value in row] for row in frame[list(columns)].astype(object).itertuples(index=False)]


def assert_table(frame: pd.DataFrame, text: str) -> None:
    """The columns written in ``text`` of ``frame`` are just the rows written there, in that order."""
    columns, rows = parse(text)
    assert rows_of(frame, columns) == rows


class Tables:
    """An empty warehouse at ``path``, to be filled with a few rows."""

    def __init__(self, path: Path) -> None:
        create_empty(path)
        self.connection = duckdb.connect(str(path))

    def given(self, table: str, text: str) -> None:
        """Insert the rows written in ``text`` into ``table`` (``population``, ``raw.population`` and so on)."""
        columns, rows = parse(text)
        defaults = DEFAULTS["*"] | DEFAULTS.get(table, DEFAULTS.get(table.removeprefix("raw."), {}))
        known = self._columns(table)
        for row in rows:
            full = {name: value for name, value in defaults.items() if name in known} | dict(zip(columns, row, strict=True))
            self._mention(table, full)
            self._insert(table, {name: value or None for name, value in full.items()})

    def run(self, name: str, **parameters: object) -> pd.DataFrame:
        """Rows of ``queries/<name>.sql``."""
        return run(self.connection, name, parameters)

    def content(self, table: str) -> pd.DataFrame:
        """All rows of ``table``, ordered by all columns."""
        return self.connection.execute(f"select * from {table} order by all").df()

    def _columns(self, table: str) -> set[str]:
        return {row[0] for row in self.connection.execute(f"describe {table}").fetchall()}

    def _mention(self, table: str, row: dict[str, str]) -> None:
        """Make the source of a row, and the areas it names unless the table is about areas itself."""
        source_id = row.get("source_id", "official-1")
        if source := _SOURCE.match(source_id):
            nature, order = source.groups()
            stated = {"source_id": source_id, "file_name": f"{source_id}.csv", "checksum": source_id, "kind": nature, "nature": nature}
            self._insert_once("source", stated | _SOURCE_FILLER | {"load_order": order})
        for code in filter(_AREA.match, row.values() if table not in _NAMING else ()):
            named = {"area_code": code, "area_name": f"Name of {code}", "area_type": AREA_TYPES[code[0]]}
            self._insert_once("area", named | {"first_year": 2023, "last_year": 2023, "is_historic": False, "source_id": source_id})

    def _insert_once(self, table: str, row: dict[str, object]) -> None:
        key, value = next(iter(row.items()))
        if not self.connection.execute(f"select 1 from {table} where {key} = ?", [value]).fetchall():
            self._insert(table, row)

    def _insert(self, table: str, row: dict[str, object]) -> None:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        self.connection.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))

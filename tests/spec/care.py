"""A cohort in memory with a few rows of returns, written as text like the tables of tests/spec/tables.py.

A file is called after its year: ``r2025`` is the return of 2024/25. ``later`` files of a year are ``r2025b``. Years come into being by themselves.
"""

import datetime
import re

import duckdb

from tests.spec.tables import parse
from warehouse.drafting import COHORT, create_schema
from warehouse.query import run

AUTHORITY = "A1"
_USUAL = {
    "episode": {"child_key": "c1", "episode_start": "2024-05-01", "reason_new_episode": "S", "legal_status": "C2", "category_of_need": "N1",
                "placement_type": "U6", "placement_provider": "PR1", "home_lsoa_code": "L1"},
    "child": {"child_key": "c1", "sex": "F", "birth_year": "2015", "birth_month": "4", "ethnicity": "WBRI"},
}  # fmt: skip
_LISTS = ("broken", "superseded_by")


class Care:
    """Tables of returns. Columns that are not written are those of a girl of nine with foster carers, looked after since May 2024."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        create_schema(self.connection, *COHORT)
        self.sources: list[str] = []

    def given(self, table: str, text: str) -> None:
        """Insert the rows written in ``text`` into ``table``; row_number counts on from 2."""
        columns, rows = parse(text)
        for number, row in enumerate(rows, start=2):
            stated = {name: value or None for name, value in zip(columns, row, strict=True)}
            full = {"source_id": "r2025", "row_number": number, "child_key": "c1"} | _USUAL.get(table, {}) | stated
            full |= {name: full[name].split() for name in _LISTS if full.get(name)}
            self._file(table, full["source_id"], full.get("authority_code", AUTHORITY))
            full = {"authority_code": AUTHORITY, "collection_year": _year(full["source_id"])} | full
            self._insert(table, full)

    def _file(self, table: str, source_id: str, authority: str | None) -> None:
        if not self.connection.execute("select 1 from return_file where source_id = ? and table_name = ?", [source_id, table]).fetchall():
            self._insert("return_file", {"source_id": source_id, "table_name": table, "collection_year": _year(source_id), "row_count": 1,
                                         "authority_code": authority, "year_told_by": "dates"})  # fmt: skip
            self.sources = sorted({*self.sources, source_id})

    def _insert(self, table: str, row: dict[str, object]) -> None:
        marks = ", ".join("?" * len(row))
        self.connection.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", list(row.values()))

    def run(self, name: str, **parameters: object):
        """Rows of ``queries/<name>.sql``."""
        return run(self.connection, name, parameters)

    def asked(self, name: str, days: list[str] | None = None, first_days: list[str] | None = None, **more: object):
        """Rows of a counting query for days (or periods ending on them), of all files, for wards W1 (L1, L2) and W2 (L3)."""
        days = days or ["2025-03-31"]
        usual = {"source_ids": self.sources, "authority_code": AUTHORITY, "lsoa_codes": ["L1", "L2", "L3"],
                 "home_codes": ["W1", "W1", "W2"], "breakdown": "Total", "time_periods": days}  # fmt: skip
        dates = [datetime.date.fromisoformat(day) for day in days]
        if first_days is None:
            return self.run(name, **usual | {"days": dates} | more)
        return self.run(name, **usual | {"first_days": [datetime.date.fromisoformat(day) for day in first_days], "last_days": dates} | more)


def _year(source_id: str) -> int:
    return int(re.search(r"\d{4}", source_id)[0])

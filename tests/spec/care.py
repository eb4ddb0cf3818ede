"""A cohort in memory with a few rows of returns, written as text like the tables of tests/spec/tables.py.

A file is called after its year: ``r2025`` is the return of 2024/25. ``later`` files of a year are ``r2025b``. Years come into being by themselves.
"""

import datetime
import re

import duckdb
import pandas as pd

from tests.spec.tables import parse
from warehouse.drafting import COHORT, create_schema
from warehouse.query import run

AUTHORITY, DAY = "A1", "2025-03-31"
HOMES = {"lsoa_codes": ["L1", "L2", "L3"], "ward_codes": ["W1", "W1", "W2"]}
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

    def told(self, name: str, days: list[str] | None = None, first_days: list[str] | None = None, **more: object):
        """Rows of care_base or care_year_base for the years that end on days (or periods), of all files; homes are in wards W1 (L1, L2) and W2 (L3)."""
        days = days or [DAY]
        last = [datetime.date.fromisoformat(day) for day in days]
        first = [datetime.date.fromisoformat(day) for day in first_days or []]
        usual = {"source_ids": self.sources, "authority_code": AUTHORITY, "time_periods": days, "last_days": last,
                 "first_days": first or [day + datetime.timedelta(days=1) for day in _months_before(days, 12)]}  # fmt: skip
        if name == "cohort/care_base":
            usual |= {"long_days": _months_before(days, 30)} | HOMES
        return self.run(name, **usual | more)


def _months_before(days: list[str], months: int) -> list[datetime.date]:
    return [(pd.Timestamp(day) - pd.DateOffset(months=months)).date() for day in days]


def children(rows: pd.DataFrame, name: str = "all", place: str = AUTHORITY) -> dict[str, float]:
    """The whole of a set by period."""
    held = rows[(rows["place_code"] == place) & (rows["set_code"] == name) & (rows["breakdown"] == "Total")]
    return dict(zip(held["time_period"], held["children"], strict=True))


def groups(rows: pd.DataFrame, breakdown: str, name: str = "all", place: str = AUTHORITY) -> dict[str, float]:
    """The groups of a breakdown that anybody of a set is in, in their order."""
    held = rows[(rows["place_code"] == place) & (rows["breakdown"] == breakdown) & (rows["set_code"] == name) & (rows["children"] > 0)]
    return dict(zip(held["group_code"], held["children"], strict=True))


def wholes(rows: pd.DataFrame, place: str = AUTHORITY) -> dict[str, float]:
    """The whole of every set of a place that anybody is in."""
    held = rows[(rows["place_code"] == place) & (rows["breakdown"] == "Total") & (rows["children"] > 0)]
    return dict(zip(held["set_code"], held["children"], strict=True))


def _year(source_id: str) -> int:
    return int(re.search(r"\d{4}", source_id)[0])

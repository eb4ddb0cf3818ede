"""An empty cohort file for every specification of queries/cohort."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.spec.tables import parse
from warehouse.drafting import COHORT, create_schema
from warehouse.query import run

_USUAL = {"source_id": "s1", "child_key": "k", "academic_year": "202425", "key_stage": "KS2", "measure": "rwm_expected", "score": "1",
          "home_lsoa_code": "L1"}  # fmt: skip


class Cohort:
    """A cohort in memory. Columns of pupil_result that are not written are those of a pupil at eleven with a home."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        create_schema(self.connection, *COHORT)

    def given(self, text: str) -> None:
        """Insert the rows written in ``text`` into pupil_result; row_number counts on from 2."""
        columns, rows = parse(text)
        for number, row in enumerate(rows, start=2):
            full = {"row_number": number} | _USUAL | {name: value or None for name, value in zip(columns, row, strict=True)}
            full["superseded_by"] = full["superseded_by"].split() if full.get("superseded_by") else None
            marks = ", ".join("?" * len(full))
            self.connection.execute(f"insert into pupil_result ({', '.join(full)}) values ({marks})", list(full.values()))

    def run(self, name: str, **parameters: object):
        """Rows of ``queries/<name>.sql``."""
        return run(self.connection, name, parameters)


@pytest.fixture
def cohort() -> Iterator[Cohort]:
    """An empty cohort."""
    made = Cohort()
    yield made
    made.connection.close()

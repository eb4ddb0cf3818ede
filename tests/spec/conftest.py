"""An empty warehouse for every specification."""

from collections.abc import Iterator

import pytest

from tests.spec.care import Care
from tests.spec.tables import Tables


@pytest.fixture
def tables(tmp_path) -> Iterator[Tables]:
    """An empty warehouse."""
    made = Tables(tmp_path / "tables.duckdb")
    yield made
    made.connection.close()


@pytest.fixture
def care() -> Iterator[Care]:
    """A cohort in memory, for rows of returns."""
    made = Care()
    yield made
    made.connection.close()

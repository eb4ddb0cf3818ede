"""An empty warehouse for every specification."""

from collections.abc import Iterator

import pytest

from tests.spec.tables import Tables


@pytest.fixture
def tables(tmp_path) -> Iterator[Tables]:
    """An empty warehouse."""
    made = Tables(tmp_path / "tables.duckdb")
    yield made
    made.connection.close()

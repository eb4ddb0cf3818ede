"""An empty warehouse for every specification."""

from collections.abc import Iterator

import pytest

from tests.spec.tables import Tables


@pytest.fixture
def tables() -> Iterator[Tables]:
    """An empty warehouse in memory."""
    made = Tables()
    yield made
    made.connection.close()

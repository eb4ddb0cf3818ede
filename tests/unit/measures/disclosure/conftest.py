"""Settings with a home of their own, where patterns are kept."""

import pytest

from settings import Settings


@pytest.fixture
def rules(tmp_path) -> Settings:
    return Settings(home=tmp_path, lsoa_cells=1200)

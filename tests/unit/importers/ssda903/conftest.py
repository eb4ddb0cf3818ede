"""The small place in force, with a key of one's own and five postcodes."""

import pytest

from tests.return_files import KEY, give_postcodes


@pytest.fixture
def home(own_home, use_home, monkeypatch):
    """The small place in force."""
    monkeypatch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
    give_postcodes(own_home)
    return use_home(own_home)

"""The validator's stand-in as the environment in force."""

import pytest

from settings import settings
from tests.return_files import KEY, give_postcodes
from tests.validator_fake import fake_environment


@pytest.fixture(scope="session")
def environment_of(tmp_path_factory):
    """A function that gives a stand-in with a mood, each made once."""
    made = {}

    def of(mood: str = ""):
        if mood not in made:
            made[mood] = fake_environment(tmp_path_factory.mktemp("validator") / "environment", mood)
        return made[mood]

    return of


@pytest.fixture
def use_validator(monkeypatch, environment_of):
    """A function that puts a stand-in with a mood in force."""

    def use(mood: str = ""):
        monkeypatch.setenv("NEEDS_ATLAS_VALIDATOR", str(environment_of(mood)))
        settings.cache_clear()

    yield use
    settings.cache_clear()


@pytest.fixture
def home(own_home, use_home, monkeypatch):
    """The small place in force."""
    monkeypatch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
    give_postcodes(own_home)
    return use_home(own_home)

"""Every publisher's file, damaged in some forty ways: a sentence or a load, never worse, and the others unharmed."""

import os

import pytest

from settings import settings
from tests.mutations.changes import CHANGES
from tests.mutations.damage import DAMAGES, REDRAWN
from tests.mutations.trial import base_home, faults, mutants, real_files
from tests.pupil_files import KEY
from tests.real_files import real_file

pytestmark = pytest.mark.xdist_group("mutations")  # what they share is made once

EACH, SEED, BATCH = 5, 7, 110


@pytest.fixture(scope="module")
def files():
    return real_files(real_file("."))


@pytest.fixture(scope="module", autouse=True)
def key():
    """Without a key records of children are refused before anybody looks at them."""
    os.environ["NEEDS_ATLAS_PUPIL_KEY"] = KEY
    settings.cache_clear()
    yield
    del os.environ["NEEDS_ATLAS_PUPIL_KEY"]
    settings.cache_clear()


@pytest.fixture(scope="module")
def base(files, tmp_path_factory):
    """A warehouse of the undamaged cuts of the files."""
    return base_home(files, tmp_path_factory.mktemp("mutations"))


def test_damaged_files_are_loaded_or_refused_never_worse(files, base):
    made = list(mutants(files, EACH, SEED))
    assert len(made) >= 500 and {mutant.how for mutant in made} == {*CHANGES, *DAMAGES, *REDRAWN}
    assert [fault for start in range(0, len(made), BATCH) for fault in faults(made[start : start + BATCH], base)] == []


def test_the_same_seed_damages_the_same_way(files):
    once, again = (list(mutants(files[:3], 4, SEED)) for _ in range(2))
    assert [(m.name, m.how) for m in once] == [(m.name, m.how) for m in again]
    assert [m.content for m in once if m.name.endswith(".csv")] == [m.content for m in again if m.name.endswith(".csv")]


def test_a_breach_is_found_and_named(files, base, monkeypatch):
    """The trial can fail: an importer that raises, one that lets rows through without a source, a sentence that is none."""
    batch = list(mutants([path for path in files if path.name == "ks2_la.csv"], 2, SEED))
    assert faults(batch, base) == []

    def stumbling(*_, **__):
        raise KeyError("a column")

    monkeypatch.setattr("importers.load.read_file", stumbling)
    assert "KeyError" in faults(batch, base)[0]

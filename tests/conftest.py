"""What every test shares: the default warehouse, built once a run from the bundled pack in a folder of its own."""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from importers.load import load
from settings import PROJECT, settings
from tests.homes import copy_of

os.environ["NEEDS_ATLAS_WARM"] = "0"  # a thread of one test must not read the warehouse of the next
from tests.care_place_files import care_places_home
from tests.pupil_files import KEY, plymouth_rows, pupils_file
from tests.small import lookup_rows, lsoas_file, table


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory) -> Path:
    """Folder of a warehouse built from data/demo and data/plans; shared by the workers of a run. Never write to it."""
    base = tmp_path_factory.getbasetemp()  # the run's own folder; of a worker, a folder in it
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo_home"
    with FileLock(f"{shared}.lock"):
        if not (shared / "current.json").is_file():
            outcomes = load([PROJECT / "data" / "demo", PROJECT / "data" / "plans"], shared, fresh=True)
            assert {outcome.status for outcome in outcomes} == {"loaded"}, [o for o in outcomes if o.status != "loaded"]
    return shared


@pytest.fixture(scope="session")
def cohort_home(demo_home, tmp_path_factory) -> Path:
    """The default warehouse with results of invented pupils of Plymouth, hashed with a key of their own: they count as real. Never write to it."""
    folder = tmp_path_factory.mktemp("cohort")
    home = copy_of(demo_home, folder / "home")
    (folder / "pupils.csv").write_bytes(pupils_file(plymouth_rows()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
        settings.cache_clear()
        outcome = load([folder / "pupils.csv"], home)[0]
    settings.cache_clear()
    assert outcome.status == "loaded", outcome
    return home


@pytest.fixture
def use_home(monkeypatch):
    """A function that makes a folder the home of the warehouse for one test."""

    def use(home: Path) -> Path:
        monkeypatch.setenv("NEEDS_ATLAS_HOME", str(home))
        settings.cache_clear()
        return home

    yield use
    os.environ.pop("NEEDS_ATLAS_HOME", None)
    settings.cache_clear()


@pytest.fixture
def demo(demo_home, use_home) -> Path:
    """The default warehouse in force."""
    return use_home(demo_home)


@pytest.fixture(scope="session")
def small_home(tmp_path_factory) -> Path:
    """Folder of a warehouse of the small made-up place: its lookup and its LSOAs. Never load into it what is not refused."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "lookup.csv").write_bytes(table(lookup_rows()))
    (folder / "lsoas.geojson").write_bytes(lsoas_file())
    outcomes = load([folder], folder / "home")
    assert [outcome.status for outcome in outcomes] == ["loaded", "loaded"], outcomes
    return folder / "home"


@pytest.fixture
def own_home(small_home, tmp_path) -> Path:
    """A copy of the small place's warehouse that a test may load into."""
    return copy_of(small_home, tmp_path / "own_home")


@pytest.fixture
def areas_home(demo_home, use_home, tmp_path) -> Path:
    """The default warehouse in force in a folder of its own, where a test may keep priority areas."""
    return use_home(copy_of(demo_home, tmp_path / "areas_home"))


@pytest.fixture(scope="session")
def care_places(tmp_path_factory) -> Path:
    """Folder of a warehouse of made-up files about places for children in care. Never write to it."""
    return care_places_home(tmp_path_factory.mktemp("care_places"))

"""A load that adds to what is in force ends with the same warehouse as one that makes everything anew."""

import shutil

import pytest

import importers.deriving
import importers.load
from importers.history import findings_held
from importers.load import load
from tests.small import ages_rows, lookup_rows, table, wards_file
from tests.unit.warehouse.test_same_again import digests
from warehouse.build import new_version

pytestmark = pytest.mark.xdist_group("adding")  # what they share is made once

HEAD = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name"
DORSET = "Reporting year,Local authority,E92000001,England,E12000009,South West,838,E06000059,Dorset"
FORMER = "Reporting year,Local authority,E92000001,England,E12000009,South West,835,E10000009,Dorset"


def cases(*rows: str) -> bytes:
    """A table of the department with one count by sex."""
    return "\n".join([f"{HEAD},sex,case_count,case_percent", *rows]).encode()


def series(first: int, last: int, people: int) -> list[str]:
    """Girls, boys and all of them in some years; ``people`` girls. From 505 on their percentage is impossible."""
    parts = [("Girls", people), ("Boys", 100), ("Total", people + 100)]
    return [f"{year},{DORSET},{sex},{count},{count // 5}" for year in range(first, last) for sex, count in parts]


FIRST = {"lookup.csv": table(lookup_rows()), "wards.geojson": wards_file(), "cases.csv": cases(*series(2015, 2020, 60))}
OTHER = "\n".join([f"{HEAD},need,plan_count", *(f"{year},{DORSET},Any,200" for year in (2011, 2012, 2013, 2015, 2016))]).encode()
ADDED = {
    "a newer release": {"newer.csv": cases(*series(2019, 2022, 600))},
    "a former authority": {"former.csv": cases(f"2017,{FORMER},Girls,70,1")},
    "figures nobody had": {"other.csv": OTHER},
    "residents": {"ages.csv": table(ages_rows())},
    "two at once": {"newer.csv": cases(*series(2019, 2022, 600)), "ages.csv": table(ages_rows())},
}  # fmt: skip


def written(folder, files: dict[str, bytes]):
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def first_home(tmp_path_factory):
    """A small warehouse with wards and the figures of one table."""
    folder = tmp_path_factory.mktemp("first")
    past = {"visits.csv": OTHER.replace(b"plan_count", b"visit_count"), "past.csv": cases(f"2016,{FORMER},Girls,7,170")}
    for number, files in enumerate([FIRST, past]):
        assert {outcome.status for outcome in load([written(folder / str(number), files)], folder / "home")} == {"loaded"}
    return folder / "home"


@pytest.fixture
def made_anew(monkeypatch) -> list[bool]:
    """Grows by one whenever all of schema main is made."""
    times, everything = [], importers.deriving._everything
    monkeypatch.setattr(importers.deriving, "_everything", lambda version: (times.append(True), everything(version)))
    return times


@pytest.mark.parametrize("files", ADDED.values(), ids=ADDED)
def test_added_or_made_anew_it_is_the_same(files, first_home, tmp_path, monkeypatch, made_anew):
    given = written(tmp_path / "given", files)
    for name in ("added", "anew"):
        shutil.copytree(first_home, tmp_path / name)
    before = digests(tmp_path / "added")
    load([given], tmp_path / "added")
    assert made_anew == []
    monkeypatch.setattr(importers.load, "new_version", lambda home, carry, **how: new_version(home, **how))
    load([given], tmp_path / "anew")
    assert made_anew == [True]
    found, expected = digests(tmp_path / "added"), digests(tmp_path / "anew")
    assert {name for name in expected if found[name] != expected[name]} == set()
    assert {name for name in expected if found[name] != before[name]} >= {"main.source"}


def test_findings_are_added_and_others_stay(first_home, tmp_path):
    """The comparison above would say nothing of checks that find nothing."""
    shutil.copytree(first_home, tmp_path / "home")
    load([written(tmp_path / "given", ADDED["a newer release"])], tmp_path / "home")
    before, after = ([found["check_id"] for found in findings_held(home)] for home in (first_home, tmp_path / "home"))
    assert before.count("period_missing") == after.count("period_missing") == 1
    assert 0 < before.count("impossible_value") < after.count("impossible_value")


def test_news_of_places_make_everything_anew(first_home, tmp_path, made_anew):
    shutil.copytree(first_home, tmp_path / "home")
    rows = lookup_rows()
    load(
        [written(tmp_path / "given", {"lookup.csv": table([rows[0], *([*row[:3], "Renamed", *row[4:]] for row in rows[1:])])})],
        tmp_path / "home",
    )
    assert made_anew == [True]
    assert [path.name for path in (tmp_path / "home").glob("*.carried*")] == []


def test_a_dry_run_at_which_nobody_looks_puts_nothing_together(first_home, tmp_path, made_anew, monkeypatch):
    monkeypatch.setattr(importers.load, "derive", lambda version: pytest.fail("it was put together"))
    shutil.copytree(first_home, tmp_path / "home")
    (outcome,) = load([written(tmp_path / "given", ADDED["residents"])], tmp_path / "home", dry_run=True)
    assert (outcome.status, outcome.loaded) == ("loaded", 1)

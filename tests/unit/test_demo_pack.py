"""The bundled pack: official figures as collected, modelled sums exact, every file honest about what it is."""

import csv
import json
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import shapely

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "data" / "demo"
FIGURES = ROOT.parent / "shared" / "figures"
MARK = "Modelled by Needs Atlas. "
WARDS = "population/Modelled ward ages 2012-2035.csv"
POOLE = "population/Modelled ward ages of Poole 2011-2022.csv"
NATIONS = "population/Modelled ages of England and regions 2012-2035.csv"
BIRTHS = "births/Modelled live births 2012-2035.csv"
OFFICIAL_ETHNIC = "census/TS021-2021-lower-tier-local-authorities.csv"

needs_figures = pytest.mark.skipif(not FIGURES.is_dir(), reason="the collected figures are not beside the project")
ALL_CSV = sorted(p.relative_to(PACK).as_posix() for p in PACK.rglob("*.csv"))
MODELLED = [name for name in ALL_CSV if "/Modelled" in name]
POSTCODES = "returns/Modelled postcodes.csv"


@cache
def table(name: str) -> pd.DataFrame:
    """A file of the pack as text, without its title rows (rows of one cell)."""
    with (PACK / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) > 1]
    return pd.DataFrame(rows[1:], columns=rows[0])


@cache
def figure(name: str) -> pd.DataFrame:
    return pd.read_csv(FIGURES / f"{name}.csv", dtype=str, keep_default_na=False)


def ages(frame: pd.DataFrame, youngest: int, oldest: int) -> pd.Series:
    """Residents of both sexes between two ages, by row."""
    return frame[[f"{sex}{age}" for sex in "FM" for age in range(youngest, oldest + 1)]].astype(int).sum(axis=1)


def by_ward_2015(year: str) -> dict[str, int]:
    """Ages 0 to 15 of the LSOAs of each ward by a lookup."""
    lookup = figure("lsoa_ward_lookup").query("boundary_year == @year")
    people = figure("lsoa_population_mid2015").merge(lookup, left_on="lsoa11_code", right_on="lsoa_code")
    return people["population_0_15"].astype(int).groupby(people["ward_code"]).sum().to_dict()


def test_every_file_is_in_sources_and_small():
    listed = table("SOURCES.csv")
    files = {p.relative_to(PACK).as_posix() for p in PACK.rglob("*") if p.suffix in {".csv", ".geojson"}} - {"SOURCES.csv"}
    assert set(listed["file"]) == files and listed["file"].is_unique
    assert (listed.drop(columns="file") != "").all(axis=None)
    assert set(listed.loc[listed["nature"] == "modelled", "file"]) == set(MODELLED)
    assert sum((PACK / name).stat().st_size for name in files) < 6_000_000


@pytest.mark.parametrize("name", ALL_CSV)
def test_only_modelled_files_carry_the_title_row(name):
    with (PACK / name).open(encoding="utf-8", newline="") as file:
        first = next(csv.reader(file))
    assert (len(first) == 1 and first[0].startswith(MARK)) == (name in MODELLED)
    if name in MODELLED:
        method = table("SOURCES.csv").set_index("file").at[name, "method"]
        assert first[0] == MARK + method


def test_made_up_postcodes_are_each_one_point_of_the_grid():
    frame = table(POSTCODES)
    assert frame["Post Code"].is_unique and frame["Post Code"].str.fullmatch(r"ZZ\d \d[A-Z]{2}").all()
    assert frame["Easting"].astype(int).between(100_000, 660_000).all() and frame["Northing"].astype(int).between(1_000, 700_000).all()


@pytest.mark.parametrize("name", sorted({*MODELLED} - {POSTCODES}))  # which hold counts of residents
def test_modelled_files_hold_no_negative_number_and_no_key_twice(name):
    frame = table(name)
    keys = [c for c in frame.columns if c == "Year" or c.endswith("Code")]
    assert not frame.duplicated(keys).any()
    counts = [c for c in frame.columns if c in {"Total", "All ages", "Births", "Observation"} or c[1:].isdigit()]
    assert frame[counts].apply(lambda cells: cells.str.fullmatch(r"\d+").all()).all()


@pytest.mark.parametrize("name", [WARDS, POOLE, NATIONS])
def test_children_are_fewer_than_all_residents(name):
    frame = table(name)
    total = frame["All ages" if name == NATIONS else "Total"].astype(int)
    assert (ages(frame, 0, 24) < 0.64 * total).all()
    assert frame["Year"].astype(int).between(2011, 2035).all()


def test_wards_of_2022_are_the_official_file():
    official = table("population/Mid-2022 Ward 2023.csv")
    modelled = table(WARDS).query("Year == '2022'").reset_index(drop=True)
    pd.testing.assert_frame_equal(modelled[official.columns], official)


@needs_figures
def test_official_ward_ages_are_the_collected_ones():
    official = table("population/Mid-2022 Ward 2023.csv").set_index("Ward 2023 Code")
    for row in figure("ward_population_mid2022_age_0_19").itertuples():
        assert official.at[row.ward_code, row.sex[0] + row.age] == row.population
    total = figure("ward_population_mid2022_total").set_index("ward_code")["population_all_ages"]
    assert official["Total"].to_dict() == total.to_dict()


@needs_figures
def test_wards_of_2015_are_their_small_areas():
    modelled = table(WARDS).query("Year == '2015'").set_index("Ward 2023 Code")
    assert ages(modelled, 0, 15).to_dict() == by_ward_2015("2019")
    poole = table(POOLE).query("Year == '2015'").set_index("Ward 2017 Code")
    assert ages(poole, 0, 15).to_dict() == by_ward_2015("2017")


@needs_figures
def test_ages_0_to_17_are_the_official_totals():
    held = figure("la_population_0_17").set_index(["la_code", "time_period"])["population"].astype(int)
    wards, nations = table(WARDS), table(NATIONS)
    found = ages(wards, 0, 17).groupby([wards["LAD 2023 Code"], wards["Year"]]).sum()
    of_nations = ages(nations, 0, 17).groupby([nations["Code"], nations["Year"]]).sum()
    for (code, year), persons in held.items():
        if code[:3] in {"E92", "E12"}:
            assert of_nations[code, year] == persons
        elif code != "E10000008":
            assert found[code, year] == persons if year != "2022" else abs(found[code, year] / persons - 1) < 0.004


def test_poole_goes_the_way_its_plan_says():
    poole = table(POOLE)
    by_year = {span: ages(poole, *span).groupby(poole["Year"]).sum() for span in [(0, 19), (0, 4), (5, 14), (15, 19)]}
    assert by_year[0, 19]["2013"] == 32_770 < by_year[0, 19]["2022"]
    assert by_year[0, 4]["2013":"2022"].is_monotonic_decreasing
    assert by_year[5, 14]["2022"] > by_year[5, 14]["2013"] and by_year[15, 19]["2022"] > by_year[15, 19]["2013"]
    births = table(BIRTHS).query("Code == 'E06000029'").set_index("Year")["Births"].astype(int)
    assert births["2014"] < births["2013"]


def test_births_of_authorities_are_the_sums_of_their_wards_and_near_the_infants():
    births, wards, poole = table(BIRTHS).astype({"Births": int}), table(WARDS), table(POOLE)
    number = births.set_index(["Code", "Year"])["Births"]
    for frame, year in [(wards, 2023), (poole, 2017)]:
        parent = frame.drop_duplicates(f"Ward {year} Code").set_index(f"Ward {year} Code")[f"LAD {year} Code"]
        mine = births[births["Code"].isin(parent.index)]
        sums = mine["Births"].groupby([mine["Code"].map(parent), mine["Year"]]).sum()
        assert all(number[key] == total for key, total in sums.items())
    infants = ages(wards, 0, 0).groupby([wards["LAD 2023 Code"], wards["Year"]]).sum()
    later = {(code, year): infants.get((code, str(int(year) + 1))) for code, year in infants.index}
    assert all(abs(number[key] / n - 1) < 0.15 for key, n in later.items() if n)


def observations(name: str) -> pd.Series:
    frame = table(name)
    return frame.set_index([frame.columns[0], frame.columns[2]])["Observation"].astype(int)


@needs_figures
def test_ethnic_groups_of_wards_add_to_the_authority():
    parent = figure("ward_population_mid2022_total").set_index("ward_code")["ltla_code"]
    wards = observations("census/Modelled TS021 ethnic group of wards 2023.csv").reset_index()
    wards.columns = ["ward", "group", "persons"]
    sums = wards.groupby([wards["ward"].map(parent), "group"])["persons"].sum()
    official = observations(OFFICIAL_ETHNIC)
    assert sums.to_dict() == {key: n for key, n in official.items() if key[0] in set(parent)}
    held = figure("la_ethnic_group_2021").set_index(["ltla_code", "ethnic_group_20_code"])["population_all_ages"].astype(int)
    assert official[official.index.get_level_values(1) != "-8"].to_dict() == held.to_dict()


def test_poole_is_the_sum_of_its_wards_and_english_is_near_what_is_known():
    wards = observations("census/Modelled TS021 ethnic group of Poole wards 2017.csv").groupby(level=1).sum()
    poole = observations("census/Modelled TS021 ethnic group of Poole.csv").droplevel(0)
    assert wards.to_dict() == poole.to_dict()
    england = observations("census/Modelled main language of England.csv").droplevel(0)
    assert 0.90 < england["1"] / england.drop("-8").sum() < 0.92


def test_outlines_are_valid_and_meet():
    collection = json.loads((PACK / "boundaries/LSOA_Dec_2011_Boundaries_BSC.geojson").read_text(encoding="utf-8"))
    shapes = shapely.from_geojson([json.dumps(f["geometry"]) for f in collection["features"]])
    codes = [f["properties"]["LSOA11CD"] for f in collection["features"]]
    assert len(set(codes)) == len(codes) == 818 and shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)
    lookup = table("lookups/Lower_Layer_Super_Output_Area_(2011)_to_Ward_(2019)_Lookup_in_England_and_Wales.csv")
    assert set(codes) == set(lookup["LSOA11CD"])

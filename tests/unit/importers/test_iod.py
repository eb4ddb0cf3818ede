"""English indices of deprivation: ranks, deciles and residents."""

import pytest

from importers.reading import Refused
from tests.real_files import real_file
from tests.tables import kind_of, reading_of, readings_of, records

PLACES = "LSOA code (2021),LSOA name (2021),Local Authority District code (2024),Local Authority District name (2024)"
RANKS = (
    f"{PLACES},Income Deprivation Affecting Children Index (IDACI) Rank (where 1 is most deprived),"
    '"Income Deprivation Affecting Children Index (IDACI)\nDecile (where 1 is most deprived 10% of LSOA"\n'
    "E01015023,Plymouth 003A,E06000026,Plymouth,100,1\n"
)
RESIDENTS = (
    f"{PLACES},Total population: mid 2022,Dependent Children aged 0-15: mid 2022,Population aged 16-59: mid 2022,"
    "Older population aged 60 and over: mid 2022\nE01015023,Plymouth 003A,E06000026,Plymouth,1760.00,359.00,1027,374\n"
)


def test_ranks_and_deciles_with_a_broken_header():
    reading = reading_of(RANKS)
    assert kind_of(RANKS) == "iod_ranks"
    assert records(reading, "deprivation", "area_code", "edition", "domain", "national_rank", "national_decile") == [
        ("E01015023", "2025", "idaci", 100, 1)
    ]
    assert records(reading, "area_lookup", "child_code", "parent_code", "lookup_year", "relation") == [
        ("E01015023", "E06000026", 2024, "within")
    ]
    assert records(reading, "area", "area_code", "boundary_year") == [("E01015023", 2021), ("E06000026", 2024)]


@pytest.mark.parametrize(("lsoa", "district", "edition"), [(2011, 2013, "2015"), (2011, 2019, "2019"), (2021, 2024, "2025")])
def test_edition_is_told_from_the_vintages(lsoa, district, edition):
    text = RANKS.replace("(2021)", f"({lsoa})").replace("(2024)", f"({district})")
    assert reading_of(text).release == edition


def test_residents():
    reading = reading_of(RESIDENTS)
    assert kind_of(RESIDENTS) == "iod_denominators"
    assert records(reading, "population", "time_period", "sex", "age_from", "age_to", "persons") == [
        ("2022", "Persons", 0, 120, 1760),
        ("2022", "Persons", 0, 15, 359),
        ("2022", "Persons", 16, 59, 1027),
        ("2022", "Persons", 60, 120, 374),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (RANKS.replace("100,1", "100,11"), "11 is not between 1 and 10"),
        (RANKS.replace("100,1", "0,1"), "0 is not between 1 and 33,755"),
        (RANKS.replace("(2024)", "(2022)"), "no edition of the indices is known with LSOAs of 2021 and districts of 2022"),
        (RESIDENTS.replace("359.00", "359.50"), '"359.50" is not a number of people'),
        (RESIDENTS.replace("359.00", ""), '"" is not a number of people'),
    ],
)
def test_refusals(text, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of(text)


@pytest.mark.parametrize(
    ("name", "lsoas", "edition"),
    [
        ("File_3_-_IoD2019_Supplementary_Indices_-_IDACI_and_IDAOPI.xlsx", 32_844, "2019"),
        ("File_3_IoD2025_Supplementary_Indices_IDACI_and_IDAOPI.xlsx", 33_755, "2025"),
    ],
)
def test_the_published_ranks_are_complete(name, lsoas, edition):
    (reading,) = readings_of(real_file(f"mhclg_iod/{name}")).values()
    ranks = reading.tables["deprivation"]
    assert reading.release == edition
    assert ranks.groupby("domain")["national_rank"].agg(["min", "max", "size"]).to_numpy().tolist() == [[1, lsoas, lsoas]] * 3


def test_the_published_denominators():
    (reading,) = readings_of(real_file("mhclg_iod/File_6_-_IoD2019_Population_Denominators.csv")).values()
    people = reading.tables["population"]
    by_age = people.pivot(index="area_code", columns=["age_from", "age_to"], values="persons")
    assert (by_age[0, 15] + by_age[16, 59] + by_age[60, 120] == by_age[0, 120]).mean() > 0.99
    assert reading.notes[0].text == "the residents leave out prisoners"

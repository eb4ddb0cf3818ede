"""Live births from the components of population change."""

import pytest

from importers.reading import Refused
from tests.real_files import real_file
from tests.tables import kind_of, reading_of, readings_of, records

TITLED = """MYE3: Components of population change for local authorities, mid-2023,,,
Code,Name,Geography,Births
E92000001,ENGLAND,Country,"570,747"
E06000026,Plymouth,Unitary Authority,2456
"""
KEY = ("area_code", "time_period", "value", "symbol")


def test_births_of_the_year_in_the_title():
    reading = reading_of(TITLED)
    assert kind_of(TITLED) == "ons_components"
    assert records(reading, "observation", *KEY) == [("E92000001", "2023", 570747, None), ("E06000026", "2023", 2456, None)]
    assert records(reading, "area", "area_name", "boundary_year") == [("England", 2023), ("Plymouth", 2023)]


def test_births_by_year_column():
    reading = reading_of("Code,Name,Year,Births\nE06000026,Plymouth,2021,2500\nE06000026,Plymouth,2022,2400\n")
    assert [row[1] for row in records(reading, "observation", *KEY)] == ["2021", "2022"]
    assert records(reading, "area", "boundary_year") == [(2021,)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Code,Name,Births\nE06000026,Plymouth,10\n", "the year of the estimates is not stated"),
        ("Code,Name,Year,Births\nE06000026,Plymouth,21,10\n", 'row 2, column "Year": "21" is not a year'),
        ("Code,Name,Year,Births\nE06000026,Plymouth,2021,ten\n", 'row 2, column "Births": "ten" is neither'),
        ("Code,Name,Year,Births\nE0600002,Plymouth,2021,10\n", 'row 2, column "Code": "E0600002" is not an area code'),
        ("Code,Name,Year,Births\nE06000026,A,2021,1\nE06000026,A,2021,2\n", 'row 3, column "Code": E06000026, 2021 stands'),
    ],
)
def test_refusals_name_the_place(text, sentence):
    with pytest.raises(Refused, match="^" + sentence.replace("(", r"\(")):
        reading_of(text)


def test_the_published_workbook():
    found = readings_of(real_file("ons_population/mye23tablesew.xlsx"))
    assert set(found) == {"MYE2 - Persons", "MYE2 - Females", "MYE2 - Males", "MYE3"}
    births = found["MYE3"].tables["observation"].set_index("area_code")
    assert births.loc["E92000001", "value"] == 570747
    assert births["time_period"].unique().tolist() == ["2023"]

"""Census tables made with "create a custom dataset"."""

import pytest

from importers.reading import Refused
from tests.real_files import real_file
from tests.tables import kind_of, reading_of, readings_of, records

HEAD = "Regions Code,Regions,Main language (11 categories) Code,Main language (11 categories),Observation\n"
ROWS = HEAD + "E12000009,South West,-8,Does not apply,0\nE12000009,South West,1,English,5000\nE12000009,South West,2,Polish,30\n"


def test_residents_by_category():
    reading = reading_of(ROWS)
    assert kind_of(ROWS) == "census"
    assert records(reading, "observation", "breakdown", "group_code", "group_name", "value") == [
        ("main_language_11", "1", "English", 5000),
        ("main_language_11", "2", "Polish", 30),
    ]
    assert reading.rows_read == 3 and reading.rows_rejected == 0


def test_does_not_apply_is_kept_where_it_counts_somebody():
    assert len(reading_of(ROWS.replace("apply,0", "apply,4")).tables["observation"]) == 3


def test_boundary_year_of_the_level():
    dated = ROWS.replace("Regions", "2023 Upper tier local authorities")
    assert records(reading_of(dated), "area", "boundary_year") == [(2023,)]
    assert records(reading_of(ROWS), "area", "boundary_year") == [(2021,)]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("5000", "many", 'row 3, column "Observation": "many" is not a number of people'),
        ("E12000009,South West,2", "E12000009,South West,1", 'row 4, column "Regions Code": E12000009, 1 stands'),
        ("E12000009,South West,2", "12000009,South West,2", 'row 4, column "Regions Code": "12000009" is not an area code'),
    ],
)
def test_refusals_name_the_place(old, new, sentence):
    with pytest.raises(Refused) as error:
        reading_of(ROWS.replace(old, new))
    assert str(error.value).startswith(sentence)


def test_the_published_tables_agree():
    nation = readings_of(real_file("ons_population/ons-ethnic-population-nat.csv"))["ons-ethnic-population-nat"]
    regions = readings_of(real_file("ons_population/ons-ethnic-population-reg.csv"))["ons-ethnic-population-reg"]
    by_group = [
        reading.tables["observation"].query("area_code.str.match('E')").groupby("group_code")["value"].sum()
        for reading in (nation, regions)
    ]
    assert len(by_group[0]) == 19
    assert ((by_group[0] - by_group[1]).abs() < 20).all()

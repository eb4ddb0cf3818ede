"""Mid-year estimates: ages in columns, sexes in sheets or in columns."""

import pytest

from importers.reading import Refused
from tests.real_files import real_file
from tests.tables import kind_of, reading_of, readings_of, records

AGES = ",".join(str(age) for age in range(12))
ROW = ("sex", "age_from", "age_to", "persons")


def test_persons_and_their_total():
    reading = reading_of(
        f"Persons by age mid-2022,,\nCode,Name,All ages,{AGES},90+\nE06000026,Plymouth,25,{',2' * 12},1\n".replace(",,2", ",2")
    )
    rows = records(reading, "population", *ROW)
    assert rows[0] == ("Persons", 0, 0, 2)
    assert rows[-2:] == [("Persons", 90, 120, 1), ("Persons", 0, 120, 25)]


def test_wards_with_sexes_in_columns():
    header = "Ward 2023 Code,Ward 2023 Name,LAD 2023 Code,Total," + ",".join(f"{s}{a}" for s in "FM" for a in (*range(6), 90))
    text = f"{header}\nE05002078,Budshead,E06000026,14,{','.join('1' * 14)}\n"
    reading = reading_of(text, name="Mid-2022 Ward 2023")
    rows = records(reading, "population", *ROW)
    assert ("Female", 0, 0, 1) in rows and ("Male", 90, 120, 1) in rows and ("Persons", 0, 120, 14) in rows
    assert records(reading, "area", "area_code", "area_type", "boundary_year") == [("E05002078", "ward", 2023)]


def test_the_method_of_modelled_figures_does_not_set_the_year():
    text = f"Modelled by Needs Atlas. Scaled from mid-2015 shares.,\nMid-2022,\nLSOA21CD,{AGES}\nE01015343,{','.join('1' * 12)}\n"
    assert records(reading_of(text), "population", "time_period")[0] == ("2022",)


def test_many_years_in_one_table():
    text = f"Code,Name,Year,{AGES}\nE06000026,P,2021,{','.join('1' * 12)}\nE06000026,P,2022,{','.join('1' * 12)}\n"
    assert {row[0] for row in records(reading_of(text), "population", "time_period")} == {"2021", "2022"}


@pytest.mark.parametrize("cell", ["-1", "1.5", "x", "", "inf", "1e999"])
def test_a_cell_that_is_no_number_of_people_is_refused(cell):
    with pytest.raises(Refused, match='row 3, column "0"'):
        reading_of(f"mid-2022,\nCode,Name,{AGES}\nE06000026,Plymouth,{cell}{',1' * 11}\n")


def test_a_table_without_ages_is_not_taken():
    assert kind_of("Code,Name,Mid-2022,Mid-2021\nE06000026,Plymouth,1,2\n") is None


def test_the_published_workbook_adds_up():
    for name, sex in (("Persons", "Persons"), ("Females", "Female"), ("Males", "Male")):
        people = readings_of(real_file("ons_population/mye23tablesew.xlsx"))[f"MYE2 - {name}"].tables["population"]
        assert people["sex"].unique().tolist() == [sex]
        is_total = (people["age_from"] == 0) & (people["age_to"] == 120)
        total = people[is_total].set_index("area_code")["persons"]
        assert (people[~is_total].groupby("area_code")["persons"].sum() == total.sort_index()).all()

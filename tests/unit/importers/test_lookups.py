"""ONS lookups and centroids."""

import pytest

from importers.reading import Refused
from tests.real_files import real_file
from tests.tables import kind_of, reading_of, readings_of, records

RELATION = ("child_code", "parent_code", "lookup_year", "relation")
WARDS = "LSOA21CD,LSOA21NM,WD23CD,WD23NM,LAD23CD,LAD23NM\nE01015023,Plymouth 003A,E05002078,Budshead,E06000026,Plymouth\n"


def test_best_fit_and_within():
    assert set(records(reading_of(WARDS), "area_lookup", *RELATION)) == {
        ("E01015023", "E05002078", 2023, "best_fit"),
        ("E01015023", "E06000026", 2023, "within"),
        ("E05002078", "E06000026", 2023, "within"),
    }


def test_successors_of_a_split_lsoa():
    text = "\ufeffF_LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM\nE01000001,A,E01000002,B\nE01000001,A,E01000003,C\nE01000004,D,E01000004,D\n"
    reading = reading_of(text.removeprefix("\ufeff"))
    assert records(reading, "area_lookup", *RELATION) == [
        ("E01000001", "E01000002", 2021, "successor"),
        ("E01000001", "E01000003", 2021, "successor"),
    ]


def test_no_msoa_is_put_into_a_ward():
    text = "LSOA21CD,MSOA21CD,WD23CD,LAD23CD\nE01015023,E02003124,E05002078,E06000026\nE01015024,E02003124,E05002079,E06000026\n"
    found = {(child[:3], parent[:3]) for child, parent, *_ in records(reading_of(text), "area_lookup", *RELATION)}
    assert ("E02", "E05") not in found and ("E01", "E02") in found


def test_output_areas_become_their_lsoas():
    text = "OA21CD,LSOA21CD,LAD22CD\nE00000001,E01015023,E06000026\nE00000002,E01015023,E06000026\n"
    assert records(reading_of(text), "area_lookup", *RELATION) == [("E01015023", "E06000026", 2022, "within")]


def test_pseudo_codes_are_blanks():
    text = "WD23CD,LAD23CD,CTY23CD\nE05002078,E06000026,E99999999\n"
    assert records(reading_of(text), "area_lookup", *RELATION) == [("E05002078", "E06000026", 2023, "within")]


def test_a_ward_in_two_authorities_is_noted():
    reading = reading_of(WARDS + "E01015024,Plymouth 004A,E05002078,Budshead,E06000044,Portsmouth\n")
    assert reading.notes[0].text == "ward E05002078 stands in 2 authorities"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (WARDS + WARDS.splitlines()[1] + "\n", 'row 3, column "LSOA21CD": E01015023 stands in the file a second time'),
        (WARDS.replace("E06000026", ""), 'row 2, column "LAD23CD": ward E05002078 has no authority'),
        (WARDS.replace("E06000026", "E6"), 'row 2, column "LAD23CD": "E6" is not an area code'),
        ("LSOA21CD,x,y\nE01015343,-1.9,50.7\n", 'row 2, column "x": the coordinates are not metres'),
        ("LSOA21CD,x,y\nE01015343,409925,\n", 'row 2, column "x": the coordinates are not metres'),
    ],
)
def test_refusals(text, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of(text)


def test_centroids():
    text = "FID,LSOA21CD,X,Y\n45,E01015343,409925.3008,94850.0777\n"
    assert kind_of(text) == "ons_centroid"
    assert records(reading_of(text), "area_centroid", "area_code", "easting", "northing") == [("E01015343", 409925.3008, 94850.0777)]


LOOKUPS = [
    ("LSOA_(2021)_to_Electoral_Ward_(2023)_to_LAD_(2023)_Best_Fit_Lookup_in_EW.csv", 1226, "2023"),
    ("Lower_Layer_Super_Output_Area_(2011)_to_Ward_(2015)_Lookup_in_England_and_Wales.csv", 1195, "2015"),
    ("Lower_Layer_Super_Output_Area_(2011)_to_Ward_(2019)_Lookup_in_England_and_Wales.csv", 1195, "2019"),
    ("Ward_to_Local_Authority_District_to_County_to_Region_to_Country_(May_2023)_Lookup_in_United_Kingdom.csv", 287, "2023"),
    ("LTLA-UTLA_Apr23_Lookup_England-Wales.csv", 318, "2023"),
]


@pytest.mark.parametrize(("name", "rows", "release"), LOOKUPS)
def test_published_lookups(name, rows, release):
    (reading,) = readings_of(real_file(f"ons_lookups/{name}")).values()
    assert (reading.rows_read, reading.release) == (rows, release)
    known = set(reading.tables["area"]["area_code"])
    lookup = reading.tables["area_lookup"]
    assert set(lookup["child_code"]) | set(lookup["parent_code"]) <= known
    assert not lookup.duplicated(["child_code", "parent_code", "lookup_year", "relation"]).any()

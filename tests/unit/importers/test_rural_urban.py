"""The Rural Urban Classification of LSOAs, of either census."""

import pytest

from importers.reading import Refused
from tests.tables import kind_of, reading_of, records

OF_2011 = (
    "LSOA11CD,LSOA11NM,RUC11CD,RUC11\nE01020536,Purbeck 001A,E1,Rural village and dispersed\nE01015400,Poole 001A,C1,Urban city and town\n"
)
OF_2021 = (
    "LSOA21CD,LSOA21NM,LSOA21NMW,RUC21CD,RUC21NM,Urban_rural_flag,ObjectId\n"
    "E01020536,Purbeck 001A,,RSF1,Smaller rural: Further from a major town or city,Rural,1\n"
    "E01015400,Poole 001A,,UN1,Urban: Nearer to a major town or city,Urban,2\n"
)
COLUMNS = ("area_code", "census_year", "class_code", "class_name", "kind")


@pytest.mark.parametrize("text", [OF_2011, OF_2021])
def test_it_is_told_from_lookups_and_names_its_lsoas(text):
    assert kind_of(text) == "ons_rural_urban"
    assert set(records(reading_of(text), "area", "area_code", "area_name")) == {("E01020536", "Purbeck 001A"), ("E01015400", "Poole 001A")}


def test_the_classes_of_2011():
    assert records(reading_of(OF_2011), "rural_urban", *COLUMNS) == [
        ("E01020536", 2011, "E1", "Rural village and dispersed", "Rural"),
        ("E01015400", 2011, "C1", "Urban city and town", "Urban"),
    ]


def test_the_classes_of_2021():
    assert records(reading_of(OF_2021), "rural_urban", *COLUMNS) == [
        ("E01020536", 2021, "RSF1", "Smaller rural: Further from a major town or city", "Rural"),
        ("E01015400", 2021, "UN1", "Urban: Nearer to a major town or city", "Urban"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (OF_2011.replace("C1,", "Z1,"), 'row 3, column "RUC11CD": "Z1" is no class of the Rural Urban Classification'),
        (OF_2011.replace("C1,", ","), 'row 3, column "RUC11CD": the cell is empty'),
        (OF_2011.replace("E01015400", "Poole"), 'row 3, column "LSOA11CD": "Poole" is not an area code'),
        (OF_2011 + OF_2011.splitlines()[1] + "\n", 'row 4, column "LSOA11CD": E01020536 stands in the file a second time'),
    ],
)
def test_refused(text, sentence):
    with pytest.raises(Refused) as refused:
        reading_of(text)
    assert str(refused.value).startswith(sentence)

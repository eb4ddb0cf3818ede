"""OHID Fingertips downloads."""

import pytest

from importers.reading import Refused
from tests.tables import kind_of, reading_of, records

HEAD = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,"
    "Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note"
)
NATION = "1,Injuries,,,E92000001,England,England,Persons,<15 yrs,,,2023/24,75.1,74.5,75.6,,,79925,10642517,"
AGAIN = NATION.replace("Injuries,,,", "Injuries,E92000001,England,")
DECILE = "1,Injuries,,,E92000001,England,England,Persons,<15 yrs,Deciles (IMD2019),Most deprived,2023/24,90,-1,-1,,,900,100000,"
CORNWALL = (
    "1,Injuries,E92000001,England,E06000052,Cornwall,Counties,Male,<15 yrs,,,2023/24,,,,,,,,Value for Cornwall and Isles of Scilly combined"
)
KEY = ("measure", "area_code", "time_period", "breakdown", "group_name", "value", "symbol", "remark")


def table(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows])


def test_value_count_denominator_and_limits():
    assert kind_of(table(NATION)) == "ohid_fingertips"
    found = records(reading_of(table(NATION)), "observation", *KEY)
    assert found[0] == ("fingertips.1.value", "E92000001", "2023/24", "Total", "Persons|<15 yrs", 75.1, None, None)
    assert [(row[0].split(".")[2], row[5]) for row in found] == [
        ("value", 75.1), ("count", 79925), ("denominator", 10642517), ("lower_95", 74.5), ("upper_95", 75.6),
    ]  # fmt: skip


def test_england_by_category_is_a_breakdown_and_stands_once_as_total():
    reading = reading_of(table(NATION, AGAIN, DECILE))
    values = [row[3:6] for row in records(reading, "observation", *KEY) if row[0].endswith("value")]
    assert values == [("Total", "Persons|<15 yrs", 75.1), ("Deciles (IMD2019)", "Persons|<15 yrs|Most deprived", 90)]
    assert reading.notes[0].text.startswith("1 rows stand in the file twice")


def test_minus_one_is_no_limit():
    assert not any("lower" in row[0] for row in records(reading_of(table(DECILE)), "observation", *KEY))


def test_missing_values_keep_their_note_and_say_why():
    suppressed = CORNWALL.replace("Value for Cornwall and Isles of Scilly combined", "Value suppressed: small numbers")
    for row, symbol in ((CORNWALL, "x"), (suppressed, "c")):
        found = records(reading_of(table(row)), "observation", "value", "symbol", "remark")
        assert found == [(None, symbol, row.rsplit(",", 1)[1])] * 3


def test_the_older_and_the_newer_header_give_the_same():
    other = table(NATION, head=HEAD.replace("Parent Code,Parent Name", "Parent Code,Parent Name") + ",Compared to percentiles").replace(
        "10642517,", "10642517,,x"
    )
    assert records(reading_of(other), "observation", *KEY) == records(reading_of(table(NATION)), "observation", *KEY)


@pytest.mark.parametrize(
    ("value", "count", "unit"), [(75.1, 79925, "per 10,000"), (0.751, 79925, "%"), (751.0, 79925, "per 100,000"), (3.3, 79925, None)]
)
def test_the_unit_is_told_by_the_figures(value, count, unit):
    reading = reading_of(table(NATION.replace("75.1,", f"{value},")))
    assert records(reading, "measure_description", "measure", "unit")[0] == ("fingertips.1.value", unit)


def test_other_kinds_of_area_are_left_out_and_counted():
    reading = reading_of(table(NATION, NATION.replace("E92000001", "E54000041")))
    assert (reading.rows_read, reading.rows_rejected) == (2, 1)


def test_statistical_regions_have_the_name_of_the_region():
    row = NATION.replace("E92000001,England,", "E12000008,South East region (statistical),")
    assert records(reading_of(table(row)), "area", "area_name") == [("South East",)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (table(NATION.replace("75.1", "seventy")), 'row 2, column "Value": "seventy" is neither a number'),
        (table(NATION, AGAIN.replace("79925", "79926")), "row 3: .* stands in the file a second time with other figures"),
        (table(NATION.replace("2023/24", "last year")), 'column "Time period": "last year" is not a period'),
        (table(NATION.replace("E92000001", "X1")), "no row is about an area"),
        (table(NATION, DECILE.replace("Injuries", "Others")), 'row 3, column "Indicator Name": one indicator has two names'),
        (table(NATION.replace("1,Inj", "one,Inj")), '"one" is not the number of an indicator'),
        (table(NATION, head=HEAD.replace("Denominator", "Base")), 'column "Denominator": the column is missing'),
        (table(NATION.replace("Persons", "")), 'row 2, column "Sex": the cell is empty'),
    ],
)
def test_refusals(text, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of(text)

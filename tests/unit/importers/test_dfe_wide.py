"""DfE releases before 2018: one row an area, one column a figure."""

import pytest

from importers.reading import Refused
from tests.tables import kind_of, reading_of, readings_of, records

HEAD = "LA_order,New_geog_code,geog_l,geog_c,geog_n,CLA_Mar2017,CLA_male,CLA_Outbound,CLA_Odd"
ENGLAND = "1,E92000001,NATIONAL,999,ENGLAND,72670,40960,29100,7"
DORSET = "163,E10000009,LA,835,Dorset,484,x,166,.."
KEY = ("measure", "area_code", "time_period", "breakdown", "group_name", "value", "symbol")


def table(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows])


def test_columns_become_rows_under_the_names_of_today():
    assert kind_of(table(ENGLAND)) == "dfe_wide"
    assert records(reading_of(table(DORSET)), "observation", *KEY) == [
        ("cla_rates.children_count", "E10000009", "2017", "population_type", "Children looked after on 31 March each year", 484, None),
        ("cla_on_31_march.children_count", "E10000009", "2017", "sex", "Male", None, "c"),
        ("cla_placed_across_boundaries.children_count", "E10000009", "2017", "characteristic",
         "2. Children who are the responsibility of this LA placed outside the LA boundary", 166, None),
        ("cla_on_31_march.children_count", "E10000009", "2017", "placement_locality", "Outside the LA boundary", 166, None),
        ("dfe_wide.cla_odd", "E10000009", "2017", "Total", "Total", None, "x"),
    ]  # fmt: skip


def test_the_same_columns_of_another_year_are_the_same_measures():
    measures = [
        {row[0] for row in records(reading_of(table(DORSET).replace("2017", year)), "observation", *KEY)} for year in ("2015", "2017")
    ]
    assert measures[0] == measures[1]


def test_an_abolished_authority_keeps_its_code_and_has_a_successor():
    tables = reading_of(table(ENGLAND, DORSET))
    assert ("E10000009", "Dorset", "county", 2017) in records(tables, "area", "area_code", "area_name", "area_type", "boundary_year")
    assert records(tables, "area_lookup", "child_code", "parent_code", "lookup_year", "relation") == [
        ("E10000009", "E06000059", 2019, "successor")
    ]


def test_inner_and_outer_london_share_a_code_in_the_file_and_not_here():
    rows = [
        f"1,E12000007,REGION,{letter},{name},1,2,3,4" for letter, name in (("H", "INNER LONDON"), ("I", "OUTER LONDON"), ("G", "LONDON"))
    ]
    assert records(reading_of(table(*rows)), "area", "area_code", "area_name") == [
        ("E13000001", "Inner London"),
        ("E13000002", "Outer London"),
        ("E12000007", "London"),
    ]


def test_metadata_beside_the_file_describes_what_has_no_name_of_its_own(tmp_path):
    (tmp_path / "SFR50_2017_MetaData.txt").write_bytes("CLA_Odd: Children’s oddities\r\nCLA_male: Boys\r\n".encode("cp1252"))
    (tmp_path / "x.csv").write_text(table(DORSET), encoding="utf-8")
    (reading,) = readings_of(tmp_path / "x.csv").values()
    assert records(reading, "measure_description", "measure", "title") == [("dfe_wide.cla_odd", "Children’s oddities")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (table(DORSET.replace("484", "many")), 'row 2, column "CLA_Mar2017": "many" is neither a number'),
        (table(DORSET.replace("E10000009", "E1000009")), 'row 2, column "New_geog_code": "E1000009" is not an area code'),
        (table(DORSET, DORSET), "row 3.* stands in the file a second time"),
        (table(DORSET, head=HEAD.replace("CLA_male", "CLA_Mar2017")), 'column "CLA_Mar2017": the column stands in the file a second time'),
        (table(DORSET, head=HEAD.replace("2017", "")), "the year is not told"),
        (table(DORSET, head=HEAD.replace("CLA_male", "CLA_male2016")), "speak of several years: 2016, 2017"),
        (table("1,E10000009,LA,835,Dorset", head="LA_order,New_geog_code,geog_l,geog_c,geog_n"), "no column of figures"),
        (table(DORSET.replace("Dorset", "")), 'row 2, column "geog_n": the cell is empty'),
    ],
)
def test_refusals(text, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of(text)

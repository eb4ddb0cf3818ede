"""Outlines of authorities, their own or those of their wards: queries/lookups/authority_outlines.sql."""

from tests.spec.tables import assert_table

AREAS = """
    area_code | area_name | area_type | first_year | last_year | is_historic
    A1        | City      | authority | 2017       | 2023      | false
    A2        | Former    | authority | 2017       | 2018      | true
    A3        | Bare      | authority | 2017       | 2023      | false
    D1        | Moors     | district  | 2017       | 2023      | false
    C1        | Shire     | county    | 2017       | 2023      | false
    W1        | Quay      | ward      | 2017       | 2023      | false
    W2        | Hill      | ward      | 2017       | 2023      | false
    W3        | Park      | ward      | 2017       | 2023      | false
"""
WARDS = """
    authority_code | ward_code | ward_name | boundary_year | is_current
    A1             | W1        | Quay      | 2023          | true
    A1             | W2        | Hill      | 2023          | true
    D1             | W3        | Park      | 2023          | true
"""


def test_wards_stand_for_an_authority_without_an_outline_of_its_own(tables):
    tables.given("area", AREAS)
    tables.given("ward_set", WARDS)
    tables.given("boundary", "area_code | outline\nW1 | quay\nW2 | hill\nA2 | former")
    assert_table(tables.run("lookups/authority_outlines"), """
        area_code | area_name | outline | boundary_year | method    | county_code
        A1        | City      | hill    | 2023          | published |
        A1        | City      | quay    | 2023          | published |
    """)  # fmt: skip


def test_its_own_outline_of_the_latest_year_comes_first(tables):
    tables.given("area", AREAS)
    tables.given("ward_set", WARDS)
    tables.given("boundary", "area_code | outline | boundary_year\nW1 | quay | 2023\nW2 | hill | 2023\nA1 | older | 2021\nA1 | city | 2024")
    assert_table(tables.run("lookups/authority_outlines"), """
        area_code | outline | boundary_year
        A1        | city    | 2024
    """)  # fmt: skip


def test_a_ward_without_an_outline_leaves_the_authority_without_one(tables):
    tables.given("area", AREAS)
    tables.given("ward_set", WARDS)
    tables.given("boundary", "area_code | outline\nW1 | quay")
    assert tables.run("lookups/authority_outlines").empty


def test_a_district_names_the_county_that_answers_for_its_children(tables):
    tables.given("area", AREAS)
    tables.given("ward_set", WARDS)
    tables.given("area_lookup", "child_code | parent_code\nD1 | C1")
    tables.given("boundary", "area_code | outline\nW3 | park\nC1 | shire")
    assert_table(tables.run("lookups/authority_outlines"), """
        area_code | outline | county_code | county_name
        C1        | shire   |             |
        D1        | park    | C1          | Shire
    """)  # fmt: skip

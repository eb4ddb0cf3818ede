"""What the Deprivation page asks about editions and outlines of LSOAs."""

from tests.spec.tables import assert_table

OUTLINES = """
    area_code | boundary_year | outline | label_longitude | label_latitude
    L1        | 2011          | one     | -2.0            | 50.7
    L2        | 2011          | two     | -2.1            | 50.7
    L3        | 2011          | three   | -2.15           | 50.75
    L4        | 2011          | four    | 1.5             | 52
    L1        | 2021          | newer   | -2.0            | 50.7
"""
MEMBERS = """
    area_code | edition | lsoa_code | relation
    A1        | 2019    | L1        | within
    A1        | 2019    | L2        | within
    A1        | 2025    | L1        | within
    A1        | 2025    | L5        | within
"""
RANKS = """
    area_code | edition | domain | national_rank
    L1        | 2019    | imd    | 10
    L2        | 2019    | imd    | 20
    L3        | 2019    | imd    | 30
    L4        | 2019    | imd    | 40
    L1        | 2019    | idaci  | 50
    L1        | 2025    | imd    | 60
    L5        | 2025    | imd    | 70
"""


def given(tables) -> None:
    tables.given("boundary", OUTLINES)
    tables.given("area_lsoa", MEMBERS)
    tables.given("deprivation", RANKS)


def test_editions_held_the_latest_first(tables):
    given(tables)
    assert_table(tables.run("lookups/editions"), """
        edition | lsoas_in_england | population_period | census_year
        2025    | 33755            | 2022              | 2021
        2019    | 32844            | 2015              | 2011
    """)  # fmt: skip


def test_lsoas_are_drawn_where_all_of_an_authority_have_an_outline_of_their_census(tables):
    given(tables)
    wanted = """
        authority_code | boundary_year | area_code | area_name  | outline
        A1             | 2011          | L1        | Name of L1 | one
        A1             | 2011          | L2        | Name of L2 | two
    """
    assert_table(tables.run("lookups/lsoa_outlines", authority_codes=None), wanted)
    assert_table(tables.run("lookups/lsoa_outlines", authority_codes=["A1"]), wanted)
    assert tables.run("lookups/lsoa_outlines", authority_codes=["A2"]).empty


def test_lsoas_around_an_authority_with_their_rank(tables):
    given(tables)
    assert_table(tables.run("lookups/lsoas_around", authority_code="A1", edition="2019", domain="imd"), """
        lsoa_code | is_own | national_rank | outline
        L1        | True   | 10            | one
        L2        | True   | 20            | two
        L3        | False  | 30            | three
    """)  # fmt: skip


def test_nothing_around_an_authority_that_lacks_an_outline_or_a_rank(tables):
    given(tables)
    assert tables.run("lookups/lsoas_around", authority_code="A1", edition="2025", domain="imd").empty
    assert tables.run("lookups/lsoas_around", authority_code="A1", edition="2019", domain="idaci").empty


def test_what_of_each_index_is_held_for_which_areas(tables):
    tables.given("area_lsoa", MEMBERS)
    tables.given("deprivation", """
        area_code | edition | domain | score | national_rank | national_decile
        L1        | 2019    | crime  |       | 10            | 1
        L9        | 2019    | income | 0.2   |               |
        L1        | 2025    | crime  | 1.5   |               |
    """)  # fmt: skip
    assert_table(tables.run("lookups/indices_held"), """
        domain | time_period | area_type | figure
        crime  | 2019        | authority | decile
        crime  | 2019        | authority | rank
        crime  | 2025        | authority | score
    """)  # fmt: skip

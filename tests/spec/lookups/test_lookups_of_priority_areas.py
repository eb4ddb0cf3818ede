"""Priority areas of the plans and of people's own, from one query: queries/lookups."""

from tests.spec.tables import Tables, assert_table

NAME = "lookups/priority_areas"
NONE = {"ids": [], "names": [], "authority_codes": [], "notes": [], "owners": [], "natures": [], "member_codes": [], "member_years": []}


def own(*rows: tuple[str, str]) -> dict[str, list]:
    """Parameters of own areas: (id, code of a member) each."""
    count = len(rows)
    return {"ids": [area for area, _ in rows], "names": [area.title() for area, _ in rows], "authority_codes": ["A1"] * count,
            "notes": ["because"] * count, "owners": ["Kim"] * count, "natures": ["local"] * count,
            "member_codes": [code for _, code in rows], "member_years": [2023] * count}  # fmt: skip


def given_wards(tables: Tables, *codes: str) -> None:
    tables.given("ward_set", "authority_code | ward_code | ward_name\n" + "\n".join(f"A1 | {code} | Name of {code}" for code in codes))


def test_a_priority_area_without_boundary_has_one_row_and_no_ward(tables):
    given_wards(tables, "W1", "W2")
    tables.given("plan", "plan_id\np")
    tables.given("priority_area", """
        priority_area_id | area_name     | position
        heath            | Heath         | 2
        quays            | Around quays  | 1
    """)  # fmt: skip
    tables.given("priority_area_member", """
        priority_area_id | area_code
        quays            | W2
        quays            | W1
    """)  # fmt: skip
    assert_table(tables.run(NAME, **NONE), """
        priority_area_id | area_name    | nature | member_code | member_name | member_type
        quays            | Around quays | plan   | W1          | Name of W1  | ward
        quays            | Around quays | plan   | W2          | Name of W2  | ward
        heath            | Heath        | plan   |             |             |
    """)  # fmt: skip


def test_own_areas_stand_behind_those_of_the_plans_in_their_own_order(tables):
    given_wards(tables, "W1", "W2")
    tables.given("plan", "plan_id\np")
    tables.given("priority_area", "priority_area_id\nquays")
    tables.given("priority_area_member", "priority_area_id | area_code\nquays | W1")
    assert_table(tables.run(NAME, **own(("own.z", "W2"), ("own.a", "W1"))), """
        priority_area_id | plan_id | area_name | area_owner | nature | why_named | member_code | member_year
        quays            | p       | Name      |       | plan   | Y         | W1          |
        own.z            |         | Own.Z     | Kim   | local  | because   | W2          | 2023
        own.a            |         | Own.A     | Kim   | local  | because   | W1          | 2023
    """)  # fmt: skip


def test_an_lsoa_is_in_use_when_an_edition_of_the_indices_has_it(tables):
    tables.given("deprivation", "area_code\nL1\nL2")
    tables.given("area_lsoa", "area_code | edition | lsoa_code | relation\nL1 | 2019 | L1 | itself")
    assert_table(tables.run(NAME, **own(("own.a", "L1"), ("own.a", "L2"))), """
        stated_code | member_code | member_type | stated_name
        L1          | L1          | lsoa        | Name of L1
        L2          |             |             | Name of L2
    """)  # fmt: skip


def test_a_member_no_longer_in_use_is_followed_to_what_replaced_it(tables):
    """W1 became W2, which became W3 and W4; W5 has gone without successor, nobody has heard of W9."""
    given_wards(tables, "W3", "W4")
    tables.given("ward_set", "authority_code | ward_code | ward_name | boundary_year | is_current\nA1 | W5 | Gone | 2011 | false")
    tables.given("area", """
        area_code | area_name  | area_type | first_year | last_year | is_historic
        W1        | Name of W1 | ward      | 2011       | 2011      | true
        W2        | Name of W2 | ward      | 2015       | 2015      | true
    """)  # fmt: skip
    tables.given("area_lookup", """
        child_code | parent_code | relation
        W1         | W2          | successor
        W2         | W3          | successor
        W2         | W4          | successor
        W3         | A1          | within
    """)  # fmt: skip
    assert_table(tables.run(NAME, **own(("own.a", "W1"), ("own.a", "W5"), ("own.a", "W9"))), """
        stated_code | stated_name | member_code
        W1          | Name of W1  | W3
        W1          | Name of W1  | W4
        W5          | Name of W5  |
        W9          | W9          |
    """)  # fmt: skip


def test_a_ward_in_use_is_not_followed(tables):
    given_wards(tables, "W1", "W2")
    tables.given("area_lookup", "child_code | parent_code | relation\nW1 | W2 | successor")
    assert_table(tables.run(NAME, **own(("own.a", "W1"))), "stated_code | member_code\nW1 | W1")


def test_the_outline_of_a_year_or_the_latest_before_it_with_the_centre_of_population(tables):
    tables.given("boundary", """
        area_code | boundary_year | outline | label_longitude | label_latitude
        L1        | 2011          | old     | -2              | 50
        L1        | 2021          | new     | -3              | 51
        L2        | 2021          | later   | -4              | 52
        L3        | 2011          | other   | -5              | 53
    """)  # fmt: skip
    tables.given("area_centroid", "area_code | easting | northing\nL1 | 400000 | 90000")
    assert_table(tables.run("lookups/outlines_of_areas", area_codes=["L1", "L2"], year=2015), """
        area_code | outline | longitude | latitude | easting | northing
        L1        | old     | -2        | 50       | 400000  | 90000
        L2        | later   | -4        | 52       |         |
    """)  # fmt: skip

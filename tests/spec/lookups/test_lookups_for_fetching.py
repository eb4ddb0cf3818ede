"""What fetching asks about places: queries/lookups."""

from tests.spec.tables import assert_table


def test_regions_of_areas_come_from_the_latest_lookup(tables):
    tables.given("area_lookup", """
        child_code | parent_code | lookup_year | relation
        A1         | R1          | 2019        | within
        A1         | R2          | 2023        | within
        A2         | E1          | 2023        | within
        A3         | R1          | 2023        | within
    """)  # fmt: skip
    assert_table(tables.run("lookups/regions_of_areas", areas=["A1", "A2"]), """
        area_code | region_code
        A1        | R2
    """)  # fmt: skip


def test_neighbours_of_areas_are_those_of_the_latest_model_in_order(tables):
    tables.given("statistical_neighbour", """
        area_code | model | neighbour_rank | neighbour_la_number | neighbour_name | closeness
        A1        | 2021  | 1              | 801                 | Old            | Close
        A1        | 2025  | 2              | 803                 | Second         | Close
        A1        | 2025  | 1              | 802                 | First          | Close
        A2        | 2021  | 1              | 804                 | Only           | Close
        A3        | 2025  | 1              | 805                 | Other          | Close
    """)  # fmt: skip
    assert_table(tables.run("lookups/neighbours_of_areas", areas=["A1", "A2"]), """
        area_code | neighbour_rank | neighbour_la_number
        A1        | 1              | 802
        A1        | 2              | 803
        A2        | 1              | 804
    """)  # fmt: skip

"""Neighbours by authority and model: queries/lookups/statistical_neighbours.sql."""

from tests.spec.tables import assert_table


def test_the_closest_comes_first_model_by_model(tables):
    tables.given("statistical_neighbour", """
        area_code | model | neighbour_rank | neighbour_la_number | neighbour_code | neighbour_name | closeness
        A2        | 2025  | 1              | 801                 | A1             | One            | Close
        A1        | 2025  | 2              | 803                 | A3             | Three          | Not close
        A1        | 2025  | 1              | 802                 | A2             | Two            | Close
        A1        | 2021  | 1              | 803                 | A3             | Three          | Very close
    """)  # fmt: skip
    assert_table(tables.run("lookups/statistical_neighbours"), """
        area_code | model | neighbour_rank | neighbour_code | neighbour_name | closeness
        A1        | 2021  | 1              | A3             | Three          | Very close
        A1        | 2025  | 1              | A2             | Two            | Close
        A1        | 2025  | 2              | A3             | Three          | Not close
        A2        | 2025  | 1              | A1             | One            | Close
    """)  # fmt: skip

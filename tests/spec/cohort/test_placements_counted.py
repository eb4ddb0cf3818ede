"""Placements at a distance, and moves: queries/cohort/placements_distance.sql and moves_3_or_more.sql."""

import pytest

from tests.spec.tables import assert_table


def test_the_three_measures_are_kept_apart_and_what_is_not_known_stays_in_the_denominator(care):
    care.given("episode", """
        child_key | distance_miles | outside_authority
        c1        | 20.0           | true
        c2        | 20.1           | true
        c3        | 20.1           | false
        c4        | 999.8          |
        c5        |                | true
        c6        |                | false
        c7        |                |
        c8        | 0.4            | false
    """)  # fmt: skip
    assert_table(care.asked("cohort/placements_distance", lsoa_codes=[], home_codes=[]), """
        measure                             | area_code | numerator | denominator | not_known | symbol
        placements_outside_la               | A1        | 3         | 8           | 2         |
        placements_over_20_miles            | A1        | 3         | 8           | 3         |
        placements_over_20_miles_outside_la | A1        | 1         | 8           | 3         |
    """)  # fmt: skip


def test_a_group_without_children_is_not_applicable(care):
    care.given("episode", "distance_miles | outside_authority | placement_type\n30 | true | K2")
    rows = care.asked("cohort/placements_distance", breakdown="placement_type", lsoa_codes=[], home_codes=[])
    over = rows[rows["measure"] == "placements_over_20_miles"].set_index("group_code")
    assert_table(over.loc[["ChildrensHome", "Foster"]], "numerator | denominator | symbol\n1 | 1 |\n0 | 0 | z")


def test_wards_have_the_children_whose_homes_lie_in_them(care):
    care.given("episode", """
        child_key | home_lsoa_code | distance_miles
        c1        | L1             | 30
        c2        | L2             | 3
        c3        |                | 30
    """)  # fmt: skip
    rows = care.asked("cohort/placements_distance")
    over = rows[rows["measure"] == "placements_over_20_miles"].set_index("area_code")
    assert {code: (over.at[code, "numerator"], over.at[code, "denominator"]) for code in over.index} == {
        "A1": (2, 3), "W1": (1, 2), "W2": (0, 0),
    }  # fmt: skip


MOVES = {
    "three placements": ("""
        2024-03-01 | S | U6 | 2024-06-01
        2024-06-01 | P | K2 | 2024-09-01
        2024-09-01 | B | U6 |
    """, 1),
    "legal status and the same carer are no moves": ("""
        2024-03-01 | S | U6 | 2024-06-01
        2024-06-01 | L | U6 | 2024-08-01
        2024-08-01 | T | A3 | 2024-09-01
        2024-09-01 | P | K2 |
    """, 0),
    "a temporary placement and the way back are no moves": ("""
        2024-03-01 | S | U6 | 2024-06-01
        2024-06-01 | P | T2 | 2024-06-10
        2024-06-10 | P | U6 | 2024-09-01
        2024-09-01 | P | K2 |
    """, 0),
    "another placement after a temporary one is a move": ("""
        2024-03-01 | S | U6 | 2024-06-01
        2024-06-01 | P | T4 | 2024-06-10
        2024-06-10 | P | U4 | 2024-09-01
        2024-09-01 | P | K2 |
    """, 1),
    "what ended before the period does not count": ("""
        2023-09-01 | S | U6 | 2024-01-01
        2024-01-01 | P | K2 | 2024-03-31
        2024-03-31 | P | U6 | 2024-09-01
        2024-09-01 | P | R3 |
    """, 0),
    "coming back into care is another placement": ("""
        2024-04-02 | S | U6 | 2024-05-01
        2024-06-01 | S | U6 | 2024-07-01
        2024-08-01 | S | U6 |
    """, 1),
    "a child no longer looked after is not asked": ("""
        2024-04-02 | S | U6 | 2024-05-01
        2024-05-01 | P | K2 | 2024-07-01
        2024-07-01 | P | U6 | 2025-03-31
    """, None),
}  # fmt: skip


@pytest.mark.parametrize("case", MOVES, ids=str)
def test_moves(care, case):
    rows, many = MOVES[case]
    care.given("episode", "episode_start | reason_new_episode | placement_type | episode_end\n" + rows.strip())
    found = care.asked("cohort/moves_3_or_more", first_days=["2024-04-01"], lsoa_codes=[], home_codes=[]).iloc[0]
    assert (found["numerator"], found["denominator"], found["symbol"]) == ((many, 1, None) if many is not None else (0, 0, "z"))

"""Placements at a distance, and moves, in the table that all figures of a day are made of: queries/cohort/care_base.sql."""

import pytest

from tests.spec.care import groups, wholes

OF_DAYS = "cohort/care_base"


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
    found = wholes(care.told(OF_DAYS))
    assert (found["outside"], found["far"], found["out_far"], found["all"]) == (3, 3, 1, 8)
    assert (found["location_known"], found["distance_known"], found["both_known"]) == (6, 5, 4)


def test_a_group_without_children_has_0_and_nothing_to_be_a_share_of(care):
    """That such a share is not applicable (z) is said where it is divided: tests/unit/measures/test_care_figures.py."""
    care.given("episode", "distance_miles | outside_authority | placement_type\n30 | true | K2")
    rows = care.told(OF_DAYS)
    held = rows[(rows["breakdown"] == "placement_type") & (rows["place_code"] == "A1")].set_index(["set_code", "group_code"])["children"]
    assert [held[name, "Foster"] for name in ("all", "far")] == [0, 0]
    assert groups(rows, "placement_type") == groups(rows, "placement_type", "far") == {"ChildrensHome": 1}


def test_wards_have_the_children_whose_homes_lie_in_them(care):
    care.given("episode", """
        child_key | home_lsoa_code | distance_miles
        c1        | L1             | 30
        c2        | L2             | 3
        c3        |                | 30
    """)  # fmt: skip
    rows = care.told(OF_DAYS)
    assert {place: (wholes(rows, place).get("far", 0), wholes(rows, place).get("all", 0)) for place in ("A1", "W1", "W2")} == {
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
    found = wholes(care.told(OF_DAYS))
    assert (found.get("moves", 0), found.get("all", 0)) == ((many, 1) if many is not None else (0, 0))

"""Months of children in care: queries/cohort/care_transitions.sql."""

import pytest

from tests.spec.tables import assert_table


def months(care, **more):
    return care.run("cohort/care_transitions", source_ids=care.sources, authority_code="A1", **more)


def of(rows, *names):
    return rows[rows["time_period"].isin(names)]


def test_children_enter_move_grow_and_leave(care):
    care.given("episode", """
        child_key | episode_start | episode_end | reason_new_episode | placement_type
        c1        | 2024-05-10    | 2024-07-05  | S                  | U6
        c1        | 2024-07-05    |             | P                  | K2
        c2        | 2024-05-10    | 2024-07-20  | S                  | U6
        c3        | 2024-07-20    |             | S                  | H5
    """)  # fmt: skip
    care.given("child", """
        child_key | birth_year | birth_month
        c1        | 2014       | 7
        c2        | 2014       | 1
        c3        | 2007       | 1
    """)  # fmt: skip
    assert_table(of(months(care), "2024-05", "2024-06", "2024-07"), """
        time_period | age_group | place_group | next_age_group | next_place_group | numerator | denominator
        2024-05     |           |             | 10to15         | Foster           | 1         |
        2024-05     |           |             | 5to9           | Foster           | 1         |
        2024-06     | 10to15    | Foster      | 10to15         | Foster           | 1         | 1
        2024-06     | 5to9      | Foster      | 5to9           | Foster           | 1         | 1
        2024-07     | 10to15    | Foster      |                |                  | 1         | 1
        2024-07     | 5to9      | Foster      | 10to15         | ChildrensHome    | 1         | 1
        2024-07     |           |             | 16plus         | Supported        | 1         |
    """)  # fmt: skip


def test_the_denominator_is_all_children_of_the_state(care):
    care.given("episode", """
        child_key | episode_start | episode_end
        c1        | 2024-05-10    |
        c2        | 2024-05-10    | 2024-06-20
        c3        | 2024-05-10    |
    """)  # fmt: skip
    rows = of(months(care), "2024-06")
    assert sorted(rows["numerator"]) == [1, 2] and set(rows["denominator"]) == {3}


def test_a_temporary_placement_counts_as_the_one_before_it(care):
    care.given("episode", """
        episode_start | episode_end | reason_new_episode | placement_type
        2024-05-10    | 2024-06-20  | S                  | K2
        2024-06-20    | 2024-07-10  | P                  | T4
        2024-07-10    |             | P                  | U6
    """)  # fmt: skip
    care.given("child", "birth_year\n2012")
    assert_table(of(months(care), "2024-06", "2024-07"), """
        time_period | place_group   | next_place_group
        2024-06     | ChildrensHome | ChildrensHome
        2024-07     | ChildrensHome | Foster
    """)  # fmt: skip


def test_but_not_as_one_of_an_earlier_period_of_care(care):
    care.given("episode", """
        episode_start | episode_end | reason_new_episode | placement_type
        2024-04-10    | 2024-06-20  | S                  | K2
        2024-08-20    |             | S                  | T4
    """)  # fmt: skip
    assert list(of(months(care), "2024-08")["next_place_group"]) == ["Unknown"]


@pytest.mark.parametrize("short_break", ["V3", "V4"])
def test_short_breaks_are_left_out_and_so_are_children_between_two_month_ends(care, short_break):
    care.given("episode", f"""
        child_key | episode_start | episode_end | legal_status
        c1        | 2024-05-10    |             | {short_break}
        c2        | 2024-05-10    | 2024-05-20  | C2
    """)  # fmt: skip
    assert months(care).empty


def test_only_months_of_which_both_ends_are_held_are_counted(care):
    """2023 and 2025 are held, 2024 is not: nothing is said of April 2024, whose beginning is not known."""
    care.given("episode", """
        source_id | child_key | episode_start
        r2023     | c1        | 2022-02-01
        r2025     | c1        | 2022-02-01
    """)  # fmt: skip
    found = list(months(care)["time_period"])
    assert found == [f"2022-{month:02d}" for month in range(5, 13)] + ["2023-01", "2023-02", "2023-03"] + [
        f"2024-{month:02d}" for month in range(5, 13)] + ["2025-01", "2025-02", "2025-03"]  # fmt: skip


def test_over_the_end_of_a_year_the_later_return_says_what_became_of_a_child(care):
    care.given("episode", """
        source_id | child_key | episode_start | superseded_by
        r2024     | c1        | 2023-02-01    | r2025
        r2025     | c1        | 2023-02-01    |
        r2024     | c2        | 2023-02-01    |
    """)  # fmt: skip
    assert_table(of(months(care), "2024-04"), """
        time_period | place_group | next_place_group | source_id
        2024-04     | Foster      | Foster           | r2025
        2024-04     | Foster      |                  | r2025
    """)  # fmt: skip

"""Which placements had a local place: queries/cohort/local_place_at_the_time.sql."""

import datetime

from tests.spec.tables import assert_table

DAY = datetime.date(2025, 3, 31)


def local(care, places: dict[str, int]):
    return care.run("cohort/local_place_at_the_time", source_ids=care.sources, authority_code="A1", first_day=datetime.date(2024, 4, 1), last_day=DAY,
                    time_period="2025", place_types=list(places), capacities=list(places.values()))  # fmt: skip


def totals(rows) -> dict[str, tuple[float, float]]:
    rows = rows[rows["breakdown"] == "Total"]
    return {row.area_code: (row.numerator, row.denominator) for row in rows.itertuples()}


def test_a_place_was_free_where_fewer_others_lived_in_local_ones_on_the_day_before(care):
    """Two homes' places: on 31 May one child lives in one; on 30 June two do."""
    care.given("episode", """
        child_key | episode_start | episode_end | placement_type | distance_miles | outside_authority
        near1     | 2024-02-01    |             | K2             | 3              | false
        near2     | 2024-06-10    |             | K2             | 3              | false
        far1      | 2024-06-01    |             | K2             | 40             | true
        far2      | 2024-07-01    |             | K2             | 40             | true
        foster    | 2024-02-01    |             | U6             | 3              | false
    """)  # fmt: skip
    assert totals(local(care, {"ChildrensHome": 2})) == {"ChildrensHome": (1, 2), "A1": (1, 2)}
    assert totals(local(care, {"ChildrensHome": 1})) == {"ChildrensHome": (0, 2), "A1": (0, 2)}
    assert totals(local(care, {"ChildrensHome": 3})) == {"ChildrensHome": (2, 2), "A1": (2, 2)}


def test_a_place_that_was_left_on_the_day_itself_was_taken_the_day_before(care):
    care.given("episode", """
        child_key | episode_start | episode_end | placement_type | distance_miles | outside_authority
        near      | 2024-02-01    | 2024-06-01  | K2             | 3              | false
        far       | 2024-06-01    |             | K2             | 40             | true
        later     | 2024-06-02    |             | K2             | 40             | true
    """)  # fmt: skip
    assert totals(local(care, {"ChildrensHome": 1})) == {"ChildrensHome": (1, 2), "A1": (1, 2)}


def test_the_place_that_the_child_itself_leaves_counts_as_free(care):
    care.given("episode", """
        child_key | episode_start | episode_end | reason_new_episode | placement_type | distance_miles | outside_authority
        c1        | 2024-02-01    | 2024-06-01  | S                  | K2             | 3              | false
        c1        | 2024-06-01    |             | P                  | K2             | 40             | true
    """)  # fmt: skip
    assert totals(local(care, {"ChildrensHome": 1})) == {"ChildrensHome": (1, 1), "A1": (1, 1)}


def test_only_placements_of_the_types_begun_in_the_year_more_than_20_miles_away_count(care):
    care.given("episode", """
        child_key | episode_start | reason_new_episode | placement_type | distance_miles | legal_status
        c1        | 2024-03-31    | S                  | K2             | 40             | C2
        c2        | 2024-05-01    | S                  | K2             | 20.0           | C2
        c3        | 2024-05-01    | L                  | K2             | 40             | C2
        c4        | 2024-05-01    | S                  | U6             | 40             | C2
        c5        | 2024-05-01    | S                  | K2             |                | C2
        c6        | 2024-05-01    | S                  | K2             | 40             | V4
        c7        | 2025-03-31    | B                  | K2             | 20.1           | C2
    """)  # fmt: skip
    assert totals(local(care, {"ChildrensHome": 5})) == {"ChildrensHome": (1, 1), "A1": (1, 1)}


def test_the_way_back_from_a_temporary_placement_is_no_new_one(care):
    care.given("episode", """
        child_key | episode_start | episode_end | reason_new_episode | placement_type | distance_miles
        c1        | 2024-05-01    | 2024-06-01  | S                  | K2             | 40
        c1        | 2024-06-01    | 2024-06-05  | P                  | T2             | 1
        c1        | 2024-06-05    |             | P                  | K2             | 40
    """)  # fmt: skip
    assert totals(local(care, {"ChildrensHome": 5})) == {"ChildrensHome": (1, 1), "A1": (1, 1)}


def test_types_have_places_of_their_own_and_ages_are_those_at_the_beginning(care):
    care.given("episode", """
        child_key | episode_start | placement_type | distance_miles | outside_authority
        c1        | 2024-05-31    | K2             | 40             | true
        c2        | 2024-05-31    | U6             | 40             | true
        n2        | 2024-02-01    | U6             | 4              | false
    """)  # fmt: skip
    care.given("child", "child_key | birth_year | birth_month\nc1 | 2014 | 5\nc2 | 2014 | 7")
    rows = local(care, {"ChildrensHome": 1, "Foster": 1})
    assert totals(rows) == {"ChildrensHome": (1, 1), "Foster": (0, 1), "A1": (1, 2)}
    ages = rows[(rows["breakdown"] == "age") & (rows["denominator"] > 0)]
    assert_table(ages, """
        area_code     | group_code | numerator | denominator
        A1            | 5to9       | 0         | 1
        A1            | 10to15     | 1         | 1
        ChildrensHome | 10to15     | 1         | 1
        Foster        | 5to9       | 0         | 1
    """)  # fmt: skip

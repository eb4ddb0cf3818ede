"""Need against places: queries/cohort/placed_by_type.sql, local_place_at_the_time.sql and at_distance_by_home.sql."""

import datetime

from tests.spec.tables import assert_table

DAY = datetime.date(2025, 3, 31)


def on_the_day(care, name, **more):
    return care.run(name, source_ids=care.sources, authority_code="A1", day=DAY, time_period="2025", **more)


def test_children_by_type_age_and_where_they_are_placed(care):
    care.given("episode", """
        child_key | placement_type | distance_miles | outside_authority
        c1        | U6             | 20.1           | true
        c2        | U6             | 20.0           | true
        c3        | K2             | 30             | false
        c4        | P1             |                |
        c5        | S1             | 5              | false
        c6        | K3             | 5              | false
    """)  # fmt: skip
    care.given("child", "child_key | birth_year\nc1 | 2012\nc2 | 2020")
    rows = on_the_day(care, "cohort/placed_by_type")
    assert_table(rows[rows["numerator"] > 0], """
        area_code     | breakdown       | group_code | numerator | denominator
        A1            | Total           | Total      | 6         |
        A1            | age             | 10to15     | 1         |
        A1            | age             | 1to4       | 1         |
        A1            | age             | Unknown    | 4         |
        A1            | outside         | No         | 3         |
        A1            | outside         | Unknown    | 1         |
        A1            | outside         | Yes        | 2         |
        A1            | over_20         | No         | 3         |
        A1            | over_20         | Unknown    | 1         |
        A1            | over_20         | Yes        | 2         |
        A1            | over_20_outside | No         | 4         |
        A1            | over_20_outside | Unknown    | 1         |
        A1            | over_20_outside | Yes        | 1         |
        ChildrensHome | Total           | Total      | 1         |
        ChildrensHome | age             | Unknown    | 1         |
        ChildrensHome | outside         | No         | 1         |
        ChildrensHome | over_20         | Yes        | 1         |
        ChildrensHome | over_20_outside | No         | 1         |
        Else          | Total           | Total      | 1         |
        Else          | age             | Unknown    | 1         |
        Else          | outside         | Unknown    | 1         |
        Else          | over_20         | Unknown    | 1         |
        Else          | over_20_outside | Unknown    | 1         |
        Foster        | Total           | Total      | 2         |
        Foster        | age             | 10to15     | 1         |
        Foster        | age             | 1to4       | 1         |
        Foster        | outside         | Yes        | 2         |
        Foster        | over_20         | No         | 1         |
        Foster        | over_20         | Yes        | 1         |
        Foster        | over_20_outside | No         | 1         |
        Foster        | over_20_outside | Yes        | 1         |
        School        | Total           | Total      | 1         |
        School        | age             | Unknown    | 1         |
        School        | outside         | No         | 1         |
        School        | over_20         | No         | 1         |
        School        | over_20_outside | No         | 1         |
        Supported     | Total           | Total      | 1         |
        Supported     | age             | Unknown    | 1         |
        Supported     | outside         | No         | 1         |
        Supported     | over_20         | No         | 1         |
        Supported     | over_20_outside | No         | 1         |
    """)  # fmt: skip
    assert len(rows) == 6 * 16  # six areas by every group of every breakdown, whether or not there is a child


def test_a_year_that_is_not_held_has_no_row(care):
    care.given("episode", "source_id | episode_start\nr2023 | 2022-05-01")
    assert on_the_day(care, "cohort/placed_by_type").empty
    assert on_the_day(care, "cohort/at_distance_by_home", lsoa_codes=["L1"], home_codes=["W1"]).empty


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


def test_children_far_from_home_by_the_ward_of_their_home(care):
    care.given("episode", """
        child_key | placement_type | distance_miles | home_lsoa_code
        c1        | U6             | 40             | L1
        c2        | K2             | 40             | L2
        c3        | P1             | 40             | L3
        c4        | K2             | 40             |
        c5        | K2             | 20             | L1
    """)  # fmt: skip
    rows = on_the_day(care, "cohort/at_distance_by_home", lsoa_codes=["L1", "L2", "L3"], home_codes=["W1", "W1", "W2"])
    assert_table(rows[rows["numerator"] > 0], """
        area_code | breakdown  | group_code    | numerator
        A1        | Total      | Total         | 4
        A1        | place_type | ChildrensHome | 2
        A1        | place_type | Else          | 1
        A1        | place_type | Foster        | 1
        W1        | Total      | Total         | 2
        W1        | place_type | ChildrensHome | 1
        W1        | place_type | Foster        | 1
        W2        | Total      | Total         | 1
        W2        | place_type | Else          | 1
    """)  # fmt: skip
    assert len(rows) == 3 * 4

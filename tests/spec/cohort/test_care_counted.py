"""Children looked after, starting and ceasing: queries/cohort/looked_after_on.sql and started_ceased.sql."""

from tests.spec.tables import assert_table

LOOKED_AFTER = "cohort/looked_after_on"


def numbers(rows) -> dict[str, float]:
    """Numerator by area and period, of the group Total."""
    return {f"{row.area_code} {row.time_period}": row.numerator for row in rows.itertuples()}


def test_a_child_is_looked_after_from_the_first_day_to_the_day_before_the_end(care):
    care.given("episode", """
        child_key | episode_start | episode_end
        c1        | 2024-05-01    | 2025-03-31
        c2        | 2025-03-31    |
        c3        | 2025-04-01    |
        c4        | 2024-05-01    | 2025-04-01
    """)  # fmt: skip
    rows = care.asked(LOOKED_AFTER, ["2024-04-30", "2024-05-01", "2025-03-30", "2025-03-31"])
    assert [row for row in numbers(rows).items() if row[0].startswith("A1")] == [
        ("A1 2024-04-30", 0), ("A1 2024-05-01", 2), ("A1 2025-03-30", 2), ("A1 2025-03-31", 2),
    ]  # fmt: skip


def test_short_breaks_count_nowhere(care):
    care.given("episode", """
        child_key | legal_status
        c1        | V3
        c2        | V4
        c3        | V2
        c4        |
    """)  # fmt: skip
    assert numbers(care.asked(LOOKED_AFTER))["A1 2025-03-31"] == 2


def test_homes_count_in_their_areas_and_all_children_in_the_authority(care):
    care.given("episode", """
        child_key | home_lsoa_code
        c1        | L1
        c2        | L2
        c3        | L3
        c4        | L9
        c5        |
    """)  # fmt: skip
    assert_table(care.asked(LOOKED_AFTER), """
        area_code | time_period | group_code | group_name   | numerator | denominator | symbol | source_id | denominator_source_id
        A1        | 2025-03-31  | Total      | all children | 5         | 5           |        | r2025     | r2025
        W1        | 2025-03-31  | Total      | all children | 2         | 2           |        | r2025     | r2025
        W2        | 2025-03-31  | Total      | all children | 1         | 1           |        | r2025     | r2025
    """)  # fmt: skip


def test_a_day_whose_year_is_not_held_has_no_row_and_a_ward_without_children_a_true_0(care):
    care.given("episode", "child_key | home_lsoa_code\nc1 | L3")
    assert numbers(care.asked(LOOKED_AFTER, ["2024-03-31", "2025-03-31", "2025-04-01"])) == {
        "A1 2025-03-31": 1, "W1 2025-03-31": 0, "W2 2025-03-31": 1,
    }  # fmt: skip


def test_overlapping_episodes_of_a_child_count_once_by_the_one_that_began_last(care):
    care.given("episode", """
        episode_start | placement_type
        2024-05-01    | U6
        2024-09-01    | K2
    """)  # fmt: skip
    rows = care.asked(LOOKED_AFTER, breakdown="placement_type", lsoa_codes=[], home_codes=[])
    assert {row.group_code: row.numerator for row in rows.itertuples() if row.numerator} == {"ChildrensHome": 1}
    assert set(rows["denominator"]) == {1}


def test_an_episode_that_ends_before_it_starts_counts_on_no_day(care):
    care.given("episode", "episode_start | episode_end\n2024-09-01 | 2024-08-01")
    assert set(numbers(care.asked(LOOKED_AFTER, ["2024-08-15", "2024-09-01", "2025-03-31"])).values()) == {0}


def test_every_breakdown_tells_children_apart(care):
    care.given("child", """
        child_key | sex | birth_year | birth_month | ethnicity
        c1        | M   | 2024       | 4           | MWBC
        c2        |     |            |             |
    """)  # fmt: skip
    care.given("episode", """
        child_key | placement_type | placement_provider | category_of_need | legal_status | episode_start
        c1        | T1             | PR4                | N8               | E1           | 2024-05-01
        c2        |                |                    |                  |              | 2024-05-01
        c3        | Z12            | PR0                | N2               | L2           | 2024-05-01
    """)  # fmt: skip
    expected = {
        "sex": ["M", "U", "U"], "age": ["Under1", "Unknown", "Unknown"], "ethnicity": ["Mixed", "Unknown", "Unknown"],
        "placement_type": ["Temporary", "Other", "Unknown"], "placement_provider": ["PR0", "PR4", "Unknown"],
        "need": ["N2", "N8", "Unknown"], "legal_status": ["PlacementOrder", "Protection", "Unknown"],
    }  # fmt: skip
    for breakdown, groups in expected.items():
        rows = care.asked(LOOKED_AFTER, breakdown=breakdown, lsoa_codes=[], home_codes=[])
        told = [row.group_code for row in rows.itertuples() for _ in range(int(row.numerator))]
        assert told == sorted(groups, key=list(rows["group_code"]).index), breakdown


def test_age_is_that_on_the_day_by_the_month(care):
    care.given("child", """
        child_key | birth_year | birth_month
        c1        | 2024       | 4
        c2        | 2024       | 3
        c3        | 2009       | 3
        c4        | 2009       | 4
    """)  # fmt: skip
    care.given("episode", "child_key\nc1\nc2\nc3\nc4")
    rows = care.asked(LOOKED_AFTER, breakdown="age", lsoa_codes=[], home_codes=[])
    assert {row.group_code: row.numerator for row in rows.itertuples() if row.numerator} == {
        "Under1": 1, "1to4": 1, "10to15": 1, "16plus": 1,
    }  # fmt: skip


def test_the_later_return_in_force_counts_and_the_earlier_one_where_it_is_taken_out(care):
    care.given("episode", """
        source_id | episode_start | episode_end | superseded_by
        r2024     | 2023-05-01    |             | r2025
        r2025     | 2023-05-01    | 2024-06-01  |
    """)  # fmt: skip
    days = ["2024-03-31", "2024-05-31", "2024-06-01"]
    assert list(numbers(care.asked(LOOKED_AFTER, days, lsoa_codes=[], home_codes=[])).values()) == [1, 1, 0]
    alone = care.asked(LOOKED_AFTER, days, lsoa_codes=[], home_codes=[], source_ids=["r2024"])
    assert numbers(alone) == {"A1 2024-03-31": 1}


def test_an_episode_left_open_is_known_to_last_to_the_end_of_its_year_and_no_longer(care):
    care.given("episode", """
        source_id | child_key | episode_start
        r2024     | c1        | 2023-05-01
        r2025     | c2        | 2024-05-01
    """)  # fmt: skip
    rows = care.asked(LOOKED_AFTER, ["2024-03-31", "2024-04-01", "2025-03-31"], lsoa_codes=[], home_codes=[])
    assert list(rows["numerator"]) == [1, 0, 1]


def test_another_authoritys_children_are_other_children(care):
    care.given("episode", """
        child_key | authority_code
        c1        | A1
        c1        | A2
    """)  # fmt: skip
    assert numbers(care.asked(LOOKED_AFTER, lsoa_codes=[], home_codes=[])) == {"A1 2025-03-31": 1}


def started_ceased(care, **more):
    rows = care.asked("cohort/started_ceased", first_days=["2024-04-01"], lsoa_codes=[], home_codes=[], **more)
    return {(row.measure, row.group_code): row.numerator for row in rows.itertuples() if row.numerator}


def test_children_who_start_or_cease_are_counted_once_a_period(care):
    care.given("episode", """
        child_key | episode_start | reason_new_episode | episode_end | reason_episode_ceased
        c1        | 2024-04-01    | S                  | 2024-06-01  | E4A
        c1        | 2024-08-01    | S                  | 2025-03-31  | E8
        c2        | 2024-03-31    | S                  | 2024-05-01  | X1
        c2        | 2024-05-01    | P                  | 2024-07-01  | X1
        c3        | 2025-03-31    | S                  |             |
    """)  # fmt: skip
    assert started_ceased(care) == {("started", "Total"): 2, ("ceased", "Total"): 1}


def test_short_breaks_neither_start_nor_cease(care):
    care.given("episode", """
        child_key | legal_status | episode_end | reason_episode_ceased
        c1        | V4           | 2024-06-01  | E8
        c2        | C2           | 2024-06-01  | E8
    """)  # fmt: skip
    assert started_ceased(care) == {("started", "Total"): 1, ("ceased", "Total"): 1}


def test_age_is_that_on_the_first_start_and_the_last_end(care):
    care.given("child", "birth_year | birth_month\n2014 | 7")
    care.given("episode", """
        episode_start | episode_end | reason_episode_ceased
        2024-05-01    | 2024-06-01  | E8
        2024-08-01    | 2024-09-01  | E8
    """)  # fmt: skip
    assert started_ceased(care, breakdown="age") == {("started", "5to9"): 1, ("ceased", "10to15"): 1}


def test_a_period_of_two_years_needs_both(care):
    care.given("episode", "source_id | episode_start\nr2025 | 2024-05-01")
    asked = {"days": ["2025-03-31"], "lsoa_codes": [], "home_codes": []}
    assert care.asked("cohort/started_ceased", first_days=["2023-04-01"], **asked).empty
    care.given("episode", "source_id | child_key | episode_start\nr2024 | c2 | 2023-05-01")
    assert set(care.asked("cohort/started_ceased", first_days=["2023-04-01"], **asked)["numerator"]) == {2, 0}

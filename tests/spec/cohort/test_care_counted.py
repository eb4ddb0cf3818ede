"""Who is looked after, starts and ceases, in the tables that all figures are made of."""

from tests.spec.care import children, groups, wholes

OF_DAYS, OF_YEARS = "cohort/care_base", "cohort/care_year_base"


def test_a_child_is_looked_after_from_the_first_day_to_the_day_before_the_end(care):
    care.given("episode", """
        child_key | episode_start | episode_end
        c1        | 2024-05-01    | 2025-03-31
        c2        | 2025-03-31    |
        c3        | 2025-04-01    |
        c4        | 2024-05-01    | 2025-04-01
    """)  # fmt: skip
    days = ["2024-04-30", "2024-05-01", "2025-03-30", "2025-03-31"]
    assert children(care.told(OF_DAYS, days, first_days=days)) == dict(zip(days, (0, 2, 2, 2), strict=True))


def test_short_breaks_count_nowhere(care):
    care.given("episode", """
        child_key | legal_status
        c1        | V3
        c2        | V4
        c3        | V2
        c4        |
    """)  # fmt: skip
    rows = care.told(OF_DAYS)
    assert children(rows) == {"2025-03-31": 2} and sum(groups(rows, "legal_status").values()) == 2


def test_homes_count_in_their_areas_and_all_children_in_the_authority(care):
    care.given("episode", """
        child_key | home_lsoa_code
        c1        | L1
        c2        | L2
        c3        | L3
        c4        | L9
        c5        |
    """)  # fmt: skip
    rows = care.told(OF_DAYS)
    assert [children(rows, place=place)["2025-03-31"] for place in ("A1", "W1", "W2")] == [5, 2, 1]
    assert set(rows["source_id"]) == {"r2025"} and rows.loc[~rows["set_code"].isin(["long", "stable"]), "symbol"].isna().all()


def test_a_day_whose_year_is_not_held_has_no_row_and_a_ward_without_children_a_true_0(care):
    care.given("episode", "child_key | home_lsoa_code\nc1 | L3")
    days = ["2024-03-31", "2025-03-31", "2025-04-01"]
    rows = care.told(OF_DAYS, days, first_days=days)
    assert [children(rows, place=place) for place in ("A1", "W1", "W2")] == [{"2025-03-31": 1}, {"2025-03-31": 0}, {"2025-03-31": 1}]


def test_overlapping_episodes_of_a_child_count_once_by_the_one_that_began_last(care):
    care.given("episode", """
        episode_start | placement_type
        2024-05-01    | U6
        2024-09-01    | K2
    """)  # fmt: skip
    rows = care.told(OF_DAYS)
    assert groups(rows, "placement_type") == {"ChildrensHome": 1} and wholes(rows)["all"] == 1


def test_an_episode_that_ends_before_it_starts_counts_on_no_day(care):
    care.given("episode", "episode_start | episode_end\n2024-09-01 | 2024-08-01")
    days = ["2024-08-15", "2024-09-01", "2025-03-31"]
    assert children(care.told(OF_DAYS, days, first_days=days)) == dict.fromkeys(days, 0)


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
    rows = care.told(OF_DAYS)
    for breakdown, told in expected.items():
        assert groups(rows, breakdown) == {code: told.count(code) for code in told}, breakdown
        known = rows.loc[(rows["breakdown"] == breakdown) & (rows["set_code"] == "all"), "group_code"].to_list()
        assert list(groups(rows, breakdown)) == sorted(set(told), key=known.index), breakdown


def test_age_is_that_on_the_day_by_the_month(care):
    care.given("child", """
        child_key | birth_year | birth_month
        c1        | 2024       | 4
        c2        | 2024       | 3
        c3        | 2009       | 3
        c4        | 2009       | 4
    """)  # fmt: skip
    care.given("episode", "child_key\nc1\nc2\nc3\nc4")
    assert groups(care.told(OF_DAYS), "age") == {"Under1": 1, "1to4": 1, "10to15": 1, "16plus": 1}


def test_the_later_return_in_force_counts_and_the_earlier_one_where_it_is_taken_out(care):
    care.given("episode", """
        source_id | episode_start | episode_end | superseded_by
        r2024     | 2023-05-01    |             | r2025
        r2025     | 2023-05-01    | 2024-06-01  |
    """)  # fmt: skip
    days = ["2024-03-31", "2024-05-31", "2024-06-01"]
    assert children(care.told(OF_DAYS, days, first_days=days)) == dict(zip(days, (1, 1, 0), strict=True))
    assert children(care.told(OF_DAYS, days, first_days=days, source_ids=["r2024"])) == {"2024-03-31": 1}


def test_an_episode_left_open_is_known_to_last_to_the_end_of_its_year_and_no_longer(care):
    care.given("episode", """
        source_id | child_key | episode_start
        r2024     | c1        | 2023-05-01
        r2025     | c2        | 2024-05-01
    """)  # fmt: skip
    days = ["2024-03-31", "2024-04-01", "2025-03-31"]
    assert children(care.told(OF_DAYS, days, first_days=days)) == dict(zip(days, (1, 0, 1), strict=True))


def test_another_authoritys_children_are_other_children(care):
    care.given("episode", """
        child_key | authority_code
        c1        | A1
        c1        | A2
    """)  # fmt: skip
    assert children(care.told(OF_DAYS)) == {"2025-03-31": 1}


def started_ceased(rows) -> dict[str, float]:
    """The whole of both sets by name, as far as anybody is in them."""
    return {name: count for name, count in wholes(rows).items() if name in ("started", "ceased")}


def test_children_who_start_or_cease_are_counted_once_a_period(care):
    care.given("episode", """
        child_key | episode_start | reason_new_episode | episode_end | reason_episode_ceased
        c1        | 2024-04-01    | S                  | 2024-06-01  | E4A
        c1        | 2024-08-01    | S                  | 2025-03-31  | E8
        c2        | 2024-03-31    | S                  | 2024-05-01  | X1
        c2        | 2024-05-01    | P                  | 2024-07-01  | X1
        c3        | 2025-03-31    | S                  |             |
    """)  # fmt: skip
    assert started_ceased(care.told(OF_YEARS)) == {"started": 2, "ceased": 1}


def test_short_breaks_neither_start_nor_cease(care):
    care.given("episode", """
        child_key | legal_status | episode_end | reason_episode_ceased
        c1        | V4           | 2024-06-01  | E8
        c2        | C2           | 2024-06-01  | E8
    """)  # fmt: skip
    assert started_ceased(care.told(OF_YEARS)) == {"started": 1, "ceased": 1}


def test_age_is_that_on_the_first_start_and_the_last_end(care):
    care.given("child", "birth_year | birth_month\n2014 | 7")
    care.given("episode", """
        episode_start | episode_end | reason_episode_ceased
        2024-05-01    | 2024-06-01  | E8
        2024-08-01    | 2024-09-01  | E8
    """)  # fmt: skip
    rows = care.told(OF_YEARS)
    assert (groups(rows, "age", "started"), groups(rows, "age", "ceased")) == ({"5to9": 1}, {"10to15": 1})


def test_a_period_of_two_years_needs_both(care):
    care.given("episode", "source_id | episode_start\nr2025 | 2024-05-01")
    assert care.told(OF_YEARS, first_days=["2023-04-01"]).empty
    care.given("episode", "source_id | child_key | episode_start\nr2024 | c2 | 2023-05-01")
    assert started_ceased(care.told(OF_YEARS, first_days=["2023-04-01"])) == {"started": 2}

"""The tables everything about children looked after is made of: queries/cohort/care_base.sql, care_year_base.sql, care_months_base.sql, return_years.sql, return_files.sql, authority_points.sql."""

import datetime

import pytest

from tests.spec.care import groups, wholes
from tests.spec.tables import assert_table

DAY = datetime.date.fromisoformat
OF_DAYS, OF_YEARS = "cohort/care_base", "cohort/care_year_base"


PLACED = """
    child_key | distance_miles | outside_authority | home_lsoa_code | placement_authority_code | placement_type
    c1        | 20.0           | true              | L1             | B1                       | U6
    c2        | 20.1           | true              | L3             | B1                       | K2
    c3        | 20.1           | false             | L3             | A1                       | U6
    c4        | 999.8          |                   |                |                          | U6
    c5        |                | true              | L2             | B2                       | U6
    c6        |                |                   |                |                          | U6
"""


def test_nine_sets_part_the_children_and_others_are_put_together_from_them(care):
    care.given("episode", PLACED)
    assert wholes(care.told(OF_DAYS)) == {
        "all": 6, "in_far": 1, "out_near": 1, "out_far": 1, "out_unknown": 1, "somewhere_far": 1, "somewhere_unknown": 1,
        "far": 3, "outside": 3, "distance_known": 4, "location_known": 4, "both_known": 3, "foster": 5,
    }  # fmt: skip


def test_wards_have_the_children_whose_homes_lie_in_them_and_where_they_are_placed(care):
    care.given("episode", PLACED)
    rows = care.told(OF_DAYS)
    assert wholes(rows, "W1") == {"all": 2, "outside": 2, "distance_known": 1, "location_known": 2, "both_known": 1, "foster": 2}
    assert groups(rows, "destination", place="W2") == {"A1": 1, "B1": 1}
    assert groups(rows, "destination") == {"A1": 1, "B1": 2, "B2": 1, "Unknown": 2}
    assert groups(rows, "placement_type", "far", "W2") == {"ChildrensHome": 1, "Foster": 1}
    assert set(rows.loc[rows["place_type"] == "ward", "breakdown"]) == {"Total", "destination", "placement_type"}
    assert set(rows.loc[(rows["place_type"] == "ward") & (rows["breakdown"] == "placement_type"), "set_code"]) == {"far"}


def test_types_of_placement_by_age(care):
    care.given("episode", "child_key | placement_type\nc1 | U6\nc2 | U4\nc3 | K2")
    care.given("child", "child_key | birth_year\nc1 | 2012\nc2 | 2020")
    assert groups(care.told(OF_DAYS), "type_by_age") == {"Foster 10to15": 1, "Foster 1to4": 1, "ChildrensHome Unknown": 1}


def test_how_far_how_long_how_many(care):
    care.given("episode", """
        child_key | episode_start | distance_miles | reason_new_episode | episode_end | placement_type
        c1        | 2024-12-01    | 5.0            | S                  |             | U6
        c2        | 2019-01-01    | 5.1            | S                  | 2024-06-01  | U6
        c2        | 2024-06-01    | 100.1          | P                  | 2024-09-01  | K2
        c2        | 2024-09-01    | 50.0           | P                  |             | U6
        c3        | 2024-05-01    |                | L                  |             | U6
    """)  # fmt: skip
    rows = care.told(OF_DAYS)
    assert groups(rows, "how_far") == {"UpTo5": 1, "UpTo50": 1, "Unknown": 1}
    assert groups(rows, "how_long") == {"Under6": 1, "Longer": 1, "Unknown": 1}
    assert groups(rows, "how_many") == {"One": 2, "Three": 1}
    assert wholes(rows)["moves"] == 1


ENTRIES = {"V2": "Agreement", "C1": "CareOrder", "L1": "Protection", "J1": "YouthJustice", "E1": "Other"}


@pytest.mark.parametrize("status", ENTRIES)
def test_the_entry_is_how_the_period_of_care_began(care, status):
    care.given("episode", f"""
        episode_start | reason_new_episode | legal_status | episode_end
        2024-05-01    | S                  | {status}     | 2024-06-01
        2024-06-01    | L                  | C2           |
    """)  # fmt: skip
    rows = care.told(OF_DAYS)
    assert groups(rows, "entry") == {ENTRIES[status]: 1} and groups(rows, "legal_status") == {"CareOrder": 1}


def test_asylum_seekers_until_their_status_ends(care):
    care.given("episode", "child_key\nc1\nc2\nc3")
    care.given("uasc", "child_key | status_ceased\nc1 | \nc2 | 2025-01-01")
    assert groups(care.told(OF_DAYS), "asylum") == {"Seeking": 1, "Not": 2}


LASTING = {
    "with the same carer for two years": ("2022-01-01 | S | U6 | ", 1),
    "moved to another carer a year ago": ("2022-01-01 | S | U6 | 2024-04-01\n2024-04-01 | P | U4 | ", 0),
    "moved with the same carer": ("2022-01-01 | S | U6 | 2024-04-01\n2024-04-01 | T | U4 | ", 1),
    "placed for adoption goes on from the placement before": ("2022-01-01 | S | U6 | 2024-04-01\n2024-04-01 | P | A5 | ", 1),
    "began after two and a half years ago": ("2022-10-01 | S | U6 | ", None),
    "a break in between": ("2021-01-01 | S | U6 | 2024-01-01\n2024-02-01 | S | U6 | ", None),
}  # fmt: skip


@pytest.mark.parametrize("case", LASTING, ids=str)
def test_lasting_placements(care, case):
    rows, stable = LASTING[case]
    for number in (2023, 2024):
        care.given(
            "episode", f"source_id | child_key | episode_start | episode_end\nr{number} | other | {number - 1}-05-01 | {number - 1}-06-01"
        )
    care.given("episode", "episode_start | reason_new_episode | placement_type | episode_end\n" + rows)
    care.given("child", "birth_year\n2015")
    found = wholes(care.told(OF_DAYS))
    assert (found.get("long"), found.get("stable")) == ((1, 1) if stable else (1, None) if stable == 0 else (None, None))


def test_lasting_placements_need_all_years_they_ask_about(care):
    care.given("episode", "episode_start\n2020-01-01")
    rows = care.told(OF_DAYS)
    asked = rows[(rows["set_code"] == "long") & (rows["breakdown"] == "Total") & (rows["place_code"] == "A1")]
    assert asked["children"].isna().all() and set(asked["symbol"]) == {"x"}


def test_a_year_has_those_who_came_who_went_and_new_placements(care):
    care.given("episode", """
        child_key | episode_start | reason_new_episode | placement_type | episode_end | reason_episode_ceased | distance_miles | outside_authority | legal_status
        c1        | 2024-05-01    | S                  | U6             | 2024-06-01  | X1                    | 3              | false             | C2
        c1        | 2024-06-01    | P                  | K2             | 2024-08-01  | E4A                   | 30             | true              | C2
        c2        | 2023-05-01    | S                  | U6             | 2024-07-01  | X1                    | 3              | false             | C2
        c2        | 2024-07-01    | P                  | T4             | 2024-07-09  | X1                    | 3              | false             | C2
        c2        | 2024-07-09    | P                  | U6             |             |                       | 3              | false             | C2
        c3        | 2024-05-01    | S                  | U6             | 2024-06-01  | E4A                   | 3              | false             | V3
    """)  # fmt: skip
    rows = care.told(OF_YEARS)
    assert wholes(rows) == {
        "started": 1, "ceased": 1, "new": 2, "in_near": 1, "out_far": 1, "far": 1, "outside": 1, "distance_known": 2, "location_known": 2, "both_known": 2,
    }  # fmt: skip
    assert groups(rows, "reason_ceased", "ceased") == {"Home": 1}
    assert groups(rows, "placement_type", "new") == {"Foster": 1, "ChildrensHome": 1}
    assert not {"sex", "ethnicity", "need"} & set(rows["breakdown"])  # with two days by sex these would tell who came


def test_months_are_days_of_years_that_are_held(care):
    care.given("episode", "child_key | episode_start | episode_end\nc1 | 2024-05-01 | 2024-06-30\nc2 | 2024-06-01 |")
    days = [DAY("2024-05-31"), DAY("2024-06-30"), DAY("2026-04-30")]
    rows = care.run(
        "cohort/care_months_base", source_ids=care.sources, authority_code="A1", days=days, time_periods=["2024-05", "2024-06", "2026-04"]
    )
    whole = rows[rows["breakdown"] == "Total"].set_index("time_period")["children"]
    assert whole.to_dict() == {"2024-05": 1, "2024-06": 1}


def test_years_of_returns_that_count(care):
    care.given("episode", "source_id | child_key\nr2024 | c1\nr2025 | c1")
    assert_table(care.run("cohort/return_years", source_ids=care.sources), "authority_code | collection_year\nA1 | 2024\nA1 | 2025")
    assert_table(care.run("cohort/return_years", source_ids=["r2025"]), "authority_code | collection_year\nA1 | 2025")


def test_files_of_an_authority_whatever_they_hold(care):
    care.given("episode", "source_id | authority_code\nr2024 | A1\nr2025 | A2")
    care.given("child", "source_id | authority_code\nr2024h | A1")
    rows = care.run("cohort/return_files", source_ids=care.sources)
    assert_table(rows, "authority_code | source_id\nA1 | r2024\nA1 | r2024h\nA2 | r2025")
    assert_table(care.run("cohort/return_files", source_ids=["r2025"]), "authority_code | source_id\nA2 | r2025")


def test_every_county_of_the_districts_has_a_point(care):
    points = care.run("cohort/authority_points").set_index("authority_code")
    assert points.at["E06000059", "authority_name"] == "Dorset" and 360_000 < points.at["E06000059", "easting"] < 410_000
    assert set(care.connection.execute("select distinct authority_code from district").df()["authority_code"]) <= set(points.index)


def leavers(care):
    usual = {"source_ids": care.sources, "authority_code": "A1", "time_periods": ["2024", "2025"]}
    return care.run("cohort/care_leavers_base", last_days=[DAY("2024-03-31"), DAY("2025-03-31")], **usual)


def test_care_leavers_are_those_who_neither_died_nor_returned_home(care):
    """queries/cohort/care_leavers_base.sql"""
    care.given("episode", "source_id | child_key\nr2024 | c9\nr2025 | c9")
    care.given("care_leaver", """
        child_key | birth_year | birth_month | in_touch | activity | accommodation
        c1        | 2007       | 1           | YES      | F2       | Z1
        c2        | 2005       | 6           | YES      | G5       | U1
        c3        | 2004       | 6           | NO       | 0        | U2
        c4        | 2004       | 6           | DIED     |          |
        c5        | 2004       | 6           | RHOM     |          |
    """)  # fmt: skip
    rows = leavers(care)
    assert set(rows["time_period"]) == {"2025"}  # a year without care leavers stated has none that could be counted
    assert wholes(rows) == {"all": 3, "in_touch": 2, "suitable": 2, "eet": 1, "former_carers": 1}
    assert groups(rows, "leaver_age") == {"17to18": 1, "19to21": 2} and groups(rows, "leaver_age", "eet") == {"17to18": 1}

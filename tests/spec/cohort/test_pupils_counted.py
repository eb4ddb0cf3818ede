"""Pupils counted by area, period and group: queries/cohort/pupils_counted.sql."""

from tests.spec.tables import assert_table


def counted(cohort, breakdown: str = "Total", homes: dict[str, str] | None = None, **asked: object):
    homes = homes or {"L1": "W1", "L2": "W1", "L3": "W2"}
    usual = {"measure": "rwm_expected", "key_stage": "KS2", "time_periods": None, "pooled": None, "source_ids": ["s1"]}
    return cohort.run(
        "cohort/pupils_counted", lsoa_codes=list(homes), home_codes=list(homes.values()), breakdown=breakdown, **usual | asked
    )


def test_those_who_reached_it_out_of_those_with_a_result_by_ward(cohort):
    cohort.given("""
        home_lsoa_code | score
        L1             | 1
        L1             | 0
        L2             | 1
        L2             |
        L3             | 0
        L9             | 1
                       | 1
    """)  # fmt: skip
    assert_table(counted(cohort), """
        area_code | time_period | group_code | numerator | denominator | symbol | source_id | denominator_source_id
        W1        | 202425      | Total      | 2         | 3           |        | s1        | s1
        W2        | 202425      | Total      | 0         | 1           |        | s1        | s1
    """)  # fmt: skip


def test_every_group_has_a_row_and_a_group_without_pupils_is_not_applicable(cohort):
    cohort.given("""
        home_lsoa_code | sen        | score
        L1             | NoSEN      | 1
        L1             | SENSupport | 0
        L1             |            | 1
    """)  # fmt: skip
    assert_table(counted(cohort, "sen"), """
        area_code | group_code | group_name                                | numerator | denominator | symbol
        W1        | NoSEN      | no identified special educational needs   | 1         | 1           |
        W1        | SENSupport | SEN support                               | 0         | 1           |
        W1        | EHCP       | education, health and care plan           | 0         | 0           | z
    """)  # fmt: skip


def test_every_breakdown_has_its_own_column(cohort):
    groups = {"sex": "Boys", "ethnicity": "Mixed", "fsm": "FSM", "disadvantaged": "DAP", "sen": "EHCP", "first_language": "NotEnglish",
              "social_care": "CLA", "phase": "Middle"}  # fmt: skip
    cohort.given(" | ".join(groups) + "\n" + " | ".join(groups.values()))
    for breakdown, group in groups.items():
        rows = counted(cohort, breakdown)
        assert list(rows.loc[rows["denominator"] == 1, "group_code"]) == [group]


def test_scores_are_added_up(cohort):
    cohort.given("""
        key_stage | measure     | score
        KS4       | attainment8 | 47.5
        KS4       | attainment8 | 30
        KS4       | engmath_9_4 | 1
    """)  # fmt: skip
    assert_table(counted(cohort, key_stage="KS4", measure="attainment8"), """
        area_code | numerator | denominator
        W1        | 77.5      | 2
    """)  # fmt: skip


def test_three_years_are_pooled_under_one_name(cohort):
    cohort.given("""
        academic_year | score
        202122        | 1
        202223        | 1
        202324        | 0
        202425        | 1
    """)  # fmt: skip
    years = ["202223", "202324", "202425"]
    assert list(counted(cohort, time_periods=years)["time_period"]) == years
    assert_table(counted(cohort, time_periods=years, pooled="202223-202425"), """
        area_code | time_period   | numerator | denominator
        W1        | 202223-202425 | 2         | 3
    """)  # fmt: skip


def test_an_lsoa_may_count_in_several_areas(cohort):
    cohort.given("home_lsoa_code | score\nL1 | 1\nL2 | 1")
    rows = cohort.run("cohort/pupils_counted", lsoa_codes=["L1", "L1", "L2"], home_codes=["p1", "p2", "p2"], breakdown="Total",
                      measure="rwm_expected", key_stage="KS2", time_periods=None, pooled=None, source_ids=["s1"])  # fmt: skip
    assert_table(rows, """
        area_code | numerator
        p1        | 1
        p2        | 2
    """)  # fmt: skip


def test_what_a_later_file_in_force_states_again_counts_there_alone(cohort):
    cohort.given("""
        source_id | child_key | score | superseded_by
        s1        | a         | 1     | s2 s3
        s1        | b         | 1     |
        s2        | a         | 0     | s3
        s3        | a         | 0     |
    """)  # fmt: skip
    for in_force, expected in (
        (["s1"], (2, 2)),
        (["s1", "s2"], (1, 2)),
        (["s1", "s3"], (1, 2)),
        (["s1", "s2", "s3"], (1, 2)),
        (["s2"], (0, 1)),
    ):
        row = counted(cohort, source_ids=in_force).iloc[0]
        assert (row["numerator"], row["denominator"]) == expected, in_force
    assert counted(cohort, source_ids=[]).empty

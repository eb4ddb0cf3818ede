"""Pupils counted by area, group and year, all at once: queries/cohort/pupils_base.sql; its years: queries/cohort/pupil_years.sql; where they live:
queries/cohort/lsoas_in_use.sql."""

from tests.spec.tables import assert_table


def counted(cohort, homes: dict[str, str] | None = None, **asked: object):
    homes = homes or {"L1": "W1", "L2": "W1", "L3": "W2"}
    usual = {"measure": "rwm_expected", "key_stage": "KS2", "source_ids": ["s1"], "authority_code": "A"}
    return cohort.run("cohort/pupils_base", lsoa_codes=list(homes), ward_codes=list(homes.values()), **usual | asked)


def totals(rows):
    return rows[rows["breakdown"] == "Total"]


def test_those_who_reached_it_out_of_those_with_a_result_in_every_area(cohort):
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
    assert_table(totals(counted(cohort)), """
        area_code | area_type | time_period | group_code | numerator | denominator | symbol | source_id
        A         | authority | 202425      | Total      | 2         | 4           |        | s1
        L1        | lsoa      | 202425      | Total      | 1         | 2           |        | s1
        L2        | lsoa      | 202425      | Total      | 1         | 1           |        | s1
        L3        | lsoa      | 202425      | Total      | 0         | 1           |        | s1
        W1        | ward      | 202425      | Total      | 2         | 3           |        | s1
        W2        | ward      | 202425      | Total      | 0         | 1           |        | s1
    """)  # fmt: skip


def test_every_group_of_every_breakdown_has_a_row_in_every_area(cohort):
    cohort.given("""
        home_lsoa_code | sen        | score
        L1             | NoSEN      | 1
        L1             | SENSupport | 0
        L1             |            | 1
    """)  # fmt: skip
    rows = counted(cohort)
    assert_table(rows[(rows["breakdown"] == "sen") & (rows["area_code"] == "W1")], """
        area_code | group_code | group_name                                | numerator | denominator
        W1        | NoSEN      | no identified special educational needs   | 1         | 1
        W1        | SENSupport | SEN support                               | 0         | 1
        W1        | EHCP       | education, health and care plan           | 0         | 0
    """)  # fmt: skip
    assert (rows.groupby(["breakdown", "group_code"])["area_code"].nunique() == 6).all()


def test_every_breakdown_has_its_own_column(cohort):
    groups = {"sex": "Boys", "ethnicity": "Mixed", "fsm": "FSM", "disadvantaged": "DAP", "sen": "EHCP", "first_language": "NotEnglish",
              "social_care": "CLA", "phase": "Middle"}  # fmt: skip
    cohort.given(" | ".join(groups) + "\n" + " | ".join(groups.values()))
    rows = counted(cohort).query("area_code == 'A' and denominator == 1")
    assert dict(zip(rows["breakdown"], rows["group_code"], strict=True)) == groups | {"Total": "Total"}


def test_scores_are_added_up(cohort):
    cohort.given("""
        key_stage | measure     | score
        KS4       | attainment8 | 47.5
        KS4       | attainment8 | 30
        KS4       | engmath_9_4 | 1
    """)  # fmt: skip
    assert_table(totals(counted(cohort, {"L1": "W1"}, key_stage="KS4", measure="attainment8")), """
        area_code | numerator | denominator
        A         | 77.5      | 2
        L1        | 77.5      | 2
        W1        | 77.5      | 2
    """)  # fmt: skip


def test_every_year_with_a_result_is_a_table_of_its_own(cohort):
    cohort.given("""
        academic_year | home_lsoa_code | score
        202324        | L1             | 1
        202425        | L3             | 1
    """)  # fmt: skip
    rows = totals(counted(cohort)).query("area_type == 'ward'")
    assert_table(rows, """
        area_code | time_period | numerator | denominator
        W1        | 202324      | 1         | 1
        W2        | 202324      | 0         | 0
        W1        | 202425      | 0         | 0
        W2        | 202425      | 1         | 1
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
        row = totals(counted(cohort, source_ids=in_force)).set_index("area_code").loc["A"]
        assert (row["numerator"], row["denominator"]) == expected


def test_nobody_has_a_result(cohort):
    assert counted(cohort).empty


def test_lsoas_in_which_pupils_of_the_files_in_force_live(cohort):
    cohort.given("""
        source_id | home_lsoa_code | academic_year | score
        s1        | L2             | 202324        | 1
        s1        | L1             | 202425        |
        s1        |                | 202425        | 1
        s2        | L9             | 202425        | 1
    """)  # fmt: skip
    assert list(cohort.run("cohort/lsoas_in_use", source_ids=["s1"])["lsoa_code"]) == ["L1", "L2"]


def test_years_are_those_of_the_base(cohort):
    cohort.given("""
        home_lsoa_code | academic_year | measure      | key_stage | score | source_id | superseded_by
        L1             | 202324        | rwm_expected | KS2       | 1     | s1        |
        L2             | 202223        | rwm_expected | KS2       | 0     | s1        |
        L2             | 202223        | rwm_expected | KS2       | 1     | s1        |
        L9             | 202122        | rwm_expected | KS2       | 1     | s1        |
        L1             | 202021        | rwm_expected | KS2       |       | s1        |
        L1             | 201920        | gld          | EYFS      | 1     | s1        |
        L1             | 201819        | rwm_expected | KS2       | 1     | s2        |
        L1             | 201718        | rwm_expected | KS2       | 1     | s1        | s1
    """)  # fmt: skip
    asked = {"measure": "rwm_expected", "key_stage": "KS2", "source_ids": ["s1"], "lsoa_codes": ["L1", "L2", "L3"]}
    years = list(cohort.run("cohort/pupil_years", **asked)["time_period"])
    assert years == ["202223", "202324"] == sorted(counted(cohort)["time_period"].unique())

"""Residents of a band of ages: queries/place/population_in_band.sql."""

import pytest

from tests.spec.tables import assert_table


def aged(tables, *codes: str, ages: tuple[int, int] = (0, 1), breakdown: str = "Total", scope: str | None = None,
         periods: list[str] | None = None):  # fmt: skip
    return tables.run("place/population_in_band", area_codes=list(codes), age_from=ages[0], age_to=ages[1], breakdown=breakdown,
                      scope_code=scope, time_periods=periods)  # fmt: skip


def single_years(tables, code: str, ages: range, *, female: int = 10, male: int = 20, source: str = "official-1") -> None:
    """``female`` girls and ``male`` boys at each age."""
    lines = [f"{code} | {sex} | {age} | {age} | {persons} | {source.split('-')[0]} | {source}"
             for age in ages for sex, persons in (("Female", female), ("Male", male))]  # fmt: skip
    tables.given("population", "\n".join(["area_code | sex | age_from | age_to | persons | nature | source_id", *lines]))


def residents(tables, code: str, persons: int, ages: str = "0 | 120", source: str = "official-1") -> None:
    """A published total of both sexes."""
    tables.given("population", f"""
        area_code | sex     | age_from | age_to | persons   | nature                 | source_id
        {code}    | Persons | {ages}            | {persons} | {source.split('-')[0]} | {source}
    """)  # fmt: skip


def test_a_band_is_the_sum_of_its_single_years_over_all_residents(tables):
    single_years(tables, "W1", range(4))
    residents(tables, "W1", 500)
    assert_table(aged(tables, "W1", ages=(0, 1)), """
        area_code | time_period | group_code | group_name | numerator | denominator | symbol | nature   | denominator_nature
        W1        | 2022        | Total      | Total      | 60        | 500         |        | official | official
    """)  # fmt: skip


def test_a_band_with_an_age_missing_is_not_counted(tables):
    single_years(tables, "W1", range(2))
    assert aged(tables, "W1", ages=(0, 2)).empty


def test_a_band_with_one_sex_missing_is_not_counted(tables):
    single_years(tables, "W1", range(1))
    tables.given("population", "area_code | sex | age_from | age_to | persons\nW1 | Male | 1 | 1 | 20")
    assert aged(tables, "W1", ages=(0, 1)).empty


def test_a_published_total_of_just_the_band_is_preferred(tables):
    single_years(tables, "W1", range(2))
    residents(tables, "W1", 61, ages="0 | 1")
    residents(tables, "W1", 999, ages="0 | 15")
    assert list(aged(tables, "W1")["numerator"]) == [61]


def test_an_official_sum_is_preferred_to_a_modelled_total(tables):
    single_years(tables, "W1", range(2))
    residents(tables, "W1", 61, ages="0 | 1", source="modelled-2")
    assert_table(aged(tables, "W1"), """
        area_code | numerator | nature
        W1        | 60        | official
    """)  # fmt: skip


def test_a_published_total_is_enough_where_no_single_years_are_held(tables):
    residents(tables, "A1", 61, ages="0 | 1")
    assert list(aged(tables, "A1")["numerator"]) == [61]
    assert aged(tables, "A1", breakdown="sex").empty


def test_without_a_number_of_residents_there_is_no_denominator(tables):
    single_years(tables, "W1", range(2))
    assert_table(aged(tables, "W1"), """
        numerator | denominator | denominator_nature
        60        |             |
    """)  # fmt: skip


def test_the_nature_of_the_denominator_is_its_own(tables):
    single_years(tables, "W1", range(2))
    residents(tables, "W1", 500, source="modelled-2")
    assert_table(aged(tables, "W1"), """
        numerator | denominator | nature   | denominator_nature | source_id  | denominator_source_id
        60        | 500         | official | modelled           | official-1 | modelled-2
    """)  # fmt: skip


def test_one_modelled_age_makes_the_band_modelled(tables):
    single_years(tables, "W1", range(1))
    single_years(tables, "W1", range(1, 2), source="modelled-2")
    assert list(aged(tables, "W1")["nature"]) == ["modelled"]


def test_areas_together_are_summed_when_all_are_held(tables):
    for code in ("W1", "W2"):
        single_years(tables, code, range(2))
        residents(tables, code, 500)
    assert_table(aged(tables, "W1", "W2", scope="W1+W2"), """
        area_code | numerator | denominator
        W1+W2     | 120       | 1000
    """)  # fmt: skip


def test_areas_together_with_one_missing_have_no_figure(tables):
    single_years(tables, "W1", range(2))
    residents(tables, "W2", 60, ages="0 | 1")
    assert aged(tables, "W1", "W2", scope="W1+W2").empty


def test_areas_together_without_residents_of_all_have_no_denominator(tables):
    single_years(tables, "W1", range(2))
    single_years(tables, "W2", range(2))
    residents(tables, "W1", 500)
    assert_table(aged(tables, "W1", "W2", scope="W1+W2"), """
        numerator | denominator
        120       |
    """)  # fmt: skip


def test_published_totals_of_areas_together_count_only_when_all_have_one(tables):
    single_years(tables, "W1", range(2))
    single_years(tables, "W2", range(2))
    residents(tables, "W1", 70, ages="0 | 1")
    assert list(aged(tables, "W1", "W2", scope="W1+W2")["numerator"]) == [120]
    residents(tables, "W2", 80, ages="0 | 1")
    assert list(aged(tables, "W1", "W2", scope="W1+W2")["numerator"]) == [150]


BREAKDOWNS = {
    "sex": """
        group_code | group_name | numerator
        Female     | Female     | 70
        Male       | Male       | 140
    """,
    "age_band": """
        group_code | group_name   | numerator
        0          | aged 0 to 4  | 150
        5          | aged 5 to 6  | 60
    """,
    "single_year": """
        group_code | group_name | numerator
        0          | aged 0     | 30
        1          | aged 1     | 30
        2          | aged 2     | 30
        3          | aged 3     | 30
        4          | aged 4     | 30
        5          | aged 5     | 30
        6          | aged 6     | 30
    """,
}


@pytest.mark.parametrize("breakdown", BREAKDOWNS)
def test_breakdowns_leave_no_age_out_and_close_the_last_band_at_the_top(tables, breakdown):
    single_years(tables, "W1", range(8))
    assert_table(aged(tables, "W1", ages=(0, 6), breakdown=breakdown), BREAKDOWNS[breakdown])


def test_sex_and_single_year(tables):
    single_years(tables, "W1", range(2))
    assert_table(aged(tables, "W1", breakdown="sex_and_single_year"), """
        group_code | group_name    | numerator
        Female 0   | Female aged 0 | 10
        Male 0     | Male aged 0   | 20
        Female 1   | Female aged 1 | 10
        Male 1     | Male aged 1   | 20
    """)  # fmt: skip


def test_a_breakdown_too_needs_every_age(tables):
    single_years(tables, "W1", range(6))
    assert aged(tables, "W1", ages=(0, 6), breakdown="age_band").empty


def test_only_the_periods_asked_for(tables):
    tables.given("population", """
        area_code | time_period | sex     | age_from | age_to | persons
        W1        | 2021        | Persons | 0        | 1      | 50
        W1        | 2022        | Persons | 0        | 1      | 60
    """)  # fmt: skip
    assert list(aged(tables, "W1")["time_period"]) == ["2021", "2022"]
    assert list(aged(tables, "W1", periods=["2022"])["numerator"]) == [60]

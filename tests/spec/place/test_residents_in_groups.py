"""Residents by a census variable: queries/place/residents_in_groups.sql."""

from tests.spec.tables import assert_table

GROUPS = """
    measure   | area_code | time_period | breakdown       | group_code | group_name                 | value
    residents | W1        | 2021        | ethnic_group_20 | 1          | Asian: Bangladeshi         | 5
    residents | W1        | 2021        | ethnic_group_20 | 2          | Asian: Chinese             | 10
    residents | W1        | 2021        | ethnic_group_20 | 13         | White: English or British  | 80
    residents | W1        | 2021        | ethnic_group_20 | 14         | White: Irish               | 5
    residents | W1        | 2021        | ethnic_group_20 | -8         | Does not apply             | 7
    residents | W1        | 2021        | main_language_3 | 1          | English                    | 95
"""


def in_groups(tables, *codes: str, breakdown: str = "Total", scope: str | None = None, periods: list[str] | None = None):
    return tables.run("place/residents_in_groups", variable="ethnic_group_20", majority_code="13", breakdown=breakdown,
                      area_codes=list(codes), scope_code=scope, time_periods=periods)  # fmt: skip


def test_everybody_but_the_majority_over_everybody_it_applies_to(tables):
    tables.given("observation", GROUPS)
    assert_table(in_groups(tables, "W1"), """
        area_code | time_period | group_code | numerator | denominator | symbol | nature
        W1        | 2021        | Total      | 20        | 100         |        | official
    """)  # fmt: skip


def test_broad_groups_take_the_words_before_the_colon_majority_included(tables):
    tables.given("observation", GROUPS)
    assert_table(in_groups(tables, "W1", breakdown="broad_group"), """
        group_code | group_name | numerator | denominator
        Asian      | Asian      | 15        | 100
        White      | White      | 85        | 100
    """)  # fmt: skip


def test_one_hidden_group_hides_the_share_and_what_is_left_of_the_denominator(tables):
    tables.given("observation", """
        measure   | area_code | breakdown       | group_code | group_name | value | symbol
        residents | W1        | ethnic_group_20 | 1          | Asian      |       | c
        residents | W1        | ethnic_group_20 | 13         | White      | 80    |
    """)  # fmt: skip
    for breakdown in ("Total", "broad_group"):
        found = in_groups(tables, "W1", breakdown=breakdown)
        assert found["numerator"].isna().all()
        assert found["denominator"].isna().all()
        assert set(found["symbol"]) == {"c"}


def test_areas_together_are_summed_when_all_are_held(tables):
    tables.given("observation", GROUPS)
    tables.given("observation", GROUPS.replace("W1", "W2"))
    assert_table(in_groups(tables, "W1", "W2", scope="W1+W2"), """
        area_code | numerator | denominator
        W1+W2     | 40        | 200
    """)  # fmt: skip
    assert in_groups(tables, "W1", "W3", scope="W1+W3").empty


def test_of_two_tables_of_the_variable_one_is_used_the_official_one_first(tables):
    tables.given("observation", """
        measure   | area_code | breakdown         | group_code | group_name | value | nature   | source_id
        residents | W1        | ethnic_group_20   | 13         | White      | 60    | modelled | modelled-2
        residents | W1        | ethnic_group_20   | 1          | Asian      | 40    | modelled | modelled-2
        residents | W1        | ethnic_group_20_b | 13         | White      | 80    | official | official-1
        residents | W1        | ethnic_group_20_b | 1          | Asian      | 20    | official | official-1
        residents | W1        | ethnic_group_6    | 4          | White      | 81    | official | official-1
    """)  # fmt: skip
    assert_table(in_groups(tables, "W1"), """
        numerator | denominator | nature   | denominator_nature
        20        | 100         | official | official
    """)  # fmt: skip


def test_a_group_is_official_but_its_share_of_partly_modelled_residents_is_not(tables):
    tables.given("observation", """
        measure   | area_code | breakdown       | group_code | group_name | value | nature   | source_id
        residents | W1        | ethnic_group_20 | 1          | Asian      | 20    | official | official-1
        residents | W2        | ethnic_group_20 | 13         | White      | 60    | modelled | modelled-2
    """)  # fmt: skip
    assert_table(in_groups(tables, "W1", "W2", scope="W1+W2", breakdown="broad_group"), """
        group_code | nature   | denominator_nature
        Asian      | official | modelled
        White      | modelled | modelled
    """)  # fmt: skip


def test_only_the_periods_asked_for(tables):
    tables.given("observation", GROUPS)
    assert in_groups(tables, "W1", periods=["2011"]).empty
    assert len(in_groups(tables, "W1", periods=["2021"])) == 1

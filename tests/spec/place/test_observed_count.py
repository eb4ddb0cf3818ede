"""Plain counts: queries/place/observed_count.sql."""

from tests.spec.tables import assert_table


def births(tables, *codes: str, scope: str | None = None, periods: list[str] | None = None):
    return tables.run("place/observed_count", measure="live_births", breakdown="Total", area_codes=list(codes), scope_code=scope,
                      time_periods=periods)  # fmt: skip


def test_one_row_an_area_and_period_of_the_measure_asked_for(tables):
    tables.given("observation", """
        area_code | time_period | value | measure     | breakdown
        W1        | 2021        | 11    | live_births | Total
        W1        | 2022        | 12    | live_births | Total
        W2        | 2022        | 0     | live_births | Total
        W3        | 2022        | 30    | live_births | Total
        W1        | 2022        | 500   | residents   | Total
        W1        | 2022        | 6     | live_births | sex
    """)  # fmt: skip
    assert_table(births(tables, "W1", "W2"), """
        area_code | time_period | group_code | numerator | denominator | symbol | nature
        W1        | 2021        | Total      | 11        |             |        | official
        W1        | 2022        | Total      | 12        |             |        | official
        W2        | 2022        | Total      | 0         |             |        | official
    """)  # fmt: skip
    assert list(births(tables, "W1", periods=["2021"])["numerator"]) == [11]


def test_a_hidden_figure_keeps_its_symbol(tables):
    tables.given("observation", "area_code | value | symbol\nW1 | | c")
    assert_table(births(tables, "W1"), """
        area_code | numerator | symbol
        W1        |           | c
    """)  # fmt: skip


def test_a_figure_with_a_symbol_is_not_shown_as_a_number(tables):
    tables.given("observation", "area_code | value | symbol\nW1 | 3 | u")
    assert_table(births(tables, "W1"), """
        area_code | numerator | symbol
        W1        |           | u
    """)  # fmt: skip


def test_areas_together_are_summed_under_the_scope_code(tables):
    tables.given("observation", """
        area_code | value | nature   | source_id
        W1        | 11    | official | official-1
        W2        | 12    | modelled | modelled-2
    """)  # fmt: skip
    assert_table(births(tables, "W1", "W2", scope="W1+W2"), """
        area_code | numerator | nature
        W1+W2     | 23        | modelled
    """)  # fmt: skip


def test_one_hidden_area_hides_the_sum(tables):
    tables.given("observation", "area_code | value | symbol\nW1 | 11 |\nW2 | | c")
    assert_table(births(tables, "W1", "W2", scope="W1+W2"), """
        area_code | numerator | symbol
        W1+W2     |           | c
    """)  # fmt: skip


def test_no_sum_for_a_period_in_which_an_area_is_missing(tables):
    tables.given("observation", """
        area_code | time_period | value
        W1        | 2021        | 11
        W1        | 2022        | 12
        W2        | 2022        | 13
    """)  # fmt: skip
    assert_table(births(tables, "W1", "W2", scope="W1+W2"), """
        area_code | time_period | numerator
        W1+W2     | 2022        | 25
    """)  # fmt: skip

"""What a publisher counts, out of what: queries/place/observed_figures.sql."""

from measures.figures import parameters_of
from tests.spec.tables import assert_table

STABLE = {
    "measure": "stability.count", "figure_measure": "stability.percent", "kind": "share",
    "figures": {
        "Total": {"counts": ["Same carer"], "others": ["Other carer", "Not known"], "of": ["All"], "figure": ["Same carer"]},
        "age": {"codes": {"Y": {"name": "younger", "source": "0-9"}, "O": {"name": "older", "source": "10-17"}},
                "counts": ["{code}|Same carer"], "of": ["{code}|All"]},
    },
}  # fmt: skip
HELD = """
    area_code | time_period | measure           | breakdown | group_code  | value | symbol
    A1        | 2024        | stability.count   | group     | Same carer  | 30    |
    A1        | 2024        | stability.count   | group     | All         | 40    |
    A1        | 2024        | stability.percent | group     | Same carer  | 75    |
"""


def figures(tables, *codes: str, stated: dict = STABLE, breakdown: str = "Total", scope: str | None = None, periods=None):
    lists = {key: list(value) if isinstance(value, tuple) else value for key, value in parameters_of(stated).items()}
    return tables.run(
        "place/observed_figures", area_codes=list(codes), scope_code=scope, time_periods=periods, breakdown=breakdown, **lists
    )


def test_numerator_and_denominator_stand_apart_and_the_published_figure_is_not_needed(tables):
    tables.given("observation", HELD)
    assert_table(figures(tables, "A1"), """
        area_code | time_period | group_code | numerator | denominator | published | symbol | nature
        A1        | 2024        | Total      | 30        | 40          |           |        | official
    """)  # fmt: skip


def test_parts_of_a_numerator_are_added_up(tables):
    stated = STABLE | {"figures": {"Total": {"counts": ["In", "Out"], "of": ["All"]}}}
    tables.given("observation", """
        area_code | measure         | group_code | value
        A1        | stability.count | In         | 84
        A1        | stability.count | Out        | 147
        A1        | stability.count | All        | 524
        A2        | stability.count | In         | 84
        A2        | stability.count | All        | 524
    """)  # fmt: skip
    assert_table(figures(tables, "A1", "A2", stated=stated), """
        area_code | numerator | denominator | symbol
        A1        | 231       | 524         |
        A2        |           | 524         | x
    """)  # fmt: skip


def test_the_published_figure_stands_where_counts_are_not_held(tables):
    tables.given("observation", """
        area_code | measure           | group_code | value | symbol
        A1        | stability.percent | Same carer | 75    |
        A2        | stability.percent | Same carer |       | z
    """)  # fmt: skip
    assert_table(figures(tables, "A1", "A2"), """
        area_code | numerator | denominator | published | symbol
        A1        |           |             | 75        |
        A2        |           |             |           | z
    """)  # fmt: skip


def test_a_hidden_count_has_bounds_where_the_rest_is_published(tables):
    tables.given("observation", """
        area_code | measure         | group_code  | value | symbol
        A1        | stability.count | Same carer  |       | c
        A1        | stability.count | Other carer | 20    |
        A1        | stability.count | Not known   |       | c
        A1        | stability.count | All         | 40    |
        A2        | stability.count | Same carer  |       | c
        A2        | stability.count | All         | 40    |
    """)  # fmt: skip
    assert_table(figures(tables, "A1", "A2"), """
        area_code | numerator | denominator | symbol | at_least | at_most
        A1        |           | 40          | c      | 1        | 19
        A2        |           | 40          | c      | 1        |
    """)  # fmt: skip


def test_bounds_are_for_hidden_counts_only(tables):
    tables.given("observation", HELD)
    assert_table(figures(tables, "A1"), "at_least | at_most\n |")


def test_a_hidden_denominator_hides_the_share(tables):
    tables.given("observation", "area_code | measure | group_code | value | symbol\n"
                 "A1 | stability.count | Same carer | 30 |\nA1 | stability.count | All | | c")  # fmt: skip
    assert_table(figures(tables, "A1"), """
        area_code | numerator | denominator | symbol
        A1        | 30        |             | c
    """)  # fmt: skip


def test_groups_of_a_breakdown_come_in_the_order_asked_for(tables):
    tables.given("observation", """
        area_code | measure         | group_code       | value
        A1        | stability.count | 10-17|Same carer | 11
        A1        | stability.count | 10-17|All        | 12
        A1        | stability.count | 0-9|Same carer   | 8
        A1        | stability.count | 0-9|All          | 9
    """.replace("10-17|", "10-17/").replace("0-9|", "0-9/"))  # fmt: skip
    slashed = STABLE | {"figures": {"age": {**STABLE["figures"]["age"], "counts": ["{code}/Same carer"], "of": ["{code}/All"]}}}
    assert_table(figures(tables, "A1", stated=slashed, breakdown="age"), """
        group_code | group_name | numerator | denominator
        Y          | younger    | 8         | 9
        O          | older      | 11        | 12
    """)  # fmt: skip


def test_of_alternatives_the_first_that_is_held_counts(tables):
    stated = {"measure": "m", "kind": "share", "figures": {"Total": {"counts": [["Final", "Revised"]], "of": [["All"]]}}}
    tables.given("observation", """
        area_code | time_period | measure | group_code | value
        A1        | 2023        | m       | Final      | 5
        A1        | 2023        | m       | Revised    | 6
        A1        | 2024        | m       | Revised    | 7
        A1        | 2023        | m       | All        | 10
        A1        | 2024        | m       | All        | 10
    """)  # fmt: skip
    assert list(figures(tables, "A1", stated=stated)["numerator"]) == [5, 7]


def test_areas_together_are_summed_and_need_every_area(tables):
    tables.given("observation", HELD.rstrip() + """
    A1        | 2023        | stability.count   | group     | Same carer  | 30    |
    A1        | 2023        | stability.count   | group     | All         | 40    |
    A2        | 2024        | stability.count   | group     | Same carer  | 10    |
    A2        | 2024        | stability.count   | group     | All         | 20    |
    """)  # fmt: skip
    assert_table(figures(tables, "A1", "A2", scope="A1+A2"), """
        area_code | time_period | numerator | denominator | published | symbol
        A1+A2     | 2023        |           |             |           | x
        A1+A2     | 2024        | 40        | 60          |           |
    """)  # fmt: skip


def test_a_plain_count_needs_no_denominator(tables):
    stated = {"measure": "stability.count", "kind": "count", "figures": {"Total": {"counts": ["Same carer"]}}}
    tables.given("observation", HELD)
    assert_table(figures(tables, "A1", stated=stated), "numerator | denominator | symbol\n30 | |")


def test_only_the_periods_and_areas_asked_for(tables):
    tables.given(
        "observation",
        HELD + "    A2 | 2024 | stability.count | group | Same carer | 3 |\nA1 | 2020 | stability.count | group | All | 7 |",
    )
    assert_table(figures(tables, "A1", periods=["2024"]), "area_code | time_period\nA1 | 2024")


def test_a_modelled_part_makes_the_figure_modelled(tables):
    tables.given("observation", """
        area_code | measure         | group_code | value | nature   | source_id
        A1        | stability.count | Same carer | 30    | official | official-1
        A1        | stability.count | All        | 40    | modelled | modelled-2
    """)  # fmt: skip
    assert_table(figures(tables, "A1"), """
        nature   | denominator_nature | source_id  | denominator_source_id
        official | modelled           | official-1 | modelled-2
    """)  # fmt: skip


def test_an_alternative_that_is_not_available_counts_last_but_a_hidden_one_does_not(tables):
    stated = {"measure": "m", "kind": "share", "figures": {"Total": {"figure": [["Final", "Revised"]]}}}
    tables.given("observation", """
        area_code | measure | group_code | value | symbol
        A1        | m       | Final      |       | x
        A1        | m       | Revised    | 6     |
        A2        | m       | Final      |       | c
        A2        | m       | Revised    | 6     |
    """)  # fmt: skip
    assert_table(figures(tables, "A1", "A2", stated=stated), """
        area_code | published | symbol
        A1        | 6         |
        A2        |           | c
    """)  # fmt: skip


def test_an_academic_year_is_written_the_same_whoever_publishes_it(tables):
    stated = STABLE | {"academic_years": True}
    tables.given("observation", """
        area_code | time_period | measure           | group_code | value
        A1        | 2025        | stability.percent | Same carer | 74
        A1        | 202324      | stability.percent | Same carer | 70
        A1        | 2022/23     | stability.percent | Same carer | 69
    """)  # fmt: skip
    expected = "time_period | published\n202223 | 69\n202324 | 70\n202425 | 74"
    assert_table(figures(tables, "A1", stated=stated), expected)
    assert_table(figures(tables, "A1", stated=stated, periods=["202425"]), "time_period | published\n202425 | 74")
    assert list(figures(tables, "A1")["time_period"]) == ["2022/23", "202324", "2025"]  # the order of the text


def test_the_published_figure_stands_first_where_its_counts_are_rounded(tables):
    tables.given("observation", HELD.replace("| 75    |", "| 76    |"))
    assert_table(figures(tables, "A1", stated=STABLE | {"figure_first": True}), """
        numerator | denominator | published | symbol
        30        | 40          | 76        |
    """)  # fmt: skip


def test_a_hidden_figure_that_stands_first_hides_what_its_counts_would_give(tables):
    tables.given("observation", HELD.replace("| 75    |", "|       | u"))
    assert_table(figures(tables, "A1", stated=STABLE | {"figure_first": True}), "published | symbol\n | u")


def test_nothing_out_of_nothing_is_not_applicable_where_its_publisher_says_so(tables):
    tables.given("observation", HELD.replace("| 30 ", "| 0  ").replace("| 40 ", "| 0  ").replace("| 75    |", "|       | z"))
    assert_table(figures(tables, "A1"), "numerator | denominator | published | symbol\n0 | 0 | | z")


def test_a_period_of_which_only_the_denominator_is_held_is_no_period_of_the_figure(tables):
    tables.given("observation", HELD)
    tables.given("observation", """
        area_code | time_period | measure         | group_code | value
        A1        | 2025        | stability.count | All        | 50
        A2        | 2025        | stability.count | Same carer | 20
    """)  # fmt: skip
    assert_table(figures(tables, "A1", "A2"), """
        area_code | time_period | symbol
        A1        | 2024        |
        A2        | 2025        | x
    """)  # fmt: skip

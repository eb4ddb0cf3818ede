"""Checks over time and of what cannot be: jumps, gaps, areas that vanish or that nobody knows, values that cannot be true."""

import pytest

from tests.spec.checks.test_checks_of_sums import observed
from tests.spec.tables import assert_table

COLUMNS = "measure | area_code | time_period | group_code | value"
AREAS = [f"A{number}" for number in range(1, 13)]


def series(measure: str, figures: dict[str, float], jumping: dict[str, float], periods=("2022", "2023", "2024")) -> str:
    """Twelve authorities with the same figures; the first with others."""
    first, *others = AREAS
    rows = [(measure, area, period, "Total", figures[period]) for area in others for period in periods]
    return observed([*rows, *((measure, first, period, "Total", jumping[period]) for period in periods)], COLUMNS)


STEADY = {"2022": 1000, "2023": 1010, "2024": 1020}


def test_a_jump_in_the_latest_period_is_told(tables):
    tables.given("observation", series("cases", STEADY, STEADY | {"2024": 2500}))
    (sentence,) = tables.run("checks/sudden_jump")["sentence"]
    assert sentence == (
        'Name of A1, 2024: "cases" rose from 1,010 to 2,500 in a year; other areas, and this one in earlier years, changed far less.'
    )


@pytest.mark.parametrize("jumping", [
    STEADY | {"2023": 2500, "2024": 2500},  # not in the latest period
    {"2022": 400, "2023": 1010, "2024": 2500},  # the area has moved as far before
    {"2022": 11, "2023": 10, "2024": 40},  # small numbers
    STEADY | {"2024": 1300},  # not far enough
], ids=["earlier", "lively", "small", "moderate"])  # fmt: skip
def test_what_is_no_jump(tables, jumping):
    tables.given("observation", series("cases", STEADY, jumping))
    assert tables.run("checks/sudden_jump").empty


def test_when_all_areas_jump_none_is_told(tables):
    tables.given("observation", series("cases", STEADY | {"2024": 2500}, STEADY | {"2024": 2550}))
    assert tables.run("checks/sudden_jump").empty


def test_no_change_is_read_across_a_declared_break(tables):
    tables.given("observation", series("ks4.avg_att8", {"202021": 45, "202122": 45, "202223": 45},
                                       {"202021": 45, "202122": 45, "202223": 75}, ("202021", "202122", "202223")))  # fmt: skip
    assert len(tables.run("checks/sudden_jump")) == 1
    tables.run("clean/70_series_break")
    assert tables.run("checks/sudden_jump").empty


def test_every_declared_break_has_a_period_and_a_reason(tables):
    tables.run("clean/70_series_break")
    breaks = tables.content("series_break")
    assert len(breaks) >= 7 and breaks["time_period"].str.fullmatch(r"\d{4}(\d{2})?").all() and (breaks["reason"] != "").all()


def held(rows: dict[str, list[str]], measure: str = "cases") -> str:
    return observed([(measure, area, period, "Total", 50) for area, periods in rows.items() for period in periods], COLUMNS)


def test_an_area_missing_from_the_latest_period_is_told(tables):
    tables.given("observation", held({"A1": ["2023", "2024"], "A2": ["2023", "2024"], "A3": ["2023"]}))
    tables.given("observation", held({"A3": ["2024"]}, "others"))
    found = tables.run("checks/area_vanished")
    assert_table(found, """
        severity | measure | area_code | time_period | source_id
        warning  | cases   | A3        | 2024        | official-1
    """)  # fmt: skip
    assert found["sentence"][0] == "1 authority had figures for 2023 and has none for 2024: Name of A3 (A3)."


def test_an_area_that_is_nowhere_afterwards_was_abolished(tables):
    tables.given("observation", held({"A1": ["2023", "2024"], "A2": ["2023"]}))
    found = tables.run("checks/area_vanished")
    assert list(found["severity"]) == ["note"] and "probably abolished" in found["sentence"][0]


def test_an_area_under_another_code_is_told_with_it(tables):
    tables.given("area", """
        area_code | area_name | area_type | first_year | last_year | is_historic
        E08000016 | Barnsley  | authority | 2023       | 2023      | false
        E08000038 | Barnsley  | authority | 2024       | 2024      | false
    """)  # fmt: skip
    tables.given("observation", held({"A1": ["2023", "2024"], "E08000016": ["2023"], "E08000038": ["2024"]}))
    (sentence,) = tables.run("checks/area_vanished")["sentence"]
    assert "Barnsley (E08000016, now E08000038)" in sentence and "a lookup that names both" in sentence


def test_areas_in_no_lookup_are_counted_by_kind(tables):
    tables.given("area", """
        area_code | area_name | area_type | first_year | last_year | is_historic
        E06000001 | First     | authority | 2023       | 2023      | false
        E06000002 | Second    | authority | 2023       | 2023      | false
        E06000003 | Third     | authority | 2023       | 2023      | false
    """)  # fmt: skip
    tables.given("area_lookup", "child_code | parent_code\nE06000003 | R1")
    tables.given("observation", held({code: ["2023"] for code in ("E06000001", "E06000002", "E06000003")}))
    (sentence,) = tables.run("checks/area_unknown")["sentence"]
    assert sentence == (
        "2 areas of kind authority have figures but stand in no lookup, so nobody knows what they lie in: "
        "First (E06000001), Second (E06000002)."
    )


def test_figures_of_areas_that_nothing_names_are_counted(tables):
    tables.given("raw.observation", held({"A1": ["2023"]}))
    tables.given("raw.observation", "area_code | group_code | value\nX1 | a | 1\nX1 | b | 2")
    assert_table(tables.run("checks/area_unknown"), """
        severity | area_code | sentence                                                                               | source_id
        warning  | X1 | 2 figures are left out, because nothing in force names their areas: X1.          | official-1
    """)  # fmt: skip


def test_a_gap_between_periods_is_told_and_that_of_covid_is_a_note(tables):
    tables.given("observation", held({"A1": ["2012", "2013", "2015", "2016", "2017", "2018"]}))
    tables.given("observation", held({"A1": ["201718", "201819", "202122", "202223"]}, "tests"))
    assert_table(tables.run("checks/period_missing"), """
        severity | measure | time_period | sentence
        warning  | cases   | 2015        | 1 period is missing between 2013 and 2015: "cases".
        note     | tests   | 202122      | 2 periods are missing between 2018/19 and 2021/22: "tests"; much was not collected in the years of Covid.
    """)  # fmt: skip


def test_a_census_every_ten_years_has_no_gaps(tables):
    tables.given("observation", held({"A1": ["2001", "2011", "2021"]}))
    assert tables.run("checks/period_missing").empty


def test_a_period_without_any_figure_is_a_note(tables):
    tables.given("observation", """
        measure | area_code | time_period | value | symbol
        tests   | A1        | 201819      | 50    |
        tests   | A2        | 201819      | 50    |
        tests   | A1        | 201920      |       | x
        tests   | A2        | 201920      |       | x
    """)  # fmt: skip
    assert_table(tables.run("checks/period_unpublished"), """
        severity | measure | time_period | sentence
        note     | tests   | 201920      | 2019/20: "tests" has no figure for any area, marked as not available; much was not collected in the years of Covid.
    """)  # fmt: skip


def test_values_that_cannot_be(tables):
    tables.given("observation", """
        measure          | area_code | value
        children_count   | A1        | -4
        children_percent | A1        | 104.5
        children_percent | A2        | 100
        avg_p8score      | A1        | -0.4
        cost_change      | A1        | -3
    """)  # fmt: skip
    tables.given("population", "area_code | age_from | age_to | persons\nA2 | 9 | 3 | 10")
    tables.given("deprivation", """
        area_code | edition | domain | national_rank | national_decile
        L1        | 2019    | imd    | 32845         | 10
        L2        | 2019    | imd    | 100           | 2
        L3        | 2019    | imd    | 3285          | 2
        L4        | 2025    | imd    | 33755         | 10
    """)  # fmt: skip
    assert_table(tables.run("checks/impossible_value"), """
        measure          | area_code | sentence
        children_count   | A1        | Name of A1, 2022: "children_count" is -4.0, below zero.
        children_percent | A1        | Name of A1, 2022: "children_percent" is 104.5%, above 100%.
        deprivation imd  | L1        | Name of L1, 2019: rank 32845 is none of the 32,844 ranks.
        deprivation imd  | L2        | Name of L2, 2019: rank 100 does not lie in tenth 2 of England.
        population       | A2        | Name of A2, 2022: residents have an impossible age, 9 to 3.
    """)  # fmt: skip


def test_groups_of_two_releases_in_one_subject_are_told(tables):
    tables.given("source", """
        source_id | file_name | checksum | kind | publisher | title | release | licence | attribution | nature   | rows_read | rows_loaded | rows_rejected | load_order | release_order
        old       | o.csv     | o        | k    | P         | T     | 2023    | L       | A           | official | 1         | 1           | 0             | 7          | 2023 1
        new       | n.csv     | n        | k    | P         | T     | 2024    | L       | A           | official | 1         | 1           | 0             | 8          | 2024 1
    """)  # fmt: skip
    tables.given("observation", """
        measure | area_code | time_period | breakdown | group_code | value | source_id
        cases   | A1        | 2022        | type      | a          | 10    | new
        cases   | A1        | 2022        | type      | b          | 10    | old
        cases   | A1        | 2021        | type      | a          | 10    | old
        cases   | A1        | 2021        | type      | b          | 10    | old
    """)  # fmt: skip
    assert_table(tables.run("checks/mixed_releases"), """
        severity | measure | time_period | source_id | sentence
        warning  | cases   | 2022        | old       | "cases" for 2022: some groups come from release 2023, the others from the newer release 2024, which does not have them; do not add them up.
    """)  # fmt: skip


def test_a_measure_that_often_lies_below_zero_may(tables):
    """Progress of pupils is such a measure; twenty figures are needed to tell."""
    rows = "\n".join(f"progress | A{n} | {-0.5 if n % 2 else 0.5}" for n in range(1, 31))
    tables.given("observation", f"measure | area_code | value\n{rows}\nabsent | A1 | -0.5")
    assert list(tables.run("checks/impossible_value")["measure"]) == ["absent"]


def test_a_measure_is_called_by_its_publishers_title(tables):
    tables.given("measure_description", "measure | title\nlait.x1 | Children absent")
    tables.given("observation", "measure | area_code | value\nlait.x1 | A1 | -4")
    assert list(tables.run("checks/impossible_value")["sentence"]) == ['Name of A1, 2022: "Children absent" is -4.0, below zero.']

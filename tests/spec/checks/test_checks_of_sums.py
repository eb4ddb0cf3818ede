"""Checks that add up and divide: parts and totals, percentages and counts, official and modelled figures."""

import pytest

from tests.spec.tables import assert_table


def observed(rows: list[tuple], columns: str = "measure | area_code | breakdown | group_code | value") -> str:
    """Rows of observation as text; the group's name is its code."""
    names = [name.strip() for name in columns.split("|")]
    group = names.index("group_code")
    return "\n".join([f"{columns} | group_name", *(" | ".join(map(str, [*row, row[group]])) for row in rows)]).replace("/", ";")


def of_areas(groups: dict[str, list[float]], areas: list[str], measure: str = "children") -> list[tuple]:
    return [(measure, area, "type", group, figures[n % len(figures)]) for group, figures in groups.items() for n, area in enumerate(areas)]


AREAS = [f"A{number}" for number in range(1, 25)]


def test_groups_that_usually_add_up_are_held_to_their_total(tables):
    rows = of_areas({"Total": [100], "Here": [60], "There": [40]}, AREAS)
    rows[0] = ("children", "A1", "type", "Total", 130)
    tables.given("observation", observed(rows))
    assert_table(tables.run("checks/groups_and_total"), """
        severity | measure  | area_code | time_period | source_id
        error    | children | A1        | 2022        | official-1
    """)  # fmt: skip
    (sentence,) = tables.run("checks/groups_and_total")["sentence"]
    assert sentence == 'Name of A1, 2022: the 2 groups of "children" (Total) add up to 100, their total says 130.'


def test_groups_that_overlap_are_no_parts(tables):
    tables.given("observation", observed(of_areas({"Total": [100], "Asthma": [60], "Obesity": [70]}, AREAS)))
    assert tables.run("checks/groups_and_total").empty


def test_sexes_always_add_up_and_roundings_are_allowed_for(tables):
    groups = [("Total", 101), ("Boys", 60), ("Girls", 30)]
    tables.given("observation", observed([("children", "A1", "gender", group, value) for group, value in groups]))
    rounded = [("Total", 100), ("Boys", 60), ("Girls", 50)]  # all tens: each may be off by five
    tables.given("observation", observed([("staff", "A1", "gender", group, value) for group, value in rounded]))
    assert list(tables.run("checks/groups_and_total")["measure"]) == ["children"]


def test_a_hidden_group_cannot_be_added(tables):
    tables.given("observation", """
        area_code | breakdown | group_code | group_name | value | symbol
        A1        | gender    | Total      | Total      | 100   |
        A1        | gender    | Boys       | Boys       | 60    |
        A1        | gender    | Girls      | Girls      |       | c
    """)  # fmt: skip
    assert tables.run("checks/groups_and_total").empty


def test_small_numbers_of_wards_are_not_told(tables):
    groups = [("Total", 3), ("Boys", 60), ("Girls", 30)]
    tables.given("observation", observed([("children", "W1", "gender", group, value) for group, value in groups]))
    assert tables.run("checks/groups_and_total")["sentence"][0].endswith("add up to 90, their total says 1 to 5.")


def test_females_and_males_make_persons_and_single_years_make_all_ages(tables):
    tables.given("population", """
        area_code | sex     | age_from | age_to | persons
        A1        | Persons | 0        | 17     | 100
        A1        | Female  | 0        | 17     | 50
        A1        | Male    | 0        | 17     | 40
        A2        | Persons | 0        | 0      | 10
        A2        | Persons | 1        | 1      | 20
        A2        | Persons | 2        | 120    | 30
        A2        | Persons | 0        | 120    | 66
        A3        | Persons | 0        | 0      | 10
        A3        | Persons | 1        | 120    | 30
        A3        | Persons | 0        | 120    | 40
    """)  # fmt: skip
    assert list(tables.run("checks/ages_and_total")["sentence"]) == [
        "Name of A1, mid-2022: females and males aged 0 to 17 add up to 90 residents, the total says 100.",
        "Name of A2, mid-2022: single years of age (persons) add up to 60 residents, the total says 66.",
    ]


WARDS = "authority_code | ward_code | ward_name\nA1 | W1 | Quay\nA1 | W2 | Park\nA2 | W3 | Hill\nA2 | W4 | Wood"


def test_wards_make_their_authority(tables):
    tables.given("ward_set", WARDS)
    tables.given("population", """
        area_code | persons
        W1        | 400
        W2        | 500
        A1        | 1000
        W3        | 500
        W4        | 500
        A2        | 1001
    """)  # fmt: skip
    (sentence,) = tables.run("checks/parts_and_whole")["sentence"]
    assert sentence == (
        "Name of A1, 2022: residents, female, aged 0 to 0 are 900 when its 2 wards of 2023 are added up, 1,000 by its own figure."
    )


def test_wards_that_are_not_all_held_or_modelled_make_nothing(tables):
    tables.given("ward_set", WARDS)
    tables.given("population", """
        area_code | persons | nature   | source_id
        W1        | 400     | official | official-1
        A1        | 1000    | official | official-1
        W3        | 500     | modelled | modelled-2
        W4        | 100     | modelled | modelled-2
        A2        | 1001    | official | official-1
    """)  # fmt: skip
    assert tables.run("checks/parts_and_whole").empty


def test_averages_are_not_added(tables):
    tables.given("ward_set", WARDS)
    tables.given(
        "observation", observed([(m, a, "Total", "Total", 100) for m in ("average_score", "caseload") for a in ("W1", "W2", "A1")])
    )
    assert tables.run("checks/parts_and_whole").empty


def percentages(wrong: float) -> str:
    """24 authorities where a fifth of the children are taught at home, and one percentage that does not follow."""
    rows = [(m, a, "Total", "Total", v) for a in AREAS for m, v in (("home_count", 21), ("pupil_count", 103), ("home_percent", 20.4))]
    rows[2] = ("home_percent", "A1", "Total", "Total", wrong)
    return observed(rows)


def test_a_percentage_follows_from_the_counts_beside_it(tables):
    tables.given("observation", percentages(26.4))
    found = tables.run("checks/percentage_and_counts")
    assert list(found["sentence"]) == [
        'Name of A1, 2022: "home_percent" is 26.4%, but 21 of 103 ("pupil_count") make 20.4%.',
    ]
    assert list(found["severity"]) == ["warning"]


@pytest.mark.parametrize("published", [20.3, 20.4, 20.5])
def test_the_last_digit_may_be_off_by_one(tables, published):
    tables.given("observation", percentages(published))
    assert tables.run("checks/percentage_and_counts").empty


def test_a_percentage_of_a_total_above_the_groups(tables):
    rows = [(m, a, "type", g, v) for a in AREAS for m, g, v in (
        ("children_count", "Place total", 200), ("children_count", "Far away", 51), ("children_percent", "Far away", 26))]  # fmt: skip
    rows[2] = ("children_percent", "A1", "type", "Far away", 36)
    tables.given("observation", observed(rows))
    (sentence,) = tables.run("checks/percentage_and_counts")["sentence"]
    assert sentence == 'Name of A1, 2022: "children_percent" (Far away) is 36.0%, but 51 of 200 ("Place total") make 25.5%.'


def test_rates_follow_from_the_population(tables):
    rows = [(m, a, "Total", "Total", v) for a in AREAS for m, v in (
        ("children_count", 57), ("population_estimate", 9012), ("rate_per_10000", 63))]  # fmt: skip
    rows[2] = ("rate_per_10000", "A1", "Total", "Total", 93)
    tables.given("observation", observed(rows))
    assert list(tables.run("checks/percentage_and_counts")["area_code"]) == ["A1"]


def test_official_figures_judge_the_model(tables):
    tables.given("raw.population", """
        area_code | age_from | age_to | persons | source_id
        A1        | 0        | 0      | 900     | modelled-2
        A1        | 1        | 1      | 900     | modelled-2
        A2        | 0        | 0      | 1050    | modelled-2
    """)  # fmt: skip
    tables.given("population", """
        area_code | age_from | age_to | persons
        A1        | 0        | 0      | 1200
        A1        | 1        | 1      | 1200
        A2        | 0        | 0      | 1000
    """)  # fmt: skip
    assert_table(tables.run("checks/official_and_modelled"), """
        severity | measure    | area_code | source_id
        warning  | population | A1        | modelled-2
    """)  # fmt: skip

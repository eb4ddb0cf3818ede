"""What plans say, all from the last source that speaks of a plan: queries/clean/60 to 66."""

import pytest

from tests.spec.tables import assert_table


def test_a_plan_is_taken_whole_from_the_last_source_and_only_for_a_known_area(tables):
    tables.given("raw.plan", """
        plan_id | title | area_code | source_id
        poole   | Old   | A1        | plan-2
        poole   | New   | A1        | plan-3
        other   | Lost  | unknown   | plan-3
    """)  # fmt: skip
    tables.run("clean/60_plan")
    assert_table(tables.content("plan"), """
        plan_id | title | area_code | source_id
        poole   | New   | A1        | plan-3
    """)  # fmt: skip


# A table, its query and its key.
PARTS = [
    ("plan_priority", "clean/61_plan_priority", "priority_code"),
    ("plan_fact", "clean/63_plan_fact", "fact_id"),
    ("plan_contradiction", "clean/64_plan_contradiction", "contradiction_id"),
    ("priority_area", "clean/65_priority_area", "priority_area_id"),
]


@pytest.mark.parametrize(("table", "query", "key"), PARTS)
def test_a_newer_source_replaces_all_an_older_one_said_of_the_plan(tables, table, query, key):
    tables.given("plan", "plan_id\np\nq")
    tables.given(f"raw.{table}", f"""
        plan_id | {key}    | source_id
        p       | left-out | plan-2
        p       | kept     | plan-2
        p       | kept     | plan-3
        q       | alone    | plan-2
        unknown | lost     | plan-3
    """)  # fmt: skip
    tables.run(query)
    assert_table(tables.content(table).sort_values("plan_id"), f"""
        plan_id | {key}    | source_id
        p       | kept     | plan-3
        q       | alone    | plan-2
    """)  # fmt: skip


def test_indicators_belong_to_a_priority_of_the_plan(tables):
    tables.given("plan", "plan_id\np")
    tables.given("plan_priority", "priority_code\n1")
    tables.given("raw.plan_indicator", """
        priority_code | position | indicator_name | source_id
        1             | 1        | Old            | plan-2
        1             | 1        | New            | plan-3
        1             | 2        | Second         | plan-3
        9             | 1        | Lost           | plan-3
    """)  # fmt: skip
    tables.run("clean/62_plan_indicator")
    assert_table(tables.content("plan_indicator"), """
        priority_code | position | indicator_name
        1             | 1        | New
        1             | 2        | Second
    """)  # fmt: skip


def test_members_of_a_priority_area_are_known_wards_from_its_last_source(tables):
    tables.given("plan", "plan_id\np")
    tables.given("priority_area", "priority_area_id\nquays")
    tables.given("raw.priority_area_member", """
        priority_area_id | area_code | source_id
        quays            | W1        | plan-2
        quays            | W2        | plan-3
        quays            | unknown   | plan-3
        nowhere          | W3        | plan-3
    """)  # fmt: skip
    tables.run("clean/66_priority_area_member")
    assert_table(tables.content("priority_area_member"), """
        priority_area_id | area_code
        quays            | W2
    """)  # fmt: skip

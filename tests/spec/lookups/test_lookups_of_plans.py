"""What the pages ask about the plans: queries/lookups."""

from tests.spec.tables import assert_table


def test_plans_the_latest_first_with_the_name_of_their_area(tables):
    tables.given("plan", """
        plan_id | area_code | start_year
        poole   | A1        | 2015
        b       | A2        | 2022
        a       | A2        | 2022
    """)  # fmt: skip
    assert_table(tables.run("lookups/plans"), """
        plan_id | start_year | area_name
        a       | 2022       | Name of A2
        b       | 2022       | Name of A2
        poole   | 2015       | Name of A1
    """)  # fmt: skip


def test_indicators_of_a_plan_in_its_own_order(tables):
    tables.given("plan", "plan_id\np\nq")
    tables.given("plan_priority", """
        plan_id | priority_code | priority_title | position
        p       | Z             | Safe           | 1
        p       | Y             | Healthy        | 2
        q       | Z             | Other          | 1
    """)  # fmt: skip
    tables.given("plan_indicator", """
        plan_id | priority_code | position | indicator_name
        p       | Y             | 1        | Weight
        p       | Z             | 2        | Missing
        p       | Z             | 1        | Referrals
        q       | Z             | 1        | Elsewhere
    """)  # fmt: skip
    assert_table(tables.run("lookups/plan_indicators", plan_id="p"), """
        priority_position | priority_code | priority_title | indicator_name
        1                 | Z             | Safe           | Referrals
        1                 | Z             | Safe           | Missing
        2                 | Y             | Healthy        | Weight
    """)  # fmt: skip


def test_facts_of_a_plan_in_the_order_of_the_document(tables):
    tables.given("plan", "plan_id\np\nq")
    tables.given("plan_fact", """
        plan_id | fact_id | position | measure | value
        p       | 20      | 1        | Births  | 1600
        p       | 10      | 2        | Obesity |
        q       | 30      | 1        | Others  | 1
    """)  # fmt: skip
    assert_table(tables.run("lookups/plan_facts", plan_id="p"), """
        fact_id | measure | value
        20      | Births  | 1600
        10      | Obesity |
    """)  # fmt: skip


def test_contradictions_of_one_plan(tables):
    tables.given("plan", "plan_id\np\nq")
    tables.given("plan_contradiction", """
        plan_id | contradiction_id | kind          | fact_ids
        p       | c2               | unclear       | 4
        p       | c1               | contradiction | 1 2
        q       | c3               | unclear       | 9
    """)  # fmt: skip
    assert_table(tables.run("lookups/plan_contradictions", plan_id="p"), """
        contradiction_id | kind          | fact_ids
        c1               | contradiction | 1 2
        c2               | unclear       | 4
    """)  # fmt: skip

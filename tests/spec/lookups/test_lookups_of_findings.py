"""What the Data page asks about findings."""

from tests.spec.tables import assert_table


def test_findings_in_order_with_the_names_of_area_and_file(tables):
    tables.given("finding", """
        finding_number | check_id | severity | area_code | time_period | sentence | source_id  | rule_code | table_name | row_count | bears_on
        2              | b_check  | note     | W9X       |             | Second.  |            |           |            |           |
        1              | a_check  | error    | W1        | 2022        | First.   | official-1 | 392b      | Episodes   | 7         | distance places
    """)  # fmt: skip
    assert_table(tables.run("lookups/findings"), """
        finding_number | check_id | severity | measure | area_code | area_name  | time_period | sentence | source_id  | rule_code | table_name | row_count | bears_on        | title | file_name
        1              | a_check  | error    |         | W1        | Name of W1 | 2022        | First.   | official-1 | 392b      | Episodes   | 7         | distance places | title | official-1.csv
        2              | b_check  | note     |         | W9X       |            |             | Second.  |            |           |            |           |                 |       |
    """)  # fmt: skip

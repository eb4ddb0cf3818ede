"""Places registered, and where wards lie: queries/lookups/registered_places.sql and ward_points.sql."""

import datetime

from tests.spec.tables import assert_table


def places(tables, day: str):
    return tables.run("lookups/registered_places", area_code="A1", day=datetime.date.fromisoformat(day))


def given_lists(tables) -> None:
    tables.given("provider", """
        urn | area_code | as_at      | provision_type            | places | registration_status | is_short_break
        U1  | A1        | 2023-03-31 | Children's home           | 4      | Active              | false
        U2  | A1        | 2023-03-31 | Children's home           | 3      | Suspended           | false
        U3  | A1        | 2023-03-31 | Children's home           | 6      | Active              | true
        U4  | A1        | 2023-03-31 | Independent Fostering     |        | Active              | false
        U5  | A2        | 2023-03-31 | Children's home           | 9      | Active              | false
        U1  | A1        | 2025-03-31 | Children's home           | 5      | Active              | false
        U6  | A1        | 2025-03-31 | Children's home           | 2      | Active              | false
    """)  # fmt: skip


def test_active_homes_that_offer_more_than_short_breaks_by_kind(tables):
    given_lists(tables)
    assert_table(places(tables, "2023-03-31"), """
        provision_type        | as_at               | providers | places
        Children's home       | 2023-03-31 00:00:00 | 1         | 4
        Independent Fostering | 2023-03-31 00:00:00 | 1         | 0
    """)  # fmt: skip


def test_the_last_list_up_to_the_day_counts_or_else_the_first_after_it(tables):
    given_lists(tables)
    found = {day: next(iter(places(tables, day)["places"])) for day in ("2021-03-31", "2024-03-31", "2025-03-31", "2026-03-31")}
    assert found == {"2021-03-31": 4, "2024-03-31": 4, "2025-03-31": 7, "2026-03-31": 7}


def test_a_ward_lies_where_its_label_does_by_the_outline_nearest_in_time(tables):
    tables.given("ward_set", """
        authority_code | ward_code | ward_name | boundary_year | is_current
        A1             | W1        | East      | 2023          | true
        A1             | W2        | Former    | 2019          | false
        A2             | W3        | Elsewhere | 2023          | true
        A1             | W4        | Unknown   | 2023          | true
    """)  # fmt: skip
    tables.given("boundary", """
        area_code | boundary_year | label_longitude | label_latitude
        W1        | 2019          | 1               | 51
        W1        | 2024          | 2               | 52
        W2        | 2019          | 3               | 53
        W3        | 2023          | 4               | 54
    """)  # fmt: skip
    assert_table(tables.run("lookups/ward_points", authority_code="A1"), """
        ward_code | ward_name | label_longitude | label_latitude
        W1        | East      | 2               | 52
    """)  # fmt: skip

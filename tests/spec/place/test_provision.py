"""What Ofsted has registered in an authority: queries/place/provision.sql."""

import pytest

from tests.spec.tables import assert_table

HOMES = """
    urn | area_code | provision_type              | places | judgement  | sector  | constituency_name
    1   | A1        | Children's home             | 4      | Good       | Private | North
    2   | A1        | Children's home             | 3      | Inadequate | Private | South
    3   | A1        | Children's home             |        |            | Private | South
    4   | A1        | Independent Fostering Agency |       | Good       | Voluntary |
    5   | A2        | Independent Fostering Agency |       | Good       | Voluntary | West
"""
HOME, AGENCY = "Children's home", "Independent Fostering Agency"
CHILDREN = """
    measure  | area_code | time_period | group_code | value | symbol
    children | A1        | 2023        | all        | 1000  |
    children | A1        | 2022        | all        | 1     |
    children | A1        | 2023        | other      | 7     |
    children | A2        | 2023        | all        |       | c
"""


def provision(tables, *codes: str, counted: str = "places", kind: str = "", breakdown: str = "Total", of: tuple[str, str] = ("", ""),
              scope: str | None = None, periods: list[str] | None = None):  # fmt: skip
    return tables.run("place/provision", counted=counted, kind=kind, of_measure=of[0], of_group=of[1], breakdown=breakdown,
                      area_codes=list(codes), scope_code=scope, time_periods=periods)  # fmt: skip


def test_providers_are_counted_places_summed_and_those_not_stated_counted_apart(tables):
    tables.given("provider", HOMES)
    for counted, number in (("providers", 3), ("places", 7), ("not_stated", 1)):
        assert_table(provision(tables, "A1", counted=counted, kind=HOME), f"""
            area_code | time_period | group_code | numerator | denominator | symbol | nature
            A1        | 2023-03-31  | Total      | {number}  |             |        | official
        """)  # fmt: skip


def test_none_of_a_kind_is_a_true_zero_where_the_list_holds_the_authority_and_nothing_where_it_does_not(tables):
    tables.given("provider", HOMES)
    for counted in ("providers", "places", "not_stated"):
        assert_table(provision(tables, "A2", "A3", counted=counted, kind=HOME), """
            area_code | numerator | symbol
            A2        | 0         |
        """)  # fmt: skip


def test_places_of_a_kind_that_has_none_do_not_apply_and_places_nobody_states_are_not_available(tables):
    tables.given("provider", HOMES)
    tables.given("provider", """
        urn | area_code | provision_type  | places
        6   | A3        | Children's home |
    """)  # fmt: skip
    assert_table(provision(tables, "A1", kind=AGENCY), """
        numerator | symbol
                  | z
    """)  # fmt: skip
    assert_table(provision(tables, "A3", kind=HOME), """
        numerator | symbol
                  | x
    """)  # fmt: skip


@pytest.mark.parametrize(("breakdown", "rows"), [
    ("provision_type", [(HOME, 7, ""), (AGENCY, "", "z")]),
    ("judgement", [("Good", 4, ""), ("Inadequate", 3, ""), ("Not yet judged", "", "x")]),
    ("sector", [("Private", 7, ""), ("Voluntary", "", "z")]),
    ("constituency", [("Constituency not stated", "", "z"), ("North", 4, ""), ("South", 3, "")]),
    ("kind_and_judgement", [(f"{HOME}: Good", 4, ""), (f"{HOME}: Inadequate", 3, ""), (f"{HOME}: Not yet judged", "", "x"), (f"{AGENCY}: Good", "", "z")]),
    ("kind_and_constituency", [(f"{HOME}: North", 4, ""), (f"{HOME}: South", 3, ""), (f"{AGENCY}: Constituency not stated", "", "z")]),
])  # fmt: skip
def test_breakdowns(tables, breakdown, rows):
    tables.given("provider", HOMES)
    assert_table(provision(tables, "A1", breakdown=breakdown),
                 "\n".join(["group_name | numerator | symbol", *(" | ".join(map(str, row)) for row in rows)]))  # fmt: skip


def test_a_breakdown_of_one_kind_leaves_out_groups_that_have_none_of_it(tables):
    tables.given("provider", HOMES)
    assert provision(tables, "A1", kind=AGENCY, breakdown="judgement", counted="providers")["group_code"].tolist() == ["Good"]


def test_the_denominator_is_that_of_the_year_of_the_list(tables):
    tables.given("provider", HOMES)
    tables.given("observation", CHILDREN)
    assert_table(provision(tables, "A1", "A2", kind=HOME, of=("children", "all")), """
        area_code | numerator | denominator | symbol | denominator_nature
        A1        | 7         | 1000        |        | official
        A2        | 0         |             | c      | official
    """)  # fmt: skip


def test_lists_of_other_days_stand_apart(tables):
    tables.given("provider", HOMES)
    tables.given(
        "provider", HOMES.replace("urn", "as_at | urn").replace("\n    ", "\n    2024-09-30 | ").replace("2024-09-30 | as_at", "as_at")
    )
    assert provision(tables, "A1", kind=HOME)["time_period"].tolist() == ["2023-03-31", "2024-09-30"]
    assert_table(provision(tables, "A1", kind=HOME, periods=["2024-09-30"]), """
        time_period | numerator
        2024-09-30  | 7
    """)  # fmt: skip


def test_areas_together_when_all_stand_on_the_list(tables):
    tables.given("provider", HOMES)
    tables.given("observation", CHILDREN.replace("      | c", "500   |  "))
    assert_table(provision(tables, "A1", "A2", kind=HOME, scope="A1+A2", of=("children", "all")), """
        area_code | numerator | denominator
        A1+A2     | 7         | 1500
    """)  # fmt: skip
    assert_table(provision(tables, "A1", "A2", breakdown="provision_type", counted="providers", scope="A1+A2"), f"""
        group_code | numerator
        {HOME}     | 3
        {AGENCY}   | 2
    """)  # fmt: skip
    assert provision(tables, "A1", "A3", scope="A1+A3").empty

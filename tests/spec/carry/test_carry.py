"""What decides how much of the version before may stay: queries/carry."""

import pytest

from tests.spec.tables import assert_table

NEW = {"source_ids": ["official-2"]}
HELD = """
    area_code | area_name | area_type | boundary_year | source_id
    A1        | Poole     | authority | 2018          | official-1
    A2        | BCP       | authority | 2023          | official-1
    W1        | Quay      | ward      | 2023          | official-1
"""


def held(tables) -> None:
    """Two authorities, one the successor of the other, and a ward, as a first source states them."""
    tables.given("raw.area", HELD)
    tables.given("raw.area_lookup", "child_code | parent_code | lookup_year | relation\nA1 | A2 | 2019 | successor")
    tables.run("clean/10_area")


@pytest.mark.parametrize(
    "row",
    ["A2 | Bournemouth | authority | 2024", "A1 | Poole | authority | 2018", "W1 | Quay | ward | 2023"],
    ids=["an authority by a new name and in a new year", "the same", "the same ward"],
)
def test_what_is_held_is_no_news(tables, row):
    held(tables)
    tables.given("raw.area", f"area_code | area_name | area_type | boundary_year | source_id\n{row} | official-2")
    assert tables.run("carry/news_of_places", **NEW).empty


@pytest.mark.parametrize(
    "row",
    ["A3 | Dorset | authority | 2023", "A1 | Poole | district | 2018", "W1 | Quay | ward | 2024", "W1 | Quayside | ward | 2023"],
    ids=["a new area", "another kind", "another year of a ward", "another name of a ward"],
)
def test_what_wards_and_outlines_rest_on_is_news(tables, row):
    held(tables)
    tables.given("raw.area", f"area_code | area_name | area_type | boundary_year | source_id\n{row} | official-2")
    (code,) = tables.run("carry/news_of_places", **NEW)["child_code"]
    assert code == row.split()[0]


def test_what_only_a_withdrawn_source_names_is_news(tables):
    held(tables)
    tables.given("raw.area", "area_code | area_name | boundary_year | source_id\nW1 | Quay | 2023 | official-2")
    tables.connection.execute("update source set is_withdrawn = true where source_id = 'official-1'")
    assert list(tables.run("carry/news_of_places", **NEW)["child_code"]) == ["W1"]


def test_a_successor_stated_before_is_no_news_any_other_relation_is(tables):
    held(tables)
    tables.given("raw.area_lookup", """
        child_code | parent_code | lookup_year | relation  | source_id
        A1         | A2          | 2019        | successor | official-2
        A1         | A2          | 2020        | successor | official-2
        W1         | A2          | 2023        | within    | official-2
    """)  # fmt: skip
    assert_table(tables.run("carry/news_of_places", **NEW), """
        child_code | parent_code | stated_year
        A1         | A2          | 2020
        W1         | A2          | 2023
    """)  # fmt: skip


OBSERVED = """
    measure     | area_code | value | source_id
    live_births | A1        | 1     | official-1
    live_births | A2        | 2     | official-2
    residents   | A1        | 3     | official-1
    absences    | A1        | 4     | official-3
"""


def test_measures_and_sources_that_hang_together(tables):
    tables.given("raw.observation", OBSERVED)
    tables.given("observation", OBSERVED)
    assert list(tables.run("carry/measures_told", **NEW)["measure"]) == ["live_births"]
    assert list(tables.run("carry/sources_of_measures", measures=["live_births"])["source_id"]) == ["official-1", "official-2"]
    found = tables.run("carry/measures_of_sources", source_ids=["official-1", "official-2"])
    assert list(found["measure"]) == ["live_births", "residents"]


def test_the_words_of_areas_change_with_names_alone(tables):
    held(tables)
    before = tables.run("carry/area_words").at[0, "area_words"]
    tables.connection.execute("update area set last_year = 2030")
    assert tables.run("carry/area_words").at[0, "area_words"] == before
    tables.connection.execute("update area set area_name = 'Bournemouth' where area_code = 'A2'")
    assert tables.run("carry/area_words").at[0, "area_words"] != before


def test_findings_of_other_sources(tables):
    tables.given("finding", """
        finding_number | check_id    | severity | sentence | source_id
        1              | sudden_jump | warning  | One.     | official-1
        2              | sudden_jump | warning  | Two.     | official-2
    """)  # fmt: skip
    assert_table(tables.run("carry/findings_of_others", **NEW), "check_id | sentence\nsudden_jump | One.")


def test_an_area_held_already_is_brought_up_to_date(tables):
    held(tables)
    tables.given(
        "raw.area", "area_code | area_name | area_type | boundary_year | source_id\nA2 | Bournemouth | authority | 2024 | official-2"
    )
    tables.run("clean/10_area")
    assert_table(tables.content("area"), """
        area_code | area_name   | first_year | last_year | source_id
        A1        | Poole       | 2018       | 2018      | official-1
        A2        | Bournemouth | 2023       | 2024      | official-2
        W1        | Quay        | 2023       | 2023      | official-1
    """)  # fmt: skip


def test_relations_asked_for_are_brought_up_to_date_and_others_left(tables):
    held(tables)
    tables.run("clean/11_area_lookup")
    tables.given("raw.area_lookup", """
        child_code | parent_code | lookup_year | relation  | source_id
        A1         | A2          | 2019        | successor | official-2
        W1         | A2          | 2023        | within    | official-2
    """)  # fmt: skip
    tables.connection.execute("set variable relations = ['successor']")
    tables.run("clean/11_area_lookup")
    assert_table(tables.content("area_lookup"), "child_code | relation | source_id\nA1 | successor | official-2")


def test_measures_asked_for_alone_are_made(tables):
    tables.given("raw.observation", "measure | area_code | value\nlive_births | A1 | 1\nresidents | A1 | 2")
    tables.connection.execute("set variable measures = ['residents']")
    tables.run("clean/50_observation")
    assert list(tables.content("observation")["measure"]) == ["residents"]


def test_measures_asked_for_alone_go_on_under_a_new_code(tables):
    tables.given("area_lookup", "child_code | parent_code | lookup_year | relation\nW1 | W2 | 2019 | successor")
    tables.given("observation", "measure | area_code | value\nlive_births | W1 | 1\nresidents | W1 | 2")
    tables.connection.execute("set variable measures = ['residents']")
    tables.run("clean/51_observation_under_new_code")
    assert_table(tables.content("observation"), """
        measure     | area_code | value
        live_births | W1        | 1
        residents   | W1        | 2
        residents   | W2        | 2
    """)  # fmt: skip

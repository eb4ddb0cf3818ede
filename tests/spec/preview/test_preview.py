"""What a new version changes beside the former one: queries/preview."""

import pytest

from tests.spec.tables import Tables, assert_table

CHANGES, JUMPS, AREAS = "preview/changes", "preview/jumps", "preview/areas"


@pytest.fixture
def former(tmp_path):
    """A version of before, to be filled with a few rows and then attached."""
    made = Tables(tmp_path / "former.duckdb")
    yield made
    made.connection.close()


def attach(tables, former) -> None:
    path = former.connection.execute("select path from duckdb_databases() where not internal").fetchone()[0]
    former.connection.close()
    tables.connection.execute(f"attach '{path}' as former (read_only)")


BEFORE = """
    area_code | group_code | value | nature   | source_id
    A1        | same       | 10    | official | official-1
    A1        | modelled   | 10    | modelled | modelled-2
    A1        | changed    | 100   | official | official-1
    A1        | a_little   | 100   | official | official-1
    A1        | gone       | 10    | modelled | modelled-2
    W1        | changed    | 4     | official | official-1
"""
AFTER = """
    area_code | group_code | value | nature   | source_id
    A1        | same       | 10    | official | official-3
    A1        | modelled   | 12    | official | official-3
    A1        | changed    | 90    | official | official-3
    A1        | a_little   | 104   | official | official-3
    A1        | new        | 7     | official | official-3
    W1        | changed    | 2     | official | official-3
"""


@pytest.fixture
def both(tables, former):
    former.given("observation", BEFORE)
    tables.given("observation", AFTER)
    attach(tables, former)
    return tables


def test_every_kind_of_change_is_counted(both):
    assert_table(both.run(CHANGES, percent=5.0), """
        measure     | time_period | kind_of_change        | areas | figures | jumps
        live_births | 2022        | changed               | 2     | 3       | 2
        live_births | 2022        | confirmed             | 1     | 1       | 0
        live_births | 2022        | gone                  | 1     | 1       | 0
        live_births | 2022        | new                   | 1     | 1       | 0
        live_births | 2022        | official for modelled | 1     | 1       | 1
    """)  # fmt: skip


def test_nothing_is_told_of_what_stays(tables, former):
    for version in (tables, former):
        version.given("population", "area_code | persons\nA1 | 5")
        version.given("deprivation", "area_code | edition | domain | national_rank | national_decile\nL1 | 2019 | imd | 7 | 1")
    attach(tables, former)
    assert tables.run(CHANGES, percent=5.0).empty


def test_large_changes_are_listed_of_authorities_only_the_largest_first(both):
    """Wards hold small numbers, which are never shown singly."""
    assert_table(both.run(JUMPS, percent=5.0, most=10), """
        area_name  | former_figure | new_figure | change_percent | former_nature | new_nature
        Name of A1 | 10            | 12         | 20             | modelled      | official
        Name of A1 | 100           | 90         | -10            | official      | official
    """)  # fmt: skip


def test_no_more_than_asked_for(both):
    assert len(both.run(JUMPS, percent=5.0, most=1)) == 1


def test_a_figure_that_was_zero_is_no_jump(tables, former):
    former.given("observation", "area_code | value\nA1 | 0")
    tables.given("observation", "area_code | value\nA1 | 9")
    attach(tables, former)
    assert tables.run(JUMPS, percent=5.0, most=10).empty
    assert list(tables.run(CHANGES, percent=5.0)["kind_of_change"]) == ["changed"]


def test_population_and_neighbours_are_compared_too(tables, former):
    former.given("population", "area_code | persons\nA1 | 100")
    tables.given("population", "area_code | persons\nA1 | 120\nA2 | 7")
    attach(tables, former)
    assert_table(tables.run(CHANGES, percent=5.0), """
        held_as    | kind_of_change  | figures | jumps
        population | changed | 1       | 1
        population | new     | 1       | 0
    """)  # fmt: skip


def test_new_areas_and_outlines_by_type(tables, former):
    former.given("population", "area_code | persons\nA1 | 1\nW1 | 1")
    tables.given("population", "area_code | persons\nA1 | 1\nW1 | 1\nW2 | 1\nW3 | 1")
    tables.given("boundary", "area_code | boundary_year\nA1 | 2022\nA1 | 2023\nW2 | 2023")
    attach(tables, former)
    assert_table(tables.run(AREAS), """
        area_type | new_areas | new_outlines
        authority | 0         | 2
        ward      | 2         | 1
    """)  # fmt: skip

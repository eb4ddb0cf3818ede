"""What the place file says for SSDA903 returns: outlines of small areas to place homes in, and the files that count."""

from tests.spec.tables import assert_table


def test_homes_are_placed_in_the_lsoas_of_the_latest_census_that_files_in_force_outline(tables):
    tables.given("raw.boundary", """
        area_code | boundary_year | outline | source_id
        E01000001 | 2011          | old     | official-1
        E01000001 | 2021          | new     | official-2
        E01000002 | 2021          | other   | official-2
        E05000001 | 2023          | ward    | official-2
        W01000001 | 2021          | wales   | official-2
        E01000003 | 2031          | future  | official-3
    """)  # fmt: skip
    tables.connection.execute("update source set is_withdrawn = true where source_id = 'official-3'")
    assert_table(tables.run("lookups/lsoa_outlines_stated"), """
        lsoa_code | outline
        E01000001 | new
        E01000002 | other
    """)  # fmt: skip


def test_files_of_returns_count_unless_taken_out_and_are_files_of_children_nevertheless(tables):
    for number in (2, 1, 3, 4):
        tables.given("observation", f"area_code | value | source_id\nW{number} | 1 | modelled-{number}")
    tables.given("observation", "area_code | value | source_id\nW5 | 1 | official-5")
    tables.connection.execute("update source set kind = 'ssda903' where source_id <> 'modelled-4'")
    tables.connection.execute("update source set kind = 'ssda903_tables' where source_id = 'modelled-2'")
    tables.connection.execute("update source set kind = 'pupil_results' where source_id = 'modelled-4'")
    tables.connection.execute("update source set kind = 'dfe_ees' where source_id = 'official-5'")
    tables.connection.execute("update source set is_withdrawn = true where source_id = 'modelled-3'")
    assert_table(tables.run("lookups/return_sources"), """
        source_id  | nature
        modelled-1 | modelled
        modelled-2 | modelled
    """)  # fmt: skip
    assert list(tables.run("lookups/sources_of_children")["source_id"]) == ["modelled-1", "modelled-2", "modelled-3", "modelled-4"]

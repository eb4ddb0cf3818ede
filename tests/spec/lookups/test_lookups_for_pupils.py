"""What the place file says for pupils: LSOAs known, the ward of each, and the files of pupils that count."""

from tests.spec.tables import assert_table


def test_the_ward_of_an_lsoa_is_that_of_the_lookup_nearest_to_the_wards_shown(tables):
    tables.given("ward_set", """
        authority_code | ward_code | ward_name | boundary_year | is_current
        A1             | W1        | One       | 2023          | true
        A1             | W2        | Two       | 2023          | true
        A1             | W3        | Three     | 2019          | false
        A2             | W4        | Four      | 2017          | true
    """)  # fmt: skip
    tables.given("area_lookup", """
        child_code | parent_code | lookup_year | relation
        L1         | W1          | 2019        | best_fit
        L1         | W2          | 2024        | best_fit
        L1         | W4          | 2017        | best_fit
        L2         | W1          | 2020        | best_fit
        L2         | W2          | 2026        | best_fit
        L3         | W3          | 2019        | best_fit
        L4         | W9          | 2023        | best_fit
        W9         | W1          | 2023        | successor
        L1         | A1          | 2023        | within
    """)  # fmt: skip
    assert_table(tables.run("lookups/lsoas_of_wards"), """
        lsoa_code | ward_code
        L1        | W2
        L1        | W4
        L2        | W2
        L4        | W1
    """)  # fmt: skip


def test_lsoas_are_known_that_a_file_in_force_names(tables):
    tables.given("raw.area", """
        area_code | area_name | area_type | source_id
        L1        | One       | lsoa      | official-1
        L1        | One       | lsoa      | official-2
        L2        | Two       | lsoa      | official-2
        W1        | Ward      | ward      | official-1
        L3        | Three     | lsoa      | official-3
    """)  # fmt: skip
    tables.connection.execute("update source set is_withdrawn = true where source_id = 'official-3'")
    assert list(tables.run("lookups/known_lsoas")["lsoa_code"]) == ["L1", "L2"]


def test_files_of_pupils_count_unless_taken_out(tables):
    for number in (2, 1, 3):
        tables.given("observation", f"area_code | value | source_id\nW{number} | 1 | modelled-{number}")
    tables.given("observation", "area_code | value | source_id\nW4 | 1 | official-4")
    tables.connection.execute("update source set kind = 'pupil_results' where nature = 'modelled'")
    tables.connection.execute("update source set is_withdrawn = true where source_id = 'modelled-3'")
    assert_table(tables.run("lookups/pupil_sources"), """
        source_id  | nature
        modelled-1 | modelled
        modelled-2 | modelled
    """)  # fmt: skip

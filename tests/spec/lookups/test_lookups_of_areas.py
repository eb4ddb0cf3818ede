"""What the pages ask about areas, wards, outlines and sources: queries/lookups."""

from tests.spec.tables import assert_table

WARDS = """
    authority_code | ward_code | ward_name | boundary_year | has_outline | is_current
    A1             | W1        | Quay      | 2017          | true        | false
    A1             | W2        | Park      | 2023          | true        | true
    A1             | W3        | Hill      | 2023          | false       | true
"""


def test_areas_by_type(tables):
    tables.given("population", "area_code | persons\nW1 | 1\nA1 | 2")
    assert_table(tables.run("lookups/areas_by_type"), """
        area_code | area_type
        A1        | authority
        W1        | ward
    """)  # fmt: skip


def test_larger_areas_are_those_above_the_ward(tables):
    tables.given("population", "area_code | persons\nA1 | 1\nD1 | 1\nE1 | 1\nL1 | 1\nR1 | 1\nW1 | 1")
    assert list(tables.run("lookups/larger_areas")["area_code"]) == ["A1", "D1", "E1", "R1"]


def test_authorities_are_those_with_wards_or_a_plan_the_present_ones_first(tables):
    tables.given("area", """
        area_code | area_name | area_type | first_year | last_year | is_historic
        A1        | Poole     | authority | 2017       | 2018      | true
        A2        | Plymouth  | authority | 2017       | 2023      | false
        A3        | Nothing   | authority | 2017       | 2023      | false
        D1        | Moors     | district  | 2017       | 2023      | false
    """)  # fmt: skip
    tables.given("plan", "plan_id | area_code\np | A1")
    tables.given("ward_set", "authority_code | ward_code | ward_name\nA2 | W1 | Drake\nD1 | W2 | Moor")
    tables.given("population", "area_code | persons\nA2 | 1")
    assert_table(tables.run("lookups/authorities"), """
        area_code | area_name | is_historic | has_population
        D1        | Moors     | False       | False
        A2        | Plymouth  | False       | True
        A1        | Poole     | True        | False
    """)  # fmt: skip


def test_an_authority_lies_in_the_region_of_the_latest_lookup_or_in_its_successors(tables):
    tables.given("area_lookup", """
        child_code | parent_code | lookup_year | relation
        A1         | R1          | 2019        | within
        A1         | R2          | 2023        | within
        A2         | A1          | 2019        | successor
        A3         | E1          | 2023        | within
    """)  # fmt: skip
    tables.given("ward_set", """
        authority_code | ward_code | ward_name
        A1             | W1        | Quay
        A2             | W2        | Park
        A3             | W3        | Hill
    """)  # fmt: skip
    assert_table(tables.run("lookups/authorities"), """
        area_code | region_code | region_name
        A1        | R2          | Name of R2
        A2        | R2          | Name of R2
        A3        |             |
    """)  # fmt: skip


def test_current_wards_are_those_of_the_vintage_shown_by_name(tables):
    tables.given("ward_set", WARDS)
    assert_table(tables.run("lookups/current_wards"), """
        authority_code | ward_code | ward_name | boundary_year | has_outline
        A1             | W3        | Hill      | 2023          | False
        A1             | W2        | Park      | 2023          | True
    """)  # fmt: skip


def test_current_ward_outlines_are_of_the_same_year_as_the_wards(tables):
    tables.given("ward_set", WARDS)
    tables.given("boundary", """
        area_code | boundary_year | outline
        W1        | 2017          | gone
        W2        | 2017          | older
        W2        | 2023          | shown
    """)  # fmt: skip
    assert_table(tables.run("lookups/current_ward_outlines"), """
        authority_code | area_code | area_name | boundary_year | outline | method
        A1             | W2        | Park      | 2023          | shown   | published
    """)  # fmt: skip


def outline_layers(tables) -> None:
    tables.given("outline_layer", """
        layer_id | authority_code | area_type | boundary_year | method    | west | south | east | north | geojson
        ward-2   | A1             | ward      | 2023          | published | -4   | 50    | -3   | 51    | {"a":2}
        ward-1   | A1             | ward      | 2017          | published | -4   | 50    | -3   | 51    | {"a":1}
    """)  # fmt: skip


def test_layers_without_their_geometry(tables):
    outline_layers(tables)
    found = tables.run("lookups/layers")
    assert "geojson" not in found.columns
    assert_table(found, """
        layer_id | authority_code | boundary_year | west | north
        ward-1   | A1             | 2017          | -4   | 51
        ward-2   | A1             | 2023          | -4   | 51
    """)  # fmt: skip


def test_the_geometry_of_one_layer(tables):
    outline_layers(tables)
    assert_table(tables.run("lookups/layer_geojson", layer_id="ward-2"), """
        geojson
        {"a":2}
    """)  # fmt: skip


def test_labels_of_a_layer_stand_inside_the_outlines_of_its_year(tables):
    outline_layers(tables)
    tables.given("ward_set", WARDS)
    tables.given("boundary", """
        area_code | boundary_year | label_longitude | label_latitude
        W1        | 2017          | -3.1            | 50.1
        W2        | 2023          | -3.123456       | 50.654321
        W2        | 2017          | -9              | 9
    """)  # fmt: skip
    assert_table(tables.run("lookups/layer_labels", layer_id="ward-2"), """
        longitude | latitude | area_name
        -3.1235   | 50.6543  | Park
    """)  # fmt: skip


def fitted_lsoas(tables) -> None:
    """Two LSOAs assigned to a ward in 2023."""
    tables.given("area_lookup", """
        child_code | parent_code | lookup_year | relation
        L1         | W1          | 2023        | best_fit
        L2         | W1          | 2023        | best_fit
        W1         | A1          | 2023        | within
    """)  # fmt: skip


def test_a_ward_without_outline_is_made_of_its_lsoas_each_in_its_latest_outline(tables):
    fitted_lsoas(tables)
    tables.given("boundary", """
        area_code | boundary_year | outline
        L1        | 2011          | old
        L1        | 2021          | new
        L2        | 2011          | only
        W2        | 2023          | another
    """)  # fmt: skip
    assert_table(tables.run("lookups/lsoas_of_wards_without_outline"), """
        ward_code | lookup_year | lsoa_code | outline
        W1        | 2023        | L1        | new
        W1        | 2023        | L2        | only
    """)  # fmt: skip


def test_a_ward_is_joined_from_lsoas_as_they_were_in_the_year_of_its_lookup(tables):
    fitted_lsoas(tables)
    tables.given("boundary", """
        area_code | boundary_year | outline
        L1        | 2011          | old
        L1        | 2021          | then
        L1        | 2031          | later
        L2        | 2031          | soon
        L2        | 2041          | far
    """)  # fmt: skip
    assert_table(tables.run("lookups/lsoas_of_wards_without_outline"), """
        ward_code | lookup_year | lsoa_code | outline
        W1        | 2023        | L1        | then
        W1        | 2023        | L2        | soon
    """)  # fmt: skip


def test_no_ward_is_made_of_some_of_its_lsoas(tables):
    fitted_lsoas(tables)
    tables.given("boundary", "area_code\nL1")
    assert tables.run("lookups/lsoas_of_wards_without_outline").empty


def test_a_published_outline_of_that_year_is_not_joined_again(tables):
    fitted_lsoas(tables)
    tables.given("boundary", "area_code\nL1\nL2\nW1")
    assert tables.run("lookups/lsoas_of_wards_without_outline").empty


def test_a_published_outline_of_another_year_does_not_stand_in(tables):
    fitted_lsoas(tables)
    tables.given("boundary", "area_code | boundary_year\nL1 | 2011\nL2 | 2011\nW1 | 2017")
    assert list(tables.run("lookups/lsoas_of_wards_without_outline")["lsoa_code"]) == ["L1", "L2"]


def test_points_of_lsoas_by_authority_of_the_version_being_written(tables):
    tables.given("raw.area", "area_code | area_name | area_type\nE06 | Here | authority\nE12 | South | region")
    tables.given("raw.area_lookup", """
        child_code | parent_code | lookup_year | relation
        E01A       | E06         | 2021        | within
        E01A       | E06         | 2021        | within
        E01A       | E12         | 2021        | within
        E05A       | E06         | 2021        | within
        E01B       | E06         | 2021        | best_fit
    """)  # fmt: skip
    tables.given("raw.boundary", """
        area_code | label_longitude | label_latitude
        E01A      | -4              | 50
        E01B      | -5              | 51
        E05A      | -6              | 52
    """)  # fmt: skip
    assert_table(tables.run("lookups/lsoa_points_by_authority"), """
        lsoa_code | label_longitude | label_latitude | authority_code | lookup_year
        E01A      | -4              | 50             | E06            | 2021
    """)  # fmt: skip


def test_sources_in_the_order_of_loading(tables):
    tables.given("population", """
        area_code | persons | source_id
        W1        | 1       | modelled-2
        W2        | 1       | official-1
    """)  # fmt: skip
    assert_table(tables.run("lookups/sources"), """
        source_id  | file_name      | kind     | nature   | licence | load_order
        official-1 | official-1.csv | official | official | licence | 1
        modelled-2 | modelled-2.csv | modelled | modelled | licence | 2
    """)  # fmt: skip


def test_sources_held_by_checksum(tables):
    tables.given("population", """
        area_code | persons | source_id
        W1        | 1       | modelled-2
        W2        | 1       | official-1
    """)  # fmt: skip
    assert_table(tables.run("lookups/sources_held"), """
        source_id  | checksum   | mapping | load_order
        official-1 | official-1 |         | 1
        modelled-2 | modelled-2 |         | 2
    """)  # fmt: skip


def test_areas_that_no_other_source_names(tables):
    tables.given("raw.area", """
        area_code | area_name | boundary_year | source_id
        W1        | Here      | 2023          | official-1
        W1        | Here      | 2024          | official-2
        W2        | There     | 2023          | official-2
        W2        | There     | 2024          | official-2
    """)  # fmt: skip
    assert_table(tables.run("lookups/areas_named_only_by", source_id="official-2"), """
        area_code | area_name | area_type | boundary_year
        W2        | There     | ward      | 2023
        W2        | There     | ward      | 2024
    """)  # fmt: skip

"""From what each source says about areas to the areas in force: queries/clean/10 to 30."""

from tests.spec.tables import assert_table


def test_the_latest_naming_of_an_area_wins(tables):
    tables.given("raw.area", """
        area_code | area_name | boundary_year | source_id
        W1        | Old Town  | 2017          | official-1
        W1        | Old Quay  | 2023          | official-2
    """)  # fmt: skip
    tables.run("clean/10_area")
    assert_table(tables.content("area"), """
        area_code | area_name | area_type | first_year | last_year | is_historic | source_id
        W1        | Old Quay  | ward      | 2017       | 2023      | False       | official-2
    """)  # fmt: skip


def test_a_name_is_better_than_a_bare_code_and_an_official_name_than_a_modelled_one(tables):
    tables.given("raw.area", """
        area_code | area_name | boundary_year | source_id
        W1        | Quay      | 2017          | official-1
        W1        | W1        | 2023          | official-1
        W2        | Park      | 2023          | official-1
        W2        | Parkside  | 2023          | modelled-2
        W3        | First     | 2023          | official-1
        W3        | Last      | 2023          | official-3
    """)  # fmt: skip
    tables.run("clean/10_area")
    assert_table(tables.content("area"), """
        area_code | area_name
        W1        | Quay
        W2        | Park
        W3        | Last
    """)  # fmt: skip


def test_an_area_with_a_successor_is_historic_and_ends_the_year_before(tables):
    tables.given("raw.area", """
        area_code | area_name | area_type | boundary_year
        A1        | Poole     | authority | 2023
        A2        | BCP       | authority | 2023
    """)  # fmt: skip
    tables.given("raw.area_lookup", """
        child_code | parent_code | lookup_year | relation
        A1         | A2          | 2019        | successor
    """)  # fmt: skip
    tables.run("clean/10_area")
    assert_table(tables.content("area"), """
        area_code | last_year | is_historic
        A1        | 2018      | True
        A2        | 2023      | False
    """)  # fmt: skip


def test_an_area_replaced_twice_ended_the_first_time(tables):
    tables.given("raw.area", "area_code | area_name | boundary_year\nW1 | Quay | 2023")
    tables.given("raw.area_lookup", """
        child_code | parent_code | lookup_year | relation
        W1         | W2          | 2019        | successor
        W1         | W3          | 2021        | successor
    """)  # fmt: skip
    tables.run("clean/10_area")
    assert list(tables.content("area")["last_year"]) == [2018]


def test_a_relation_counts_once_and_only_between_areas_known_by_name(tables):
    tables.given("area", """
        area_code | area_name | area_type | first_year | last_year | is_historic
        A1        | Plymouth  | authority | 2023       | 2023      | false
        W1        | Drake     | ward      | 2023       | 2023      | false
    """)  # fmt: skip
    tables.given("raw.area_lookup", """
        child_code | parent_code | lookup_year | source_id
        W1         | A1          | 2023        | official-1
        W1         | A1          | 2023        | official-2
        W1         | A1          | 2019        | official-1
        W9         | A1          | 2023        | official-1
        W1         | A9          | 2023        | official-1
    """)  # fmt: skip
    tables.run("clean/11_area_lookup")
    assert_table(tables.content("area_lookup"), """
        child_code | parent_code | lookup_year | source_id
        W1         | A1          | 2019        | official-1
        W1         | A1          | 2023        | official-2
    """)  # fmt: skip


def wards_named(tables, lookup: str, names: str) -> None:
    """Wards in their authority, year by year, and the names that sources give them."""
    tables.given("area_lookup", lookup)
    tables.given("raw.area", names)


def test_a_ward_goes_on_under_a_new_code_when_name_and_authority_stay(tables):
    wards_named(tables, """
        child_code | parent_code | lookup_year
        W1         | A1          | 2023
        W2         | A1          | 2025
    """, """
        area_code | area_name | boundary_year
        W1        | Beacon    | 2023
        W2        | Beacon    | 2025
    """)  # fmt: skip
    tables.run("clean/12_ward_under_new_code")
    found = tables.content("area_lookup")
    assert_table(found[found["relation"] == "successor"], """
        child_code | parent_code | lookup_year
        W1         | W2          | 2025
    """)  # fmt: skip


def test_the_change_is_of_the_first_year_of_the_new_code(tables):
    wards_named(tables, """
        child_code | parent_code | lookup_year
        W1         | A1          | 2019
        W1         | A1          | 2023
        W2         | A1          | 2025
        W2         | A1          | 2026
    """, """
        area_code | area_name | boundary_year
        W1        | Beacon    | 2023
        W2        | Beacon    | 2025
    """)  # fmt: skip
    tables.run("clean/12_ward_under_new_code")
    found = tables.content("area_lookup")
    assert list(found.loc[found["relation"] == "successor", "lookup_year"]) == [2025]


def test_only_wards_go_on_under_a_new_code(tables):
    wards_named(tables, """
        child_code | parent_code | lookup_year
        L1         | A1          | 2011
        L2         | A1          | 2021
    """, """
        area_code | area_name   | boundary_year
        L1        | Plymouth 1A | 2011
        L2        | Plymouth 1A | 2021
    """)  # fmt: skip
    tables.run("clean/12_ward_under_new_code")
    assert set(tables.content("area_lookup")["relation"]) == {"within"}


def test_no_ward_goes_on_elsewhere_under_another_name_or_while_its_code_is_in_use(tables):
    wards_named(tables, """
        child_code | parent_code | lookup_year
        W1         | A1          | 2023
        W2         | A2          | 2025
        W3         | A1          | 2023
        W4         | A1          | 2025
        W5         | A1          | 2023
        W5         | A1          | 2025
        W6         | A1          | 2025
    """, """
        area_code | area_name | boundary_year
        W1        | Beacon    | 2023
        W2        | Beacon    | 2025
        W3        | Hill      | 2023
        W4        | Dale      | 2025
        W5        | Quay      | 2023
        W6        | Quay      | 2025
    """)  # fmt: skip
    tables.run("clean/12_ward_under_new_code")
    assert set(tables.content("area_lookup")["relation"]) == {"within"}


def test_a_change_that_a_source_states_is_not_stated_twice(tables):
    wards_named(tables, """
        child_code | parent_code | lookup_year | relation
        W1         | A1          | 2023        | within
        W2         | A1          | 2025        | within
        W1         | W2          | 2024        | successor
    """, """
        area_code | area_name | boundary_year
        W1        | Beacon    | 2023
        W2        | Beacon    | 2025
    """)  # fmt: skip
    tables.run("clean/12_ward_under_new_code")
    found = tables.content("area_lookup")
    assert list(found.loc[found["relation"] == "successor", "lookup_year"]) == [2024]


def test_one_outline_a_year_of_an_area_the_last_loaded(tables):
    tables.given("raw.boundary", """
        area_code | boundary_year | outline | source_id
        W1        | 2023          | first   | official-1
        W1        | 2023          | second  | official-2
        W1        | 2017          | older   | official-1
    """)  # fmt: skip
    tables.run("clean/20_boundary")
    assert_table(tables.content("boundary"), """
        area_code | boundary_year | outline | method    | source_id
        W1        | 2017          | older   | published | official-1
        W1        | 2023          | second  | published | official-2
    """)  # fmt: skip


def test_one_centroid_an_area_the_last_loaded(tables):
    tables.given("raw.area_centroid", """
        area_code | easting | northing | source_id
        L1        | 200000  | 50000    | official-2
        L1        | 1       | 2        | official-1
    """)  # fmt: skip
    tables.run("clean/21_area_centroid")
    assert_table(tables.content("area_centroid"), """
        area_code | easting | northing | source_id
        L1        | 200000  | 50000    | official-2
    """)  # fmt: skip


def vintages(tables, *outlines: str) -> None:
    """Two wards of 2017 and two others of 2023 in one authority; outlines of the wards named."""
    tables.given("area_lookup", """
        child_code | parent_code | lookup_year
        W1         | A1          | 2017
        W2         | A1          | 2017
        W3         | A1          | 2023
        W4         | A1          | 2023
    """)  # fmt: skip
    tables.given("raw.area", """
        area_code | area_name | boundary_year
        W1        | Quay      | 2017
        W2        | Park      | 2017
        W3        | Beacon    | 2023
        W4        | Hill      | 2023
    """)  # fmt: skip
    for code in outlines:
        year = "2017" if code in ("W1", "W2") else "2023"
        tables.given("boundary", f"area_code | boundary_year\n{code} | {year}")


def current_wards(tables) -> list[str]:
    tables.run("clean/30_ward_set")
    found = tables.content("ward_set")
    return list(found.loc[found["is_current"], "ward_code"])


def test_the_vintage_shown_is_the_latest_with_every_ward_outlined(tables):
    vintages(tables, "W1", "W2", "W3")
    assert current_wards(tables) == ["W1", "W2"]
    assert_table(tables.content("ward_set"), """
        authority_code | ward_code | ward_name | boundary_year | has_outline | is_current
        A1             | W1        | Quay      | 2017          | True        | True
        A1             | W2        | Park      | 2017          | True        | True
        A1             | W3        | Beacon    | 2023          | True        | False
        A1             | W4        | Hill      | 2023          | False       | False
    """)  # fmt: skip


def test_of_two_vintages_with_outlines_the_later_is_shown(tables):
    vintages(tables, "W1", "W2", "W3", "W4")
    assert current_wards(tables) == ["W3", "W4"]


def test_without_any_outline_the_latest_vintage_is_shown(tables):
    vintages(tables)
    assert current_wards(tables) == ["W3", "W4"]


def test_an_outline_of_another_year_does_not_count(tables):
    vintages(tables, "W1", "W2")
    tables.given("boundary", """
        area_code | boundary_year
        W3        | 2017
        W4        | 2017
    """)  # fmt: skip
    assert current_wards(tables) == ["W1", "W2"]


def test_wards_belong_to_authorities_and_districts_not_to_regions(tables):
    tables.given("area_lookup", """
        child_code | parent_code
        W1         | D1
        W1         | R1
        D1         | R1
    """)  # fmt: skip
    tables.given("raw.area", "area_code | area_name\nW1 | Moor")
    tables.run("clean/30_ward_set")
    assert_table(tables.content("ward_set"), """
        authority_code | ward_code
        D1             | W1
    """)  # fmt: skip


def test_a_part_of_a_vintage_is_no_vintage(tables):
    """One ward of a new vintage, given alone, must not stand for the authority: its residents would be summed as everybody."""
    tables.given("area_lookup", """
        child_code | parent_code | lookup_year
        W1         | A1          | 2019
        W2         | A1          | 2019
        W3         | A1          | 2019
        W4         | A1          | 2026
    """)  # fmt: skip
    tables.given(
        "raw.area", "area_code | area_name | boundary_year\n" + "\n".join(f"W{n} | Name | {2026 if n == 4 else 2019}" for n in range(1, 5))
    )
    tables.given("boundary", "area_code | boundary_year\nW4 | 2026")
    tables.run("clean/30_ward_set")
    assert list(tables.content("ward_set")["ward_code"].sort_values()) == ["W1", "W2", "W3"]


def test_an_lsoa_has_one_class_a_census(tables):
    tables.given("area_lookup", "child_code | parent_code\nL1 | A1")
    tables.given("raw.rural_urban", """
        area_code | census_year | class_code | class_name | kind  | source_id
        L1        | 2011        | C1         | Town       | Urban | official-1
        L1        | 2021        | RSF1       | Village    | Rural | official-1
        X1        | 2021        | RSF1       | Village    | Rural | official-1
    """)  # fmt: skip
    tables.run("clean/22_rural_urban")
    assert_table(tables.content("rural_urban"), """
        area_code | census_year | class_code | kind
        L1        | 2011        | C1         | Urban
        L1        | 2021        | RSF1       | Rural
    """)  # fmt: skip

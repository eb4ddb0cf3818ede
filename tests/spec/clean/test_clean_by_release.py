"""Which of several files is in force: official, preferred, newer release, last loaded; never one that was taken out."""

import pytest

from tests.spec.tables import assert_table

HEADER = "source_id | file_name | checksum | kind | publisher | title | release | licence | attribution | nature | rows_read | rows_loaded | rows_rejected | load_order | release_order | preference | is_withdrawn"  # fmt: skip


def sources(tables, *said: tuple[str, str, str, int, bool]) -> None:
    """Sources in the order of loading: name, nature, release_order, preference, whether taken out."""
    rows = [f"{name} | f.csv | {name} | k | P | T | R | L | A | {nature} | 1 | 1 | 0 | {order} | {release} | {preference} | {out}"
            for order, (name, nature, release, preference, out) in enumerate(said, start=1)]  # fmt: skip
    tables.given("source", "\n".join([HEADER, *rows]))


NEW, OLD = ("new", "official", "2024 1", 0, False), ("old", "official", "2023 1", 0, False)
CASES = {
    "the newer release though loaded first": ([NEW, OLD], "new"),
    "the newer release loaded last": ([OLD, NEW], "new"),
    "the last loaded of one release": ([NEW, ("again", "official", "2024 1", 0, False)], "again"),
    "a final release after a provisional one": ([NEW, ("early", "official", "2024 0 provisional", 0, False)], "new"),
    "an older release that somebody prefers": ([NEW, ("old", "official", "2023 1", 1, False)], "old"),
    "an older release when the newer one is taken out": ([("new", "official", "2024 1", 0, True), OLD], "old"),
    "official figures though modelled ones are preferred": ([("model", "modelled", "2035 1", 9, False), OLD], "old"),
}


@pytest.mark.parametrize("case", CASES)
def test_in_force_is(case, tables):
    said, expected = CASES[case]
    sources(tables, *said)
    names = [name for name, *_ in said]
    tables.given("area", "area_code | area_name | area_type | first_year | last_year | is_historic | source_id\n"
                 f"L1 | One | lsoa | 2023 | 2023 | false | {names[0]}")  # fmt: skip
    tables.given("raw.population", "\n".join(["area_code | persons | source_id", *(f"L1 | 10 | {name}" for name in names)]))
    tables.given("raw.observation", "\n".join(["area_code | value | source_id", *(f"L1 | 10 | {name}" for name in names)]))
    tables.given("raw.deprivation", "\n".join(["area_code | national_rank | source_id", *(f"L1 | 10 | {name}" for name in names)]))
    tables.given(
        "raw.area_centroid", "\n".join(["area_code | easting | northing | source_id", *(f"L1 | 1 | 1 | {name}" for name in names)])
    )
    tables.given(
        "raw.rural_urban",
        "\n".join(
            [
                "area_code | census_year | class_code | class_name | kind | source_id",
                *(f"L1 | 2011 | E1 | Village | Rural | {name}" for name in names),
            ]
        ),
    )
    for query, table in (("40_population", "population"), ("50_observation", "observation"), ("52_deprivation", "deprivation"),
                         ("21_area_centroid", "area_centroid"), ("22_rural_urban", "rural_urban")):  # fmt: skip
        tables.run(f"clean/{query}")
        assert list(tables.content(table)["source_id"]) == [expected], table


def test_figures_that_only_the_old_release_has_stay(tables):
    sources(tables, NEW, OLD)
    tables.given("raw.observation", """
        area_code | time_period | value | source_id
        A1        | 2023        | 10    | new
        A1        | 2023        | 11    | old
        A1        | 2022        | 12    | old
    """)  # fmt: skip
    tables.run("clean/50_observation")
    assert_table(tables.content("observation"), """
        time_period | value | source_id
        2022        | 12    | old
        2023        | 10    | new
    """)  # fmt: skip


def test_figures_of_areas_that_nothing_in_force_names_are_left_out(tables):
    sources(tables, OLD)
    tables.given("raw.population", "area_code | persons | source_id\nX1 | 10 | old")
    tables.given("raw.observation", "area_code | value | source_id\nX1 | 10 | old")
    tables.given("raw.deprivation", "area_code | national_rank | source_id\nX1 | 10 | old")
    tables.given("raw.area_centroid", "area_code | easting | northing | source_id\nX1 | 1 | 1 | old")
    tables.given("raw.boundary", "area_code | source_id\nX1 | old")
    tables.given(
        "raw.rural_urban", "area_code | census_year | class_code | class_name | kind | source_id\nX1 | 2011 | E1 | Village | Rural | old"
    )
    for query, table in (("40_population", "population"), ("50_observation", "observation"), ("52_deprivation", "deprivation"),
                         ("21_area_centroid", "area_centroid"), ("20_boundary", "boundary"), ("22_rural_urban", "rural_urban")):  # fmt: skip
        tables.run(f"clean/{query}")
        assert tables.content(table).empty, table


def test_names_and_relations_of_a_source_taken_out_count_no_more(tables):
    sources(tables, OLD, ("gone", "official", "2025 1", 0, True))
    tables.given("raw.area", """
        area_code | area_name | area_type | boundary_year | source_id
        A1        | Dorset    | authority | 2023          | old
        W1        | Quay      | ward      | 2023          | old
        W1        | Renamed   | ward      | 2025          | gone
    """)  # fmt: skip
    tables.given("raw.area_lookup", """
        child_code | parent_code | lookup_year | relation  | source_id
        W1         | A1          | 2023        | within    | old
        W1         | A1          | 2025        | within    | gone
        W1         | W2          | 2025        | successor | gone
    """)  # fmt: skip
    for query in ("10_area", "11_area_lookup", "12_ward_under_new_code", "30_ward_set"):
        tables.run(f"clean/{query}")
    assert_table(tables.content("area"), "area_code | area_name | is_historic\nA1 | Dorset | False\nW1 | Quay | False")
    assert_table(tables.content("ward_set"), "ward_code | ward_name | boundary_year\nW1 | Quay | 2023")

"""Which LSOAs make up which area in which edition: queries/clean/53_area_lsoa.sql and the lookups of it."""

from tests.spec.tables import assert_table

NAMED = """
    area_code | area_name | area_type | boundary_year | source_id
    L1        | One       | lsoa      | 2011          | official-1
    L2        | Two       | lsoa      | 2011          | official-1
    L3        | Three     | lsoa      | 2011          | official-1
    L1        | One       | lsoa      | 2021          | official-2
    L2        | Two       | lsoa      | 2021          | official-2
    L4        | Four      | lsoa      | 2021          | official-2
    L5        | Five      | lsoa      | 2021          | official-2
"""
LOOKUPS = """
    child_code | parent_code | lookup_year | relation | source_id
    L1         | W1          | 2019        | best_fit | official-1
    L2         | W2          | 2019        | best_fit | official-1
    L3         | W2          | 2019        | best_fit | official-1
    L1         | W1          | 2023        | best_fit | official-2
    L2         | W1          | 2023        | best_fit | official-2
    L4         | W2          | 2023        | best_fit | official-2
    L1         | A1          | 2019        | within   | official-1
    L2         | A1          | 2019        | within   | official-1
    L3         | A1          | 2019        | within   | official-1
    L1         | A1          | 2024        | within   | official-2
    L2         | A1          | 2024        | within   | official-2
    L4         | A1          | 2024        | within   | official-2
    L5         | A1          | 2024        | within   | official-2
"""


def given(tables, editions: dict[str, str], lookups: str = LOOKUPS) -> None:
    tables.given("raw.area", NAMED)
    tables.given("area_lookup", lookups)
    tables.given("raw.area_lookup", lookups)
    tables.given("ward_set", "authority_code | ward_code | ward_name | boundary_year\nA1 | W1 | Quay | 2023\nA1 | W2 | Park | 2023")
    for edition, lsoas in editions.items():
        tables.given("deprivation", "area_code | edition | domain\n" + "\n".join(f"{code} | {edition} | imd" for code in lsoas.split()))
    tables.run("clean/53_area_lsoa")


def members(tables, edition: str) -> dict[str, str]:
    rows = tables.content("area_lsoa").query("edition == @edition and relation != 'itself'")
    return rows.groupby("area_code")["lsoa_code"].agg(" ".join).to_dict()


def test_each_edition_takes_the_lookup_of_its_own_census(tables):
    given(tables, {"2019": "L1 L2 L3", "2025": "L1 L2 L4 L5"})
    assert members(tables, "2019") == {"A1": "L1 L2 L3", "W1": "L1", "W2": "L2 L3"}
    assert members(tables, "2025") == {"A1": "L1 L2 L4 L5", "W1": "L1 L2", "W2": "L4"}


def test_an_lsoa_is_made_of_itself(tables):
    given(tables, {"2025": "L1 L2 L4 L5"})
    assert list(tables.content("area_lsoa").query("relation == 'itself'")["area_code"]) == ["L1", "L2", "L4", "L5"]


def test_an_area_with_an_lsoa_the_edition_does_not_have_is_left_out(tables):
    """Only the lookup of 2011's LSOAs is held, and the edition has split L3 into L4 and L5."""
    first = "\n".join(line for line in LOOKUPS.splitlines() if "official-2" not in line)
    given(tables, {"2025": "L1 L2 L4 L5"}, first)
    assert members(tables, "2025") == {"W1": "L1"}


def test_a_ward_under_a_new_code_is_made_of_what_its_former_code_was_made_of(tables):
    given(
        tables,
        {"2019": "L1 L2 L3"},
        LOOKUPS.replace("W2         | 2019", "W7         | 2019") + "    W7 | W2 | 2024 | successor | official-2\n",
    )
    assert members(tables, "2019")["W2"] == "L2 L3"


def test_a_region_is_put_together_only_where_all_england_is_held(tables):
    lookups = LOOKUPS + "    A1 | R1 | 2023 | within | official-2\n"
    tables.connection.execute("update deprivation_edition set lsoas_in_england = 4 where edition = '2025'")
    given(tables, {"2019": "L1 L2 L3", "2025": "L1 L2 L4 L5"}, lookups)
    assert "R1" not in members(tables, "2019")
    assert members(tables, "2025")["R1"] == "L1 L2 L4 L5"


def test_lsoas_with_their_wards_and_one_that_lies_in_none(tables):
    given(tables, {"2025": "L1 L2 L4 L5"})
    assert_table(tables.run("lookups/lsoas_and_wards", authority_code="A1"), """
        edition | lsoa_code | lsoa_name  | ward_code | ward_name
        2025    | L1        | Name of L1 | W1        | Quay
        2025    | L2        | Name of L2 | W1        | Quay
        2025    | L4        | Name of L4 | W2        | Park
        2025    | L5        | Name of L5 |           |
    """)  # fmt: skip

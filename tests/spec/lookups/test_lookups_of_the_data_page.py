"""What the Data page asks: what is held, sources and notes, the dictionary: queries/lookups."""

from tests.spec.tables import assert_table

HELD = "lookups/held_by_period"


def held(tables, *codes):
    return tables.run(HELD, area_codes=list(codes))


def test_what_is_held_stands_once_a_measure_period_and_nature(tables):
    tables.given("population", """
        area_code | time_period | age_from | age_to | persons | nature   | source_id
        A1        | 2022        | 0        | 0      | 5       | official | official-1
        A1        | 2022        | 1        | 1      | 5       | modelled | modelled-2
        A2        | 2022        | 0        | 0      | 5       | official | official-1
        A3        | 2022        | 0        | 0      | 5       | official | official-1
    """)  # fmt: skip
    found = held(tables, "A1", "A2")
    assert_table(found, """
        held_as    | time_period | nature   | rows_held | figures
        population | 2022        | modelled | 1         | 1
        population | 2022        | official | 2         | 2
    """)  # fmt: skip
    assert [list(codes) for codes in found["area_codes"]] == [["A1"], ["A1", "A2"]]


def test_symbols_alone_are_no_figures(tables):
    tables.given("observation", """
        measure | area_code | time_period | group_code | value | symbol
        m       | A1        | 202021      | a          |       | x
        m       | A1        | 202122      | a          | 3     |
        m       | A1        | 202122      | b          |       | c
    """)  # fmt: skip
    assert_table(held(tables, "A1"), """
        held_as     | measure | time_period | rows_held | figures
        observation | m       | 202021      | 1         | 0
        observation | m       | 202122      | 2         | 1
    """)  # fmt: skip


def test_topics_of_one_measure_are_told_apart_where_the_breakdown_is_a_characteristic(tables):
    tables.given("observation", """
        measure        | area_code | breakdown                | group_code | value
        children_count | A1        | characteristic-breakdown | Health     | 1
        children_count | A1        | characteristic-breakdown | Location   | 1
        live_births    | A1        | Total                    | Total      | 1
    """)  # fmt: skip
    assert list(held(tables, "A1")["topic"]) == ["Health", "Location", ""]


def test_deprivation_neighbours_and_outlines_are_held_too(tables):
    tables.given("deprivation", "area_code | edition | domain | national_rank | national_decile\nL1 | 2019 | imd | 7 | 1")
    tables.given("statistical_neighbour", """
        area_code | model | neighbour_rank | neighbour_la_number | neighbour_name | closeness
        A1        | 2025  | 1              | 851                 | Portsmouth     | Close
    """)  # fmt: skip
    tables.given("boundary", "area_code | boundary_year\nW1 | 2023")
    tables.given("inspection_outcome", "area_code | inspection_date\nA1 | 2024-06-10")
    tables.given("provider", "urn | area_code | as_at\n1 | A1 | 2023-03-31\n2 | A2 | 2022-03-31")
    assert_table(held(tables, "A1", "L1", "W1"), """
        held_as               | measure | time_period | figures
        boundary              |         | 2023        | 1
        deprivation           | imd     | 2019        | 1
        inspection_outcome    |         | 2024        | 1
        provider              |         | 2023        | 1
        statistical_neighbour |         | 2025        | 1
    """)  # fmt: skip


def test_lsoas_of_an_authority_by_itself_or_by_its_wards(tables):
    tables.given("ward_set", "authority_code | ward_code | ward_name\nA1 | W1 | Quay\nA2 | W2 | Park")
    tables.given("area_lookup", """
        child_code | parent_code | lookup_year | relation
        L1         | A1          | 2023        | within
        L2         | W1          | 2017        | best_fit
        L2         | W1          | 2019        | best_fit
        L3         | W2          | 2023        | best_fit
        W1         | A1          | 2023        | within
    """)  # fmt: skip
    assert list(tables.run("lookups/lsoas_of_authority", authority_code="A1")["area_code"]) == ["L1", "L2"]


def test_sources_in_full_count_their_notes(tables):
    tables.given("source_note", """
        source_id   | note_number | row_number | note
        official-1  | 1           | 7          | mended
        official-1  | 2           |            | known
    """)  # fmt: skip
    tables.given("population", "area_code | persons | source_id\nA1 | 1 | modelled-2")
    assert_table(tables.run("lookups/sources_in_full"), """
        source_id  | nature   | checksum   | notes
        official-1 | official | official-1 | 2
        modelled-2 | modelled | modelled-2 | 0
    """)  # fmt: skip


def test_source_notes_in_the_order_of_loading(tables):
    tables.given("source_note", """
        source_id   | note_number | row_number | column_name | note
        official-2  | 1           | 7          | cell        | second
        official-1  | 1           |            |             | first
    """)  # fmt: skip
    assert_table(tables.run("lookups/source_notes"), """
        file_name      | note_number | row_number | column_name | note
        official-1.csv | 1           |            |             | first
        official-2.csv | 1           | 7          | cell        | second
    """)  # fmt: skip


def test_the_dictionary_says_something_of_every_column(tables):
    rows = tables.run("lookups/dictionary")
    assert not rows["meaning"].isna().any() and not rows["table_meaning"].isna().any()
    assert {("main", "ward_set", "ward_name"), ("raw", "population", "persons")} <= set(
        rows[["schema_name", "table_name", "column_name"]].itertuples(index=False, name=None)
    )
    raw = rows[(rows["schema_name"] == "raw") & (rows["table_name"] == "population") & (rows["column_name"] == "persons")]
    assert list(raw["meaning"]) == ["Number of residents."]

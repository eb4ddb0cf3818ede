"""Where files come from, how their releases are ordered, and what has become of them."""

from tests.spec.tables import assert_table

SOURCES = """
    source_id | file_name | checksum | kind | publisher | title | release              | licence | attribution | nature   | rows_read | rows_loaded | rows_rejected | load_order | is_withdrawn
    a         | a.csv     | a        | k    | P         | T     | 2024/25 provisional  | L       | A           | official | 1         | 1           | 0             | 11         | false
    b         | b.csv     | b        | k    | P         | T     | second               | L       | A           | official | 1         | 1           | 0             | 12         | false
    c         | c.csv     | c        | k    | P         | T     | third                | L       | A           | official | 1         | 1           | 0             | 13         | true
    d         | d.csv     | d        | k    | P         | T     | fourth               | L       | A           | official | 1         | 1           | 0             | 14         | false
"""  # fmt: skip


def test_a_release_is_ordered_by_its_latest_period_and_provisional_comes_first(tables):
    tables.given("source", SOURCES)
    tables.given("raw.observation", """
        area_code | time_period | value | source_id
        A1        | 202324      | 1     | a
        A1        | 202425      | 1     | a
        A1        | 202425      | 1     | b
    """)  # fmt: skip
    tables.given("raw.area", "area_code | area_name | boundary_year | source_id\nA1 | Name | 2025 | a")
    tables.given("raw.area_lookup", "child_code | parent_code | lookup_year | source_id\nW1 | A1 | 2023 | c")
    assert_table(tables.run("lookups/release_orders"), """
        source_id | release_order
        a         | 202425 0 provisional
        b         | 202425 1
        c         | 2023 1
    """)  # fmt: skip


def test_what_has_become_of_every_source(tables):
    tables.given("source", SOURCES)
    tables.given("raw.population", """
        area_code | persons | source_id
        A1        | 1       | a
        A2        | 1       | a
        A1        | 2       | b
        A1        | 3       | c
        A3        | 3       | d
    """)  # fmt: skip
    tables.given("population", """
        area_code | persons | source_id | derivation
        A1        | 2       | b         |
        A2        | 1       | a         |
        A4        | 1       | d         | sum of wards
    """)  # fmt: skip
    assert_table(tables.run("lookups/provenance"), """
        source_id | checksum | load_order | rows_stated | rows_in_force | state            | is_preferred
        a         | a        | 11         | 2           | 1             | in force in part | False
        b         | b        | 12         | 1           | 1             | in force         | False
        c         | c        | 13         | 1           | 0             | taken out        | False
        d         | d        | 14         | 1           | 0             | replaced         | False
    """)  # fmt: skip


def test_notes_say_how_many_rows_were_left_out(tables):
    tables.given("source", SOURCES)
    tables.given("source_note", """
        source_id | note_number | row_number | note       | rows_rejected
        b         | 2           |            | Mended.    | 0
        b         | 1           | 70         | Left out.  | 14
    """)  # fmt: skip
    assert_table(tables.run("lookups/source_notes"), """
        source_id | note_number | row_number | note      | rows_rejected
        b         | 1           | 70         | Left out. | 14
        b         | 2           |            | Mended.   | 0
    """)  # fmt: skip

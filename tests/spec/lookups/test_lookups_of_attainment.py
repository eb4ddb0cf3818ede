"""What gaps in attainment look up: queries/lookups/authorities_of_england and series_breaks."""

from tests.spec.tables import assert_table


def test_present_authorities_of_england_only(tables):
    tables.given("area", """
        area_code | area_name | area_type | first_year | last_year | is_historic
        E06000059 | Dorset    | authority | 2019       | 2025      | false
        E06000029 | Poole     | authority | 1997       | 2018      | true
        E10000008 | Devon     | county    | 1974       | 2025      | false
        E07000044 | South Hams | district | 1974       | 2025      | false
        W06000015 | Cardiff   | authority | 1996       | 2025      | false
        E12000009 | South West | region   | 1994       | 2025      | false
    """)  # fmt: skip
    assert_table(tables.run("lookups/authorities_of_england"), """
        area_code | area_name
        E06000059 | Dorset
        E10000008 | Devon
    """)  # fmt: skip


def test_a_break_is_told_once_for_all_measures_it_is_declared_for(tables):
    tables.given("series_break", """
        measure_pattern | time_period | reason
        rwm             | 202122      | first tests
        ks2             | 202122      | first tests
        ks2             | 201718      | writing anew
        gld             | 202122      | new profile
    """)  # fmt: skip
    assert_table(tables.run("lookups/series_breaks", measures=["ks2.rwm", "ks2.reading"]), """
        time_period | reason
        201718      | writing anew
        202122      | first tests
    """)  # fmt: skip
    assert tables.run("lookups/series_breaks", measures=["absence"]).empty


def test_what_is_held_of_an_area_has_a_figure_in_some_period(tables):
    tables.given("observation", """
        area_code | time_period | measure | group_code | value | symbol
        A1        | 2024        | m       | Some       | 5     |
        A1        | 2025        | m       | Some       | 6     |
        A1        | 2025        | m       | Hidden     |       | c
        A1        | 2025        | other   | Some       | 5     |
        A2        | 2025        | m       | All        | 5     |
    """)  # fmt: skip
    assert_table(tables.run("lookups/parts_held_of", area_code="A1", measures=["m", "n"]), "measure | source_group\nm | Some")

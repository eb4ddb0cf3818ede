"""What is held of many indicators at once: queries/lookups/figures_held and bands_held."""

from tests.spec.tables import assert_table


def test_figures_are_held_for_the_periods_and_area_types_of_any_of_their_parts(tables):
    tables.given("observation", """
        area_code | time_period | measure | group_code | value | symbol
        A1        | 2024        | m       | Some       | 5     |
        A2        | 2024        | m       | Some       |       | c
        A1        | 2025        | m       | All        | 9     |
        R1        | 2025        | n       | Some       | 9     |
        R1        | 2023/24     | n       | Some       | 9     |
        A1        | 2023        | m       | Other      | 9     |
    """)  # fmt: skip
    held = tables.run("lookups/figures_held", indicator_ids=["share", "share", "other"], measures=["m", "m", "n"],
                      source_groups=["Some", "All", "Some"], academic_years=[False, False, True])  # fmt: skip
    assert_table(held, """
        indicator_id | time_period | area_type
        other        | 202324      | region
        other        | 202425      | region
        share        | 2024        | authority
        share        | 2025        | authority
    """)  # fmt: skip


def test_a_band_is_held_as_its_total_or_in_all_its_single_years(tables):
    tables.given("population", """
        area_code | time_period | age_from | age_to | sex     | persons
        A1        | 2022        | 0        | 0      | Female  | 1
        A1        | 2022        | 0        | 0      | Male    | 1
        A1        | 2022        | 1        | 1      | Female  | 1
        A1        | 2022        | 1        | 1      | Male    | 1
        A1        | 2023        | 0        | 0      | Female  | 1
        A1        | 2023        | 0        | 0      | Male    | 1
        A1        | 2023        | 1        | 1      | Female  | 1
        W1        | 2023        | 0        | 1      | Persons | 4
        W1        | 2024        | 0        | 2      | Persons | 4
    """)  # fmt: skip
    assert_table(tables.run("lookups/bands_held", ages_from=[0, 0], ages_to=[0, 1]), """
        age_from | age_to | time_period | area_type
        0        | 0      | 2022        | authority
        0        | 0      | 2023        | authority
        0        | 1      | 2022        | authority
        0        | 1      | 2023        | ward
    """)  # fmt: skip

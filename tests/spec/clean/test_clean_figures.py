"""From what each source counts to the figures in force: queries/clean/40 to 53."""

import pytest

from tests.spec.tables import assert_table


def test_official_population_comes_before_modelled_then_the_last_loaded(tables):
    tables.given("raw.population", """
        area_code | persons | source_id
        W1        | 10      | official-1
        W1        | 99      | modelled-3
        W2        | 20      | official-1
        W2        | 21      | official-2
        W3        | 30      | modelled-3
        W3        | 31      | modelled-4
    """)  # fmt: skip
    tables.run("clean/40_population")
    assert_table(tables.content("population"), """
        area_code | persons | nature   | derivation | source_id
        W1        | 10      | official |            | official-1
        W2        | 21      | official |            | official-2
        W3        | 31      | modelled |            | modelled-4
    """)  # fmt: skip


def test_ages_sexes_and_years_are_kept_apart(tables):
    tables.given("raw.population", """
        area_code | time_period | sex    | age_from | age_to | persons
        W1        | 2022        | Female | 0        | 0      | 1
        W1        | 2022        | Female | 1        | 1      | 2
        W1        | 2022        | Female | 0        | 1      | 3
        W1        | 2022        | Male   | 0        | 0      | 4
        W1        | 2023        | Female | 0        | 0      | 5
    """)  # fmt: skip
    tables.run("clean/40_population")
    assert sorted(tables.content("population")["persons"]) == [1, 2, 3, 4, 5]


WARDS = """
    authority_code | ward_code | ward_name | boundary_year
    A1             | W1        | Quay      | 2023
    A1             | W2        | Park      | 2023
"""


def authority_population(tables):
    tables.run("clean/41_population_of_authority")
    found = tables.content("population")
    return found[found["area_code"] == "A1"]


def test_an_authority_without_a_figure_is_the_sum_of_its_wards(tables):
    tables.given("ward_set", WARDS)
    tables.given("population", """
        area_code | persons | nature   | source_id
        W1        | 10      | official | official-1
        W2        | 20      | modelled | modelled-2
    """)  # fmt: skip
    assert_table(authority_population(tables), """
        area_code | time_period | persons | nature   | derivation
        A1        | 2022        | 30      | modelled | sum of wards
    """)  # fmt: skip


def test_no_sum_while_a_ward_is_missing(tables):
    tables.given("ward_set", WARDS)
    tables.given("population", "area_code | persons\nW1 | 10")
    assert authority_population(tables).empty


def test_a_figure_stated_for_the_authority_is_kept(tables):
    tables.given("ward_set", WARDS)
    tables.given("population", """
        area_code | persons | time_period
        A1        | 31      | 2022
        W1        | 10      | 2022
        W2        | 20      | 2022
        W1        | 11      | 2023
        W2        | 21      | 2023
    """)  # fmt: skip
    assert_table(authority_population(tables), """
        time_period | persons | derivation
        2022        | 31      |
        2023        | 32      | sum of wards
    """)  # fmt: skip


def test_what_the_authority_states_of_one_age_and_sex_leaves_the_others_to_the_wards(tables):
    tables.given("ward_set", WARDS)
    tables.given("population", """
        area_code | sex    | age_from | age_to | persons
        A1        | Female | 0        | 0      | 5
        W1        | Female | 0        | 0      | 1
        W2        | Female | 0        | 0      | 1
        W1        | Male   | 0        | 0      | 2
        W2        | Male   | 0        | 0      | 2
        W1        | Female | 0        | 1      | 3
        W2        | Female | 0        | 1      | 3
        W1        | Female | 1        | 1      | 4
        W2        | Female | 1        | 1      | 4
    """)  # fmt: skip
    assert_table(authority_population(tables), """
        sex    | age_from | age_to | persons
        Female | 0        | 0      | 5
        Female | 0        | 1      | 6
        Female | 1        | 1      | 8
        Male   | 0        | 0      | 4
    """)  # fmt: skip


def test_wards_of_two_vintages_are_never_mixed_and_the_later_complete_one_counts(tables):
    tables.given("ward_set", """
        authority_code | ward_code | ward_name | boundary_year
        A1             | W1        | Quay      | 2017
        A1             | W2        | Park      | 2023
        A1             | W3        | Hill      | 2023
    """)  # fmt: skip
    tables.given("population", """
        area_code | persons | time_period
        W1        | 100     | 2015
        W2        | 10      | 2015
        W1        | 100     | 2022
        W2        | 40      | 2022
        W3        | 50      | 2022
    """)  # fmt: skip
    assert_table(authority_population(tables), """
        time_period | persons
        2015        | 100
        2022        | 90
    """)  # fmt: skip


SUCCESSION = """
    child_code | parent_code | lookup_year | relation
    W1         | W2          | 2025        | successor
"""


def test_a_ward_under_a_new_code_shows_what_was_published_for_the_old_one(tables):
    tables.given("area_lookup", SUCCESSION)
    tables.given("population", "area_code | persons\nW1 | 10")
    tables.run("clean/42_population_under_new_code")
    assert_table(tables.content("population"), """
        area_code | persons | derivation
        W1        | 10      |
        W2        | 10      | published for its former code W1
    """)  # fmt: skip


def test_a_new_code_with_figures_of_its_own_takes_none_over(tables):
    tables.given("area_lookup", SUCCESSION)
    tables.given("population", """
        area_code | persons | time_period
        W1        | 10      | 2022
        W2        | 12      | 2024
    """)  # fmt: skip
    tables.run("clean/42_population_under_new_code")
    assert len(tables.content("population")) == 2


def test_a_ward_of_outlines_shown_has_what_is_published_only_under_its_later_code(tables):
    tables.given("area_lookup", SUCCESSION)
    tables.given("population", "area_code | persons\nW2 | 10")
    tables.given("observation", "area_code | value\nW2 | 1")
    tables.run("clean/42_population_under_new_code")
    tables.run("clean/51_observation_under_new_code")
    for table in ("population", "observation"):
        found = tables.content(table)
        assert list(found.loc[found["area_code"] == "W1", "derivation"]) == ["published for its later code W2"]


@pytest.mark.parametrize("pairs", ["W1 | W3\nW2 | W3", "W1 | W2\nW1 | W3"], ids=["merged", "split"])
def test_figures_of_a_ward_merged_or_split_are_not_those_of_a_part(tables, pairs):
    rows = "\n".join(f"{pair} | 2025 | successor" for pair in pairs.splitlines())
    tables.given("area_lookup", f"child_code | parent_code | lookup_year | relation\n{rows}")
    tables.given("observation", "area_code | value\nW3 | 1")
    tables.run("clean/51_observation_under_new_code")
    assert list(tables.content("observation")["area_code"]) == ["W3"]


def test_of_two_former_codes_the_one_replaced_last_is_taken(tables):
    tables.given("area_lookup", """
        child_code | parent_code | lookup_year | relation
        W1         | W3          | 2025        | successor
        W2         | W3          | 2023        | successor
    """)  # fmt: skip
    tables.given("population", "area_code | persons\nW1 | 10\nW2 | 20")
    tables.given("observation", "area_code | value\nW1 | 1\nW2 | 2")
    tables.run("clean/42_population_under_new_code")
    tables.run("clean/51_observation_under_new_code")
    for table in ("population", "observation"):
        found = tables.content(table)
        assert list(found.loc[found["area_code"] == "W3", "derivation"]) == ["published for its former code W1"]


def test_an_authority_takes_no_population_over_from_the_authority_it_replaced(tables):
    tables.given("area_lookup", """
        child_code | parent_code | lookup_year | relation
        A1         | A2          | 2019        | successor
    """)  # fmt: skip
    tables.given("population", "area_code | persons\nA1 | 10")
    tables.run("clean/42_population_under_new_code")
    assert list(tables.content("population")["area_code"]) == ["A1"]


def test_official_observations_come_before_modelled_then_the_last_loaded(tables):
    tables.given("raw.observation", """
        area_code | value | symbol | source_id
        W1        |       | c      | official-1
        W1        | 4     |        | modelled-2
        W2        | 7     |        | modelled-2
        W2        | 8     |        | modelled-3
    """)  # fmt: skip
    tables.run("clean/50_observation")
    assert_table(tables.content("observation"), """
        area_code | value | symbol | nature   | derivation
        W1        |       | c      | official |
        W2        | 8     |        | modelled |
    """)  # fmt: skip


def test_measures_breakdowns_and_groups_are_kept_apart(tables):
    tables.given("raw.observation", """
        measure     | breakdown | group_code | area_code | value
        live_births | Total     | Total      | W1        | 1
        residents   | Total     | Total      | W1        | 2
        residents   | sex       | Total      | W1        | 3
        residents   | sex       | F          | W1        | 4
    """)  # fmt: skip
    tables.run("clean/50_observation")
    assert sorted(tables.content("observation")["value"]) == [1, 2, 3, 4]


def test_modelled_groups_never_stand_beside_official_ones_of_the_same_subject(tables):
    tables.given("raw.observation", """
        area_code | time_period | breakdown | group_code | value | source_id
        W1        | 2021        | ethnicity | 1          | 10    | official-1
        W1        | 2021        | ethnicity | 2          | 20    | modelled-2
        W1        | 2021        | language  | 2          | 30    | modelled-2
        W1        | 2022        | ethnicity | 2          | 40    | modelled-2
        W2        | 2021        | ethnicity | 2          | 50    | modelled-2
    """)  # fmt: skip
    tables.run("clean/50_observation")
    assert sorted(tables.content("observation")["value"]) == [10, 30, 40, 50]


def test_an_observation_is_taken_over_under_a_new_code_measure_by_measure(tables):
    tables.given("area_lookup", SUCCESSION)
    tables.given("observation", """
        measure     | area_code | value | symbol
        live_births | W1        | 10    |
        residents   | W1        |       | c
        residents   | W2        | 99    |
    """)  # fmt: skip
    tables.run("clean/51_observation_under_new_code")
    found = tables.content("observation")
    assert_table(found[found["area_code"] == "W2"], """
        measure     | value | derivation
        live_births | 10    | published for its former code W1
        residents   | 99    |
    """)  # fmt: skip


def test_a_hidden_observation_stays_hidden_under_the_new_code(tables):
    tables.given("area_lookup", SUCCESSION)
    tables.given("observation", "area_code | value | symbol\nW1 | | c")
    tables.run("clean/51_observation_under_new_code")
    assert_table(tables.content("observation"), """
        area_code | value | symbol
        W1        |       | c
        W2        |       | c
    """)  # fmt: skip


def test_one_rank_an_edition_and_domain_the_last_loaded(tables):
    tables.given("raw.deprivation", """
        area_code | edition | domain | national_rank | source_id
        L1        | 2019    | imd    | 100           | official-1
        L1        | 2019    | imd    | 101           | official-2
        L1        | 2019    | idaci  | 200           | official-1
        L1        | 2025    | imd    | 300           | official-1
    """)  # fmt: skip
    tables.run("clean/52_deprivation")
    assert_table(tables.content("deprivation"), """
        edition | domain | national_rank
        2019    | idaci  | 200
        2019    | imd    | 101
        2025    | imd    | 300
    """)  # fmt: skip


def test_each_figure_of_deprivation_is_that_of_the_last_file_that_gives_it(tables):
    tables.given("raw.deprivation", """
        area_code | score | national_rank | national_decile | transformed_score | source_id
        L1        | 24.5  |               |                 |                   | official-1
        L1        |       | 100           | 1               |                   | official-2
        L1        | 25.5  |               |                 | 60.5              | official-3
        L1        |       | 101           | 2               |                   | official-4
        L2        | 7     |               |                 |                   | official-1
    """)  # fmt: skip
    tables.run("clean/52_deprivation")
    assert_table(tables.content("deprivation"), """
        area_code | score | national_rank | national_decile | transformed_score | source_id  | score_source_id | rank_source_id | decile_source_id | transformed_source_id
        L1        | 25.5  | 101           | 2               | 60.5              | official-4 | official-3      | official-4     | official-4       | official-3
        L2        | 7     |               |                 |                   | official-1 | official-1      |                |                  |
    """)  # fmt: skip


def test_neighbours_by_model_for_known_areas_the_last_loaded(tables):
    tables.given("raw.statistical_neighbour", """
        area_code | model | neighbour_rank | neighbour_name | source_id
        A1        | 2025  | 1              | Torbay         | official-1
        A1        | 2025  | 1              | Southend       | official-2
        A1        | 2025  | 2              | Medway         | official-1
        A1        | 2021  | 1              | Sheffield      | official-1
        unknown   | 2025  | 1              | Nowhere        | official-1
    """)  # fmt: skip
    tables.run("clean/53_statistical_neighbour")
    assert_table(tables.content("statistical_neighbour"), """
        area_code | model | neighbour_rank | neighbour_name
        A1        | 2021  | 1              | Sheffield
        A1        | 2025  | 1              | Southend
        A1        | 2025  | 2              | Medway
    """)  # fmt: skip


def test_of_two_descriptions_of_a_measure_the_last_loaded_stands(tables):
    tables.given("raw.measure_description", """
        measure | title | source_id
        m       | older | official-1
        m       | newer | official-2
        n       | only  | official-1
    """)  # fmt: skip
    tables.run("clean/54_measure_description")
    assert_table(tables.content("measure_description"), """
        measure | title
        m       | newer
        n       | only
    """)  # fmt: skip


def test_of_two_lists_of_one_inspection_the_last_loaded_stands(tables):
    tables.given("raw.inspection_outcome", """
        area_code | inspection_date | judgement_area | judgement  | source_id
        A1        | 2024-06-10      | Overall        | Good       | official-1
        A1        | 2024-06-10      | Overall        | Inadequate | official-2
        A1        | 2021-06-10      | Overall        | Good       | official-1
        A1        | 2024-06-10      | Leaders        | Good       | official-1
    """)  # fmt: skip
    tables.run("clean/55_inspection_outcome")
    assert sorted(tables.content("inspection_outcome")["judgement"]) == ["Good", "Good", "Inadequate"]


def test_lists_of_providers_of_two_days_stand_beside_each_other(tables):
    tables.given("raw.provider", """
        urn | as_at      | places | area_code | source_id
        1   | 2023-03-31 | 4      | A1        | official-1
        1   | 2023-03-31 | 5      | A1        | official-2
        1   | 2024-03-31 | 6      | A1        | official-2
    """)  # fmt: skip
    tables.run("clean/56_provider")
    assert_table(tables.content("provider")[["urn", "places"]], """
        urn | places
        1   | 5
        1   | 6
    """)  # fmt: skip

"""Which subject a row belongs to, and under which year it stands."""

import pytest

from measures.subjects import subject_of, subjects, year_of


@pytest.mark.parametrize(
    ("held_as", "measure", "breakdown", "topic", "subject"),
    [
        ("population", "", "", "", "population"),
        ("observation", "live_births", "Total", "", "births"),
        ("observation", "residents", "ethnic_group_20", "", "ethnicity"),
        ("observation", "residents", "main_language_11", "", "language"),
        ("deprivation", "idaci", "", "", "idaci"),
        ("deprivation", "crime", "", "", "deprivation_domains"),
        ("observation", "children_under_16_relative_low_income_ahc_count", "Total", "", "low_income"),
        ("observation", "gld_number@district", "characteristic|characteristic_type|gender", "Total", "early_years"),
        ("observation", "awaiting_assessment", "category", "", "children_in_need"),
        ("observation", "Episodes_with_assessment_factor", "category", "", "assessment_factors"),
        ("observation", "t_pupils", "absence_terms|social_care_group|phase_type_grouping", "", "absence"),
        ("observation", "t_pupils", "social_care_group|version", "", "ks4"),
        ("observation", "children_count", "population_type", "", "looked_after"),
        ("observation", "children_count", "characteristic|breakdown", "Location of new placements during the year", "new_placements"),
        (
            "observation",
            "children_count",
            "characteristic|breakdown",
            "Health assessments: Children looked after all ages",
            "looked_after_health",
        ),
        ("observation", "cla_new_placements.children_count", "characteristic|breakdown", "whatever", "new_placements"),
        ("observation", "cla_rates.children_count", "Total", "", "looked_after"),
        ("boundary", "", "", "", "outlines"),
    ],
)
def test_a_row_finds_its_subject(held_as, measure, breakdown, topic, subject):
    assert subject_of(held_as, measure, breakdown, topic, "Title").subject_id == subject


def test_what_nothing_knows_stands_under_its_sources_title():
    found = subject_of("observation", "ees_123.number_of_ponies", "Total", "", "Ponies in England")
    assert (found.title, found.group) == ("Ponies in England", "Other figures")


def test_subjects_have_titles_of_their_own():
    titles = [subject.title for subject in subjects()]
    assert len(set(titles)) == len(titles) > 25
    assert not {subject.group.upper() for subject in subjects()} & set(titles)


@pytest.mark.parametrize(
    ("period", "year"), [("2025", 2025), ("202425", 2025), ("199900", 2000), ("202412", 2024), ("2021 model", 2021), ("", 0)]
)
def test_a_period_stands_under_the_year_in_which_it_ends(period, year):
    assert year_of(period) == year

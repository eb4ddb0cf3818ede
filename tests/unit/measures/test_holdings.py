"""What is held, how new it is and what is missing, in the default warehouse and in made-up series."""

from datetime import date

import pandas as pd
import pytest

from measures.freshness import age_sentences, age_words, amount_sentences, freshness, missing_years, spans
from measures.matrix import LEVELS, STATES, holdings, not_held
from measures.subjects import Subject

DORSET, POOLE, DAY = "E06000059", "E06000029", date(2026, 11, 22)


def states(authority, level, subject_id) -> dict[int, str]:
    held = holdings(authority, level)
    found = held.cells[held.cells["subject_id"] == subject_id]
    return dict(zip(found["year"], found["state"], strict=True))


def test_official_modelled_and_both(demo):
    population = states(DORSET, "authority", "population")
    assert (population[2012], population[2022], population[2030]) == ("modelled", "partly modelled", "modelled")
    assert states(DORSET, "authority", "ethnicity") == {2021: "official"}
    assert states(DORSET, "authority", "early_years") == {2022: "official"}
    assert set(states(POOLE, "authority", "births").values()) == {"modelled"}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("authority", [DORSET, POOLE, "E07000044"])
def test_cells_add_up(demo, authority, level):
    held = holdings(authority, level)
    cells = held.cells
    assert len(cells) and set(cells["state"]) <= set(STATES)
    assert (cells["figures"] == cells["official"] + cells["modelled"]).all()
    assert (cells["areas"] <= held.areas).all()
    assert not cells.duplicated(["subject_id", "year"]).any()
    assert {subject.subject_id for subject in held.subjects} == set(cells["subject_id"])


def test_areas_without_a_figure_are_named(demo):
    """Four wards have theirs under a later code."""
    assert not freshness(DORSET, "ward", DAY)["Without figures"].any()
    rows = freshness(DORSET, "authority", DAY).set_index("Subject")
    assert rows.at["Children in low income families", "Without figures"] == "South West, England"


def test_the_latest_official_period_and_its_age(demo):
    rows = freshness(DORSET, "authority", DAY).set_index("Subject")
    assert list(rows.loc["Early years: good level of development", ["Latest official", "Age"]]) == ["202122", "4 years ago"]
    assert list(rows.loc["Live births", ["Latest official", "Age", "Official"]]) == ["none", "", 0]
    assert "England" in rows.at["Children in low income families", "Without figures"]


def test_modelled_against_official_in_words(demo):
    said = " ".join(amount_sentences(DORSET, "authority", DAY))
    assert "official, " in said and "Modelled figures alone stand for Live births and Main language." in said
    assert "Projections to 2035 are held of Residents by age and Live births." in said
    assert "all modelled" in " ".join(amount_sentences(POOLE, "authority", DAY))


def test_old_figures_and_holes_in_words(demo):
    assert "Ethnic group (2021)" in " ".join(age_sentences(DORSET, "authority", DAY))
    assert "Residents by age (2016 to 2021)" in " ".join(age_sentences(DORSET, "lsoa", DAY))


def test_not_held_here_but_held_elsewhere(demo):
    nowhere, elsewhere = not_held(DORSET, "authority")
    assert "Index of Multiple Deprivation" in {subject.title for subject in elsewhere["lsoa"]}
    assert "Care leavers" in {subject.title for subject in nowhere}
    assert not set(nowhere) & set(elsewhere["lsoa"])


def test_nothing_is_held_of_an_unknown_area(demo):
    held = holdings("E99999999", "authority")
    assert (held.subjects, held.years, held.cells.empty) == ((), [], True)


@pytest.mark.parametrize(("year", "words"), [(2026, "this year"), (2025, "last year"), (2021, "5 years ago"), (2030, "still to come")])
def test_age_in_words(year, words):
    assert age_words(year, 2026) == words


@pytest.mark.parametrize(("years", "words"), [([], ""), ([2012], "2012"), ([2015, 2012, 2013], "2012 to 2013, 2015")])
def test_runs_of_years_are_drawn_together(years, words):
    assert spans(years) == words


def test_years_of_symbols_alone_are_missing_and_those_outside_the_series_are_not():
    cells = pd.DataFrame({"year": [2018, 2019, 2020, 2022, 2023], "state": ["official", "official", "published without a figure", "official",
                                                                        "published without a figure"]})  # fmt: skip
    assert missing_years(cells, Subject("s", "S", "G", every=1)) == [2020, 2021]
    assert missing_years(cells, Subject("s", "S", "G", every=0)) == []

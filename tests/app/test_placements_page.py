"""The Placements page with the generated returns of the pack, and where no return is held."""

import pytest

from components.care import QUESTIONS
from tests.app.visit import assert_sound, choose, figures, headings, texts, visit

pytestmark = pytest.mark.xdist_group("placements")  # what they share is made once

PAGE = "pages/care/placements.py"
DORSET, PLYMOUTH, PORTSMOUTH = "E06000059", "E06000026", "E06000044"
LEAD = "Generated figures, of no real children: **452 children** were looked after by Dorset on 31 March 2025"


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_answered(demo, question):
    app = visit(PAGE, la=DORSET, question=question)
    assert_sound(app)
    assert any(text.startswith(LEAD) for text in texts(app)) and len(headings(app)) > 1


@pytest.mark.parametrize("question", QUESTIONS)
def test_without_a_return_the_page_says_what_to_load(demo, question):
    app = visit(PAGE, la=PORTSMOUTH, question=question)
    assert_sound(app)
    assert ("No return of children looked after (SSDA903) is held for Portsmouth" in app.info[0].value) == QUESTIONS[question].of_returns


def test_the_peak_between_the_ends_is_told(demo):
    held = figures(visit(PAGE, la=PLYMOUTH))
    line = next(line for title, line in held.items() if title.startswith("Children looked after at the end of each month, Plymouth"))
    assert "the most were looked after at the end of September 2014: 425." in line and "March 2015 (392)" in line


def test_a_year_chosen_is_told_and_one_not_held_is_not(demo):
    assert any("looked after by Dorset on 31 March 2020" in text for text in texts(visit(PAGE, la=DORSET, period="2020")))
    assert any("looked after by Dorset on 31 March 2025" in text for text in texts(visit(PAGE, la=DORSET, period="2012")))


def test_measures_keep_their_names_and_choices_their_link(demo):
    app = choose(visit(PAGE, la=DORSET, question="distance"), "Measure", "placements_outside_la")
    assert app.query_params["measure"] in ("placements_outside_la", ["placements_outside_la"])
    app = choose(app, "Told apart by", "placement_type")
    assert any(title.startswith("Children placed outside the authority, by placement type") for title in figures(app))
    app = choose(app, "Not known", "without")
    assert any("of those of whom it is known, by placement type" in title for title in figures(app))


def test_wards_chosen_have_their_own_sentences(demo):
    said = texts(visit(PAGE, la=DORSET, ward=["E05012723", "E05012721"]))
    assert not any(LEAD in text for text in said)


def test_generated_figures_say_so_beside_every_figure(demo):
    for question in ("numbers", "distance", "places", "moves"):
        for title, line in figures(visit(PAGE, la=DORSET, question=question)).items():
            assert "modelled, not published by anybody" in line, title


@pytest.mark.parametrize("question", [name for name in QUESTIONS if name != "provision"])  # of which the pack has next to nothing
def test_every_table_beneath_the_figures_opens(demo, question):
    app = visit(PAGE, la=DORSET, question=question)
    closed = [part for part in app.expander if part.label == "Tables, notes and downloads"]
    assert closed
    for part in closed:
        app.session_state[part.proto.id.rsplit("-", 1)[-1]] = True
    tables = len(app.dataframe)
    assert_sound(app.run())
    assert len(app.dataframe) > tables

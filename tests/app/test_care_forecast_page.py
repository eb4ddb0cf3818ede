"""Forecast, need against places and what-ifs on the Placements page: with the generated returns of the pack, without any, with choices."""

import pytest

from tests.app.visit import assert_sound, choose, figures, texts, visit

pytestmark = pytest.mark.xdist_group("care_forecast_page")
PAGE, DORSET, POOLE = "pages/care/placements.py", "E06000059", "E06000029"


def open_on(question: str, la: str = DORSET, **link: str):
    app = visit(PAGE, la=la, question=question, **link)
    assert_sound(app)
    return app


def test_the_forecast_says_that_it_is_modelled_how_well_it_did_and_stands_in_a_table(demo):
    app = open_on("forecast")
    found = figures(app)
    assert any(title.startswith("Children in care, held and forecast: Dorset") and "modelled figures" in title for title in found)
    assert all("not published by anybody" in line for line in found.values())
    assert any(text.startswith("Tested on the last year held: fitted without April 2024 to March 2025") for text in texts(app))
    table = app.dataframe[0].value
    assert list(table.columns) == ["Children", "March 2026", "March 2027", "March 2028"] and len(table) == 1
    assert table.iloc[0, 1].count(" to ") == 2


@pytest.mark.parametrize(("breakdown", "first"), [("age", "Under 1"), ("placement_type", "Foster carers")])
def test_by_age_and_placement_with_the_test_by_group(demo, breakdown, first):
    app = choose(open_on("forecast"), "Children to forecast", breakdown)
    assert_sound(app)
    ahead, tested = (frame.value for frame in app.dataframe)
    assert ahead["Children"].iloc[0] == first and len(ahead) > 3
    assert list(tested.columns) == ["Children", "Mean error", "Months in 80%", "Months in 95%"]
    assert app.query_params["forecast"] in (breakdown, [breakdown])


def test_nothing_shown_of_the_forecast_is_unrounded(demo):
    app = open_on("forecast", forecast="placement_type")
    cells = " ".join(cell for column in app.dataframe[0].value.columns[1:] for cell in app.dataframe[0].value[column])
    numbers = [int(word.strip("(;),")) for word in cells.replace("hidden", "").split() if word.strip("(;),").isdigit()]
    assert len(numbers) > 30 and not [number for number in numbers if number % 5]


def test_need_says_which_places_are_not_known_and_why_nothing_is_told_of_local_ones(demo):
    app = open_on("sufficiency")
    assert any("Children placed, and places here: Dorset" in text for text in texts(app))
    ages = app.dataframe[0].value.set_index("Placement")
    assert list(ages.columns) == ["Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over"] and "Foster carers" in ages.index
    shown = [int(cell) for cell in ages.to_numpy().ravel() if cell != "c"]
    assert shown and not [count for count in shown if count % 5]
    assert any("no places in Dorset are held" in info.value for info in app.info)


def test_more_carers_are_answered_in_sentences_and_follow_the_numbers_given(demo):
    app = open_on("what_if")
    said = next(text for text in texts(app) if "more than 20 miles from home" in text and "About **" in text)
    assert "With 17 more places, about **17** of them could be nearer." in said and "£190,000" in said
    assert any("It rests on assumptions" in text for text in texts(app))
    app = app.number_input(key="carers").set_value(20).run()
    assert_sound(app)
    assert any("With 34 more places" in text for text in texts(app))
    app = app.number_input(key="carer_then").set_value(1000.0).run()
    assert any("that would cost about" in text for text in texts(app))


def test_a_home_is_put_in_a_ward_and_the_ward_is_in_the_link(demo):
    app = open_on("what_if", offer="home")
    assert any("from within 20 miles of Beacon" in text for text in texts(app))
    app = choose(app, "Ward", "E05012692")
    assert_sound(app)
    assert app.query_params["home_ward"] in ("E05012692", ["E05012692"])
    assert list(app.dataframe[0].value["Placed"]) == [
        "More than 20 miles from home",
        "More than 20 miles from home and outside the authority",
        "Outside the authority",
    ]


@pytest.mark.parametrize("question", ["forecast", "sufficiency", "what_if"])
def test_without_a_return_there_is_no_figure(demo, question):
    app = open_on(question, la=POOLE)
    assert not app.dataframe and not any("About **" in text for text in texts(app))
    assert ["No return of children looked after (SSDA903) is held for Poole" in info.value for info in app.info] == [True]


def test_tables_and_downloads_open(demo):
    app = open_on("forecast")
    app.session_state["more_care_forecast"] = True
    app = app.run()
    assert_sound(app)

"""What is published about children in care on the Placements page: with data, with little, and with none."""

import pytest

from tests.app.visit import assert_sound, choose, figures, headings, options, texts, visit
from tests.care_place_files import DORSET

pytestmark = pytest.mark.xdist_group("care_places")
PAGE = "pages/care/placements.py"


@pytest.fixture
def held(care_places, use_home):
    return use_home(care_places)


def tables(app) -> list[dict]:
    return [frame.value.to_dict("list") for frame in app.main.dataframe]


def test_the_official_series_with_its_table(held):
    app = visit(PAGE, la=DORSET[0], question="others")
    assert_sound(app)
    assert "2023: **Dorset 50**, England 71: lower than England by more than chance." in texts(app)
    assert tables(app)[0]["Year"] == ["2023", "2022", "2021"] and tables(app)[0]["Dorset"] == ["50", "69", "70"]
    assert "Neighbours' median" not in tables(app)[0]  # none are held
    line = figures(app)["Children looked after on 31 March per 10,000 children"]
    assert "Source: Department for Education" in line and "neighbours is not held" in line and "nothing is compared" not in line


def test_another_series_is_a_link_and_says_which_file_it_needs(held):
    app = choose(visit(PAGE, la=DORSET[0], question="others"), "Official figure", "stable_2_years")
    assert_sound(app)
    assert app.query_params["series"] in ("stable_2_years", ["stable_2_years"])
    assert any("“la_cla_placement_stability”" in info.value for info in app.info)
    assert len(options(app, "Official figure")) == 6
    assert any(
        "no figure of Dorset is held" in info.value
        for info in visit(PAGE, la=DORSET[0], question="others", series="new_placements_outside_la").info
    )


def test_what_is_here(held):
    app = visit(PAGE, la=DORSET[0], question="provision")
    kinds = next(table for table in tables(app) if "Good" in table)
    assert kinds["Kind"] == ["Boarding school", "Children's home", "Independent fostering agency"]
    assert (kinds["Number"], kinds["Places"], kinds["Not yet judged"]) == ([1, 3, 1], ["90", "7", "z"], [0, 1, 0])
    seats = next(table for table in tables(app) if "Constituency" in table)
    assert list(zip(seats["Constituency"], seats["Kind"], seats["Number"], seats["Places"], strict=True)) == [
        ("North Dorset", "Children's home", 1, "4"), ("North Dorset", "Independent fostering agency", 1, "z"), ("South Dorset", "Children's home", 2, "3"),
    ]  # fmt: skip


def test_within_twenty_miles(held):
    app = visit(PAGE, la=DORSET[0], question="provision")
    ring = next(table for table in tables(app) if "Agencies" in table)
    assert ring == {
        "Place": ["Dorset", "Bournemouth, Christchurch and Poole"],
        "Homes": ["3", "1"],
        "Places": ["7", "6"],
        "Agencies": ["1", "0"],
    }
    assert any("lies wholly or partly within 20 miles" in text for text in texts(app))
    assert any("Orange line: 20 miles" in text for text in texts(app))
    assert "Independent fostering agencies within 20 miles of Dorset" in [words for _, words in headings(visit(PAGE, la=DORSET[0], question="provision", ring="fostering_agencies"))]  # fmt: skip


def test_no_name_and_no_postcode_of_a_home_is_anywhere_on_the_page(held):
    app = visit(PAGE, la=DORSET[0], question="provision")
    shown = " ".join([*texts(app), *(str(table) for table in tables(app))])
    assert "North Dorset" in shown and "Secret House" not in shown and "AB1 2CD" not in shown and "SC0" not in shown


@pytest.mark.parametrize("area", ["E06000059", "E06000026", "E06000029", "E07000044"])
@pytest.mark.parametrize(("question", "file"), [("provision", "Ofsted's list of providers"), ("others", "la_cla_on_31_march_la_of_placement_netgain"),
                                                ("leavers", "la_care_leavers_accommodation_suitability")])  # fmt: skip
def test_without_the_files_each_question_says_what_to_load(demo, area, question, file):
    app = visit(PAGE, la=area, question=question)
    assert_sound(app)
    said = [info.value for info in app.info]
    district = area == "E07000044"
    assert any(("is a district of one" in words) if district else (file in words and "on the Data page" in words) for words in said), said

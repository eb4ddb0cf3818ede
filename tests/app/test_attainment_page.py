"""The Attainment page with the bundled pack: what it says, what is chosen and kept in the link, what cannot be shown and why."""

import re

import pytest

from components.link import anchor
from tests.app.visit import assert_sound, choose, chosen, figures, headings, options, texts, visit

pytestmark = pytest.mark.xdist_group("attainment")  # what they share is made once

PAGE = "pages/learning/attainment.py"
DORSET, PLYMOUTH, POOLE, SOUTH_HAMS, BOSCOMBE = "E06000059", "E06000026", "E06000029", "E07000044", "E05012682"
LEAD = "Good level of development at 5, Dorset, 2021/22: "


def lead(app) -> str:
    return next(text for text in texts(app) if "[:small[Evidence]]" in text)


def test_the_usual_gap_with_what_was_tested_and_how_many_pupils_it_is(demo):
    app = visit(PAGE, la=DORSET)
    assert_sound(app)
    said = lead(app)
    assert said.startswith(f"{LEAD}**41.4%** for those eligible for free school meals, **69.2%** for those not known to be eligible")
    assert "**27.8 points** (95% interval 22.7 to 32.6), behind by more than chance" in said and "**117** of 420 pupils" in said
    assert "It is worse than England's gap (19.7 points) by more than chance." in said
    assert not {"measure", "by", "group", "peers"} & set(app.query_params)
    assert not app.warning


def test_every_piece_of_evidence_is_a_heading_of_the_page(demo):
    app = visit(PAGE, la=DORSET)
    there = {anchor(words) for _, words in headings(app)}
    linked = [part.split(")")[0] for part in lead(app).split("(#")[1:]]
    assert linked and set(linked) <= there


def test_titles_name_measure_area_year_and_comparison(demo):
    found = figures(visit(PAGE, la=DORSET))
    assert "Good level of development at 5, Dorset, 2021/22: each group and local peers" in found
    assert "Gap to local peers by age, Dorset" in found
    within = {title: line for title, line in found.items() if ", by " in title or ": by type" in title}
    assert len(within) == 2 and all("Source: Needs Atlas" in line and "not published by anybody" in line for line in within.values())
    assert all("Source: Department for Education" in line for title, line in found.items() if title not in within)


def test_choices_live_in_the_link_as_codes(demo):
    app = visit(PAGE, la=PLYMOUTH, measure="ks2_rwm_expected", by="social_care", group="CINO", peers="national_all")
    assert_sound(app)
    assert [chosen(app, label) for label in ("Measure", "By", "Group", "Set against")] == [
        "ks2_rwm_expected",
        "social_care",
        "CINO",
        "national_all",
    ]
    assert "all pupils in England" in lead(app) and not app.warning
    app = choose(app, "Group", "CLA")
    assert app.query_params["group"] in ("CLA", ["CLA"]) and "Looked after" in str(options(app, "Group"))


def test_a_group_set_against_all_pupils_has_no_national_peers_of_its_own(demo):
    app = visit(PAGE, la=PLYMOUTH, measure="ks2_rwm_expected", by="social_care", group="CLA", peers="national_all")
    assert options(app, "Set against") == ["Local peers", "All pupils in England"]


def test_few_pupils_carry_a_warning(demo):
    app = visit(PAGE, la=PLYMOUTH, measure="ks2_rwm_expected", by="social_care", group="CLA", peers="national_all")
    assert_sound(app)
    assert [
        warning.value
        for warning in app.warning
        if warning.value.startswith("A small group of 28 pupils: one child more or less moves its figure by 4 points")
    ]
    assert not visit(PAGE, la=DORSET).warning


def test_a_gap_that_is_not_held_says_what_to_do_and_the_rest_of_the_page_stands(demo):
    app = visit(PAGE, la=PLYMOUTH, measure="ks2_rwm_expected", by="social_care", group="CLA", peers="local")
    assert_sound(app)
    assert any(
        "no gap of this group is held for Plymouth against local peers; choose another comparison or group." in info.value
        for info in app.info
    )
    assert any(words.startswith("Absence by social care group: Plymouth") for _, words in headings(app))


def test_a_ward_stands_within_the_authority_whose_official_figures_are_shown(demo):
    app = visit(PAGE, la=PLYMOUTH, ward=["E05002080"])
    assert_sound(app)
    assert any("What follows is of the whole of Plymouth" in info.value and "not of wards" in info.value for info in app.info)
    wards = next(frame.value for frame in app.main.dataframe if list(frame.value)[:2] == ["Ward", "Gap"])
    assert list(wards["Ward"]) == ["Devonport"]
    assert "Plymouth, 2021/22" in lead(app)


@pytest.mark.parametrize("authority", [POOLE, SOUTH_HAMS])
def test_an_authority_without_figures_says_which_file_to_load(demo, authority):
    app = visit(PAGE, la=authority)
    assert_sound(app)
    assert "Load the DfE Local Authority Interactive Tool" in app.info[0].value


def test_a_year_that_is_not_held_is_said(demo):
    app = visit(PAGE, la=DORSET, period="2019")
    assert_sound(app)
    assert any("is not held for 2019; 2021/22 is shown" in info.value for info in app.info)


def test_one_year_alone_has_no_course(demo):
    app = visit(PAGE, la=DORSET)
    assert any("This gap is held for 2021/22 only" in info.value for info in app.info)


def test_a_code_that_cannot_be_chosen_is_left_out_and_said(demo):
    app = visit(PAGE, la=DORSET, measure="glad")
    assert_sound(app)
    assert [warning.value for warning in app.warning] == ['"glad" cannot be chosen here; it is left out.']


def test_the_heat_table_the_neighbours_and_absence_stand_below(demo):
    app = visit(PAGE, la=DORSET)
    words = " ".join(texts(app))
    assert "No mean of neighbours is given" in words and "by type of school are hidden here" in words
    table = next(frame.value for frame in app.main.dataframe if "Ours against it" in frame.value)
    assert list(table["Place"][:3]) == ["Dorset", "England", "South West"]
    assert table.set_index("Place").at["England", "Ours against it"] == "worse"


def test_primary_against_middle_schools_where_phases_are_held(demo):
    wards = ["E05012692", "E05012693", "E05012720", "E05012682"]
    app = visit(PAGE, la=DORSET, ward=wards, measure="ks2_rwm_expected", by="social_care", group="CINO", peers="national_all")
    assert_sound(app)
    said = r"Middle schools \(\d+%\) are (above|in line with) primary schools \(\d+%\)"
    assert any(re.search(said, words) for words in texts(app))


def test_three_years_together_show_more_wards_than_one(demo):
    def known(**link):
        app = visit(PAGE, la=DORSET, **link)
        rows = next(frame.value for frame in app.main.dataframe if list(frame.value)[:2] == ["Ward", "Gap"])
        return int((~rows["Gap"].str.startswith("c")).sum())

    assert known(pupil_years="three") > known()

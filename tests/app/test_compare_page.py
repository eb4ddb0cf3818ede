"""The Compare page with data: places of every kind, links, marks of tested differences, a ward among its like."""

import pytest

from tests.app.visit import assert_sound, headings, texts, visit

PAGE = "pages/place/compare.py"
PLYMOUTH, DORSET, POOLE, BCP = "E06000026", "E06000059", "E06000029", "E06000058"
DEVONPORT, HAM = "E05002080", "E05002084"


def picked(app, key: str) -> list[str]:
    return next(box.value for box in app.main.multiselect if box.key == key)


def overall(app):
    """The table of all indicators."""
    return next(frame.value for frame in app.main.dataframe if "Indicator" in frame.value)


def test_the_authority_and_those_like_it_come_first(demo):
    app = visit(PAGE, la=PLYMOUTH)
    assert_sound(app)
    assert not app.warning and not app.info
    assert picked(app, "area")[0] == PLYMOUTH and len(picked(app, "area")) == 3
    assert "area" not in app.query_params
    assert any(text.startswith("Share of children under 16") and "[:small[Evidence]](#side-by-side)" in text for text in texts(app))


@pytest.mark.parametrize("areas", [
    [PLYMOUTH, DORSET], [DEVONPORT, PLYMOUTH], [DEVONPORT, HAM, "E05010543", "poole-2014.hamworthy", DORSET, BCP],
    ["dorset-2020.weymouth-and-portland", DORSET], [POOLE, BCP],
], ids=str)  # fmt: skip
def test_places_of_every_kind(demo, areas):
    app = visit(PAGE, la=PLYMOUTH, area=areas)
    assert_sound(app)
    assert not app.warning
    assert picked(app, "area") == areas
    assert app.query_params["area"] == areas
    assert len(overall(app)) and len(overall(app).columns) == 3 + len(areas)


def test_marks_are_of_tested_differences_only(demo):
    app = visit(PAGE, la=PLYMOUTH, area=[PLYMOUTH, DORSET], show=["children_low_income_ahc_share", "population_0_19", "imd_rank_weighted"])
    rows = overall(app).set_index("Indicator")["Dorset"]
    assert rows.iloc[0].startswith("23.3% (") and rows.iloc[0].endswith("▼")
    assert not any(sign in rows.iloc[1] + rows.iloc[2] for sign in "▲▼≈")


def test_a_ward_against_its_authority_england_and_similar_wards(demo):
    app = visit(PAGE, la=PLYMOUTH, area=[DEVONPORT, PLYMOUTH], show=["population_0_19_share", "children_low_income_ahc_share"])
    assert "Devonport (Plymouth) against its authority, England and similar wards" in [words for _, words in headings(app)]
    rows = app.main.dataframe[-1].value.set_index("Indicator")
    assert list(rows["Its authority"])[1] == "27.3%: worse"
    assert rows["England"].iloc[1] == "not held" and rows["England"].iloc[0].endswith((": higher", ": lower", ": similar"))
    assert "Similar wards: of " in " ".join(texts(app))


def test_too_few_places_and_unknown_ones_are_said(demo):
    app = visit(PAGE, la=PLYMOUTH, area=[PLYMOUTH, "E05999999"])
    assert_sound(app)
    assert [warning.value for warning in app.warning] == ['"E05999999" cannot be chosen here; it is left out.']
    assert app.info[0].value.startswith("Choose two to six places")


def test_choosing_changes_the_link_and_another_authority_brings_its_own(demo):
    app = visit(PAGE, la=PLYMOUTH)
    next(box for box in app.main.multiselect if box.key == "area").set_value([DEVONPORT, HAM]).run()
    assert_sound(app)
    assert app.query_params["area"] == [DEVONPORT, HAM]
    again = visit(PAGE, la=PLYMOUTH)
    next(box for box in again.sidebar.selectbox if box.label == "Authority").set_value(DORSET).run()
    assert_sound(again)
    assert picked(again, "area")[0] == DORSET


def test_a_place_without_a_figure_has_a_symbol(demo):
    app = visit(PAGE, la=POOLE, area=[PLYMOUTH, "E05010543"], show=["children_low_income_ahc_share"])
    assert_sound(app)
    assert overall(app)["Hamworthy West (Poole)"].iloc[0] == "x"

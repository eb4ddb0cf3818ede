"""The Deprivation page with data: every authority, both editions and indices, narrowed, and what it says where something is missing."""

import pytest

from tests.app.test_pages import AUTHORITIES, beginning
from tests.app.visit import assert_sound, choose, chosen, figures, headings, options, texts, visit

PAGE = "pages/place/deprivation.py"
POOLE, DORSET, PLYMOUTH, BCP = "E06000029", "E06000059", "E06000026", "E06000058"


# every authority with every edition and every index, and every edition with every index: two visits an authority
IN_PAIRS = [(authority, edition, ("imd", "idaci")[(number + place) % 2])
            for number, authority in enumerate(AUTHORITIES) for place, edition in enumerate(["2019", "2025"])]  # fmt: skip


@pytest.mark.parametrize(("authority", "edition", "index"), IN_PAIRS)
def test_every_authority_edition_and_index(demo, authority, edition, index):
    app = visit(PAGE, la=authority, edition=edition, index=index)
    assert_sound(app)
    assert not app.warning
    assert (chosen(app, "Index"), chosen(app, "Edition")) == (index, edition)
    for heading, line in figures(app).items():
        assert "Source: " in line, heading


def test_the_edition_of_the_link_is_the_one_shown(demo):
    shown = figures(visit(PAGE, la=DORSET, edition="2019"))
    assert beginning(shown, "Small areas").startswith(":small[Dorset, by LSOA, edition 2019, residents of mid-2015")
    assert "2025" in visit(PAGE, la=DORSET).main.selectbox[1].value


def test_without_outlines_of_the_edition_words_take_the_place_of_the_map(demo):
    app = visit(PAGE, la=PLYMOUTH, edition="2025")
    said = [info.value for info in app.info]
    assert sum("outlines" in words and "2021" in words and "2019 can be drawn" in words for words in said) == 2
    assert not any("outlines" in info.value for info in visit(PAGE, la=PLYMOUTH, edition="2019").info)


def test_a_former_authority_opens_with_the_edition_of_its_own_wards(demo):
    app = visit(PAGE, la=POOLE)
    assert_sound(app)
    assert chosen(app, "Edition") == "2019"
    assert "Priority areas and the rest" in [words for _, words in headings(app)]


@pytest.mark.parametrize("narrowed", [
    {"ward": ["E05010543"]}, {"ward": ["E05010543", "E05010534"]}, {"priority": "poole-2014.hamworthy"}, {"plan": "poole-2014"},
    {"compare": "region"}, {"period": "2018"}, {"statistic": "moran"}, {"map": "children_low_income_ahc_share"},
], ids=str)  # fmt: skip
def test_narrowed_or_otherwise_chosen(demo, narrowed):
    app = visit(PAGE, la=POOLE, **narrowed)
    assert_sound(app)
    assert not app.warning


def test_choosing_changes_the_link(demo):
    app = visit(PAGE, la=BCP)
    assert_sound(choose(app, "Edition", "2019"))
    assert app.query_params["edition"] == "2019"
    assert_sound(choose(app, "Index", "idaci"))
    assert app.query_params["index"] == "idaci"
    assert_sound(choose(app, "Statistic", "moran"))
    assert app.query_params["statistic"] == "moran"


def test_a_link_to_an_edition_that_is_not_held(demo):
    app = visit(PAGE, la=BCP, edition="2010")
    assert_sound(app)
    assert [warning.value for warning in app.warning] == ['"2010" cannot be chosen here; it is left out.']


def test_an_index_that_is_not_held_says_which_file_to_load_and_leaves_low_income(demo):
    app = visit(PAGE, la=PLYMOUTH, index="crime", edition="2019")
    assert_sound(app)
    assert "Crime domain: load File 2" in app.info[0].value
    assert options(app, "Show on the map") == ["Children in low-income families, after housing costs"]
    assert not any(words.startswith("Wards in order") for _, words in headings(app))


def test_another_index_keeps_no_figure_of_the_former_one(demo):
    app = visit(PAGE, la=BCP, map="lsoas_most_deprived_10pct_imd")
    assert_sound(choose(app, "Index", "idaci"))
    assert not app.warning
    assert chosen(app, "Show on the map") == "lsoas_most_deprived_20pct_idaci"


def test_low_income_is_smoothed_on_the_map_and_raw_beside_it(demo):
    app = visit(PAGE, la=PLYMOUTH, map="children_low_income_ahc_share")
    assert "The map shows smoothed shares" in " ".join(texts(app))
    ranking = next(frame.value for frame in app.main.dataframe if "Smoothed" in frame.value)
    assert (ranking["Figure"] != ranking["Smoothed"]).any() and len(ranking) == 20


def test_places_in_the_authority_are_told_among_all_its_lsoas(demo):
    def rows(**narrowed):
        app = visit(PAGE, la=PLYMOUTH, edition="2019", **narrowed)
        return next(frame.value for frame in app.main.dataframe if "Fifth here" in frame.value).set_index("LSOA")

    whole, one = rows(), rows(ward=["E05002080"])
    assert set(one.index) < set(whole.index)
    places = ["Rank here", "Fifth here", "Fifth of England"]
    assert one[places].equals(whole.loc[one.index, places])
    assert whole["Fifth here"].value_counts().between(31, 34).all()


def test_the_first_sentence_links_to_its_table(demo):
    app = visit(PAGE, la=PLYMOUTH)
    assert any("[:small[Evidence]](#wards-in-order)" in text for text in texts(app))
    assert any(words.startswith("Wards in order") for _, words in headings(app))


def test_editions_carry_a_warning_and_rurality_says_what_is_missing(demo):
    words = " ".join(texts(visit(PAGE, la=PLYMOUTH)))
    assert (
        "are never compared" in words
        and "Rural against urban is not held: load the ONS Rural Urban Classification of LSOAs of 2021" in words
    )
    assert "load File 2 (ranks and deciles of the domains) or File 7 of the 2025 edition" in words


def test_every_indicator_of_a_priority_area_against_the_rest(demo):
    app = visit(PAGE, la=DORSET)
    assert options(app, "Priority area")[0] == "All of it"
    choice = next(box for box in app.main.selectbox if box.label == "Priority area")
    assert list(choice.options) == ["All priority areas of Dorset", "Weymouth and Portland"]
    choice.set_value("dorset-2020.weymouth-and-portland").run()
    assert_sound(app)
    assert app.query_params["gap_of"] == "dorset-2020.weymouth-and-portland"
    rows = next(frame.value for frame in app.main.dataframe if "How it moved" in frame.value)
    assert len(rows) > 15 and set(rows["How it moved"]) >= {"editions are not compared", "one period only"}
    assert any(" since 2012" in words for words in rows["How it moved"])
    assert not any("-0.0 " in words for words in rows["Gap"])


def test_hot_spots_are_counted_in_words(demo):
    words = " ".join(texts(visit(PAGE, la=BCP, edition="2019")))
    assert "hot spot: " in words and "cold spot: " in words and "not significant: " in words
    assert options(visit(PAGE, la=BCP), "Statistic") == ["Hot and cold spots (Getis-Ord Gi*)", "Clusters and outliers (local Moran)"]

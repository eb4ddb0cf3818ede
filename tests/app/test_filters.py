"""The shared filters: how they depend on each other, and that they last."""

from tests.app.visit import DEMOGRAPHICS, OVERVIEW, PAGES, assert_sound, choose, chosen, go, options, texts, visit

POOLE, DORSET, BCP = "E06000029", "E06000059", "E06000058"


def test_a_plan_brings_its_authority(demo):
    app = choose(visit(DEMOGRAPHICS, plan="dorset-2020"), "Plan", "poole-2014")
    assert_sound(app)
    assert chosen(app, "Authority") == POOLE
    assert "Poole" in texts(app)[1]


def test_a_plan_of_the_same_authority_keeps_what_is_chosen_within(demo):
    app = visit(DEMOGRAPHICS, plan="poole-2014", ward=["E05010543"], period="2017")
    choose(app, "Plan", "poole-earlyhelp-2017")
    assert (chosen(app, "Wards"), chosen(app, "Year")) == (["E05010543"], "2017")


def test_another_authority_clears_wards_place_year_and_takes_its_plan(demo):
    app = visit(DEMOGRAPHICS, plan="poole-2014", ward=["E05010543"], priority="poole-2014.hamworthy", period="2017", compare="region")
    choose(app, "Authority", DORSET)
    assert_sound(app)
    assert [chosen(app, label) for label in ("Wards", "Priority area", "Year")] == [[], "", ""]
    assert (chosen(app, "Plan"), chosen(app, "Compare with")) == ("dorset-2020", "region")


def test_an_authority_without_a_plan_has_none(demo):
    app = choose(visit(OVERVIEW, plan="dorset-2020"), "Authority", BCP)
    assert_sound(app)
    assert chosen(app, "Plan") == ""


def test_wards_and_years_offered_are_the_authoritys(demo):
    app = visit(DEMOGRAPHICS, plan="poole-2014")
    assert "Hamworthy West" in options(app, "Wards") and "Sherborne West" not in options(app, "Wards")
    choose(app, "Authority", DORSET)
    assert "Sherborne West" in options(app, "Wards") and "Hamworthy West" not in options(app, "Wards")
    assert any(year.endswith("(modelled)") for year in options(app, "Year"))


def test_a_former_authority_says_so(demo):
    assert "Poole (until 2019)" in options(visit(), "Authority")


def test_within_a_priority_area_only_its_wards_are_offered(demo):
    app = visit(DEMOGRAPHICS, plan="poole-2014", ward=["E05010534", "E05010543"])
    choose(app, "Priority area", "poole-2014.hamworthy")
    assert_sound(app)
    assert set(options(app, "Wards")) == {"Hamworthy East", "Hamworthy West"}
    assert chosen(app, "Wards") == ["E05010543"]


def test_no_ward_left_never_shows_the_whole_authority_under_a_priority_area(demo):
    app = visit(DEMOGRAPHICS, plan="poole-2014", ward=["E05010534"])
    choose(app, "Priority area", "poole-2014.hamworthy")
    assert chosen(app, "Wards") == []
    assert "lived in Hamworthy East and Hamworthy West" in texts(app)[1]


def test_reset(demo):
    app = visit(DEMOGRAPHICS, la=POOLE, ward=["E05010543"], period="1066", compare="none")
    app.sidebar.button[0].click().run()
    assert_sound(app)
    assert not app.warning
    assert [chosen(app, label) for label in ("Plan", "Authority", "Priority area", "Wards", "Year", "Compare with")] == [
        "dorset-2020", DORSET, "", [], "", "england"
    ]  # fmt: skip


def test_choices_last_over_pages(demo):
    app = visit(DEMOGRAPHICS, la=POOLE, plan="poole-2014")
    choose(app, "Wards", ["E05010543"])
    choose(app, "Compare with", "region")
    for page in (*PAGES, DEMOGRAPHICS):
        go(app, page)
        assert_sound(app)
        assert (chosen(app, "Wards"), chosen(app, "Compare with"), chosen(app, "Plan")) == (["E05010543"], "region", "poole-2014")
    assert "Hamworthy West" in texts(app)[1]


def test_every_indicator_can_be_mapped(demo):
    app = visit(DEMOGRAPHICS, la=POOLE)
    box = next(box for box in app.main.selectbox if box.label == "Show on the map")
    for title in box.options:
        next(box for box in app.main.selectbox if box.label == "Show on the map").select(title).run()
        assert_sound(app)
        assert any(text.startswith(f"## {title}, by ward") for text in texts(app)), title


def test_every_subject_of_the_facts(demo):
    app = visit(OVERVIEW, plan="poole-2014")
    for subject in app.pills[0].options if hasattr(app, "pills") else app.button_group[0].options:
        assert subject

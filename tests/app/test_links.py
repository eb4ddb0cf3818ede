"""Links: what they name is adopted, what they get wrong is said in words and replaced."""

import pytest

from components.demography_tables import MAPPED
from tests.app.visit import DEMOGRAPHICS, OVERVIEW, assert_sound, choose, chosen, go, texts, visit

POOLE, DORSET = "E06000029", "E06000059"
FULL = {"plan": "poole-2014", "la": POOLE, "ward": ["E05010543", "E05010542"], "priority": "poole-2014.hamworthy", "period": "2017",
        "compare": "region"}  # fmt: skip
AT = {"plan": "Plan", "la": "Authority", "ward": "Wards", "priority": "Priority area", "period": "Year", "compare": "Compare with"}


@pytest.mark.parametrize("page", [OVERVIEW, DEMOGRAPHICS])
def test_every_parameter_is_adopted(demo, page):
    app = visit(page, **FULL)
    assert_sound(app)
    assert not app.warning
    assert {key: chosen(app, label) for key, label in AT.items()} == FULL


def test_the_link_of_a_view_names_all_of_it(demo):
    app = visit(DEMOGRAPHICS, **FULL)
    assert {key: list(value) if key == "ward" else value[0] for key, value in _query(app).items()} == FULL


def test_a_link_to_the_start_is_kept(demo):
    app = visit(**FULL)
    assert {key: chosen(app, label) for key, label in AT.items()} == FULL


def test_the_default_view_has_a_link_too(demo):
    app = visit()
    assert _query(app) == {"plan": ["dorset-2020"], "la": [DORSET], "compare": ["england"]}


@pytest.mark.parametrize(
    ("wrong", "replaced"),
    [
        ({"la": "E99999999"}, {"la": DORSET, "plan": ""}),
        ({"la": ""}, {"la": DORSET}),
        ({"plan": "atlantis-2030"}, {"plan": "", "la": DORSET}),
        ({"plan": "atlantis-2030", "la": POOLE}, {"plan": "", "la": POOLE}),
        ({"la": POOLE, "ward": ["E05010543", "E05099999"]}, {"la": POOLE, "ward": ["E05010543"]}),
        ({"la": DORSET, "ward": ["E05010543"]}, {"la": DORSET, "ward": []}),
        ({"la": POOLE, "priority": "poole-2014.the-moon"}, {"priority": ""}),
        ({"la": DORSET, "priority": "poole-2014.hamworthy"}, {"priority": ""}),
        ({"la": DORSET, "priority": "dorset-2020.north-dorset"}, {"priority": ""}),
        ({"la": POOLE, "period": "1066"}, {"period": ""}),
        ({"la": POOLE, "compare": "mars"}, {"compare": "england"}),
        ({"la": POOLE, "plan": "dorset-2020"}, {"la": POOLE, "plan": ""}),
        ({"la": POOLE, "priority": "poole-2014.hamworthy", "ward": ["E05010534"]}, {"priority": "poole-2014.hamworthy", "ward": []}),
    ],
    ids=str,
)
def test_unknown_values_are_said_and_replaced(demo, wrong, replaced):
    app = visit(DEMOGRAPHICS, **wrong)
    assert_sound(app)
    assert {key: chosen(app, AT[key]) for key in replaced} == replaced
    named = [value for key, values in wrong.items() if key in replaced for value in ([values] if isinstance(values, str) else values)]
    unknown = [
        value for value in named if value and value not in [v for w in replaced.values() for v in ([w] if isinstance(w, str) else w)]
    ]
    said = " ".join(warning.value for warning in app.warning)
    assert all(f'"{value}"' in said for value in unknown), said
    assert bool(said) == bool(unknown)


def test_markup_in_a_link_stays_text(demo):
    app = visit(DEMOGRAPHICS, la="<script>alert(1)</script>")
    assert_sound(app)
    assert not any("<script>alert" in html.body for html in app.main if html.type == "html")


def test_many_wrong_things_at_once(demo):
    app = visit(DEMOGRAPHICS, la=POOLE, plan="x", ward=["y"], priority="z", period="0", compare="?")
    assert_sound(app)
    assert len(app.warning) == 5


def test_a_warning_goes_when_the_reader_chooses(demo):
    app = visit(DEMOGRAPHICS, la=POOLE, period="1066")
    assert app.warning
    assert not choose(app, "Compare with", "region").warning


def test_a_warning_stays_over_a_change_of_page(demo):
    app = visit(DEMOGRAPHICS, la=POOLE, period="1066")
    assert go(app, OVERVIEW).warning


def test_a_link_followed_within_a_visit_is_adopted(demo):
    app = visit(DEMOGRAPHICS, la=POOLE)
    app.query_params["la"] = "E06000026"
    app.run()
    assert chosen(app, "Authority") == "E06000026"
    assert "Plymouth" in " ".join(texts(app)[:2])


def _query(app) -> dict[str, list[str]]:
    return {key: value if isinstance(value, list) else [value] for key, value in app.query_params.items()}


def test_the_figure_on_the_map_lives_in_the_link(demo):
    app = visit(DEMOGRAPHICS, la=POOLE, map="births")
    assert not app.warning
    assert chosen(app, "Show on the map") == "births"
    choose(app, "Show on the map", "population_0_4")
    assert _query(app)["map"] == ["population_0_4"]
    choose(app, "Show on the map", MAPPED[0])
    assert "map" not in _query(app)


def test_a_map_that_cannot_be_shown_is_said_in_words(demo):
    app = visit(DEMOGRAPHICS, la=POOLE, map="unheard_of")
    assert any("unheard_of" in warning.value for warning in app.warning)
    assert chosen(app, "Show on the map") == MAPPED[0]


def test_a_filter_leaves_the_map_in_the_link(demo):
    app = visit(DEMOGRAPHICS, la=POOLE, map="births")
    choose(app, "Compare with", "region")
    assert _query(app)["map"] == ["births"]

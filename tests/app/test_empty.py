"""Little or nothing built: a sentence in words, never an exception."""

import pytest

from importers.load import load
from settings import settings
from tests.app.newlyshire import CODE, WARD, add_newlyshire
from tests.app.visit import DEMOGRAPHICS, PAGES, assert_sound, choose, chosen, figures, headings, options, texts, visit
from tests.homes import copy_of

pytestmark = pytest.mark.xdist_group("empty")  # what they share is made once

PARTS = {
    "plans": ["plans"],
    "lookups": ["demo/lookups"],
    "plans and lookups": ["plans", "demo/lookups"],
    "plans, lookups and outlines": ["plans", "demo/lookups", "demo/boundaries"],
    "lookups and social care": ["plans", "demo/lookups", "demo/ees"],
    "neighbours": ["demo/neighbours"],
    "deprivation": ["demo/lookups", "demo/deprivation"],
    "census": ["plans", "demo/lookups", "demo/census"],
    "births": ["plans", "demo/lookups", "demo/births"],
}


@pytest.fixture(scope="session")
def small_homes(tmp_path_factory):
    """A function that builds a warehouse of some folders of data/, once a run."""
    built = {}

    def home(name: str):
        if name not in built:
            built[name] = tmp_path_factory.mktemp("small")
            data = settings().demo.parent
            load([data / part for part in PARTS[name]], built[name], fresh=True)
        return built[name]

    return home


def test_without_a_warehouse_a_sentence_says_what_to_do(tmp_path, use_home):
    use_home(tmp_path)
    app = visit()
    assert_sound(app)
    assert [info.value for info in app.info] == [
        f"No warehouse has been built in {tmp_path.name}/ yet: run 'make run', or 'python -m importers'."
    ]


def test_a_home_that_does_not_exist(tmp_path, use_home):
    use_home(tmp_path / "nowhere")
    app = visit()
    assert_sound(app)
    assert len(app.info) == 1


def test_without_a_warehouse_a_link_gets_the_same_sentence(tmp_path, use_home):
    use_home(tmp_path)
    app = visit(la="E06000029", compare="region")
    assert_sound(app)
    assert len(app.info) == 1


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", PARTS)
def test_a_warehouse_of_one_part_only(small_homes, use_home, name, page):
    use_home(small_homes(name))
    app = visit(page)
    assert_sound(app)
    assert len(" ".join(texts(app))) > 40


@pytest.mark.parametrize("authority", ["E06000059", "E06000029", "E06000026"])
def test_without_figures_every_figure_says_what_is_missing(small_homes, use_home, authority):
    use_home(small_homes("plans and lookups"))
    app = visit(DEMOGRAPHICS, la=authority)
    assert_sound(app)
    assert headings(app)[0] == (1, "Demographics")
    assert len(app.info) >= 5
    assert all(info.value.endswith(".") and len(info.value) > 20 for info in app.info)


def test_without_figures_filters_still_work(small_homes, use_home):
    use_home(small_homes("plans and lookups"))
    app = visit(DEMOGRAPHICS)
    assert_sound(choose(app, "Plan", "poole-2014"))
    assert_sound(choose(app, "Wards", ["E05010543"]))
    for comparator in ("none", "authority", "region"):
        assert_sound(choose(app, "Compare with", comparator))


def test_what_a_session_had_chosen_is_no_longer_held(demo_home, small_homes, use_home):
    """The warehouse is built anew with less in it while somebody reads."""
    use_home(demo_home)
    app = visit(DEMOGRAPHICS, la="E06000029", plan="poole-2014", ward=["E05010543"], period="2017")
    use_home(small_homes("plans"))
    app.run()
    assert_sound(app)
    assert "holds no authority yet" in app.info[0].value
    use_home(small_homes("lookups"))
    app.run()
    assert_sound(app)
    assert (chosen(app, "Authority"), chosen(app, "Plan"), chosen(app, "Year")) == ("E06000029", "", "")


def test_the_warehouse_disappears_and_comes_back(demo_home, tmp_path, use_home):
    use_home(demo_home)
    app = visit(DEMOGRAPHICS, la="E06000029")
    use_home(tmp_path)
    assert app.run().info
    assert_sound(app)
    use_home(demo_home)
    app.run()
    assert_sound(app)
    assert "Poole" in texts(app)[1]


@pytest.fixture(scope="session")
def plymouth_home(tmp_path_factory):
    """A warehouse of somebody who has loaded the lookups of Plymouth and all plans."""
    lookups, home = tmp_path_factory.mktemp("lookups"), tmp_path_factory.mktemp("plymouth")
    for path in (settings().demo / "lookups").glob("*.csv"):
        header, *lines = path.read_text(encoding="utf-8-sig").splitlines()
        mine = [line for line in lines if "E06000026" in line]
        if mine:
            (lookups / path.name).write_text("\n".join([header, *mine]) + "\n", encoding="utf-8")
    load([lookups, settings().plans], home, fresh=True)
    return home


@pytest.mark.parametrize("page", PAGES)
def test_without_the_usual_authority_another_is_shown_and_nobody_warned(plymouth_home, use_home, page):
    use_home(plymouth_home)
    app = visit(page)
    assert_sound(app)
    assert chosen(app, "Authority") == "E06000026"
    assert options(app, "Plan") == ["No plan", "Plymouth 2015"]
    assert not app.warning
    app.sidebar.button[0].click().run()
    assert_sound(app)
    assert not app.warning


def test_a_link_to_a_plan_whose_authority_is_not_held(plymouth_home, use_home):
    use_home(plymouth_home)
    app = visit(DEMOGRAPHICS, plan="poole-2014")
    assert_sound(app)
    assert [warning.value for warning in app.warning] == ['The plan "poole-2014" is not held here.']


@pytest.fixture(scope="session")
def newly_home(demo_home, tmp_path_factory):
    """The bundled pack and one authority more, of which no figure is held."""
    folder = tmp_path_factory.mktemp("newly")
    home = copy_of(demo_home, folder / "home")
    add_newlyshire(home, folder)
    return home


@pytest.mark.parametrize("narrowed", [{}, {"ward": [WARD]}, {"period": "2022"}], ids=str)
@pytest.mark.parametrize("comparator", ["none", "authority", "region", "england"])
def test_an_authority_without_figures_among_others_that_have_them(newly_home, use_home, comparator, narrowed):
    use_home(newly_home)
    app = visit(DEMOGRAPHICS, la=CODE, compare=comparator, **narrowed)
    assert_sound(app)
    assert not figures(app), figures(app)
    assert len(app.info) >= 5


def test_from_an_authority_with_figures_to_one_without_and_back(newly_home, use_home):
    use_home(newly_home)
    app = visit(DEMOGRAPHICS, la="E06000059")
    assert_sound(choose(app, "Authority", CODE))
    assert_sound(choose(app, "Authority", "E06000059"))
    assert len(figures(app)) == 8

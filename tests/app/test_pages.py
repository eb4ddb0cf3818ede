"""Every page with every plan, every authority and every way to narrow them: sound, sourced, and honest about modelled figures."""

import pytest

from tests.app.visit import DEMOGRAPHICS, OVERVIEW, PAGES, assert_sound, figures, headings, texts, visit

PLANS = {"poole-2014": "E06000029", "dorset-2020": "E06000059", "poole-earlyhelp-2017": "E06000029", "plymouth-2015": "E06000026",
         "portsmouth-2011": "E06000044"}  # fmt: skip
AUTHORITIES = {"E06000029": "Poole", "E06000059": "Dorset", "E06000058": "Bournemouth, Christchurch and Poole", "E06000026": "Plymouth",
               "E06000044": "Portsmouth", "E07000044": "South Hams", "E07000047": "West Devon"}  # fmt: skip
FIGURES = ("Age and sex", "Five-year age bands", "Children and young people aged 0 to 19 as a share of all residents, by ward",
           "Trend and projection", "Live births", "Ethnic groups other than White", "Main language other than English",
           "Ward by ward: share of residents in each age band")  # fmt: skip
COMPARATORS = ("none", "authority", "region", "england")
POOLE = "E06000029"


@pytest.mark.parametrize("page", PAGES)
def test_without_anything_chosen_the_page_is_sound(demo, page):
    assert_sound(visit(page))


def test_first_visit_leads_to_the_overview(demo):
    app = visit()
    assert_sound(app)
    assert headings(app)[0][1] == "Children, Young People and Families' Plan 2020-23"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("plan", PLANS)
def test_every_plan(demo, page, plan):
    app = visit(page, plan=plan)
    assert_sound(app)
    assert app.query_params["la"] == PLANS[plan]
    assert not app.warning


@pytest.mark.parametrize("plan", PLANS)
def test_overview_shows_the_plan_with_its_source(demo, plan):
    app = visit(OVERVIEW, plan=plan)
    named = [words for _, words in headings(app)]
    assert {"Priorities, outcomes and indicators", "Facts of the needs analysis", "Places the plan names"} <= set(named)
    assert any("Source: " in text and named[0] in text for text in texts(app))
    assert {metric.label for metric in app.metric} >= {"Priorities", "Indicators", "Facts in the needs analysis"}


def test_overview_without_a_plan_lists_the_plans(demo):
    app = visit(OVERVIEW, la="E07000044")
    assert_sound(app)
    assert sum(text.startswith("- **") for text in texts(app)) == len(PLANS)


def test_overview_lists_numbered_priorities_in_their_order(demo):
    labels = [expander.label for expander in visit(OVERVIEW, plan="dorset-2020").expander]
    assert [label.split("**")[1] for label in labels] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("authority", AUTHORITIES)
@pytest.mark.parametrize("comparator", COMPARATORS)
def test_demographics_of_every_authority_with_every_comparator(demo, authority, comparator):
    app = visit(DEMOGRAPHICS, la=authority, compare=comparator)
    assert_sound(app)
    assert not app.warning
    assert AUTHORITIES[authority] in " ".join(texts(app)[:2])
    assert_figures(app, FIGURES)


@pytest.mark.parametrize(
    "narrowed",
    [
        {"ward": ["E05010543"]},
        {"ward": ["E05010543", "E05010534"]},
        {"ward": ["E05010534", "E05010542", "E05010543", "E05010545", "E05010549"]},
        {"priority": "poole-2014.turlin-moor"},
        {"priority": "poole-2014.hamworthy"},
        {"priority": "poole-2014.hamworthy", "ward": ["E05010543"]},
        {"period": "2022"},
        {"period": "2020"},
        {"period": "2012", "ward": ["E05010543"]},
    ],
    ids=str,
)
@pytest.mark.parametrize("comparator", COMPARATORS)
def test_demographics_narrowed(demo, narrowed, comparator):
    app = visit(DEMOGRAPHICS, la=POOLE, compare=comparator, **narrowed)
    assert_sound(app)
    assert not app.warning
    assert_figures(app, FIGURES)


def test_narrowing_is_said_in_words(demo):
    one = figures(visit(DEMOGRAPHICS, la=POOLE, ward=["E05010543"]))
    assert beginning(one, "Age and sex").startswith(":small[Hamworthy West, 2018")
    two = figures(visit(DEMOGRAPHICS, la=POOLE, priority="poole-2014.hamworthy"))
    assert beginning(two, "Age and sex").startswith(":small[Hamworthy East and Hamworthy West, 2018")
    year = figures(visit(DEMOGRAPHICS, la="E06000059", period="2030"))
    assert beginning(year, "Age and sex").startswith(":small[Dorset, 2030")


def test_figures_say_when_they_are_modelled(demo):
    """Live births of Dorset are modelled, its trend partly, its ethnic groups are the census's own."""
    shown = figures(visit(DEMOGRAPHICS, la="E06000059"))
    badge = {title.split("  ")[0]: title.split("  ")[1] if "  " in title else "" for title in shown}
    assert "modelled figures" in badge["Live births"]
    assert "partly modelled" in badge["Trend and projection"]
    assert badge["Ethnic groups other than White"] == ""


def beginning(shown: dict[str, str], title: str) -> str:
    """The line of source of the figure with this title."""
    return next(line for heading, line in shown.items() if heading.startswith(title))


def assert_figures(app, titles) -> None:
    """Each figure is there with area, period and source, or says that nothing is held; modelled ones carry the badge in words."""
    shown, said = figures(app), [words for _, words in headings(app)]
    for title in titles:
        heading = next((words for words in said if words.startswith(title)), None)
        if heading is None or heading not in shown:
            assert any("held" in info.value for info in app.info), (title, said)
            continue
        assert "Source: " in shown[heading]
        assert ("modelled" in heading) == ("(modelled, not published by anybody)" in shown[heading]), (heading, shown[heading])

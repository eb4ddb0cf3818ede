"""Reading without a mouse, on paper, on a narrow screen, and with assistive technology."""

import csv
import io
from contextlib import ExitStack
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.visit import visiting

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FILTERS = ["Plan", "Authority", "Priority area", "Wards", "Year", "Compare with"]
ADDRESSES = {"overview": "overview?plan=poole-2014", "demographics": "demographics?la=E06000029&compare=england",
             "deprivation": "deprivation?la=E06000026&edition=2019"}  # fmt: skip
_FOCUSED = "(e => e.getAttribute('aria-label') || e.innerText || e.tagName)(document.activeElement)"
_WIDER = """[...document.querySelectorAll('[data-testid=stMain], [data-testid=stMain] *')]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX))
    .filter(e => !e.closest('[data-testid=stDataFrame]'))
    .map(e => e.closest('[class*="st-key-"]')?.className ?? e.className)"""


@pytest.fixture(scope="module")
def opened(profile, served):
    """A function that gives a page opened once for all tests that only look at it."""
    with ExitStack() as tabs:

        @cache
        def opened(name: str, theme: str):
            reader = tabs.enter_context(visiting(profile(theme), served, f"{name} {theme}"))
            reader.open(ADDRESSES[name]).page.get_by_test_id("stDeckGlJsonChart").first.wait_for()
            return reader

        yield opened


def test_tab_reaches_every_filter_in_order(visit):
    with visit() as reader:
        reader.open(ADDRESSES["demographics"])
        reached = []
        for _ in range(12):
            reader.page.keyboard.press("Tab")
            reached.append(reader.page.evaluate(_FOCUSED).strip())
        assert [name for name in reached if name in FILTERS] == FILTERS
        assert "Reset filters" in reached


def test_a_filter_is_chosen_by_keyboard(visit):
    with visit() as reader:
        reader.open(ADDRESSES["demographics"])
        reader.page.get_by_role("combobox", name="Compare with").focus()
        reader.page.keyboard.type("Its region")
        reader.page.keyboard.press("ArrowDown")
        reader.after(lambda: reader.page.keyboard.press("Enter"))
        assert reader.parameters()["compare"] == ["region"]


def test_the_table_opens_by_keyboard_and_downloads_with_its_source(visit):
    with visit() as reader:
        reader.open(ADDRESSES["demographics"])
        for _ in range(60):
            if reader.page.evaluate("document.activeElement.tagName") == "SUMMARY":
                break
            reader.page.keyboard.press("Tab")
        reader.after(lambda: reader.page.keyboard.press("Enter"))
        opened = reader.page.get_by_test_id("stExpander").first
        opened.get_by_test_id("stDataFrame").first.wait_for()
        button = opened.get_by_role("button", name="Download CSV", exact=False).first
        button.focus()
        with reader.page.expect_download() as download:
            reader.page.keyboard.press("Enter")
        assert download.value.suggested_filename.startswith("population_0_24_poole")
        assert_explains_itself(download.value.path().read_text(encoding="utf-8-sig"))


def assert_explains_itself(text: str) -> None:
    """Title and source above the rows, one row a sex and year of age."""
    lines = list(csv.reader(io.StringIO(text)))
    blank = lines.index([])
    assert "Poole" in lines[0][0] and "2018" in lines[0][0]
    assert lines[1][0].startswith("Unit: ")
    assert any(line[0].startswith("Source: ") and "Licence: " in line[0] for line in lines[:blank])
    assert lines[blank + 1][:2] == ["area_code", "area_name"]
    rows = [dict(zip(lines[blank + 1], line, strict=True)) for line in lines[blank + 2 :]]
    assert len(rows) == 50
    assert {row["area_name"] for row in rows} == {"Poole"} and all(row["source"] for row in rows)


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(opened, name, theme):
    assert_accessible(opened(name, theme))


def test_axe_finds_nothing_serious_in_an_opened_table(visit):
    with visit() as reader:
        reader.open(ADDRESSES["demographics"])
        reader.after(lambda: reader.page.get_by_text("Tables, notes and downloads").first.click())
        assert_accessible(reader)


@pytest.mark.parametrize("name", ADDRESSES)
def test_on_paper_only_the_page_itself(opened, name):
    page = opened(name, "light").page
    page.get_by_test_id("stSidebar").wait_for(state="visible")
    page.emulate_media(media="print")
    for part in ("stSidebar", "stHeader"):
        page.get_by_test_id(part).wait_for(state="hidden")
    assert page.get_by_role("heading", level=1).is_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("name", ADDRESSES)
def test_at_800_pixels_only_the_small_charts_scroll_sideways(visit, name):
    with visit() as reader:
        reader.page.set_viewport_size({"width": 800, "height": 900})
        reader.open(ADDRESSES[name])
        assert reader.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        wider = reader.page.evaluate(_WIDER)
        assert all("st-key-row_scrolling_" in classes for classes in wider), wider
        assert reader.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 800


def test_axe_finds_nothing_serious_on_a_narrow_screen(visit):
    with visit() as reader:
        reader.page.set_viewport_size({"width": 800, "height": 900})
        reader.open(ADDRESSES["demographics"])
        assert_accessible(reader)


def test_axe_finds_nothing_serious_about_warnings(visit):
    with visit() as reader:
        reader.open("overview?plan=atlantis")
        reader.page.get_by_test_id("stAlert").first.wait_for()
        assert_accessible(reader)


def assert_accessible(reader) -> None:
    """No violation that axe calls serious or critical."""
    found = Axe().run(reader.page).response["violations"]
    grave = [f"{v['id']} x{len(v['nodes'])}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical")]
    assert not grave, grave


def test_the_tab_says_which_page_it_is(visit):
    with visit() as reader:
        reader.open(ADDRESSES["demographics"])
        reader.until(lambda: reader.page.title() == "Demographics · Needs Atlas", "the page's name in the tab")
        reader.go("Overview")
        reader.until(lambda: reader.page.title() == "Overview · Needs Atlas", "the page's name in the tab")


def test_compare_is_sound_in_the_dark_and_a_sentence_leads_to_its_evidence(visit):
    with visit(theme="dark") as reader:
        reader.open("compare?la=E06000026&area=E05002080&area=E06000026")
        reader.page.get_by_text("against its authority, England and similar wards").first.wait_for()
        assert_accessible(reader)
        reader.page.get_by_text("Evidence").first.click()
        reader.until(lambda: reader.page.url.endswith("#side-by-side"), "the link to the table")
        top = "document.querySelector('#side-by-side').getBoundingClientRect().top"
        reader.until(lambda: 0 <= reader.page.evaluate(top) < 200, "the table to be in sight")
        reader.page.set_viewport_size({"width": 800, "height": 900})
        assert reader.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")

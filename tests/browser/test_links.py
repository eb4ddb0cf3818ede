"""Links: to a cold server, copied from the address bar, and without any page."""

import pytest

from settings import PROJECT
from tests.app.visit import chosen as chosen_headless
from tests.app.visit import visit as visit_headless

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
DEEP = "demographics?la=E06000029&compare=england"


def test_deep_link_on_a_cold_server(visit, another_server):
    """The very first visitor follows a link."""
    with another_server() as port, visit(port, fresh=True) as reader:
        reader.open(DEEP)
        assert_is_poole(reader)


def test_deep_link_on_a_cold_server_without_our_start(visit, another_server):
    """Under plain ``streamlit run`` Streamlit takes the first link for an unknown page; the frame loads it a second time."""
    with another_server(app=PROJECT / "app.py") as port, visit(port, fresh=True) as reader:
        reader.open(DEEP)
        reader.until(lambda: reader.page.get_by_role("heading", name="Demographics", exact=True).count(), "the page")
        assert_is_poole(reader.at_rest())
        assert set(reader.wire.console) == {"The page that you have requested does not seem to exist. Running the app's main page."}
        reader.wire.console.clear()


def assert_is_poole(reader) -> None:
    """The page and the authority that the link names, and nobody says otherwise."""
    assert reader.heading() == "Demographics"
    assert reader.chosen("Authority") == "Poole (until 2019)"
    assert "lived in Poole" in reader.lead()
    assert not reader.page.get_by_text("Page not found").count()
    assert reader.address().startswith("demographics?")


def test_a_copied_link_opens_the_same_view_elsewhere(visit, another_server):
    with visit() as reader:
        reader.open("demographics")
        reader.choose("Plan", "Poole 2014-17")
        reader.choose("Wards", "Hamworthy East")
        reader.choose("Wards", "Hamworthy West")
        reader.page.keyboard.press("Escape")
        reader.choose("Year", "2016 (modelled)")
        reader.choose("Compare with", "Its region")
        link, lead = reader.address(), reader.lead()
        assert "Hamworthy East and Hamworthy West" in lead and "2016" in lead and "South West" in lead
    with another_server() as port, visit(port, fresh=True) as other:
        other.open(link)
        assert other.lead() == lead
        assert other.address() == link
        assert [other.chosen(label) for label in ("Plan", "Authority", "Compare with")] == [
            "Poole 2014-17",
            "Poole (until 2019)",
            "Its region",
        ]


def test_the_start_leads_to_the_overview(visit):
    with visit() as reader:
        reader.open("")
        reader.until(lambda: reader.address().startswith("overview?"), "the overview's address")
        assert reader.at_rest().heading() == "Children, Young People and Families' Plan 2020-23"


def test_the_overviews_address_works(visit):
    with visit() as reader:
        assert reader.open("overview?plan=poole-2014").heading() == "Children's Services Strategic Plan 2014-17"
        assert reader.parameters()["la"] == ["E06000029"]


def test_a_link_without_page_keeps_its_filters(visit):
    with visit() as reader:
        reader.open("?plan=plymouth-2015")
        reader.until(lambda: reader.address().startswith("overview?"), "the overview's address")
        assert reader.at_rest().chosen("Authority") == "Plymouth"


def test_back_and_forward(visit):
    """One press leads one view back, with the filters as they are; the addresses that the app completes itself are no views."""
    with visit() as reader:
        reader.open("demographics?plan=poole-2014").go("Overview")
        assert reader.heading() == "Children's Services Strategic Plan 2014-17"
        reader.choose("Compare with", "Its region")
        for compared in ("England", "Its region"):
            reader.after(reader.page.go_back if compared == "England" else reader.page.go_forward)
            assert (reader.heading(), reader.chosen("Compare with")) == ("Children's Services Strategic Plan 2014-17", compared)
        reader.after(reader.page.go_back).after(reader.page.go_back)
        assert reader.heading() == "Demographics"
        assert reader.chosen("Authority") == "Poole (until 2019)"


def test_browser_and_headless_agree_about_a_link(visit, demo):
    """What AppTest says of a link is what a browser shows."""
    with visit() as reader:
        reader.open("demographics?la=E06000044&compare=nothing-such")
        warned = reader.page.get_by_test_id("stAlert").inner_text()
        app = visit_headless("pages/place/demographics.py", la="E06000044", compare="nothing-such")
        assert app.warning[0].value in warned
        assert chosen_headless(app, "Compare with") == "england" and reader.chosen("Compare with") == "England"

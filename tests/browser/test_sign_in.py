"""Signing in with a real service and a real browser: role by page, by download, by link; and everything that can go wrong."""

import base64
import json
import time

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.browser.signing import SECRET, SHORT_S, reading, signing

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WARDS = "attainment?la=E06000026&compare=region"
LIGHT = "priority-areas?la=E06000026&compare=region"  # where any page will do, one that is quickly there
REFUSED = "may see open statistics only"
COOKIE = "_streamlit_user"
OFFICERS = {"iss": "x", "sub": "olu", "groups": ["Officers"], "is_logged_in": True, "provider": "usual"}


@pytest.fixture(scope="module")
def site(environment, cohort_home, tmp_path_factory):
    with signing(environment, cohort_home, tmp_path_factory.mktemp("signing")) as found:
        yield found


@pytest.fixture
def reader(chromium, site):
    with reading(chromium, site.port) as found:
        yield found


def test_role_by_page_by_download_by_link(chromium, site, tmp_path):
    """The first visit of the server is a deep link of somebody who is not signed in."""
    with reading(chromium, site.port) as ana, reading(chromium, site.port) as vic:
        ana.open(WARDS)
        assert ana.heading() == "Sign in to see Needs Atlas" and not ana.page.get_by_test_id("stSidebar").count()
        ana.sign_in("ana")
        assert (
            ana.address().startswith("attainment?") and ana.parameters()["compare"] == ["region"] and ana.chosen("Authority") == "Plymouth"
        )
        assert "Ana Example, analyst" in ana.text() and REFUSED not in ana.text()
        file, address = download(ana, tmp_path)
        assert "Budshead" in file and "local" in file
        assert "n=" not in address and len(address.rsplit("/", 1)[1].split(".")[0]) == 32
        vic.open(WARDS + "&role=data_officer&groups=Officers").sign_in("vic")
        assert REFUSED in vic.text() and "Vic Example, viewer" in vic.text()
        assert not vic.page.locator(".st-key-more_wards").count()  # so that there is nothing to download
        for page, words in {
            "data": "needs the role data officer",
            "priority-areas": "needs the role facilitator, analyst or data officer",
        }.items():
            assert vic.open(page).says(words)
        assert not vic.page.locator("input[type=file]").count()


def more_of_wards(reader):
    reader.after(lambda: reader.page.locator(".st-key-more_wards summary").click())
    return reader.page.locator(".st-key-more_wards").get_by_role("button", name="Download CSV")


def download(reader, folder) -> tuple[str, str]:
    """What the file of the wards holds, and its address."""
    button = more_of_wards(reader).first
    with reader.page.expect_download() as found:
        button.click()
    found.value.save_as(folder / "wards.csv")
    return (folder / "wards.csv").read_text(encoding="utf-8-sig"), found.value.url


FORGED = {
    "plain": lambda told: told, "unsigned": lambda told: base64.urlsafe_b64encode(told.encode()).decode().rstrip("="),
    "another secret": lambda told: create_signed_value("another secret of forty characters, here", COOKIE, told).decode(),
    "another cookie's": lambda told: create_signed_value(SECRET, "_streamlit_xsrf", told).decode(),
    "another signature": lambda told: create_signed_value(SECRET, COOKIE, told).decode()[:-4] + "AAAA",
    "in parts": lambda told: "chunks-1",
}  # fmt: skip


def carry(reader, forge) -> None:
    """Let the browser bring a cookie of a data officer, made by ``forge`` of what the app would have told it now, and ask for a page."""
    now = int(time.time())
    told = json.dumps(OFFICERS | {"iat": now, "exp": now + 900, "origin": reader.base})
    given = [{"name": name, "value": forge(told), "url": reader.base} for name in (COOKIE, f"{COOKIE}_1")]
    reader.page.context.add_cookies(given)
    reader.open(LIGHT)


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_cookie_signs_nobody_in(reader, how):
    carry(reader, FORGED[how])
    assert reader.heading() == "Sign in to see Needs Atlas" and REFUSED not in reader.text()


def test_a_cookie_signed_with_the_secret_would_sign_in(reader):
    """So that the test above can fail."""
    carry(reader, lambda told: create_signed_value(SECRET, COOKIE, told).decode())
    assert reader.says("Signed in, data officer")


def test_a_sign_in_that_ends_during_the_day(reader):
    """Only a part of the page is asked for when it has ended: all of it is then closed, and the address is kept."""
    reader.open(WARDS).sign_in("ana", "hasty")
    began = time.monotonic()
    assert "Ana Example, analyst" in reader.text()
    reader.page.wait_for_timeout(max(0.0, SHORT_S - (time.monotonic() - began) + 1) * 1000)
    reader.ask_for_a_part()
    assert reader.says("Your sign-in has ended. Sign in again to go on where you were.")
    reader.at_rest()  # what the page no longer has goes when its run is over
    assert "Budshead" not in reader.text() and not reader.page.get_by_test_id("stSelectbox").count()
    assert {cookie["name"] for cookie in reader.page.context.cookies()} >= {"_streamlit_user"}  # the cookie outlives the token
    reader.open(WARDS)
    assert reader.says("Your sign-in has ended.")
    reader.sign_in("ana")
    assert reader.address().startswith("attainment?") and reader.parameters()["compare"] == ["region"]


def test_two_tabs_signing_out_and_another_role(reader, site):
    """Signing out in one tab ends the sign-in of the other; who signs in after that has their own role in both."""
    reader.open(WARDS).sign_in("ana")
    other = type(reader)(reader.page.context.new_page(), site.port)
    other.open("demographics?la=E06000026")
    assert other.says("Ana Example, analyst")
    other.page.get_by_role("button", name="Sign out").click()
    other.page.get_by_role("button", name="End session").click()
    other.page.get_by_role("heading", name="Sign in to see Needs Atlas").wait_for()
    other.at_rest().sign_in("vic", page="demographics")
    reader.ask_for_a_part()
    reader.page.get_by_role("heading", name="Sign in to see Needs Atlas").wait_for()
    assert "Budshead" not in reader.text()
    assert reader.open(WARDS).says(REFUSED) and "Vic Example, viewer" in reader.text()


def test_a_role_taken_away_no_role_at_all_and_a_service_that_is_down(reader, chromium, site):
    reader.open(LIGHT).sign_in("olu", page="priority-areas")
    assert "Olu Example, data officer" in reader.text()
    site.revoked.write_text("olu\n", encoding="utf-8")
    reader.page.get_by_test_id("stTopNavLink").filter(has_text="Data").click()
    assert reader.says("Your access to Needs Atlas was taken away.")
    assert "Add files" not in reader.text()
    site.revoked.unlink()
    with reading(chromium, site.port) as nil:
        nil.open(LIGHT).sign_in("nil", page="")
        assert nil.says("none of your groups has a role in Needs Atlas") and not nil.page.get_by_test_id("stSidebar").count()
    with reading(chromium, site.port) as somebody:
        somebody.open(LIGHT)
        somebody.page.get_by_role("button", name="with down").click()
        assert somebody.says("The sign-in service cannot be reached just now.")
        assert somebody.address().startswith("priority-areas?")


def test_the_page_kept_for_after_the_sign_in_leads_nowhere_else(reader):
    reader.open(LIGHT)
    stored = json.dumps({"to": "//example.org/attainment", "at": int(time.time() * 1000)})
    reader.page.evaluate("kept => sessionStorage.setItem('needsAtlasAsked', kept)", stored)
    reader.sign_in("lea", page="")
    assert reader.page.url.startswith(f"{reader.base}/overview")

"""Signing in with a real service and a real browser: role by page, by download, by link; and everything that can go wrong."""

import base64
import json
import time

import pytest
from itsdangerous import URLSafeTimedSerializer

from tests.browser.signing import SECRET, SHORT_S, reading, signing

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WARDS = "attainment?la=E06000026&compare=region"
REFUSED = "may see open statistics only"
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


@pytest.mark.parametrize("value", [
    json.dumps(OFFICERS), base64.urlsafe_b64encode(json.dumps(OFFICERS).encode()).decode().rstrip("="),
    URLSafeTimedSerializer("another secret of forty characters, here", salt="_streamlit_user").dumps(json.dumps(OFFICERS)),
    URLSafeTimedSerializer(SECRET, salt="_streamlit_xsrf").dumps(json.dumps(OFFICERS)), "chunks-1",
], ids=["plain", "unsigned", "another secret", "another cookie's", "in parts"])  # fmt: skip
def test_a_forged_cookie_signs_nobody_in(reader, site, value):
    now = int(time.time())
    forged = value.replace('"is_logged_in"', f'"iat": {now}, "exp": {now + 900}, "origin": "{reader.base}", "is_logged_in"')
    reader.page.context.add_cookies(
        [{"name": name, "value": forged.replace(";", ""), "url": reader.base} for name in ("_streamlit_user", "_streamlit_user_1")]
    )
    reader.open(WARDS)
    assert reader.heading() == "Sign in to see Needs Atlas" and REFUSED not in reader.text()


def test_a_cookie_signed_with_the_secret_would_sign_in(reader):
    """So that the test above can fail."""
    now = int(time.time())
    told = OFFICERS | {"iat": now, "exp": now + 900, "origin": reader.base}
    signed = URLSafeTimedSerializer(SECRET, salt="_streamlit_user").dumps(json.dumps(told))
    reader.page.context.add_cookies([{"name": "_streamlit_user", "value": signed, "url": reader.base}])
    reader.open(WARDS).says("data officer")


def test_a_sign_in_that_ends_during_the_day(reader):
    """Only a part of the page is asked for when it has ended: all of it is then closed, and the address is kept."""
    reader.open(WARDS).sign_in("ana", "hasty")
    began = time.monotonic()
    assert "Ana Example, analyst" in reader.text()
    reader.page.wait_for_timeout(max(0.0, SHORT_S - (time.monotonic() - began) + 1) * 1000)
    reader.ask_for_a_part()
    assert reader.says("Your sign-in has ended. Sign in again to go on where you were.")
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
    reader.open(WARDS).sign_in("olu")
    assert "Olu Example, data officer" in reader.text()
    site.revoked.write_text("olu\n", encoding="utf-8")
    reader.page.get_by_test_id("stTopNavLink").filter(has_text="Data").click()
    assert reader.says("Your access to Needs Atlas was taken away.")
    assert "Add files" not in reader.text()
    site.revoked.unlink()
    with reading(chromium, site.port) as nil:
        nil.open(WARDS).sign_in("nil", page="")
        assert nil.says("none of your groups has a role in Needs Atlas") and not nil.page.get_by_test_id("stSidebar").count()
    with reading(chromium, site.port) as somebody:
        somebody.open(WARDS)
        somebody.page.get_by_role("button", name="with down").click()
        assert somebody.says("The sign-in service cannot be reached just now.")
        assert somebody.address().startswith("attainment?")


def test_the_page_kept_for_after_the_sign_in_leads_nowhere_else(reader):
    reader.open(WARDS)
    stored = json.dumps({"to": "//example.org/attainment", "at": int(time.time() * 1000)})
    reader.page.evaluate("kept => sessionStorage.setItem('needsAtlasAsked', kept)", stored)
    reader.sign_in("lea", page="")
    assert reader.page.url.startswith(f"{reader.base}/overview")

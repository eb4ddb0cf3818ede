"""What goes over the wire beside figures: headers on every answer, a policy under which pages work, a sentence when one breaks."""

from urllib.request import urlopen

import pytest

from components.faults import FAULT
from tests.homes import copy_of
from tools.headers import OTHERS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ANSWERS = ("", "overview", "_stcore/health", "app/static/favicon.png", "static/js/nothing.js")


def policy_of(headers) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in headers["Content-Security-Policy"].split(";"))}


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_has_the_headers_and_no_banner(served, address):
    with urlopen(f"http://127.0.0.1:{served}/{address}") as answer:
        headers = answer.headers
    assert {name: headers[name] for name in OTHERS} == OTHERS
    assert headers["Server"] is None
    policy = policy_of(headers)
    assert (policy["default-src"], policy["frame-ancestors"], policy["object-src"], policy["base-uri"]) == (["'none'"],) * 4
    assert policy["script-src"][:2] == ["'self'", "'wasm-unsafe-eval'"] and len(policy["script-src"]) > 2
    assert all(source.startswith("'sha256-") for source in policy["script-src"][2:])
    assert policy["connect-src"] == ["'self'", "data:"]


def test_the_audit_page_and_the_rest_work_under_the_policy(visit):
    """``visit`` fails on any complaint of the console; maps, charts and tables have their own tests under the same policy."""
    with visit() as reader:
        reader.open("data?la=E06000059").go("Audit")
        assert reader.heading() == "Audit"
        reader.page.get_by_test_id("stMain").get_by_text("The chain holds").wait_for()
        with reader.page.expect_download() as download:
            reader.page.get_by_role("button", name="Download CSV").click()
        assert "opened the audit" in download.value.path().read_text(encoding="utf-8-sig")


def test_a_script_from_elsewhere_does_not_run(visit):
    with visit() as reader:
        reader.open("overview")
        reader.page.evaluate("""() => {
            const script = document.createElement("script");
            script.textContent = "window.ranForeign = true";
            document.body.append(script);
        }""")
        assert reader.page.evaluate("window.ranForeign") is None
        assert reader.wire.console and all("Content Security Policy" in text for text in reader.wire.console)
        reader.wire.console.clear()


def test_when_a_page_breaks_the_reader_gets_a_sentence(visit, another_server, demo_home, tmp_path):
    home = copy_of(demo_home, tmp_path / "home")
    with another_server(NEEDS_ATLAS_HOME=str(home)) as port, visit(port) as reader:
        place = next(home.glob("place-*.duckdb"))
        place.write_bytes(place.read_bytes()[:4096] + bytes(8192))
        reader.open("data")
        main = reader.page.get_by_test_id("stMain")
        main.get_by_text(FAULT).wait_for()
        assert "Traceback" not in reader.page.content() and str(tmp_path) not in reader.page.content() and "duckdb" not in main.inner_text()


def test_the_server_itself_refuses_a_file_that_is_too_large(visit, another_server, tmp_path):
    with another_server(STREAMLIT_SERVER_MAX_UPLOAD_SIZE="1") as port, visit(port) as reader:
        reader.open("data?la=E06000059")
        small = tmp_path / "small.csv"
        small.write_text("a,b\n1,2\n", encoding="utf-8")
        reader.after(lambda: reader.page.locator("input[type=file]").set_input_files(small))
        address = next(url for url in reader.wire.requests if "/upload_file/" in url)
        token = next((cookie["value"] for cookie in reader.page.context.cookies() if cookie["name"] == "_streamlit_xsrf"), "")
        for size, status in ((1000, 204), (2_000_000, 413)):
            file = {"name": "other.csv", "mimeType": "text/csv", "buffer": b"x" * size}
            answer = reader.page.request.put(f"{address}x", multipart={"file": file}, headers={"X-Xsrftoken": token})
            assert answer.status == status

"""The scan for known vulnerabilities: fails on one that is not passed over, says so where it cannot scan, and never hangs."""

import socket
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from tools import vulnerabilities
from tools.vulnerabilities import NoScan, main, open_ones, passed_over, reachable

FLAW = {"id": "GHSA-1", "aliases": ["CVE-2026-1"], "fix_versions": ["2.1"]}
FOUND = [{"name": "leaky", "version": "2.0", "vulns": [FLAW]}, {"name": "sound", "version": "1.0", "vulns": []}]


@pytest.fixture
def ignoring(tmp_path, monkeypatch):
    """A function that makes the list of what is passed over."""

    def write(text: str):
        path = tmp_path / "list.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(vulnerabilities.passed_over, "__defaults__", (path,))
        return path

    return write


ENTRY = '[[ignored]]\nid = "{id}"\npackage = "leaky"\nwhy = "not called"\nuntil = {until}\n'


def test_a_known_vulnerability_fails(ignoring, capsys):
    ignoring("ignored = []")
    assert main([], lambda: FOUND, lambda: True) == 1
    assert capsys.readouterr().out == "leaky 2.0: GHSA-1, mended in 2.1\n"


@pytest.mark.parametrize("name", ["GHSA-1", "CVE-2026-1"])
def test_one_that_is_passed_over_does_not(ignoring, name, capsys):
    ignoring(ENTRY.format(id=name, until="2100-01-01"))
    assert main([], lambda: FOUND, lambda: True) == 0
    assert capsys.readouterr().out == "No known vulnerability in 2 pinned packages (1 passed over).\n"


def test_one_whose_day_is_over_fails_again(ignoring):
    ignoring(ENTRY.format(id="GHSA-1", until="2026-01-31"))
    assert passed_over(date(2026, 1, 31)) == {"GHSA-1": "not called"}
    assert passed_over(date(2026, 2, 1)) == {}
    assert main([], lambda: FOUND, lambda: True) == 1


def test_an_entry_without_a_reason_is_refused(ignoring):
    ignoring(ENTRY.format(id="GHSA-1", until="2100-01-01").replace("not called", ""))
    with pytest.raises(ValueError, match="needs id, package, why and until"):
        main([], lambda: FOUND, lambda: True)


def test_the_committed_list_can_be_read():
    assert isinstance(passed_over(date(2026, 1, 1)), dict)


def test_one_that_nobody_has_mended():
    assert open_ones([{"name": "a", "version": "1", "vulns": [{"id": "X", "fix_versions": []}]}], {}) == ["a 1: X, not mended yet"]


def broken_off():
    raise NoScan("the scan broke off (reset)")


@pytest.mark.parametrize(("scan", "reach", "why"), [
    (lambda: FOUND, lambda: False, "the advisory service (api.osv.dev) cannot be reached from here"), (broken_off, lambda: True, "the scan broke off (reset)"),
])  # fmt: skip
def test_without_a_network_it_says_so_and_passes_unless_a_scan_is_required(scan, reach, why, capsys):
    assert main([], scan, reach) == 0
    assert capsys.readouterr().out.startswith(f"No scan for known vulnerabilities was possible: {why}.")
    assert main(["--required"], scan, reach) == 1


def test_a_service_that_is_not_there_does_not_hold_up_the_check():
    began = time.monotonic()
    assert not reachable("http://127.0.0.1:9/")
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the call and never answers
        assert not reachable(f"http://127.0.0.1:{silent.getsockname()[1]}/")
    assert time.monotonic() - began < 12


@pytest.fixture
def advisory():
    """A server of advisories that knows a flaw of streamlit; its address."""

    class Advisory(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(405)

        def do_POST(self):
            asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
            flaw = '{"vulns": [{"id": "GHSA-made-up", "summary": "s", "affected": [{"package": {"name": "streamlit", "ecosystem": "PyPI"}, "ranges": []}]}]}'
            body = (flaw if '"streamlit"' in asked else "{}").encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Advisory)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()


def test_pip_audit_itself_asks_for_every_pinned_package_and_finds_the_flaw(advisory, ignoring, capsys):
    ignoring("ignored = []")
    assert reachable(advisory)
    assert main([], lambda: vulnerabilities.scanned(advisory), lambda: True) == 1
    assert capsys.readouterr().out.startswith("streamlit 1.")


def test_a_service_that_breaks_off_is_no_scan():
    with pytest.raises(NoScan, match="broke off"):
        vulnerabilities.scanned("http://127.0.0.1:9/v1/query")

"""One GET into a file, from a publisher that misbehaves."""

import time
from email.utils import formatdate

import pytest

from importers.fetching.client import Client, Patience
from importers.fetching.failing import Failed
from importers.fetching.manifest import PageRead
from importers.fetching.parts import Part
from importers.fetching.progress import Progress
from tests.unit.importers.fetching.server import File, cut, saying

CONTENT = bytes(range(256)) * 2_000
MOST = 10_000_000


@pytest.fixture
def target(tmp_path):
    return tmp_path / "file.bin"


def got(client, site, target, path="/file", most=MOST) -> bytes:
    return client.get(site.address + path, target, most).path.read_bytes()


def test_a_whole_file_in_one_go(client, site, target, pauses):
    site.files["/file"] = File(CONTENT)
    part = client.get(f"{site.address}/file", target, MOST)
    assert part.path.read_bytes() == CONTENT and part.etag == '"1"'
    assert not target.exists() and pauses == [] and site.ranges_asked() == [""]


def test_a_connection_cut_twice_is_gone_on_with_where_it_broke(client, site, target, pauses):
    file = site.files["/file"] = File(CONTENT)
    site.instead["/file"] = [cut(file, 81_920), cut(file, 163_840)]
    assert got(client, site, target) == CONTENT
    assert site.ranges_asked() == ["", "bytes=81920-", "bytes=245760-"]
    assert [headers.get("If-Range") for _, headers in site.asked] == [None, '"1"', '"1"']
    assert pauses == [0.001, 0.001]  # each try brought something, so the pauses do not grow


def test_a_run_goes_on_where_an_earlier_run_was_stopped(client, site, target, patience):
    file = site.files["/file"] = File(CONTENT)
    site.instead["/file"] = [cut(file, 81_920)] + [saying(500)] * 3
    with pytest.raises(Failed):
        got(client, site, target)
    assert Part(target, f"{site.address}/file").size == 81_920
    site.asked.clear()
    assert got(Client(patience, Progress(silent=True)), site, target) == CONTENT
    assert site.ranges_asked() == ["bytes=81920-"]


def test_what_was_begun_of_another_address_is_not_gone_on_with(client, site, target):
    site.files["/file"], site.files["/other"] = File(CONTENT), File(b"other")
    got(client, site, target)
    assert got(client, site, target, "/other") == b"other"
    assert site.ranges_asked() == ["", ""]


def test_without_anything_to_know_the_file_by_it_begins_anew(client, site, target):
    file = site.files["/file"] = File(CONTENT, etag="")
    site.instead["/file"] = [cut(file, 81_920)]
    assert got(client, site, target) == CONTENT
    assert site.ranges_asked() == ["", ""]


def test_a_weak_etag_cannot_vouch_for_bytes_but_the_date_can(client, site, target):
    file = site.files["/file"] = File(CONTENT, etag='W/"1"', modified="Sun, 01 Nov 2026 10:00:00 GMT")
    site.instead["/file"] = [cut(file, 81_920)]
    assert got(client, site, target) == CONTENT
    assert site.asked[1][1]["If-Range"] == "Sun, 01 Nov 2026 10:00:00 GMT"


def test_a_server_that_ignores_the_range_sends_everything_again(client, site, target):
    file = site.files["/file"] = File(CONTENT, ranges=False)
    site.instead["/file"] = [cut(file, 81_920)]
    assert got(client, site, target) == CONTENT
    assert site.ranges_asked() == ["", "bytes=81920-"]


def test_a_file_that_changed_between_the_halves_begins_anew(client, site, target):
    site.instead["/file"] = [cut(File(CONTENT), 81_920)]
    site.files["/file"] = File(CONTENT[::-1], etag='"2"')
    assert got(client, site, target) == CONTENT[::-1]


def test_a_half_of_another_edition_is_not_joined_on(client, site, target):
    """A server that heeds Range but not If-Range."""
    changed = site.files["/file"] = File(CONTENT[::-1], etag='"2"')
    half = changed.content[81_920:]
    wrong = saying(206, half, ETag='"2"', Content_Range=f"bytes 81920-{len(CONTENT) - 1}/{len(CONTENT)}")
    site.instead["/file"] = [cut(File(CONTENT), 81_920), wrong]
    assert got(client, site, target) == CONTENT[::-1]
    assert site.ranges_asked() == ["", "bytes=81920-", ""]


def test_a_range_that_starts_elsewhere_is_not_joined_on(client, site, target):
    file = site.files["/file"] = File(CONTENT)
    wrong = saying(206, CONTENT[5:], ETag='"1"', Content_Range=f"bytes 5-{len(CONTENT) - 1}/{len(CONTENT)}")
    site.instead["/file"] = [cut(file, 81_920), wrong]
    assert got(client, site, target) == CONTENT


def test_a_part_that_was_whole_already_is_taken_as_it_is(client, site, target):
    site.files["/file"] = File(CONTENT)
    got(client, site, target)
    assert got(client, site, target) == CONTENT
    assert site.ranges_asked() == ["", f"bytes={len(CONTENT)}-"]


def test_a_part_longer_than_the_file_begins_anew(client, site, target):
    site.files["/file"] = File(CONTENT)
    part = client.get(f"{site.address}/file", target, MOST)
    part.path.write_bytes(CONTENT + b"more")
    assert got(client, site, target) == CONTENT


def test_errors_that_pass_are_waited_for_longer_each_time(client, site, target, pauses):
    site.files["/file"] = File(CONTENT)
    site.instead["/file"] = [saying(500), saying(503), saying(502)]
    assert got(client, site, target) == CONTENT
    assert pauses == [0.001, 0.002, 0.004]


def test_chance_shortens_a_pause_by_up_to_a_half():
    assert Patience(first_pause=1, chance=lambda: 0.0).pause(3, None) == 2
    assert Patience(first_pause=1, chance=lambda: 1.0).pause(3, None) == 4
    assert Patience(first_pause=1, longest_pause=10, chance=lambda: 1.0).pause(30, None) == 10


@pytest.mark.parametrize("as_date", [False, True])
def test_the_server_says_how_long_to_wait(client, site, target, pauses, as_date):
    site.files["/file"] = File(CONTENT)
    site.instead["/file"] = [saying(429, Retry_After=formatdate(time.time() + 4, usegmt=True) if as_date else "3")]
    assert got(client, site, target) == CONTENT
    assert len(pauses) == 1 and 2 <= pauses[0] <= 4


def test_a_server_that_asks_for_an_hour_is_left_alone(client, site, target, pauses):
    site.instead["/file"] = [saying(429, Retry_After="3600")]
    with pytest.raises(Failed, match=r"answered 429 Too Many Requests; it asks to be left alone for 3,600 seconds"):
        got(client, site, target)
    assert pauses == [] and len(site.asked) == 1


def test_after_some_tries_it_gives_up(client, site, target, pauses):
    site.instead["/file"] = [saying(500)] * 9
    with pytest.raises(Failed, match="answered 500"):
        got(client, site, target)
    assert len(site.asked) == 4 and len(pauses) == 3


@pytest.mark.parametrize("code", [404, 410])
def test_a_file_that_is_gone_is_asked_for_once(client, site, target, code):
    site.instead["/file"] = [saying(code)]
    with pytest.raises(Failed, match=f"answered {code}: there is no such file any more"):
        got(client, site, target)
    assert len(site.asked) == 1


def test_a_refusal_is_told_and_not_tried_again(client, site, target):
    site.instead["/file"] = [saying(403)]
    with pytest.raises(Failed, match="answered 403 Forbidden"):
        got(client, site, target)


def test_a_length_that_never_comes_is_a_failure(client, site, target):
    site.files["/file"] = File(CONTENT)
    site.instead["/file"] = [lambda handler: handler.answer(200, b"short", length=50)] * 9
    with pytest.raises(Failed, match="broke off in the middle of the file"):
        got(client, site, target)


def test_a_server_that_falls_silent_is_tried_again(client, site, target):
    site.files["/file"] = File(CONTENT)
    site.instead["/file"] = [lambda handler: time.sleep(0.5)]
    assert got(client, site, target) == CONTENT


def test_a_server_that_falls_silent_in_the_middle_is_gone_on_with(client, site, target):
    file = site.files["/file"] = File(CONTENT)

    def stall(handler):
        handler.send(file, cut_at=81_920)
        handler.wfile.flush()
        time.sleep(0.5)

    site.instead["/file"] = [stall]
    assert got(client, site, target) == CONTENT
    assert site.ranges_asked() == ["", "bytes=81920-"]


def test_a_slow_but_steady_server_is_waited_for(client, site, target):
    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "8")
        handler.end_headers()
        for _ in range(8):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    site.instead["/file"] = [drip]
    assert got(client, site, target) == b"xxxxxxxx"
    assert len(site.asked) == 1


def test_redirects_without_end(client, site, target):
    site.instead["/file"] = [saying(302, Location="/file")] * 50
    with pytest.raises(Failed, match="sends from one address to the next without end"):
        got(client, site, target)
    assert len(site.asked) == 6


def test_a_redirect_is_followed(client, site, target):
    site.instead["/file"] = [saying(302, Location="/there")]
    site.files["/there"] = File(CONTENT)
    assert got(client, site, target) == CONTENT


def test_a_redirect_to_an_unprotected_address_is_not_followed(client, site, target, monkeypatch):
    site.files["/file"] = File(CONTENT)
    real = client._session.get
    monkeypatch.setattr(client._session, "get", lambda address, **how: real(address.replace("https:", "http:"), **how))
    with pytest.raises(Failed, match="not protected"):
        client.get(f"{site.address}/file".replace("http:", "https:"), target, MOST)


def test_a_file_that_says_it_is_too_large_is_not_begun(client, site, target):
    site.files["/file"] = File(CONTENT)
    with pytest.raises(Failed, match=r"larger than the 0.1 MB allowed"):
        got(client, site, target, most=100_000)
    assert not list(target.parent.iterdir())


def test_a_file_that_grows_too_large_is_thrown_away(client, site, target):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(CONTENT)
        handler.close_connection = True

    site.instead["/file"] = [endless]
    with pytest.raises(Failed, match="larger than"):
        got(client, site, target, most=100_000)
    assert not list(target.parent.iterdir())


def test_offline_is_said_once_for_a_host(client, target, closed_port, pauses):
    for _ in range(2):
        with pytest.raises(Failed, match=r"127.0.0.1:\d+ cannot be reached; is this machine online\?"):
            client.get(f"{closed_port}/file", target, MOST)
    assert len(pauses) == 3


def test_offline_the_next_hosts_are_asked_once(client, target, closed_port, pauses):
    with pytest.raises(Failed):
        client.get(f"{closed_port}/file", target, MOST)
    pauses.clear()
    with pytest.raises(Failed, match="localhost"):
        client.get(f"{closed_port}/file".replace("127.0.0.1", "localhost"), target, MOST)
    assert pauses == []


def test_a_host_that_cannot_be_reached_does_not_stop_another(client, site, target, closed_port):
    site.files["/file"] = File(CONTENT)
    with pytest.raises(Failed):
        client.get(f"{closed_port}/file", target, MOST)
    assert got(client, site, target) == CONTENT


@pytest.mark.parametrize(("page", "holds"), [({"etag": '"1"'}, True), ({"etag": '"0"'}, False), ({}, False),
                                             ({"modified": "yesterday"}, True), ({"modified": "today"}, False)])  # fmt: skip
def test_whether_a_file_has_changed(client, site, page, holds):
    site.files["/file"] = File(CONTENT, modified="yesterday")
    assert client.unchanged(PageRead(f"{site.address}/file", **page)) is holds


def test_an_interruption_leaves_what_has_arrived(client, site, target, monkeypatch):
    file = site.files["/file"] = File(CONTENT)
    import requests

    real = requests.Response.iter_content

    def interrupted(response, size):
        for number, chunk in enumerate(real(response, size)):
            if number == 2:
                raise KeyboardInterrupt
            yield chunk

    with monkeypatch.context() as patched:
        patched.setattr(requests.Response, "iter_content", interrupted)
        with pytest.raises(KeyboardInterrupt):
            got(client, site, target)
    here = Part(target, f"{site.address}/file").size
    assert 0 < here < len(file.content)
    assert got(client, site, target) == CONTENT
    assert site.ranges_asked() == ["", f"bytes={here}-"]

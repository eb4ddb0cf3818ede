"""The headers: a policy that names the scripts there are and no others, on answers over HTTP only."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from settings import PROJECT
from tools.headers import OTHERS, SafeHeaders, hash_of, inline_scripts, page_of_streamlit, policy, scripts_of_pages


def answered(path: str, kind: str = "http") -> dict[str, str]:
    """The headers of an answer of an app behind the middleware."""
    sent = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"cache-control", b"public")]})

    async def send(message):
        sent.append(message)

    asked = SafeHeaders(app, "default-src 'none'")({"type": kind, "path": path}, None, send)
    with ThreadPoolExecutor(1) as apart:  # the thread of a worker that drives a browser has a running loop already
        apart.submit(asyncio.run, asked).result()
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_every_answer_has_them():
    found = answered("/overview")
    assert {name: found[name.lower()] for name in OTHERS} == OTHERS
    assert found["content-security-policy"] == "default-src 'none'" and found["cache-control"] == "public"


def test_downloads_and_uploads_are_kept_nowhere():
    assert answered("/media/x.csv")["cache-control"] == answered("/_stcore/upload_file/s/f")["cache-control"] == "no-store"


def test_websockets_pass_untouched():
    assert answered("/_stcore/stream", "websocket") == {"cache-control": "public"}


def test_a_script_is_named_by_the_digest_of_its_text():
    assert hash_of("alert(1)") == "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"


def test_the_scripts_of_the_pages_are_found(tmp_path):
    (tmp_path / "a.py").write_text('A = """\n<script>\none(BASE)\n</script>\n"""\nB = "<p>no</p>"\n', encoding="utf-8")
    assert scripts_of_pages(tmp_path) == ['\none("")\n'] and scripts_of_pages(tmp_path, "/x/") == ['\none("/x")\n']
    assert any("needsAtlasHistory" in script for script in scripts_of_pages(PROJECT / "components"))
    assert len(inline_scripts(page_of_streamlit())) == 1


def test_only_named_scripts_may_stand_inline():
    scripts = dict(part.strip().split(" ", 1) for part in policy(["a", "b"]).split(";"))["script-src"].split()
    assert scripts == ["'self'", "'wasm-unsafe-eval'", hash_of("a"), hash_of("b")]

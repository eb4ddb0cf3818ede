"""Headers of every answer: what the browser may load, run, frame and tell others (docs/decisions/0024)."""

import ast
import base64
import hashlib
import json
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), "
                          "geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), "
                          "publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()",
}  # fmt: skip
_PASSING = ("/media/", "/_stcore/")  # downloads, uploads and what the server says of itself: kept nowhere


def hash_of(script: str) -> str:
    """How a policy names an inline script: by the digest of its text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def inline_scripts(*texts: str) -> list[str]:
    """The inline scripts of pages or pieces of HTML."""
    return [script for text in texts for script in _INLINE.findall(text)]


def scripts_of_pages(folder: Path, base_path: str = "") -> list[str]:
    """The inline scripts that the code in ``folder`` hands to the browser: every one stands whole in a text of its own. ``BASE`` in one is the
    server's base path, as a literal."""
    literal = json.dumps(f"/{base_path.strip('/')}" if base_path.strip("/") else "").replace("<", "\\u003c")
    texts = [node.value for path in sorted(folder.rglob("*.py")) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Constant) and isinstance(node.value, str)]  # fmt: skip
    return [script.replace("BASE", literal) for script in inline_scripts(*texts)]


def policy(scripts: list[str]) -> str:
    """The content security policy under which every page works: this server alone, and of inline scripts only ``scripts``.

    Styles may stand inline: Streamlit's widgets and tables set them so. Maps make workers and pictures from blobs.
    """
    allowed = {
        "default-src": "'none'", "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *map(hash_of, scripts)]), "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:", "font-src": "'self' data:", "connect-src": "'self' data:", "worker-src": "'none'",
        "object-src": "'none'", "frame-src": "'none'", "base-uri": "'none'",
        "form-action": "'self'", "frame-ancestors": "'none'",
    }  # fmt: skip
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())


class SafeHeaders:
    """ASGI middleware that puts the headers on every answer over HTTP; websockets pass untouched."""

    def __init__(self, app: ASGIApp, content_security_policy: str):
        self._app, self._headers = app, OTHERS | {"Content-Security-Policy": content_security_policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                if scope["path"].startswith(_PASSING):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, with_headers)


def page_of_streamlit() -> str:
    """The page that Streamlit serves for every address."""
    import streamlit

    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")

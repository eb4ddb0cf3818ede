"""A publisher in the test process: serves files as real ones do, and misbehaves when told to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class File:
    """What lies at a path. ``ranges`` says whether parts of it can be asked for."""

    content: bytes
    etag: str = '"1"'
    modified: str = ""
    ranges: bool = True


Behaviour = Callable[["Handler"], None]


@dataclass
class Site:
    """The files of a publisher by path, what to do instead the next times a path is asked, and what was asked."""

    address: str
    files: dict[str, File | Callable[[dict[str, str]], bytes]] = field(default_factory=dict)
    instead: dict[str, list[Behaviour]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def ranges_asked(self) -> list[str]:
        """The Range of every request, empty where there was none."""
        return [headers.get("Range", "") for _, headers in self.asked]


class Handler(BaseHTTPRequestHandler):
    """Answers one request from ``site``."""

    protocol_version = "HTTP/1.1"
    site: Site

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        self.site.asked.append((self.path, dict(self.headers)))
        waiting = self.site.instead.get(where.path, [])
        if waiting:
            waiting.pop(0)(self)
            return
        found = self.site.files.get(where.path)
        if callable(found):
            query = {name: values[0] for name, values in parse_qs(where.query).items()}
            found = File(found(query), etag="")
        self.send(found) if found else self.answer(404)

    def answer(self, code: int, content: bytes = b"", length: int | None = None, **headers: str) -> None:
        """An answer with these headers (underscores are dashes). ``length`` may lie; the connection is closed after it."""
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content) if length is None else length))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    def send(self, file: File, cut_at: int | None = None) -> None:
        """The file, or the part of it that is asked for, or that it has not changed; cut short after ``cut_at`` bytes."""
        headers = {name: value for name, value in (("ETag", file.etag), ("Last_Modified", file.modified)) if value}
        known = (self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))
        if (file.etag and known[0] == file.etag) or (file.modified and known[1] == file.modified):
            self.answer(304, **headers)
            return
        start, asked = 0, self.headers.get("Range", "")
        if asked and file.ranges and self.headers.get("If-Range") in (file.etag, file.modified):
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start >= len(file.content):
                self.answer(416, Content_Range=f"bytes */{len(file.content)}")
                return
        rest = file.content[start:]
        if start:
            headers["Content_Range"] = f"bytes {start}-{len(file.content) - 1}/{len(file.content)}"
        self.answer(206 if start else 200, rest if cut_at is None else rest[:cut_at], length=len(rest), **headers)


def cut(file: File, at: int) -> Behaviour:
    """Begin to send ``file`` and break off."""
    return lambda handler: handler.send(file, cut_at=at)


def saying(code: int, content: bytes = b"", **headers: str) -> Behaviour:
    """Answer with a code."""
    return lambda handler: handler.answer(code, content, **headers)


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port of this machine."""
    site = Site("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"site": site}))
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

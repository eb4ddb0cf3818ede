"""A visit in a real browser that remembers what was requested, received and complained about."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Error, Page, Request, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from settings import PROJECT

LIMIT_S = 60
HARMLESS = re.compile(r"/[a-z-]+/_stcore/(health|host-config)$")  # Streamlit looks for its server beneath a deep link first
SHOTS = PROJECT / "shots"
OUTLINES = "/app/static/outlines/"
UNPAINTED = """for (const draw of ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced'])
    WebGL2RenderingContext.prototype[draw] = () => {}"""  # to paint a map takes a browser without a graphics card seven seconds of a processor
_STATE = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState"
_SKELETONS = '[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]'


@dataclass
class Wire:
    """What went over the network."""

    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    received: int = 0
    runs_ended: int = 0
    outlines_sent: list[str] = field(default_factory=list)

    def outside(self) -> list[str]:
        """Requests to another host than this machine."""
        found = [url for url in self.requests if urlsplit(url).scheme in ("http", "https", "ws", "wss")]
        return [url for url in found if urlsplit(url).hostname != "127.0.0.1"]

    def outlines(self) -> list[str]:
        """Requests for outlines of areas, also those that the browser answers itself."""
        return [url for url in self.requests if OUTLINES in url]


class Visit:
    """One reader's tab. Every step waits until the app is at rest."""

    def __init__(self, page: Page, port: int):
        self.page, self.base, self.wire = page, f"http://127.0.0.1:{port}", Wire()
        page.set_default_timeout(LIMIT_S * 1000)
        page.on("request", lambda request: self.wire.requests.append(request.url))
        page.on("requestfailed", lambda request: self.wire.failed.append(f"{request.failure} {request.url}"))
        page.on("requestfinished", self._finished)
        page.on("response", lambda answer: self._answer(answer.status, answer.url))
        page.on("websocket", self._socket)
        page.on("pageerror", lambda error: self.wire.console.append(str(error)))
        page.on("console", self._console)

    def paint_no_more(self) -> None:
        """From here on maps stay as they are."""
        self.page.evaluate(UNPAINTED)

    def _answer(self, status: int, url: str) -> None:
        if status >= 400 and not HARMLESS.search(url):
            self.wire.failed.append(f"{status} {url}")

    def _finished(self, request: Request) -> None:
        """Note outlines that came over the network; what the browser has kept has no body on the way."""
        if OUTLINES in request.url and request.sizes()["responseBodySize"] > 0:
            self.wire.outlines_sent.append(request.url)

    def _console(self, message) -> None:
        if message.type == "error" and not HARMLESS.search(message.location["url"]):
            self.wire.console.append(message.text)

    def _socket(self, socket: WebSocket) -> None:
        self.wire.requests.append(socket.url)
        socket.on("framereceived", self._frame)

    def _frame(self, payload: bytes) -> None:
        self.wire.received += len(payload)
        message = ForwardMsg()
        message.ParseFromString(payload)
        self.wire.runs_ended += message.WhichOneof("type") == "script_finished"

    def open(self, address: str) -> "Visit":
        """Follow a link, for example ``demographics?la=E06000029``."""
        return self.after(lambda: self.page.goto(f"{self.base}/{address}"))

    def after(self, act: Callable[[], object], runs: int = 1) -> "Visit":
        """Do something that makes the app run and wait until it has done so."""
        ended = self.wire.runs_ended
        act()
        self.until(lambda: self.wire.runs_ended >= ended + runs, "the app to run")
        return self.at_rest()

    def at_rest(self) -> "Visit":
        """Wait until nothing runs and nothing is still to be drawn."""
        self.until(self._is_at_rest, "rest")
        return self

    def _is_at_rest(self) -> bool:
        try:
            return self.page.evaluate(_STATE) == "notRunning" and not self.page.locator(_SKELETONS).count()
        except Error as error:
            if "Execution context was destroyed" in error.message:  # the browser is just going to another address
                return False
            raise

    def until(self, holds: Callable[[], object], what: str, limit_s: float = LIMIT_S) -> None:
        """Wait until ``holds`` does."""
        give_up = time.monotonic() + limit_s
        while not holds():
            assert time.monotonic() < give_up, f"waited {limit_s} s for {what}"
            self.page.wait_for_timeout(50)

    def choose(self, label: str, option: str) -> "Visit":
        """Choose in a filter by clicking; again, as a person would, where a list just being drawn has not taken the click."""
        ended = self.wire.runs_ended
        self.until(lambda: self._is_taken(label, option, ended), f'"{option}" of {label} to be taken')
        return self.at_rest()

    def _is_taken(self, label: str, option: str, ended: int) -> bool:
        self._click_option(label, option)
        enough = time.monotonic() + LIMIT_S / 3
        while self.wire.runs_ended == ended and time.monotonic() < enough:
            self.page.wait_for_timeout(50)
        return self.wire.runs_ended > ended

    def _click_option(self, label: str, option: str) -> None:
        """Open the list and click; a list closes when the page beneath it moves, and is then opened again."""
        box = self.page.get_by_role("combobox", name=label, exact=True)
        wanted = self.page.get_by_role("option", name=option, exact=True)
        box.scroll_into_view_if_needed()
        self.until(lambda: wanted.count() or (box.click(), self.page.wait_for_timeout(300))[0] or wanted.count(), f'"{option}" of {label}')
        wanted.click(timeout=10_000)

    def go(self, title: str) -> "Visit":
        """Choose a page in the navigation."""
        return self.after(lambda: self.page.get_by_test_id("stTopNavLink").filter(has_text=title).click())

    def chosen(self, label: str) -> str:
        """The words a filter stands at."""
        return self.page.get_by_role("combobox", name=label, exact=True).input_value()

    def heading(self) -> str:
        """The page's title."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def lead(self) -> str:
        """The sentence beneath the title."""
        return self.page.locator('[data-testid="stMain"] [data-testid="stMarkdown"]').first.inner_text()

    def address(self) -> str:
        """Path and parameters, as one would copy them."""
        return self.page.url.removeprefix(self.base + "/")

    def parameters(self) -> dict[str, list[str]]:
        """The parameters of the address."""
        return parse_qs(urlsplit(self.page.url).query)

    def bytes_of(self, act: Callable[[], object]) -> int:
        """Bytes that came over the websocket while ``act`` ran its course."""
        before = self.wire.received
        act()
        return self.wire.received - before

    def assert_clean(self) -> None:
        """Nothing left the machine, nothing failed, nothing was complained about, nothing crashed."""
        assert not self.wire.outside()
        assert not self.wire.failed
        assert not self.wire.console
        assert not self.page.get_by_test_id("stException").count()
        assert not self.page.get_by_role("dialog").count()


@contextmanager
def visiting(context: BrowserContext, port: int, name: str) -> Iterator[Visit]:
    """A new tab; a screenshot under shots/ when the block fails, a clean bill of health when it does not."""
    visit = Visit(context.new_page(), port)
    try:
        yield visit
        visit.assert_clean()
    except BaseException:
        SHOTS.mkdir(exist_ok=True)
        visit.page.screenshot(path=SHOTS / f"{re.sub(r'[^A-Za-z0-9]+', '_', name)}.png", timeout=10_000)
        raise
    finally:
        visit.page.close()

"""One HTTP GET into a file: resumed, tried again with growing pauses, never larger than allowed."""

import random
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import requests

from importers.fetching.failing import Failed
from importers.fetching.manifest import PageRead
from importers.fetching.parts import Part
from importers.fetching.progress import Progress

_T = TypeVar("_T")
_CHUNK = 1 << 13  # as much is lost where a connection breaks
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_MOST_TRIES = 100  # even of a server that sends a little more each time
_REQUEST = {"User-Agent": "needs-atlas (open data for needs analysis)", "Accept-Encoding": "identity"}


@dataclass(frozen=True)
class Patience:
    """Seconds to wait for a connection and for an answer, how often to try, and the pauses between tries."""

    connect: float = 10
    read: float = 60
    tries: int = 5
    first_pause: float = 1
    longest_pause: float = 120
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def pause(self, number: int, asked: float | None) -> float:
        """Seconds before the next try: what the server asked for, else twice as long each time, and a part of it by chance."""
        grown = min(self.longest_pause, self.first_pause * 2 ** (number - 1)) * (0.5 + self.chance() / 2)
        return grown if asked is None else max(asked, 0)


class _Passing(Exception):
    """It may work the next time. ``asked`` are the seconds the server wants to be left alone."""

    def __init__(self, reason: str, asked: float | None = None, host_is_down: bool = False):
        super().__init__(reason)
        self.asked, self.host_is_down = asked, host_is_down


class Client:
    """Fetches addresses one after the other. A host that could not be reached is not asked again in the same run."""

    def __init__(self, patience: Patience, progress: Progress):
        self._patience, self._progress = patience, progress
        self._session = requests.Session()
        self._session.headers.update(_REQUEST)
        self._session.max_redirects = 5
        self.down: dict[str, str] = {}
        self._anyone_answered = False

    def get(self, address: str, target: Path, most_bytes: int) -> Part:
        """The whole answer in a temporary file beside ``target``. Failed says why not."""
        part = Part(target, address)
        return self._persistently(address, lambda: self._receive(part, most_bytes), lambda: part.size)

    def unchanged(self, page: PageRead) -> bool:
        """Whether the server says that what was fetched before still holds."""
        headers = {"If-None-Match": page.etag} if page.etag else {"If-Modified-Since": page.modified}
        if not (page.etag or page.modified):
            return False

        def asked() -> bool:
            with closing(self._answer(page.address, headers)) as response:
                return response.status_code == 304

        return self._persistently(page.address, asked, lambda: 0)

    def _persistently(self, address: str, attempt: Callable[[], _T], size: Callable[[], int]) -> _T:
        """The result of ``attempt``, tried again while what goes wrong may pass. Tries that brought bytes are not counted."""
        host, fruitless = urlsplit(address).netloc, 0
        if host in self.down:
            raise Failed(self.down[host])
        # Where one host cannot be reached and none was before, the machine is offline, and the others are asked only once.
        tries = 1 if self.down and not self._anyone_answered else self._patience.tries
        for _ in range(_MOST_TRIES):
            before = size()
            try:
                return attempt()
            except _Passing as error:
                fruitless = 1 if size() > before else fruitless + 1
                pause = self._patience.pause(fruitless, error.asked)
                if fruitless >= tries or pause > self._patience.longest_pause:
                    self._give_up(host, error)
                self._patience.sleep(pause)
        raise Failed(f"{host} broke off {_MOST_TRIES} times")

    def _give_up(self, host: str, error: _Passing) -> None:
        if error.host_is_down:
            self.down[host] = str(error)
        later = f"; it asks to be left alone for {error.asked:,.0f} seconds" if error.asked else ""
        raise Failed(f"{error}{later}") from None

    def _answer(self, address: str, headers: dict[str, str]) -> requests.Response:
        host, patience = urlsplit(address).netloc, self._patience
        try:
            response = self._session.get(address, headers=headers, stream=True, timeout=(patience.connect, patience.read))
        except requests.TooManyRedirects:
            raise Failed(f"{host} sends from one address to the next without end") from None
        except requests.exceptions.SSLError:
            raise Failed(f"the connection to {host} is not safe: its certificate does not hold") from None
        except requests.Timeout:
            raise _Passing(f"{host} did not answer in time", host_is_down=True) from None
        except requests.ConnectionError:
            raise _Passing(f"{host} cannot be reached; is this machine online?", host_is_down=True) from None
        except requests.RequestException as error:
            raise Failed(f"the address of {host} cannot be asked ({type(error).__name__})") from None
        self._anyone_answered = True
        if address.startswith("https:") and not response.url.startswith("https:"):
            response.close()
            raise Failed(f"{host} sends to an address that is not protected (http)")
        return response

    def _receive(self, part: Part, most_bytes: int) -> Part:
        with closing(self._answer(part.address, part.headers())) as response:
            if response.status_code == 416:
                if not part.is_whole(response):
                    part.discard()
                    raise _Passing("what was fetched before does not fit the file")
            elif response.status_code == 206:
                if not part.continues(response):
                    part.discard()
                    raise _Passing("the file changed while it was fetched")
                self._write(part, response, most_bytes)
            else:
                _check(response)
                part.begin(response)
                self._write(part, response, most_bytes)
        return part

    def _write(self, part: Part, response: requests.Response, most_bytes: int) -> None:
        """Append the answer to the part as it arrives, so that the next try can go on from there."""
        size, lacking = part.size, response.headers.get("Content-Length", "")
        total = size + int(lacking) if lacking.isdecimal() else None
        try:
            with part.path.open("ab") as file, self._progress.bar(total, size) as bar:
                _refuse_size(total or 0, most_bytes)
                for chunk in response.iter_content(_CHUNK):
                    size += len(chunk)
                    _refuse_size(size, most_bytes)
                    file.write(chunk)
                    bar.update(len(chunk))
        except Failed:
            part.discard()
            raise
        except requests.RequestException:
            raise _Passing(f"{urlsplit(part.address).netloc} broke off in the middle of the file") from None


def _refuse_size(size: int, most_bytes: int) -> None:
    if size > most_bytes:
        raise Failed(f"the file is larger than the {most_bytes / 1e6:,.1f} MB allowed for it")


def _check(response: requests.Response) -> None:
    """Raise what an answer without a file means."""
    host, code = urlsplit(response.url).netloc, response.status_code
    if code in _PASSING:
        raise _Passing(f"{host} answered {code} {response.reason}", asked=_asked(response.headers.get("Retry-After", "")))
    if code in (404, 410):
        raise Failed(f"{host} answered {code}: there is no such file any more; its address in the file of sources is out of date")
    if code != 200:
        raise Failed(f"{host} answered {code} {response.reason}")


def _asked(after: str) -> float | None:
    """The seconds that Retry-After asks for, which it says as a number or as a date."""
    if after.strip().isdecimal():
        return float(after)
    try:
        return max(0.0, parsedate_to_datetime(after).timestamp() - time.time())
    except ValueError:
        return None

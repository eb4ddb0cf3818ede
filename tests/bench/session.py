"""A visitor without a browser: speaks Streamlit's websocket protocol, so that only the server is timed."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PROJECT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def server(environment: dict[str, str] | None = None, app: Path | None = None, port: int = 0) -> Iterator[int]:
    """A served app on ``port`` or a free one, stopped at the end. ``app`` serves another script by plain streamlit."""
    port = port or free_port()
    start = ["-m", "streamlit", "run", str(app)] if app else ["-m", "tools.serve"]
    command = [sys.executable, *start, "--server.port", str(port), "--server.headless", "true", "--server.address", "127.0.0.1"]
    process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_up(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_up(port: int, process: subprocess.Popen, limit_s: float = 60) -> None:
    until = time.monotonic() + limit_s
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
            return
        time.sleep(0.1)
    raise RuntimeError("the app did not start")


@dataclass(frozen=True)
class Rerun:
    """One rerun as the visitor sees it: seconds until it has ended, bytes of its messages, and bytes on the wire (compressed)."""

    seconds: float
    received: int
    on_wire: int


class _CountingSocket(socket.socket):
    """A socket that counts what it receives, as browsers do: compressed."""

    received = 0

    def recv(self, size: int, flags: int = 0) -> bytes:
        data = super().recv(size, flags)
        self.received += len(data)
        return data


class Visitor:
    """One open page. ``rerun(query)`` loads it with other filters in the link."""

    def __init__(self, port: int, page: str):
        self._wire = _CountingSocket(socket.AF_INET, socket.SOCK_STREAM)
        self._wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._wire.connect(("127.0.0.1", port))
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        here = f"http://127.0.0.1:{port}"  # as a browser on this machine says; without it the visitor is a stranger, and sees no child's record
        self._socket = connect(address, sock=self._wire, subprotocols=["streamlit"], origin=here, max_size=None)
        self._page, self._hash, self._known = page, "", []

    def rerun(self, query: str = "") -> Rerun:
        """Ask for a run with the query string and wait until it has ended."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_script_hash = self._hash
        message.rerun_script.page_name = "" if self._hash else self._page
        message.rerun_script.cached_message_hashes.extend(self._known)
        start, received, before = time.perf_counter(), 0, self._wire.received
        self._socket.send(message.SerializeToString())
        while True:
            raw = self._socket.recv(timeout=60)
            received += len(raw)
            if self._ended(raw):
                return Rerun(time.perf_counter() - start, received, self._wire.received - before)

    def _ended(self, raw: bytes) -> bool:
        message = ForwardMsg()
        message.ParseFromString(raw)
        kind = message.WhichOneof("type")
        if message.metadata.cacheable and message.hash not in self._known:
            self._known.append(message.hash)
        if kind == "navigation":
            self._hash = message.navigation.page_script_hash
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError("the page shows an exception")
        return kind == "script_finished"

    def close(self) -> None:
        """Leave the page."""
        self._socket.close()

"""What the tests of fetching share: a publisher in the process, a client with tiny pauses, a list of sources."""

import socket
from pathlib import Path

import pytest

from importers.fetching.client import Client, Patience
from importers.fetching.progress import Progress
from settings import settings
from tests.unit.importers.fetching.server import Site, serving

TINY = 0.001


@pytest.fixture
def site() -> Site:
    with serving() as found:
        yield found


@pytest.fixture
def pauses() -> list[float]:
    """The pauses that were made, instead of being waited for."""
    return []


@pytest.fixture
def patience(pauses) -> Patience:
    return Patience(connect=1, read=0.2, tries=4, first_pause=TINY, longest_pause=10, sleep=pauses.append, chance=lambda: 1.0)


@pytest.fixture
def client(patience) -> Client:
    return Client(patience, Progress(silent=True))


@pytest.fixture
def closed_port() -> str:
    """An address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


def source_text(**fields: object) -> str:
    """A [[source]] with what every source needs."""
    whole = {
        "id": "figures", "kind": "figures", "publisher": "P", "title": "T", "licence": "L", "attribution": "A", "format": "csv",
        "must_have": ["code", "value"], "file": "figures.csv", "verified": True,
    } | fields  # fmt: skip
    return "[[source]]\n" + "".join(f"{name} = {_toml(value)}\n" for name, value in whole.items())


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(each)}" for name, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value) if isinstance(value, int) else f"'''{value}'''"


@pytest.fixture
def use_sources(tmp_path, monkeypatch):
    """A function that makes sources the only ones there are."""

    def use(*texts: str) -> Path:
        path = tmp_path / "sources.toml"
        path.write_text("\n".join(texts), encoding="utf-8")
        monkeypatch.setenv("NEEDS_ATLAS_SOURCES", str(path))
        settings.cache_clear()
        return path

    yield use
    monkeypatch.undo()
    settings.cache_clear()

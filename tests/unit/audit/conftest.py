"""A log of a few events in a home folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

import audit
from audit.folder import folder_of, months
from settings import settings

OFFICER = audit.Actor("p-7", "data_officer")


@pytest.fixture
def home(tmp_path, use_home, monkeypatch) -> Path:
    monkeypatch.delenv("NEEDS_ATLAS_AUDIT_KEY", raising=False)
    (tmp_path / "home").mkdir()
    return use_home(tmp_path / "home")


@pytest.fixture
def write(home) -> Callable[..., None]:
    """A function that writes events of some indicators."""

    def write(*indicators: str) -> None:
        audit.record(home, OFFICER, [audit.event("saw", indicator=name, area="E06000026", rows=12, hidden=3) for name in indicators])

    return write


@pytest.fixture
def with_key(monkeypatch) -> Callable[[str], None]:
    """A function that gives this process an audit key."""

    def give(key: str) -> None:
        monkeypatch.setenv("NEEDS_ATLAS_AUDIT_KEY", key)
        settings.cache_clear()

    return give


@pytest.fixture
def lines(home):
    """Functions that read the lines of the only month, and put others in their place."""

    class Lines:
        @property
        def path(self) -> Path:
            return months(folder_of(home))[-1]

        def read(self) -> list[bytes]:
            return self.path.read_bytes().splitlines(keepends=True)

        def put(self, found: list[bytes]) -> None:
            self.path.write_bytes(b"".join(found))

    return Lines()

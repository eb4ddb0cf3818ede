"""One read-only connection a process and a file; a cursor a query (docs/decisions/0002)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

import duckdb

from settings import settings
from warehouse.edition import edition
from warehouse.versions import VersionFiles, read_pointer


class WarehouseMissing(Exception):
    """No warehouse has been built in the home folder."""

    def __init__(self, home: Path):
        super().__init__(f"No warehouse has been built in {home.name}/ yet: run 'make run', or 'python -m importers'.")


class WarehouseOutdated(WarehouseMissing):
    """The warehouse was made by another edition of the schema."""

    def __init__(self, home: Path):
        Exception.__init__(
            self,
            f"The warehouse in {home.name}/ was built by another edition of Needs Atlas. "
            "Run 'make run', or 'python -m importers --rebuild': everything you loaded is kept.",
        )


_lock = threading.Lock()
_FETCHES_CODE = ("autoinstall_known_extensions", "autoload_known_extensions", "allow_community_extensions")


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection that can reach no other file, fetches no code, and whose settings are locked."""
    connection = duckdb.connect(str(path), read_only=True)
    for setting in _FETCHES_CODE:
        connection.execute(f"set {setting} = false")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


@lru_cache(maxsize=4)
def _connection(path: Path) -> duckdb.DuckDBPyConnection:
    return _open(path)


@lru_cache(maxsize=16)
def _pointer_at(home: Path, stamp: tuple[int, int]) -> VersionFiles:
    """The pointer as it was at ``stamp``; read again only when the file has changed."""
    return read_pointer(home)


_pinned: ContextVar[tuple[Path, VersionFiles] | None] = ContextVar("pinned", default=None)


def current_version(home: Path | None = None) -> VersionFiles:
    """The version in force in ``home``. Raises WarehouseMissing where there is none, WarehouseOutdated for an older edition."""
    home = home or settings().home
    pinned = _pinned.get()
    if pinned and pinned[0] == home:
        return pinned[1]
    try:
        stat = (home / "current.json").stat()
    except FileNotFoundError:
        raise WarehouseMissing(home) from None
    files = _pointer_at(home, (stat.st_mtime_ns, stat.st_ino))
    if files.edition != edition():
        raise WarehouseOutdated(home)
    return files


@contextmanager
def one_version() -> Iterator[VersionFiles]:
    """Within the block every query sees the version now in force, even when a load puts a newer one in force meanwhile."""
    home = settings().home
    token = _pinned.set((home, current_version(home)))
    try:
        yield _pinned.get()[1]
    finally:
        _pinned.reset(token)


def cursor(which: str = "place", home: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A new cursor on the ``place`` or ``cohort`` file in force; safe in any thread."""
    home = home or settings().home
    files = current_version(home)
    with _lock:
        return _connection(home / getattr(files, which)).cursor()

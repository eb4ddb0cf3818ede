"""One writer at a time, among threads and processes alike.

On POSIX the kernel's own lock (``flock``) is taken directly: filelock, which takes the same one, needs 0.4 ms of processor time for it, and
every table that somebody sees for the first time waits for this. Elsewhere filelock is used.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

try:
    import fcntl
except ModuleNotFoundError:  # Windows
    fcntl = None

_PATIENCE_S, _PAUSE_S = 10, 0.002
_threads = threading.Lock()


class Busy(Exception):
    """Others have kept writing for too long."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``. Raises Busy after ten seconds, OSError where the file cannot be used."""
    if not _threads.acquire(timeout=_PATIENCE_S):
        raise Busy
    try:
        with _between_processes(path) if fcntl else _by_filelock(path):
            yield
    finally:
        _threads.release()


@contextmanager
def _between_processes(path: Path) -> Iterator[None]:
    handle, until = os.open(path, os.O_RDWR | os.O_CREAT, 0o600), time.monotonic() + _PATIENCE_S
    try:
        while not _is_taken(handle):
            if time.monotonic() > until:
                raise Busy
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(handle)  # and with it the lock


def _is_taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _by_filelock(path: Path) -> Iterator[None]:
    try:
        with FileLock(path, timeout=_PATIENCE_S):
            yield
    except Timeout:
        raise Busy from None

"""People and groups whose access was taken away at once, without waiting for their sign-in to end: a file of the installation.

One a line: a pseudonym, the subject or e-mail address of a sign-in, or ``group:`` and the name of a group. ``#`` begins a remark.
"""

from functools import lru_cache
from pathlib import Path

GROUP = "group:"


def revoked(path: Path) -> frozenset[str]:
    """The entries of the file in lower case, none where there is no file; read again when it changes.

    OSError or ValueError where it cannot be read: nobody can then be said to have kept their role.
    """
    try:
        state = path.stat()
    except FileNotFoundError:
        return frozenset()
    return _entries(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _entries(path: Path, changed: int, size: int) -> frozenset[str]:
    lines = (line.partition("#")[0].strip().casefold() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(filter(None, lines))

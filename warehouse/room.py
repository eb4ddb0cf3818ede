"""What is said when memory or disk do not suffice: a sentence, whatever library found out."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_OF_DISK = ("no space left", "disk quota", "file too large", "could not write", "max_temp_directory_size")


class NoRoom(Exception):
    """A build needs more memory or disk than there is. Says in one sentence which, and that the old warehouse stays."""

    def __init__(self, home: Path, what: str):
        super().__init__(f"There is not enough {what} for this load; the warehouse in {home.name}/ stays as it was.")


@contextmanager
def enough_room(home: Path) -> Iterator[None]:
    """Turn a lack of memory or disk within the block into NoRoom; every other error goes on as it is."""
    try:
        yield
    except (MemoryError, duckdb.Error, pa.ArrowException, OSError) as error:
        what = _lacking(error)
        if what is None:
            raise
        raise NoRoom(home, what) from error


def is_lack_of_room(error: Exception) -> bool:
    """Whether an error is about memory or disk."""
    return _lacking(error) is not None


def _lacking(error: Exception) -> str | None:
    """Memory, disk, or None where the error is about something else."""
    said = str(error).lower()
    if getattr(error, "errno", None) in _DISK or any(words in said for words in _OF_DISK):
        return "room on the disk"
    return "memory" if isinstance(error, (MemoryError, duckdb.OutOfMemoryException)) else None

"""The audit record in tests: blocked, as on a full disk, and read."""

import shutil
from pathlib import Path

from audit.folder import folder_of


def block(home: Path) -> Path:
    """Make the record of ``home`` impossible to write, whoever runs the tests."""
    shutil.rmtree(folder_of(home), ignore_errors=True)
    folder_of(home).write_text("in the way", encoding="utf-8")
    return home


def unblock(home: Path) -> None:
    """Take the obstacle away."""
    folder_of(home).unlink()


def raw_record(home: Path) -> bytes:
    """Everything that the record's folder holds."""
    return b"".join(path.read_bytes() for path in folder_of(home).iterdir())

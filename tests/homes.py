"""Copies of homes of the warehouse, for tests that change one."""

import shutil
from pathlib import Path


def copy_of(home: Path, to: Path, *, without: str = "") -> Path:
    """A copy of a home that others may be using: without the record of what they did and the drafts they are writing; ``without`` names more files."""
    return Path(shutil.copytree(home, to, ignore=shutil.ignore_patterns("audit", "*.tmp", "*.tmp.npy", without)))

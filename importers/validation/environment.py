"""The environment in which the validator lives: made on request from requirements-validator.txt, the only step that asks a package index."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from settings import PROJECT

REQUIREMENTS = PROJECT / "requirements-validator.txt"
MARK = "made-from.txt"  # the digest of the requirements that it was made from; written last
_LATEST = (3, 11)  # of Python, for which the pandas it needs exists
_HOW = "python -m importers.validation --make-environment makes it (the only step that needs a package index)"


class NoEnvironment(Exception):
    """There is no environment that can be used, or none could be made. Says so in a sentence."""


def python_in(folder: Path) -> Path:
    """The Python of an environment. Raises NoEnvironment where it was not made, or from other requirements."""
    mark = folder / MARK
    if not mark.is_file():
        raise NoEnvironment(f"The validator has no environment yet; {_HOW}.")
    if mark.read_text(encoding="ascii").strip() != _digest():
        raise NoEnvironment(f"The validator's environment was made from other requirements; {_HOW} anew.")
    return _python(folder)


def make(folder: Path, python: Path = Path(sys.executable), say: Callable[[str], None] = lambda text: None) -> None:
    """Make the environment in ``folder`` with a Python up to 3.11; what was there of it goes first. Raises NoEnvironment."""
    _refuse_others(folder)
    release = _release(python)
    if release > _LATEST:
        raise NoEnvironment(f"The validator needs Python 3.9 to 3.11, and this is {release[0]}.{release[1]}: name one with --python.")
    shutil.rmtree(folder, ignore_errors=True)
    say("making the environment")
    install = [str(_python(folder)), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "-r", str(REQUIREMENTS)]
    for command in ([str(python), "-m", "venv", str(folder)], install):
        if subprocess.run(command, check=False).returncode:  # noqa: S603
            shutil.rmtree(folder, ignore_errors=True)
            raise NoEnvironment("The environment could not be made; above stands why.")
        say("fetching the validator and what it needs")
    (folder / MARK).write_text(f"{_digest()}\n", encoding="ascii")


def _refuse_others(folder: Path) -> None:
    """Nothing that somebody keeps in a folder is ever deleted, unless it is an environment."""
    if folder.exists() and not (folder / "pyvenv.cfg").is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise NoEnvironment(f"{folder.name} is no environment and not empty; name another folder (NEEDS_ATLAS_VALIDATOR).")


def _release(python: Path) -> tuple[int, int]:
    command = [str(python), "-c", "import sys; print(*sys.version_info[:2])"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        raise NoEnvironment(f"{python.name} is no Python that can be run.") from None
    return int(told[0]), int(told[1])


def _python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _digest() -> str:
    return hashlib.sha256(REQUIREMENTS.read_bytes().replace(b"\r\n", b"\n")).hexdigest()

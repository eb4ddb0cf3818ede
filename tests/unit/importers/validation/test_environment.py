"""The validator's environment: made on request alone, from pinned requirements; nothing of anybody's is deleted for it."""

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from importers.validation import environment
from importers.validation.__main__ import main
from importers.validation.environment import MARK, REQUIREMENTS, NoEnvironment, make, python_in
from settings import settings

NAMED = "python -m importers.validation --make-environment makes it (the only step that needs a package index)"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the environment is to be; nothing is there."""
    monkeypatch.setenv("NEEDS_ATLAS_VALIDATOR", str(tmp_path / "validator"))
    settings.cache_clear()
    yield tmp_path / "validator"
    settings.cache_clear()


@pytest.fixture
def ran(monkeypatch):
    """Commands that would be run; each ends with the code that stands for its third word, else 0."""
    commands, codes = [], {}

    def run(command, **how):
        commands.append(command)
        if command[1] == "-c":
            return SimpleNamespace(stdout="3 11\n" if "new" not in command[0] else "3 12\n", returncode=0)
        Path(command[-1]).mkdir(exist_ok=True) if command[2] == "venv" else None
        return SimpleNamespace(returncode=codes.get(command[2], 0))

    monkeypatch.setattr(environment.subprocess, "run", run)
    return SimpleNamespace(commands=commands, codes=codes)


def test_a_missing_environment_is_said_with_what_makes_it(folder, tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"The validator has no environment yet; {NAMED}.\n"


def test_it_is_made_from_the_requirements_and_then_found(folder, ran, capsys):
    assert main(["--make-environment", "--python", sys.executable]) == 0
    _, venv, pip = ran.commands
    assert venv[1:] == ["-m", "venv", str(folder)] and pip[-2:] == ["-r", str(REQUIREMENTS)]
    assert python_in(folder).parts[-2:] in {("bin", "python"), ("Scripts", "python.exe")}
    (folder / MARK).write_text("of other requirements")
    with pytest.raises(NoEnvironment, match="made from other requirements"):
        python_in(folder)


def test_one_that_cannot_be_made_is_not_left_behind(folder, ran, capsys):
    ran.codes["pip"] = 1
    assert main(["--make-environment"]) == 2
    assert "The environment could not be made; above stands why." in capsys.readouterr().err
    assert not folder.exists()


def test_a_python_too_new_is_refused_before_anything_is_made(folder, ran):
    with pytest.raises(NoEnvironment, match=re.escape("needs Python 3.9 to 3.11, and this is 3.12: name one with --python")):
        make(folder, Path("new-python"))
    assert len(ran.commands) == 1


def test_what_is_no_python_is_said(folder, tmp_path):
    with pytest.raises(NoEnvironment, match="nothing-here is no Python"):
        make(folder, tmp_path / "nothing-here")


def test_a_folder_that_somebody_keeps_is_never_deleted(folder):
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    with pytest.raises(NoEnvironment, match="is no environment and not empty"):
        make(folder)
    assert (folder / "letter.txt").read_text() == "dear"


def test_all_it_needs_is_pinned_and_none_of_it_is_ours():
    lines = [line.split("#")[0].strip() for line in REQUIREMENTS.read_text().splitlines()]
    pins = dict(line.split("==") for line in lines if line)
    assert pins["csc-validator-be-903"] == "0.1.17" and pins["pandas"].startswith("1.5.") and len(pins) == 20
    assert "validator" not in REQUIREMENTS.with_name("requirements.txt").read_text()


def test_the_runner_needs_nothing_of_ours():
    runner = Path(environment.__file__).with_name("runner.py")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import runpy; runpy.run_path({str(runner)!r})"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")

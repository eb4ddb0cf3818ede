"""The product's Python files, read as syntax trees."""

import ast
from functools import cache
from pathlib import Path

from settings import PROJECT

FOLDERS = ("audit", "components", "pages", "measures", "warehouse", "importers", "tools")
APP = sorted(
    [
        PROJECT / "app.py",
        PROJECT / "settings.py",
        PROJECT / "terminal.py",
        *(path for name in FOLDERS for path in (PROJECT / name).rglob("*.py")),
    ]
)
TESTS = sorted((PROJECT / "tests").rglob("*.py"))
PACK = sorted((PROJECT / "data").rglob("*.py"))
EVERYTHING = APP + TESTS + PACK


def short(path: Path) -> str:
    """The path below the project, with forward slashes."""
    return path.relative_to(PROJECT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Modules that a file imports, at its head or inside a function, with their dots."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{short(path)} imports relatively"
            found.add(node.module)
    return found


def roots(path: Path) -> set[str]:
    """Top-level names of what a file imports."""
    return {name.split(".")[0] for name in imported(path)}


def texts(path: Path) -> list[str]:
    """Every text written in a file."""
    return [node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]

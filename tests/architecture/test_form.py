"""Short files, short functions, and a docstring on everything public."""

import ast

import pytest

from tests.architecture.modules import APP, EVERYTHING, short, tree

LONGEST_FILE, LONGEST_FUNCTION = 200, 30
# What may be longer, and why. Nothing else may.
LONGER_FILES: dict[str, str] = {}
LONGER_FUNCTIONS: dict[str, str] = {}

FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def length_of_functions(path) -> dict[str, int]:
    return {f"{short(path)}:{node.name}": node.end_lineno - node.lineno + 1 for node in ast.walk(tree(path)) if isinstance(node, FUNCTION)}


def test_no_file_is_long():
    lengths = {short(path): path.read_text(encoding="utf-8").count("\n") for path in APP}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE and name not in LONGER_FILES} == {}


def test_no_function_is_long():
    lengths = {name: length for path in APP for name, length in length_of_functions(path).items()}
    assert len(lengths) > 100
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION and name not in LONGER_FUNCTIONS} == {}


def test_allowances_are_still_needed():
    lengths = {name: length for path in APP for name, length in length_of_functions(path).items()}
    assert [name for name in LONGER_FUNCTIONS if lengths.get(name, 0) <= LONGEST_FUNCTION] == []
    files = {short(path): path.read_text(encoding="utf-8").count("\n") for path in APP}
    assert [name for name in LONGER_FILES if files.get(name, 0) <= LONGEST_FILE] == []


def test_every_module_says_what_it_is_for():
    """An empty file has nothing to say."""
    assert [short(path) for path in EVERYTHING if path.stat().st_size and not ast.get_docstring(tree(path))] == []


def public(body: list[ast.stmt], owner: str = "") -> list[tuple[str, ast.AST]]:
    """Public functions and classes, and the public methods of these."""
    found = []
    for node in body:
        if isinstance(node, (*FUNCTION, ast.ClassDef)) and not node.name.startswith("_"):
            found.append((f"{owner}{node.name}", node))
            if isinstance(node, ast.ClassDef):
                found += public(node.body, f"{node.name}.")
    return found


@pytest.mark.parametrize("path", APP, ids=short)
def test_everything_public_has_a_docstring(path):
    assert [name for name, node in public(tree(path).body) if not ast.get_docstring(node)] == []

"""Rules every file of queries/ keeps; a query without a specification fails here."""

import ast
from pathlib import Path

import duckdb
import pytest

from warehouse.query import QUERIES, parameters_of

NAMES = sorted(path.relative_to(QUERIES).with_suffix("").as_posix() for path in QUERIES.rglob("*.sql"))
SPECIFICATIONS = [path for path in Path(__file__).parent.rglob("test_*.py") if path != Path(__file__)]


def text_constants(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


SPECIFIED = set().union(*map(text_constants, SPECIFICATIONS))


@pytest.mark.parametrize("name", NAMES)
def test_has_a_specification(name):
    assert name in SPECIFIED


@pytest.mark.parametrize("name", NAMES)
def test_begins_with_its_grain(name):
    assert (QUERIES / f"{name}.sql").read_text(encoding="utf-8").startswith("-- grain: ")


@pytest.mark.parametrize("name", NAMES)
def test_is_one_statement_with_named_parameters_only(name):
    statements = duckdb.extract_statements((QUERIES / f"{name}.sql").read_text(encoding="utf-8"))
    assert len(statements) == 1
    assert not [parameter for parameter in statements[0].named_parameters if parameter.isdigit()]


@pytest.mark.parametrize("name", NAMES)
def test_only_queries_of_clean_write_and_they_take_no_parameters(name):
    kind = duckdb.extract_statements((QUERIES / f"{name}.sql").read_text(encoding="utf-8"))[0].type
    assert kind == (duckdb.StatementType.INSERT if name.startswith("clean/") else duckdb.StatementType.SELECT)
    assert not name.startswith("clean/") or not parameters_of(name)


def test_the_queries_were_found():
    assert {"clean/40_population", "place/population_in_band", "lookups/authorities"} <= set(NAMES)

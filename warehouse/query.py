"""Run a statement of ``queries/`` by name, with named parameters only."""

from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from warehouse import connection
from warehouse.withheld import without_cells

QUERIES = Path(__file__).resolve().parent.parent / "queries"


class WrongParameters(TypeError):
    """A query was called with other parameters than its text names."""


@cache
def text_of(name: str) -> str:
    """The SQL of ``queries/<name>.sql``."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


@cache
def parameters_of(name: str) -> frozenset[str]:
    """The parameter names in ``queries/<name>.sql``; the file must hold exactly one statement."""
    statements = duckdb.extract_statements(text_of(name))
    if len(statements) != 1:
        raise WrongParameters(f"queries/{name}.sql must hold one statement, it holds {len(statements)}")
    return frozenset(statements[0].named_parameters)


def query(name: str, /, which: str = "place", **parameters: object) -> pd.DataFrame:
    """Rows of ``queries/<name>.sql`` from the ``place`` or ``cohort`` file in force.

    ``parameters`` must be exactly those the text names; lists serve ``x in $x``. An error on the cohort file is a CohortFault, which quotes
    no cell.
    """
    return (_run_on_cohort if which == "cohort" else run)(connection.cursor(which), name, parameters)


def run(cursor: duckdb.DuckDBPyConnection, name: str, parameters: dict) -> pd.DataFrame:
    """Rows of ``queries/<name>.sql`` on ``cursor``. Raises WrongParameters for missing or surplus names."""
    if parameters_of(name) != parameters.keys():
        expected, given = sorted(parameters_of(name)), sorted(parameters)
        raise WrongParameters(f"queries/{name}.sql takes {expected}, not {given}")
    return cursor.execute(text_of(name), parameters or None).df()


_run_on_cohort = without_cells(run)

"""Would a file's tables fit the schema? Asked before any row goes in, so that a file that does not fit leaves nothing behind.

Schema raw takes anything of the right type. The rules (empty cells, allowed values, keys, areas that must be known) stand
once, in schema main, and are read from DuckDB's own catalogue; queries/clean would break them too late to name the file.
"""

from dataclasses import dataclass
from functools import cached_property

import duckdb
import pandas as pd
import pyarrow as pa

_NUMBERS = ("INTEGER", "BIGINT", "DOUBLE")
_ONE_NAMING_EACH = ("area", "area_lookup")  # may say the same twice; queries/clean keeps one
# The key of the one table that is too long for indexes of its own, and the column of it that must name a known area.
_KEYS = {"observation": ["measure", "area_code", "time_period", "breakdown", "group_code"]}
_AREAS = {"observation": ["area_code"]}
# Tables from which queries/clean leaves out areas that nobody names, because their files speak of all England.
_MAY_NAME_STRANGERS = ("statistical_neighbour", "plan", "priority_area_member")
# Tables whose rows queries/clean takes only from the last source of their plan, so that two plans could claim one key.
_BY_PLAN = ("plan_fact", "plan_contradiction", "priority_area")


@dataclass(frozen=True)
class Misfit:
    """The first cell that does not fit: a sentence, the file's row where it is known, and the column."""

    text: str
    row: int | None
    column: str | None


class Rules:
    """The rules of schema main for one connection, read once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self._connection = connection

    @cached_property
    def _constraints(self) -> dict[str, list[tuple[str, list[str], str, str]]]:
        """By table: kind, columns, expression and table referred to."""
        found = self._connection.execute(
            "select table_name, constraint_type, constraint_column_names, expression, referenced_table "
            "from duckdb_constraints() where schema_name = 'main' and database_name = current_database() order by all"
        ).fetchall()
        return {table: [rule for name, *rule in found if name == table] for table in {name for name, *_ in found}}

    @cached_property
    def _types(self) -> dict[str, dict[str, str]]:
        found = self._connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() "
            "where schema_name = 'raw' and database_name = current_database() order by all"
        ).fetchall()
        return {table: {column: kind for name, column, kind in found if name == table} for table in {name for name, *_ in found}}

    def of(self, table: str, kind: str) -> list[tuple[list[str], str]]:
        """Columns and expression of each rule of a ``kind``, such as ``CHECK``, that speaks only of columns of raw."""
        held = {*self.types(table)} - {"source_id"}
        return [(columns, text) for found, columns, text, _ in self._constraints[table] if found == kind and set(columns) <= held]

    def keys(self, table: str) -> list[list[str]]:
        """What may stand in ``table`` only once."""
        return [_KEYS[table]] if table in _KEYS else [columns for columns, _ in self.of(table, "PRIMARY KEY")]

    def needs_areas(self, table: str) -> list[str]:
        """The columns of ``table`` that must name a known area."""
        if table in _MAY_NAME_STRANGERS:
            return []
        return _AREAS.get(table) or [column for _, columns, _, other in self._constraints[table] if other == "area" for column in columns]

    def types(self, table: str) -> dict[str, str]:
        """Columns of raw.``table`` and their types."""
        return self._types[table]


def misfit(connection: duckdb.DuckDBPyConnection, rules: Rules, tables: dict[str, pd.DataFrame]) -> Misfit | None:
    """The first cell of a file's ``tables`` (by name, as for schema raw) that schema main would not take; None when all fit."""
    for table, frame in tables.items():
        if frame.empty:
            continue
        found = (
            _empty(rules, table, frame)
            or _not_allowed(connection, rules, table, frame)
            or _twice(rules, table, frame)
            or _held_by_another_plan(connection, table, frame)
        )
        if found:
            return found
    return _unnamed(connection, rules, tables)


def _at(frame: pd.DataFrame, place: int, column: str | None, text: str) -> Misfit:
    """A misfit at a position of a frame, whose index is the file's rows only where it is called so."""
    return Misfit(text, int(frame.index[place]) if frame.index.name == "row" else None, column)


def _empty(rules: Rules, table: str, frame: pd.DataFrame) -> Misfit | None:
    for (column,), _ in rules.of(table, "NOT NULL"):
        empty = frame[column].isna()
        if empty.any():
            return _at(frame, int(empty.to_numpy().argmax()), column, "the cell is empty")
    return None


def _not_allowed(connection: duckdb.DuckDBPyConnection, rules: Rules, table: str, frame: pd.DataFrame) -> Misfit | None:
    """The first value of the wrong type or outside what a check of the schema allows."""
    types = rules.types(table)
    typed = [column for column in frame.columns if not _fits_by_type(frame[column], types[column])]
    tests = [([c], f'"{c}" is not null and try_cast("{c}" as {types[c]}) is null', f"it is no {types[c].lower()}") for c in typed]
    tests += [(columns, f"not ({rule})", rule) for columns, rule in rules.of(table, "CHECK") if set(columns) <= {*frame.columns}]
    found = _first_broken(connection, frame, tests)
    if not found:
        return None
    place, (columns, _, rule) = found
    return _at(frame, place, columns[-1], f'"{str(frame[columns[-1]].iloc[place])[:40]}" is not allowed here ({rule})')


def _fits_by_type(column: pd.Series, kind: str) -> bool:
    """Whether the type of a column alone says that all of it fits, so that no cell need be tried."""
    if kind not in _NUMBERS or (kind == "DOUBLE" and column.dtype.kind in "fi"):
        return True
    return column.dtype.kind == "i" and (kind == "BIGINT" or bool(column.between(-(2**31), 2**31 - 1).all()))


def _first_broken(connection: duckdb.DuckDBPyConnection, frame: pd.DataFrame, tests: list[tuple]) -> tuple[int, tuple] | None:
    """Position of the first row that breaks one of ``tests`` (columns, condition, rule), and that test."""
    if not tests:
        return None
    columns = list({column for columns, _, _ in tests for column in columns})
    connection.register("incoming", arrow(frame[columns].assign(place=range(len(frame)))))
    whens = " ".join(f"when {condition} then {number}" for number, (_, condition, _) in enumerate(tests))
    found = connection.execute(
        f"select place, broken from (select place, case {whens} end as broken from incoming) where broken is not null order by all limit 1"
    ).fetchone()
    connection.unregister("incoming")
    return (found[0], tests[found[1]]) if found else None


def arrow(frame: pd.DataFrame) -> pa.Table:
    """The frame as DuckDB takes it in quickest, without its index."""
    return pa.Table.from_pandas(frame, preserve_index=False)


def _twice(rules: Rules, table: str, frame: pd.DataFrame) -> Misfit | None:
    for key in [] if table in _ONE_NAMING_EACH else rules.keys(table):
        again = frame.duplicated(key)
        if again.any():
            place = int(again.to_numpy().argmax())
            return _at(frame, place, key[0], f"{', '.join(map(str, frame[key].iloc[place]))} stands in the file a second time")
    return None


def _held_by_another_plan(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> Misfit | None:
    if table not in _BY_PLAN:
        return None
    key = next(iter(frame.columns.intersection(["fact_id", "contradiction_id", "priority_area_id"])))
    held = connection.execute(
        f'select stated."{key}" as key, stated.plan_id from raw.{table} as stated '
        "inner join main.source_in_force as origin on stated.source_id = origin.source_id "
        "qualify origin.standing = max(origin.standing) over (partition by stated.plan_id)"
    ).df()
    others = held[~held["plan_id"].isin(frame["plan_id"])].set_index("key")["plan_id"]
    taken = frame[key].isin(others.index)
    if not taken.any():
        return None
    place = int(taken.to_numpy().argmax())
    name = frame[key].iloc[place]
    return _at(frame, place, key, f'"{name}" is held already, for the plan "{others.loc[[name]].iloc[0]}"')


def _unnamed(connection: duckdb.DuckDBPyConnection, rules: Rules, tables: dict[str, pd.DataFrame]) -> Misfit | None:
    """The first row about an area that neither the file nor any source before it names."""
    named = set(tables["area"]["area_code"]) if "area" in tables and len(tables["area"]) else set()
    held = None
    for table, frame in tables.items():
        for column in [] if frame.empty else rules.needs_areas(table):
            codes = frame[column]
            unknown = set(codes.unique()) - named  # of a million cells a few thousand are different
            if not unknown:
                continue
            held = held if held is not None else _areas_held(connection)
            if strangers := unknown - held:
                place = int(codes.isin(strangers).to_numpy().argmax())
                return _at(frame, place, column, f"{codes.iloc[place]} has no name in this file, and no file loaded before names it")
    return None


def _areas_held(connection: duckdb.DuckDBPyConnection) -> set[str]:
    named = "select distinct area_code from raw.area where source_id in (select source_id from main.source_in_force)"
    return {code for (code,) in connection.execute(named).fetchall()}

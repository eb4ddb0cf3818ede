"""Protected tables of children's records, kept beside the warehouse, so that no page counts children anew.

A file is called by its family, the build of the warehouse, and what it was made of: the rules, the code that counted and protected it, and the
key its caller gives. Whatever of these changes, it is not found. What is in it is what ``protect_cohort`` or ``protect_scores`` returned and no
count from before protection. Files of other builds are deleted when a new one is written.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from measures.disclosure.remembered import FOLDER, engine_rules
from settings import PROJECT, Settings
from warehouse import current_version

_EXACT = ["children", "worth", "is_published"]  # what the tables are protected by, and is not shown


@dataclass(frozen=True)
class Family:
    """Tables that are counted and protected by the same code: first part of their files' names, and patterns of that code."""

    name: str
    made_by: tuple[str, ...]


CARE = Family("care", ("queries/cohort/care_*.sql", "measures/care_*.py", "measures/disclosure/*.py"))
PUPILS = Family(
    "pupils",
    (
        "queries/cohort/pupils_base.sql",
        "measures/pupil*.py",
        "measures/counts.py",
        "measures/indicators/*.toml",
        "measures/disclosure/*.py",
    ),
)


def kept(family: Family, key: tuple, rules: Settings) -> pa.Table | None:
    """The protected rows kept under a key, with texts as dictionaries; None where they are not kept for this build."""
    path = _path(family, key, rules, current_version(rules.home).made)
    return _read(path) if path.is_file() else None


def keep(family: Family, key: tuple, rules: Settings, rows: pd.DataFrame) -> None:
    """Write protected rows under a key, in one step; nothing where the warehouse says of no build that it is made by."""
    made = current_version(rules.home).made
    if not made:
        return
    path = _path(family, key, rules, made)
    path.parent.mkdir(parents=True, exist_ok=True)
    for other in path.parent.glob(f"{family.name}-*.parquet"):
        if not other.name.startswith(f"{family.name}-{made}-"):
            other.unlink(missing_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    pq.write_table(_arrow(rows.drop(columns=_EXACT, errors="ignore")), draft)
    draft.replace(path)


def of_kept(table: pa.Table, periods: Sequence[str] = (), breakdowns: Sequence[str] = ()) -> pd.DataFrame:
    """The rows of some periods and breakdowns (all for none), as they were before they were kept."""
    for column, wanted in (("time_period", periods), ("breakdown", breakdowns)):
        if wanted:
            table = table.filter(pc.is_in(table[column], pa.array(list(wanted), pa.string())))
    return pd.DataFrame({name: _column(table[name]) for name in table.column_names})


def _column(values: pa.ChunkedArray) -> pd.Series:
    if pa.types.is_floating(values.type):
        return values.to_pandas()
    return pd.Series(values.cast(pa.string()).to_numpy(zero_copy_only=False), dtype=object)


def _arrow(rows: pd.DataFrame) -> pa.Table:
    return pa.table({name: _kept_column(rows[name]) for name in rows.columns})


def _kept_column(values: pd.Series) -> pa.Array:
    if pd.api.types.is_numeric_dtype(values):
        return pa.array(values, pa.float64(), from_pandas=False)
    return pa.array(values, pa.string(), from_pandas=True).dictionary_encode()


@lru_cache(maxsize=1024)
def _path(family: Family, key: tuple, rules: Settings, made: str) -> Path:
    name = sha256(repr((engine_rules(rules), key, _code(family))).encode()).hexdigest()[:16]
    return rules.home / FOLDER / f"{family.name}-{made}-{name}.parquet"


@cache
def _code(family: Family) -> str:
    """A digest of the statements that count and the code that protects."""
    return sha256(b"".join(path.read_bytes() for names in family.made_by for path in sorted(PROJECT.glob(names)))).hexdigest()


@lru_cache(maxsize=64)
def _read(path: Path) -> pa.Table:
    texts = [field.name for field in pq.read_schema(path) if not pa.types.is_floating(field.type)]
    return pq.read_table(path, read_dictionary=texts, memory_map=False)

"""Protected tables of children looked after, kept beside the warehouse, a file a base and authority, so that no page counts children anew.

A file is called by the build of the warehouse, the rules and the code that protected it: whatever of these changes, it is not found. What is in it
is what ``protect_cohort`` returns and no count before protection. Files of other builds are deleted when a new one is written.
"""

import os
from collections.abc import Sequence
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

_EXACT = ["children", "worth"]
_NUMBERS = ("numerator", "denominator", "numerator_taken", "denominator_taken")
_CODE = ("queries/cohort/care_*.sql", "measures/care_*.py", "measures/disclosure/*.py")


def kept(base: str, authority: str, rules: Settings) -> pa.Table | None:
    """The protected rows of all periods of a base, with texts as dictionaries; None where they are not kept for this build."""
    path = _path(rules, base, authority, current_version(rules.home).made)
    return _read(path) if path.is_file() else None


def keep(base: str, authority: str, rules: Settings, rows: pd.DataFrame) -> None:
    """Write the protected rows of all periods of a base, in one step; nothing where the warehouse says of no build that it is made by."""
    made = current_version(rules.home).made
    if not made:
        return
    path = _path(rules, base, authority, made)
    path.parent.mkdir(parents=True, exist_ok=True)
    for other in path.parent.glob("care-*.parquet"):
        if not other.name.startswith(f"care-{made}-"):
            other.unlink(missing_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    pq.write_table(_arrow(rows.drop(columns=_EXACT, errors="ignore")), draft)
    draft.replace(path)


def of_kept(table: pa.Table, periods: Sequence[str], breakdowns: Sequence[str] = ()) -> pd.DataFrame:
    """The rows of some periods and breakdowns (all for none), as they were before they were kept."""
    for column, wanted in (("time_period", periods), ("breakdown", breakdowns)):
        if wanted:
            table = table.filter(pc.is_in(table[column], pa.array(list(wanted), pa.string())))
    return pd.DataFrame({name: _column(name, table[name]) for name in table.column_names})


def _column(name: str, values: pa.ChunkedArray) -> pd.Series:
    if name in _NUMBERS:
        return values.to_pandas()
    return pd.Series(values.cast(pa.string()).to_numpy(zero_copy_only=False), dtype=object)


def _arrow(rows: pd.DataFrame) -> pa.Table:
    columns = {
        name: pa.array(rows[name], pa.float64() if name in _NUMBERS else pa.string(), from_pandas=name not in _NUMBERS)
        for name in rows.columns
    }
    return pa.table({name: values if name in _NUMBERS else values.dictionary_encode() for name, values in columns.items()})


@lru_cache(maxsize=512)
def _path(rules: Settings, base: str, authority: str, made: str) -> Path:
    key = sha256(repr((engine_rules(rules), base, authority, _code())).encode()).hexdigest()[:16]
    return rules.home / FOLDER / f"care-{made}-{key}.parquet"


@cache
def _code() -> str:
    """A digest of the statements that count and the code that protects."""
    return sha256(b"".join(path.read_bytes() for names in _CODE for path in sorted(PROJECT.glob(names)))).hexdigest()


@lru_cache(maxsize=24)
def _read(path: Path) -> pa.Table:
    texts = [name for name in pq.read_schema(path).names if name not in _NUMBERS]
    return pq.read_table(path, read_dictionary=texts, memory_map=False)

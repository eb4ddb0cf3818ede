"""What was hidden is remembered by content: patterns of tables in memory and beside the warehouse, so that they are worked out once, at
build or when first asked for, and every process and every indicator hides the same ever after, however long the first one took.
"""

import hashlib
import os
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from measures.disclosure.secondary import Pattern, hide_more
from measures.disclosure.table import OF_CELLS, Table
from settings import Settings

FOLDER = "protected"
BUNDLED = "protected.npz"
_TEXTS, _NUMBERS = ("area_type", "breakdown", "group_code", "symbol"), ("numerator", "denominator", "is_published", "worth")
Found = TypeVar("Found")


class Memory:
    """The last results, by key, for all threads; not to be changed."""

    def __init__(self, most: int):
        self._most, self._lock = most, Lock()
        self._held: OrderedDict[str, Any] = OrderedDict()

    def get(self, key: str, work_out: Callable[[], Found]) -> Found:
        """What ``work_out`` gives, kept under ``key``."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        found = work_out()
        with self._lock:
            self._held[key] = found
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return found

    def forget(self) -> None:
        """Empty it."""
        with self._lock:
            self._held.clear()


_tables, _arrays = (
    Memory(16),
    Memory(512),
)  # a protected table has a megabyte or two, what a pattern hides some kilobytes, what sums take cells for a quarter of one
remembered_table, remembered = _tables.get, _arrays.get


def forget() -> None:
    """Empty the memory; what lies beside the warehouse stays."""
    _tables.forget()
    _arrays.forget()


def engine_rules(rules: Settings) -> tuple:
    """The settings that decide what is hidden."""
    return (rules.suppress_from, rules.suppress_to, rules.show_zero, rules.minimum_denominator, rules.round_to, rules.protection_width,
            rules.lsoa_cells)  # fmt: skip


def key_of_rows(rows: pd.DataFrame, within: dict[str, str], rules: Settings, *more: object) -> str:
    """A text that differs where the rows, the sums among them or the rules differ."""
    areas = rows["area_code"].to_list()
    texts = [areas, [within.get(code) for code in areas], *(rows[name].to_list() for name in _TEXTS)]
    found = hashlib.sha256(repr((engine_rules(rules), more, texts)).encode())
    for name in _NUMBERS:
        if name in rows:
            found.update(rows[name].to_numpy(dtype=float).tobytes())
    return found.hexdigest()


def pattern_of(table: Table, rules: Settings) -> Pattern:
    """The pattern of a table: from memory, from beside the warehouse, from the bundled pack, or worked out now."""
    arrays = [getattr(table, name) for name in OF_CELLS] + [table.sums.indptr, table.sums.indices, table.sums.data]
    found = hashlib.sha256(repr(table.whole).encode())
    for array in arrays:
        found.update(np.ascontiguousarray(array, dtype=float).tobytes())
    key = found.hexdigest()
    path = rules.home / FOLDER / f"{key}.npy"
    packed = remembered(key, lambda: _held_or_new(key, path, table, rules))
    cells = packed[1:]
    return Pattern((cells & 1).astype(bool), bool(packed[0]), tuple(np.flatnonzero(cells & 2).tolist()))


def _held_or_new(key: str, path: Path, table: Table, rules: Settings) -> np.ndarray:
    if path.is_file():
        return _read(path)
    bundled = _bundled(rules.demo / BUNDLED)
    return bundled[key] if key in bundled else _keep(hide_more(table, rules.solve_seconds), path)


@lru_cache(maxsize=2)
def _bundled(path: Path) -> dict[str, np.ndarray]:
    """Patterns of the generated pupils of the bundled pack by key, so that nobody waits for those."""
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as held:
        return {key: held[key] for key in held.files}


def bundle(home: Path, path: Path) -> int:
    """Put all patterns that lie beside a warehouse into one file, to those that are in it; their number."""
    found = _bundled(path) | {
        file.stem: _read(file) for file in sorted((home / FOLDER).glob("*.npy")) if not file.name.endswith(".tmp.npy")
    }
    np.savez_compressed(path, **found)
    return len(found)


def _read(path: Path) -> np.ndarray:
    return np.load(path, allow_pickle=False)


def _keep(pattern: Pattern, path: Path) -> np.ndarray:
    """Written in one step; what another process wrote in the meantime stands."""
    packed = np.concatenate([[pattern.is_least], pattern.wide]).astype(np.int8)
    packed[[cell + 1 for cell in pattern.exposed]] |= 2
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp.npy")
    np.save(draft, packed, allow_pickle=False)
    if path.is_file():
        draft.unlink()
        return _read(path)
    draft.replace(path)
    return packed

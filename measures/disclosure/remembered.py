"""What was hidden is remembered by the content of the base, in memory and beside the warehouse: it is worked out once, at build or
when first asked for, and every process hides the same ever after, however long the first one took."""

import hashlib
import os
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from threading import Lock

import numpy as np
import pandas as pd

from settings import Settings

_FOLDER, _MOST = "protected", 4096
_COLUMNS = ("area_code", "area_type", "breakdown", "group_code", "symbol")
_held: OrderedDict[str, np.ndarray] = OrderedDict()
_lock = Lock()

Seen = Callable[[pd.DataFrame, dict, Settings, bool], np.ndarray]


def _key(rows: pd.DataFrame, within: dict[str, str], rules: Settings, open_denominator: bool) -> str:
    """A text that differs where the rows, the sums among them or the rules differ."""
    found = hashlib.sha256(repr((_engine_rules(rules), open_denominator)).encode())
    areas = rows["area_code"].to_list()
    texts = [areas, [within.get(code) for code in areas], *(rows[name].to_list() for name in _COLUMNS[1:])]
    found.update(repr(texts).encode())
    for name in ("numerator", "denominator", "is_published"):
        if name in rows:
            found.update(rows[name].to_numpy(dtype=float).tobytes())
    return found.hexdigest()


def _engine_rules(rules: Settings) -> tuple:
    """The settings that the pattern depends on."""
    return (rules.suppress_from, rules.suppress_to, rules.show_zero, rules.minimum_denominator, rules.round_to, rules.protection_width)


def remembered(rows: pd.DataFrame, within: dict[str, str], rules: Settings, open_denominator: bool, work_out: Seen) -> np.ndarray:
    """What is seen of each count of ``rows``, worked out by ``work_out`` unless it is known from before."""
    key = _key(rows, within, rules, open_denominator)
    with _lock:
        if key in _held:
            _held.move_to_end(key)
            return _held[key]
    path = rules.home / _FOLDER / f"{key}.npy"
    found = np.load(path, allow_pickle=False) if path.is_file() else _keep(work_out(rows, within, rules, open_denominator), path)
    with _lock:
        _held[key] = found
        while len(_held) > _MOST:
            _held.popitem(last=False)
    return found


def _keep(found: np.ndarray, path: Path) -> np.ndarray:
    """Written in one step; what another process wrote in the meantime stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp.npy")
    np.save(draft, found, allow_pickle=False)
    if path.is_file():
        draft.unlink()
        return np.load(path, allow_pickle=False)
    draft.replace(path)
    return found


def forget() -> None:
    """Empty the memory; what lies beside the warehouse stays."""
    with _lock:
        _held.clear()

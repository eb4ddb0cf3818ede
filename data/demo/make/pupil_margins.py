"""Which pupils reach a standard, and with which score, so that totals and groups come out exactly while the most able are chosen first."""

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

_STEP = 0.5  # points of Attainment 8
_MOST = 90.0


def reaching(pupils: pd.DataFrame, ability: np.ndarray, targets: dict[tuple[str, str], int], among: np.ndarray) -> np.ndarray:
    """True for the pupils who reach the standard: ``targets`` (breakdown, group) hold exactly, only those ``among`` are chosen.

    Pupils alike in every breakdown with a target make a cell. The numbers of the cells are those nearest to a choice by ability alone that
    meet all targets (a whole-number programme); within a cell the most able are chosen.
    """
    names = sorted({breakdown for breakdown, _ in targets if breakdown != "Total"})
    cell = pupils.groupby(names, dropna=False, sort=True).ngroup().to_numpy() if names else np.zeros(len(pupils), dtype=int)
    cells = cell.max() + 1
    allowed = np.where(among, ability, -np.inf)
    most = np.bincount(cell, weights=among, minlength=cells)
    wished = np.bincount(cell, weights=_top(allowed, targets["Total", "Total"]), minlength=cells)
    rows = [np.bincount(cell, weights=_in_group(pupils, key), minlength=cells) > 0 for key in targets]
    chosen = _nearest(wished, most, np.array(rows, dtype=float), np.array(list(targets.values()), dtype=float))
    order = pd.Series(-allowed).groupby(cell).rank(method="first").to_numpy()
    return order <= chosen[cell]


def _in_group(pupils: pd.DataFrame, key: tuple[str, str]) -> np.ndarray:
    breakdown, group = key
    return np.ones(len(pupils)) if breakdown == "Total" else (pupils[breakdown] == group).to_numpy(dtype=float)


def _top(ability: np.ndarray, number: int) -> np.ndarray:
    chosen = np.zeros(len(ability))
    chosen[np.argsort(-ability, kind="stable")[:number]] = 1
    return chosen


def _nearest(wished: np.ndarray, most: np.ndarray, rows: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Whole numbers between 0 and ``most`` with ``rows @ numbers == totals``, as near to ``wished`` as can be."""
    n = len(wished)
    eye = np.eye(n)
    constraints = [
        LinearConstraint(np.hstack([rows, np.zeros_like(rows)]), totals, totals),
        LinearConstraint(np.hstack([eye, -eye]), -np.inf, wished), LinearConstraint(np.hstack([eye, eye]), wished, np.inf),
    ]  # fmt: skip
    weights = np.concatenate([np.zeros(n), 1 / np.maximum(most, 1)])
    bounds = Bounds(np.zeros(2 * n), np.concatenate([most, np.full(n, np.inf)]))
    found = milp(weights, constraints=constraints, bounds=bounds, integrality=np.repeat([1, 0], n))
    if not found.success:
        raise ValueError(f"the official figures contradict each other: {found.message}")
    return np.round(found.x[:n])


def scores(ability: np.ndarray, group: np.ndarray, averages: dict[str, float], overall: float | None) -> np.ndarray:
    """Attainment 8 in steps of half a point, by ability; the average of each group in ``averages``, and of all, comes out to one decimal."""
    found = np.clip(np.round((47 + 19 * ability) / _STEP) * _STEP, 0, _MOST)
    for name, average in averages.items():
        found[group == name] = _with_average(found[group == name], average)
    if overall is not None:
        free = ~np.isin(group, list(averages))
        wanted = overall * len(found) - found[~free].sum()
        found[free] = _with_average(found[free], wanted / free.sum())
    return found


def _with_average(values: np.ndarray, average: float) -> np.ndarray:
    """``values`` moved together, then by a step each, until their sum is the nearest to ``average`` that steps allow."""
    total = np.round(average * len(values) / _STEP) * _STEP
    for _ in range(60):
        values = np.clip(np.round((values + (total - values.sum()) / len(values)) / _STEP) * _STEP, 0, _MOST)
    while (left := round((total - values.sum()) / _STEP)) != 0:
        step = np.sign(left) * _STEP
        movable = np.flatnonzero((values + step >= 0) & (values + step <= _MOST))[: abs(left)]
        values[movable] += step
    return values

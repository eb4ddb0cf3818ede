"""Tables that a reader must reckon with: linear and integer programmes over what is published (HiGHS)."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from measures.disclosure.table import Table
from measures.disclosure.weak import Dual

_WHOLE = 1e-6


@dataclass(frozen=True, eq=False)
class Extreme:
    """A table in which a weighted sum of cells is as great as it can be, and which bounds make it so."""

    counts: np.ndarray
    best: float
    dual: Dual

    @property
    def is_whole(self) -> bool:
        """True where every cell is a whole number."""
        return bool(np.abs(self.counts - np.round(self.counts)).max(initial=0) < _WHOLE)


def extreme(table: Table, weights: np.ndarray, low: np.ndarray, high: np.ndarray) -> Extreme:
    """The table with the greatest ``weights @ counts`` between the bounds; the true table is always one of those."""
    found = linprog(-weights, A_eq=table.sums, b_eq=np.zeros(table.sums.shape[0]), bounds=np.column_stack([low, high]), method="highs")
    if found.status != 0:
        raise ArithmeticError(f"A table that adds up has no solution: {found.message}")
    return Extreme(found.x, -found.fun, Dual(-found.upper.marginals, found.lower.marginals))


def whole_extreme(table: Table, weights: np.ndarray, low: np.ndarray, high: np.ndarray, seconds: float) -> np.ndarray | None:
    """The same in whole numbers; None where no table was found in time."""
    found = milp(-weights, integrality=np.ones(len(weights)), bounds=Bounds(low, high),
                 constraints=LinearConstraint(table.sums, 0, 0), options={"time_limit": seconds, "mip_rel_gap": 0})  # fmt: skip
    return None if found.x is None else np.round(found.x)


def whole_near(table: Table, weights: np.ndarray, found: Extreme, low: np.ndarray, high: np.ndarray, seconds: float) -> np.ndarray | None:
    """A table in whole numbers that differs from ``found`` only where that is broken and in the sums around; None where there is none."""
    if found.is_whole:
        return np.round(found.counts)
    links = abs(table.sums)
    broken = np.abs(found.counts - np.round(found.counts)) >= _WHOLE
    around = links.T @ (links @ broken.astype(float)) > 0
    kept = np.round(found.counts)
    return whole_extreme(table, weights, np.where(around, low, kept), np.where(around, high, kept), seconds)

"""Hidden cells that can be worked out too closely, and what would help them."""

from dataclasses import dataclass

import numpy as np

from measures.disclosure.table import Table


@dataclass(frozen=True, eq=False)
class Weak:
    """A hidden cell whose feasible interval is too narrow: ``gain`` is by how much hiding each cell could widen it, ``lacking`` by how
    much it must."""

    cell: int
    gain: np.ndarray
    lacking: float


@dataclass(frozen=True, eq=False)
class Dual:
    """By how much an interval widens for each unit by which a cell's upper bound is raised, or its lower bound lowered."""

    raised: np.ndarray
    lowered: np.ndarray

    def __add__(self, other: "Dual") -> "Dual":
        """Both ends of an interval."""
        return Dual(self.raised + other.raised, self.lowered + other.lowered)


def weak_of(table: Table, cell: int, dual: Dual) -> Weak:
    """By duality: how much wider the interval could get for each cell hidden, counted from the table in which none is."""
    lacking = table.need[cell] - float(dual.raised @ table.high - dual.lowered @ table.low)
    gain = dual.raised * (table.ceiling - table.high) + dual.lowered * table.low
    return Weak(cell, np.where(table.free, np.clip(gain, 0, lacking), 0), lacking)

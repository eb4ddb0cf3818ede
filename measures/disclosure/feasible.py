"""Tables that a reader must reckon with: linear and integer programmes over what is published (HiGHS)."""

from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

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


@dataclass(frozen=True, eq=False)
class Programme:
    """Cells between ``low`` and ``high`` that add up. Only ``loose`` cells go to the solver, with the sums they stand in: what is known
    exactly, or stands in no sum, is most of a base."""

    sums: sp.csr_array
    low: np.ndarray
    high: np.ndarray
    loose: np.ndarray
    rows: np.ndarray
    of_loose: sp.csr_array

    @classmethod
    def of(cls, table: Table, low: np.ndarray, high: np.ndarray) -> "Programme":
        """What a reader knows of a table."""
        in_sums = np.bincount(table.sums.indices, minlength=len(low)) > 0
        loose = np.flatnonzero(in_sums & (high > low))
        of_loose = sp.csr_array(table.sums[:, loose])
        rows = np.flatnonzero(np.diff(of_loose.indptr) > 0)
        return cls(table.sums, low, high, loose, rows, of_loose[rows])

    def _known(self) -> tuple[np.ndarray, np.ndarray]:
        """Counts with loose cells at 0, and what the loose cells of each sum must make up for."""
        counts = self.low.copy()
        counts[self.loose] = 0
        return counts, -(self.sums @ counts)[self.rows]

    @cached_property
    def _solver(self) -> highspy.Highs:
        """The programme handed over once: every other aim begins where the last one ended, which is ten times as fast as anew."""
        model, cells = highspy.HighsLp(), sp.csc_array(self.of_loose)
        model.num_col_, model.num_row_ = len(self.loose), len(self.rows)
        model.col_cost_, model.col_lower_, model.col_upper_ = np.zeros(len(self.loose)), self.low[self.loose], self.high[self.loose]
        model.row_lower_ = model.row_upper_ = self._known()[1]
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = cells.indptr, cells.indices, cells.data
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.passModel(model)
        return solver

    def extreme(self, weights: np.ndarray) -> Extreme:
        """The table with the greatest ``weights @ counts``; the true table is always one of those that are looked at."""
        counts, prices = self._known()[0], np.zeros(self.sums.shape[0])
        apart = np.bincount(self.sums.indices, minlength=len(weights)) == 0
        counts[apart] = np.where(weights[apart] > 0, self.high[apart], self.low[apart])
        if len(self.loose):
            counts[self.loose], prices[self.rows] = self._solved(-weights[self.loose])
        reduced = -weights - self.sums.T @ prices
        return Extreme(counts, float(weights @ counts), Dual(np.maximum(-reduced, 0), np.maximum(reduced, 0)))

    def _solved(self, cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The loose cells of the cheapest table, and the price of each sum."""
        solver = self._solver
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"A table that adds up has no solution: {solver.modelStatusToString(solver.getModelStatus())}")
        found = solver.getSolution()
        return np.array(found.col_value), np.array(found.row_dual)

    def whole_extreme(self, weights: np.ndarray, seconds: float) -> np.ndarray | None:
        """The same in whole numbers; None where no table was found in time."""
        counts, left = self._known()
        if not len(self.loose):
            return np.round(counts)
        found = milp(-weights[self.loose], integrality=np.ones(len(self.loose)), bounds=Bounds(self.low[self.loose], self.high[self.loose]),
                     constraints=LinearConstraint(self.of_loose, left, left), options={"time_limit": seconds, "mip_rel_gap": 0})  # fmt: skip
        if found.x is None:
            return None
        counts[self.loose] = np.round(found.x)
        return counts

    def whole_near(self, table: Table, weights: np.ndarray, found: Extreme, seconds: float) -> np.ndarray | None:
        """A table in whole numbers that differs from ``found`` only where that is broken and in the sums around; None where there is none."""
        if found.is_whole:
            return np.round(found.counts)
        links = abs(self.sums)
        broken = np.abs(found.counts - np.round(found.counts)) >= _WHOLE
        around = links.T @ (links @ broken.astype(float)) > 0
        kept = np.round(found.counts)
        near = Programme.of(table, np.where(around, self.low, kept), np.where(around, self.high, kept))
        return near.whole_extreme(weights, seconds)

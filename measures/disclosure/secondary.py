"""Which further cells to hide, so that no hidden one can be worked out: as few as possible, then those with the smallest counts.

A main programme chooses cells; the audit names hidden cells that are still known too closely and, by duality, what hiding each
other cell could do for them; these go into the main programme as conditions until nothing is weak (Benders' way with the model
of Fischetti and Salazar-González, Management Science 2001).
"""

import time
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

from measures.disclosure.audit import weak_cells
from measures.disclosure.blocks import blocks_of, in_whole, part_of
from measures.disclosure.sums import weak_by_one_sum
from measures.disclosure.table import Table
from measures.disclosure.weak import Weak

_MOST_ROUNDS = 40
_LEAST_SECONDS = 1.0


@dataclass(frozen=True, eq=False)
class Pattern:
    """Cells hidden to protect others. ``is_least``: proved to be the fewest; otherwise more were hidden than may be needed.

    ``exposed`` are hidden cells that can be worked out whatever is hidden, because of figures known anyway.
    """

    wide: np.ndarray
    is_least: bool
    exposed: tuple[int, ...]


def hide_more(table: Table, seconds: float) -> Pattern:
    """The pattern for a table. After ``seconds`` or too many rounds everything near a weak cell is hidden instead: safe, but more."""
    until = time.monotonic() + seconds
    search = _Search(table, until)
    for cells in blocks_of(table):
        alone = _Search(part_of(table, cells), until)
        alone.settle(_MOST_ROUNDS)
        search.take_over(alone, cells)
    if search.settle(_MOST_ROUNDS):
        return Pattern(search.wide, True, tuple(sorted(search.exposed)))
    return _by_force(table, search.wide, seconds, search.exposed)


class _Search:
    """Conditions gathered for a table, the cheapest cells that meet them, and hidden cells that nothing can help."""

    def __init__(self, table: Table, until: float):
        self.table, self.until = table, until
        self.wide = np.zeros(len(table.low), dtype=bool)
        self.conditions: list[Weak] = []
        self.exposed: set[int] = set()

    def take_over(self, part: "_Search", cells: np.ndarray) -> None:
        """What is weak in a part of a table is weak in the whole."""
        self.conditions += [in_whole(each, cells, len(self.wide)) for each in part.conditions]
        self.exposed |= {int(cells[cell]) for cell in part.exposed}

    def settle(self, rounds: int) -> bool:
        """Whether cells were found, in time, of which none is weak."""
        if self.conditions and not self._choose():
            return False
        for _ in range(rounds):
            weak = self._weak()
            if not weak:
                return True
            self.exposed |= {each.cell for each in weak if self.table.hidden[each.cell] and each.gain.sum() < each.lacking - 1e-6}
            added = [each for each in weak if each.cell not in self.exposed]
            self.conditions += added
            if added and not self._choose():
                return False
        return False

    def _weak(self) -> list[Weak]:
        found = [each for each in weak_by_one_sum(self.table, self.wide) if each.cell not in self.exposed]
        return found or weak_cells(self.table, self.wide, max(self.until - time.monotonic(), _LEAST_SECONDS), self.exposed)

    def _choose(self) -> bool:
        """Whether other cells than before were found that meet the conditions."""
        chosen = _cheapest(self.table, self.conditions, self.until - time.monotonic())
        if chosen is None or (chosen == self.wide).all():
            return False
        self.wide = chosen
        return True


def _cheapest(table: Table, conditions: list[Weak], seconds: float) -> np.ndarray | None:
    """The cheapest cells that meet all conditions; None where that is not known in time."""
    if seconds <= 0:
        return None
    rows = np.array([_condition(table, each) for each in conditions])
    least = [1.0 if table.hidden[each.cell] else 0.0 for each in conditions]
    used = np.flatnonzero((rows != 0).any(axis=0))
    found = milp(table.cost[used], integrality=np.ones(len(used)), bounds=Bounds(0, 1),
                 constraints=LinearConstraint(sp.csr_array(rows[:, used]), least, np.inf),
                 options={"time_limit": seconds, "mip_rel_gap": 0})  # fmt: skip
    if found.status != 0:
        return None
    wide = np.zeros(len(table.low), dtype=bool)
    wide[used[found.x > 0.5]] = True
    return wide


def _condition(table: Table, weak: Weak) -> np.ndarray:
    """The gains as shares of what is lacking; a cell that is hidden only to protect asks for nothing while it is shown."""
    if table.hidden[weak.cell]:
        return weak.gain / weak.lacking
    row = np.minimum(weak.gain / (weak.lacking - weak.gain[weak.cell]), 1.0)
    row[weak.cell] = -1.0
    return row


def _by_force(table: Table, wide: np.ndarray, seconds: float, exposed: set[int]) -> Pattern:
    """Hide whatever could help a weak cell, until none is weak or nothing is left to hide."""
    while weak := weak_cells(table, wide, seconds, exposed):
        more = wide.copy()
        for each in weak:
            more |= each.gain > 0
        if (more == wide).all():
            more |= table.free
        if (more == wide).all():
            exposed |= {each.cell for each in weak}
        wide = more
    return Pattern(wide, False, tuple(sorted(exposed)))

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
from measures.disclosure.sums import weak_by_one_sum
from measures.disclosure.table import Table
from measures.disclosure.weak import Weak

_MOST_ROUNDS = 40


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
    wide, conditions, exposed = np.zeros(len(table.low), dtype=bool), [], set()
    for _ in range(_MOST_ROUNDS):
        weak = [each for each in weak_by_one_sum(table, wide) if each.cell not in exposed]
        weak = weak or weak_cells(table, wide, seconds, exposed)
        if not weak:
            return Pattern(wide, True, tuple(sorted(exposed)))
        exposed |= {each.cell for each in weak if table.hidden[each.cell] and each.gain.sum() < each.lacking - 1e-6}
        added = [each for each in weak if each.cell not in exposed]
        if not added:
            continue
        conditions += added
        chosen = _cheapest(table, conditions, until - time.monotonic())
        if chosen is None or (chosen == wide).all():
            break
        wide = chosen
    return _by_force(table, wide, seconds, exposed)


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

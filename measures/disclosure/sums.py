"""Hidden cells that a single sum gives away: found without solving anything, which is most of them.

A cell is at most what the greatest whole leaves over the least other parts, and at least what the least whole leaves over the greatest.
"""

import numpy as np

from measures.disclosure.table import Table
from measures.disclosure.weak import Dual, Weak, weak_of


def weak_by_one_sum(table: Table, wide: np.ndarray) -> list[Weak]:
    """Hidden cells that one sum from above, and one or none from below, shows more closely than their ``need``."""
    low, high = table.bounds(wide)
    sums = table.sums.tocoo()
    sign, row, cell = sums.data, sums.coords[0], sums.coords[1]
    least, most = (np.bincount(row, np.where(sign > 0, of, against), table.sums.shape[0])
                   for of, against in ((low[cell], -high[cell]), (high[cell], -low[cell])))  # fmt: skip
    upper = np.where(sign > 0, low[cell] - least[row], most[row] + low[cell])
    lower = np.where(sign > 0, high[cell] - most[row], least[row] + high[cell])
    best, worst = _by_cell(cell, upper, high, np.minimum), _by_cell(cell, lower, low, np.maximum)
    watched = (table.hidden | wide) & (table.need > 0)
    return [
        weak_of(table, int(p), _dual(table, p, cell, row, upper, best, above=True) + _dual(table, p, cell, row, lower, worst, above=False))
        for p in np.flatnonzero(watched & (best - worst < table.need - 1e-6))
    ]


def _by_cell(cell: np.ndarray, values: np.ndarray, own: np.ndarray, better: np.ufunc) -> np.ndarray:
    """The best of a cell's own bound and those from sums."""
    found = own.copy()
    better.at(found, cell, values)
    return found


def _dual(table: Table, p: int, cell: np.ndarray, row: np.ndarray, values: np.ndarray, best: np.ndarray, *, above: bool) -> Dual:
    """Which bounds of which cells make the bound of cell ``p``: its own, or those of the others in a sum."""
    raised, lowered = np.zeros(len(best)), np.zeros(len(best))
    places = np.flatnonzero((cell == p) & (values == best[p]))
    if not len(places):
        (raised if above else lowered)[p] = 1
        return Dual(raised, lowered)
    number = row[places[0]]
    span = slice(table.sums.indptr[number], table.sums.indptr[number + 1])
    others, signs = table.sums.indices[span], table.sums.data[span]
    opposite = signs * signs[others == p][0] < 0
    opposite = opposite if above else ~opposite
    raised[others[opposite]], lowered[others[~opposite]] = 1, 1
    raised[p] = lowered[p] = 0
    return Dual(raised, lowered)

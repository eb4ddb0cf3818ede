"""Breakdowns one by one: they have nothing in common but the totals of areas, so most of what is weak is found in each alone, quickly.

What can be worked out from a part of the sums can be worked out from all of them; the whole is looked at afterwards.
"""

from dataclasses import replace

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from measures.disclosure.table import OF_CELLS, Table
from measures.disclosure.weak import Weak


def blocks_of(table: Table) -> list[np.ndarray]:
    """Cells of each part: those that hang together when totals (``joint``) are taken out, with the totals in their sums. Parts without a
    cell that anybody minds are left out; none where there is but one part."""
    links = sp.csr_array(abs(table.sums))
    apart = sp.csr_array(links * ~table.joint)
    _, label = connected_components(apart.T @ apart, directed=False)
    label = np.where(table.joint, -1, label)
    minded = np.unique(label[(table.need > 0) & ~table.joint & (np.asarray(apart.sum(axis=0)).ravel() > 0)])
    if len(minded) < 2:
        return []
    return [_with_totals(links, label == block) for block in minded]


def _with_totals(links: sp.csr_array, block: np.ndarray) -> np.ndarray:
    touched = links @ block.astype(float) > 0
    return np.flatnonzero(block | (links[touched].sum(axis=0) > 0))


def part_of(table: Table, cells: np.ndarray) -> Table:
    """The cells alone, with the sums that are of nothing else."""
    inside = np.zeros(len(table.low))
    inside[cells] = 1
    links = abs(table.sums)
    whole = np.flatnonzero(links @ inside == np.diff(table.sums.indptr))
    return replace(table, sums=sp.csr_array(table.sums[whole][:, cells]), **{name: getattr(table, name)[cells] for name in OF_CELLS})


def in_whole(weak: Weak, cells: np.ndarray, size: int) -> Weak:
    """A weak cell of a part as one of the whole table of ``size`` cells."""
    gain = np.zeros(size)
    gain[cells] = weak.gain
    return Weak(int(cells[weak.cell]), gain, weak.lacking)

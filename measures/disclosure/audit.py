"""Which hidden cells could be worked out too closely from everything that is shown.

Instead of two programmes a cell, a few tables are sought in which many cells are far from their other possible values at once;
only cells that none of these shows to be safe are looked at by themselves. Every table found is one that a reader cannot rule out,
so a cell shown to be safe is safe.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from measures.disclosure.feasible import Extreme, Programme
from measures.disclosure.table import Table
from measures.disclosure.weak import Weak, weak_of

_MOST_ROUNDS, _IDLE_ROUNDS = 40, 2
_ENOUGH = 20  # weak cells found at a time: what is hidden for these mends most of the others too


@dataclass
class _Seen:
    """The least and the greatest count of each cell among the tables found so far. The true one is not among them: what is hidden
    must not depend on it."""

    least: np.ndarray
    most: np.ndarray

    def add(self, counts: np.ndarray) -> None:
        """Take another table into account."""
        np.minimum(self.least, counts, out=self.least)
        np.maximum(self.most, counts, out=self.most)

    def open(self, table: Table, watched: np.ndarray) -> np.ndarray:
        """Cells watched that have not been seen to vary enough."""
        return watched & (self.most - self.least < table.need - 1e-9)


def weak_cells(table: Table, wide: np.ndarray, seconds: float, ignored: Collection[int] = ()) -> list[Weak]:
    """Some hidden cells that a reader could know more closely than their ``need``, when ``wide`` are hidden to protect others, those
    ``ignored`` left out; none when there is none."""
    watched = (table.hidden | wide) & (table.need > 0)
    watched[list(ignored)] = False
    seen = _Seen(np.full(len(wide), np.inf), np.full(len(wide), -np.inf))
    programme = Programme.of(table, *table.bounds(wide))
    _look_at_many(table, seen, watched, programme, seconds)
    found: list[Weak] = []
    for cell in np.flatnonzero(seen.open(table, watched)):
        if len(found) == _ENOUGH:
            break
        if seen.open(table, watched)[cell] and (weak := _look_at_one(table, seen, int(cell), programme, seconds)):
            found.append(weak)
    return found


def _look_at_many(table: Table, seen: _Seen, watched: np.ndarray, programme: Programme, seconds: float) -> None:
    """Push open cells up or down at random, and the other way round, until nothing new is seen."""
    chance, idle, before = np.random.default_rng(5), 0, int(seen.open(table, watched).sum())
    for _ in range(_MOST_ROUNDS):
        if before == 0 or idle == _IDLE_ROUNDS:
            return
        weights = np.where(seen.open(table, watched), chance.choice([-1.0, 1.0], len(watched)), 0)
        for sign in (1, -1):
            _note(table, seen, programme.extreme(sign * weights), sign * weights, programme, seconds)
        now = int(seen.open(table, watched).sum())
        idle, before = idle + 1 if now == before else 0, now


def _note(table: Table, seen: _Seen, found: Extreme, weights: np.ndarray, programme: Programme, seconds: float) -> None:
    """Remember a table found; where counts came out broken, one in whole numbers near by is taken in its place."""
    counts = programme.whole_near(table, weights, found, seconds) if table.whole else found.counts
    if counts is not None:
        seen.add(counts)


def _look_at_one(table: Table, seen: _Seen, cell: int, programme: Programme, seconds: float) -> Weak | None:
    """The cell if it is weak: its greatest and its least count, in fractions for a proof that it is, in whole numbers that it is not."""
    weights = np.zeros(len(table.low))
    weights[cell] = 1
    ends = [programme.extreme(sign * weights) for sign in (1, -1)]
    if ends[0].best + ends[1].best < table.need[cell] - 1e-6:
        return weak_of(table, cell, ends[0].dual + ends[1].dual)
    for sign, found in zip((1, -1), ends, strict=True):
        _note(table, seen, found, sign * weights, programme, seconds)
    for sign in (1, -1):
        if not seen.open(table, weights > 0)[cell]:
            return None
        counts = programme.whole_extreme(sign * weights, seconds)
        if counts is not None:
            seen.add(counts)
    return _around(table, cell) if seen.open(table, weights > 0)[cell] else None


def _around(table: Table, cell: int) -> Weak:
    """No programme says what would help: anything that stands in a sum with the cell."""
    beside = np.asarray(abs(table.sums).T @ (abs(table.sums)[:, [cell]].toarray().ravel())).ravel() > 0
    return Weak(cell, np.where(beside & table.free, 1.0, 0.0), 1.0)

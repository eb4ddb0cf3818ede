"""The tables of one period that are solved: denominators by themselves, then numerators beside them."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import scipy.sparse as sp

from measures.disclosure.counts import AUTHORITY_OR_ABOVE, EXACT, is_small, known
from measures.disclosure.table import TOTAL, Sums, Table, cost_of, matrix_of, stated_sums, sums_of
from settings import Settings


@dataclass(frozen=True, eq=False)
class Base:
    """The rows of one period as cells. ``exact`` are shown unrounded; ``published`` are known to everybody and shown whatever they are;
    ``fixed`` are never hidden to protect others: these, and the totals of an authority. ``joint`` are all totals. ``worth`` is how much more than others it costs to hide them."""

    exact: np.ndarray
    published: np.ndarray
    fixed: np.ndarray
    joint: np.ndarray
    worth: np.ndarray
    sums: list[tuple[str, int, np.ndarray]]
    rules: Settings

    @classmethod
    def of(cls, rows: pd.DataFrame, within: dict[str, str], rules: Settings, also: Sums = ()) -> "Base":
        """The cells of ``rows``; those with ``is_published`` are published, those with a greater ``worth`` are hidden later. ``also`` are sums beside those of areas and breakdowns."""
        exact, whole = (rows["area_type"].isin(kinds).to_numpy() for kinds in (EXACT, AUTHORITY_OR_ABOVE))
        published = rows["is_published"].to_numpy(dtype=bool) if "is_published" in rows else np.zeros(len(rows), dtype=bool)
        joint = (rows["breakdown"] == TOTAL).to_numpy()
        worth = rows["worth"].to_numpy(dtype=float) if "worth" in rows else np.ones(len(rows))
        return cls(exact, published, published | (whole & joint), joint, worth, sums_of(rows, within) + stated_sums(rows, also), rules)

    def table(self, counts: np.ndarray) -> Table:
        """The table of one kind of counts; NaN is a count nobody knows. Its first cells are the rows, the rest what is left of sums."""
        sums, held = matrix_of(self.sums, counts), ~np.isnan(counts)
        low, high = known(np.nan_to_num(counts), self.exact, self.rules)
        low, high = (np.where(self.published, counts, bound) for bound in (low, high))
        ceiling = 2.0 * float(high[held].max(initial=0)) + 10 * self.rules.protection_width + 100
        low, high = np.where(held, low, 0), np.where(held, high, ceiling)
        hidden = is_small(counts, self.rules) & ~self.published
        rest = sums.shape[1] - len(counts)
        free, need = held & ~self.fixed, np.where(held, self.rules.protection_width, 0)
        return Table(
            *(np.concatenate([cells, np.full(rest, filler)]) for cells, filler in ((low, 0.0), (high, ceiling), (hidden, False))),
            *(np.concatenate([cells, np.zeros(rest, dtype=cells.dtype)]) for cells in (free, need, cost_of(low, hidden) * self.worth)),
            sums, np.full(len(counts) + rest, ceiling), np.concatenate([self.joint, np.zeros(rest, dtype=bool)]),
        )  # fmt: skip


def beside(numerators: Table, denominators: Table, wide: np.ndarray, linked: np.ndarray) -> Table:
    """Numerators with the denominators as they are shown (``wide`` hidden to protect): each ``linked`` numerator is a part of its denominator.

    The cells are those of the numerators, then those of the denominators, then what is left of denominators. A numerator that is
    certainly not greater than its denominator needs no such sum; hidden to protect, it is taken to be at most the least denominator.
    """
    low, high = denominators.bounds(wide)
    known = replace(denominators, low=low, high=high, hidden=denominators.hidden | wide, free=np.zeros(len(low), dtype=bool))
    rows = len(linked)
    certain = linked & (numerators.high[:rows] <= low[:rows])
    ceiling = numerators.ceiling.copy()
    ceiling[:rows] = np.where(certain, low[:rows], ceiling[:rows])
    kept = np.flatnonzero(linked & ~certain)
    rest = np.maximum(high[kept], known.ceiling[kept])
    pick = sp.identity(rows, format="csr")[kept]
    of_numerators, of_denominators = (_wider(pick, len(table.low)) for table in (numerators, denominators))
    sums = sp.block_array([[numerators.sums, None, None], [None, denominators.sums, None],
                           [of_numerators, -of_denominators, sp.identity(len(kept), format="csr")]], format="csr")  # fmt: skip
    return _stacked(replace(numerators, ceiling=ceiling), known, rest, sp.csr_array(sums))


def _stacked(numerators: Table, denominators: Table, rest: np.ndarray, sums: sp.csr_array) -> Table:
    """The cells of both, and those that are left of denominators: at most ``rest``, and nobody minds."""
    nothing = np.zeros(len(rest))
    ends = dict.fromkeys(("low", "need", "cost"), nothing) | dict.fromkeys(("hidden", "free", "joint"), nothing > 0)
    ends |= dict.fromkeys(("high", "ceiling"), rest)
    joined = {name: np.concatenate([getattr(numerators, name), getattr(denominators, name), end]) for name, end in ends.items()}
    return Table(**joined, sums=sums)


def _wider(matrix: sp.csr_array, columns: int) -> sp.csr_array:
    """The matrix with empty columns to the right."""
    return sp.csr_array((matrix.data, matrix.indices, matrix.indptr), shape=(matrix.shape[0], columns))

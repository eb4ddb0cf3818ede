"""A table as the engine sees it: cells, what a reader knows of each, and which of them add up to which."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy.sparse as sp

TOTAL = "Total"
Key = tuple[str, str, str]  # area_code, breakdown, group_code
Sum = tuple[str, Key, tuple[Key, ...]]  # its kind, the whole, its parts
Sums = tuple[Sum, ...]
OF_CELLS = ("low", "high", "hidden", "free", "need", "cost", "ceiling", "joint")  # the arrays of a Table with an entry a cell


@dataclass(frozen=True, eq=False)
class Table:
    """Cells and sums. Arrays have one entry a cell; ``sums`` has one row a sum, and ``sums @ counts`` is 0. The counts themselves are not in it. ``low`` and ``high`` are what a reader knows of a cell that is not hidden to protect another;
    of one that is, anything from 0 to its ``ceiling``. ``hidden`` are small; ``free`` may be hidden to protect; a hidden cell's
    feasible interval must be ``need`` wide (0: nobody minds). ``cost`` is what hiding costs. ``joint`` are totals, which all breakdowns
    have in common. ``whole``: counts, not amounts.
    """

    low: np.ndarray
    high: np.ndarray
    hidden: np.ndarray
    free: np.ndarray
    need: np.ndarray
    cost: np.ndarray
    sums: sp.csr_array
    ceiling: np.ndarray
    joint: np.ndarray
    whole: bool = True

    def bounds(self, wide: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What a reader knows of each cell when those in ``wide`` are hidden to protect others."""
        return np.where(wide, 0.0, self.low), np.where(wide, self.ceiling, self.high)


def of_amounts(sums: sp.csr_array, cells: dict[str, np.ndarray], ceiling: float) -> Table:
    """The table of amounts (pounds, scores): ``cells`` are low, high, hidden, free, need, cost and joint of the rows; of what is left of sums
    nothing is known."""
    rest = sums.shape[1] - len(cells["low"])
    left = {"low": 0.0, "high": ceiling, "hidden": False, "free": False, "need": 0.0, "cost": 0.0, "joint": False}
    joined = {name: np.concatenate([values, np.full(rest, left[name])]) for name, values in cells.items()}
    return Table(**joined, sums=sums, ceiling=np.full(sums.shape[1], ceiling), whole=False)


def cost_of(low: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """Fewest cells first, then the smallest counts; to say less of a cell that is hidden anyway costs next to nothing."""
    share = low / (low.sum() + 1)
    return np.where(hidden, 1e-3 + share * 1e-3, 1 + share)


def sums_of(rows: pd.DataFrame, within: dict[str, str]) -> list[tuple[str, int, np.ndarray]]:
    """Which rows add up to which: kind of sum, position of the whole, positions of its parts.

    ``rows`` have area_code, breakdown and group_code, each combination once; ``within`` is the larger area of an area. The groups
    of a breakdown add up to the area's Total, the areas within an area to it, group by group.
    """
    at = {key: position for position, key in enumerate(zip(rows["area_code"], rows["breakdown"], rows["group_code"], strict=True))}
    found = [
        (breakdown, at[area, TOTAL, TOTAL], parts)
        for (area, breakdown), parts in rows.groupby(["area_code", "breakdown"], sort=False).indices.items()
        if breakdown != TOTAL and (area, TOTAL, TOTAL) in at
    ]
    larger = rows["area_code"].map(within).to_numpy()
    kind_of_row = rows["area_type"].to_numpy(dtype=object)
    for (area, breakdown, group), parts in rows.groupby([larger, "breakdown", "group_code"], sort=False).indices.items():
        if (area, breakdown, group) in at:
            found += [(f"{kind_of_row[parts[0]]} {breakdown}", at[area, breakdown, group], parts)]
    return found


def stated_sums(rows: pd.DataFrame, also: Sums) -> list[tuple[str, int, np.ndarray]]:
    """Further sums by the positions of their rows. KeyError for a row that is not there."""
    at = {key: position for position, key in enumerate(zip(rows["area_code"], rows["breakdown"], rows["group_code"], strict=True))}
    return [(kind, at[whole], np.array([at[part] for part in parts])) for kind, whole, parts in also]


def matrix_of(found: list[tuple[str, int, np.ndarray]], true: np.ndarray) -> sp.csr_array:
    """``sums`` for counts (NaN: unknown), with a further column for what is left of each sum of a kind that is not exact.

    Where all sums of a kind are exact, readers know it and nothing is left. Where they are not (children without a group, homes
    that could not be placed), any number from 0 may be left of each. A whole that is unknown, or less than its parts, is no sum, nor
    is one none of whose parts is known.
    """
    found = [(kind, whole, parts) for kind, whole, parts in found if not np.isnan(true[parts]).all()]
    left = np.array([true[whole] - np.nansum(true[parts]) for _, whole, parts in found])
    unknown = np.array([np.isnan(true[parts]).any() for _, _, parts in found], dtype=bool)
    loose = {kind for (kind, _, _), rest, without in zip(found, left, unknown, strict=True) if rest != 0 or without}
    kept = [each for each, rest in zip(found, left, strict=True) if rest >= 0]
    rest_of = np.flatnonzero([kind in loose for kind, _, _ in kept])
    parts = [part[~np.isnan(true[part])] for _, _, part in kept]
    at = [np.arange(len(kept)), np.repeat(np.arange(len(kept)), [len(part) for part in parts]), rest_of]
    of = [np.array([whole for _, whole, _ in kept]), np.concatenate([*parts, []]), len(true) + np.arange(len(rest_of))]
    signs = np.concatenate([np.ones(len(kept)), -np.ones(len(at[1]) + len(rest_of))])
    shape = (len(kept), len(true) + len(rest_of))
    return sp.csr_array((signs, (np.concatenate(at).astype(int), np.concatenate(of).astype(int))), shape=shape)

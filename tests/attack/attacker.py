"""The attacker: sees only rows that a door hands out, knows the rules of the engine by heart, and seeks hidden counts.

What it knows of the world beside the rows: every area lies within another, groups add up, no count is negative, no numerator is
greater than its denominator, authority totals are exact. Rows put together from others (own areas, pooled years) are taken at
their word, as rounded true counts, unless they can be worked out from the rows of single areas: then they say nothing new.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from tests.attack.asking import Ask, Request
from tests.attack.authority import AUTHORITY, Authority

_KEY = ["area_code", "time_period", "breakdown", "group_code"]
_MOST = 100_000.0
KINDS = ("numerator", "denominator")


@dataclass
class Knowledge:
    """Cells (kind, area, period, breakdown, group), the interval each lies in, and sums: cells with signs, and the interval of the sum."""

    cells: dict[tuple, int] = field(default_factory=dict)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    sums: list[tuple[list[int], list[float], float, float]] = field(default_factory=list)

    def cell(self, key: tuple) -> int:
        """The number of a cell."""
        if key not in self.cells:
            self.cells[key] = len(self.low)
            self.low.append(0.0)
            self.high.append(_MOST)
        return self.cells[key]

    def narrow(self, key: tuple, low: float, high: float) -> None:
        """What a row tells of a cell."""
        number = self.cell(key)
        self.low[number], self.high[number] = max(self.low[number], low), min(self.high[number], high)


def told(value: float, symbol: object, because: object, exact: bool, step: int) -> tuple[float, float]:
    """Between what a count lies, as a row shows it: the engine's rules turned round."""
    if not np.isnan(value):
        if exact or step == 1 or value == 0:
            return value, value
        low = max(value - 2, 6)
        return (max(low, 10), value + 2) if value >= 10 else (low, 9)
    if isinstance(because, str) and because.startswith("small number"):
        return 1, 5
    return 0, _MOST


def learned(ask: Ask, asked: list[Request], authority: Authority, step: int = 5, explain=None) -> Knowledge:
    """Everything the attacker learns. ``explain`` recomputes rows put together from rows of single areas; None: none can be."""
    known = Knowledge()
    _shape_of_the_world(known, authority)
    answers = [(request, ask(request)) for request in asked]
    single = {request.of: _single(rows) for request, rows in answers if all(len(codes) == 1 for codes in request.places.values())}
    for of, rows in single.items():
        for row in rows.to_dict("records"):
            _take_cell(known, row, of, step)
    for request, rows in answers:
        expected = explain(request, single[request.of]) if explain else None
        for row in _unexplained(rows, expected).to_dict("records"):
            _take_sum(known, row, request, step)
    return known


def _single(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[~rows["time_period"].str.contains(" ")]


def _unexplained(rows: pd.DataFrame, expected: pd.DataFrame | None) -> pd.DataFrame:
    """Rows that differ from what rows of single areas and periods give."""
    if expected is None:
        return rows
    both = rows.merge(expected, on=_KEY, how="left", suffixes=("", "_expected"))
    same = np.ones(len(both), dtype=bool)
    for name in KINDS:
        same &= np.isclose(both[name].astype(float), both[f"{name}_expected"].astype(float), equal_nan=True)
    same &= both["symbol"].fillna("") == both["symbol_expected"].fillna("")
    return both[~same.to_numpy()]


def _take_cell(known: Knowledge, row: dict, of: str, step: int) -> None:
    key = tuple(row[name] for name in _KEY)
    exact = row["area_type"] == "authority"
    kinds = KINDS if of == "share" else ("denominator",)
    for kind, column in zip(kinds, KINDS, strict=False):
        because = row["hidden_because"] if column == "numerator" else None
        known.narrow((kind, *key), *told(row[column], row["symbol"], because, exact, step))


def _take_sum(known: Knowledge, row: dict, request: Request, step: int) -> None:
    """A row put together, at its word."""
    kinds = KINDS if request.of == "share" else ("denominator",)
    for kind, column in zip(kinds, KINDS, strict=False):
        parts = [key for area in request.places[row["area_code"]] for period in request.pools[row["time_period"]]
                 if (key := (kind, area, period, row["breakdown"], row["group_code"])) in known.cells]  # fmt: skip
        because = row["hidden_because"] if column == "numerator" else None
        low, high = told(row[column], row["symbol"], because, row["area_type"] == "authority", step)
        if parts and (low > 0 or high < _MOST):
            known.sums.append(([known.cells[key] for key in parts], [1.0] * len(parts), low, high))


def _shape_of_the_world(known: Knowledge, authority: Authority) -> None:
    """Groups add up to totals, areas to larger areas, and a numerator is a part of its denominator."""
    keys = authority.rows[[*_KEY]].drop_duplicates()
    inside = {}
    for area, period, breakdown, group in keys.itertuples(index=False):
        for kind in KINDS:
            number = known.cell((kind, area, period, breakdown, group))
            inside.setdefault((kind, authority.within.get(area), period, breakdown, group), []).append(number)
            if breakdown != "Total":
                inside.setdefault((kind, area, period, "Total", "Total", breakdown), []).append(number)
        of, base = (known.cell((kind, area, period, breakdown, group)) for kind in KINDS)
        known.sums.append(([base, of], [1.0, -1.0], 0.0, _MOST))
    for (kind, area, period, breakdown, group, *_), parts in inside.items():
        if area is not None:
            known.sums.append(([known.cell((kind, area, period, breakdown, group)), *parts], [1.0] + [-1.0] * len(parts), 0.0, 0.0))


@dataclass
class Pinned:
    """What an attack found: of ``hidden`` cells, the interval that is left of each, and those known ``too_closely``."""

    hidden: list[tuple]
    too_closely: dict[tuple, tuple[float, float]]
    contradicts: bool = False

    @property
    def share(self) -> float:
        """The share of hidden cells known too closely."""
        return len(self.too_closely) / max(len(self.hidden), 1)


def attack(known: Knowledge, hidden: list[tuple], width: int) -> Pinned:
    """Seek the least and greatest count of each hidden cell, linear first, in whole numbers where that leaves it open.

    A cell is known too closely when these differ by less than ``width``. Where rows taken at their word contradict each
    other there is nothing to be learned from them all together.
    """
    periods = sorted({key[2] for key in known.cells})
    separate = all(len({_period_of(known, number) for number in cells}) == 1 for cells, *_ in known.sums)
    found, contradicts = {}, False
    for group in [[period] for period in periods] if separate else [periods]:
        world = _World(known, [number for key, number in known.cells.items() if key[2] in group])
        if world.is_impossible:
            contradicts = True
            continue
        found |= world.narrow([key for key in hidden if key[2] in group], width)
    return Pinned(hidden, found, contradicts)


def _period_of(known: Knowledge, number: int) -> str:
    if not hasattr(known, "_periods"):
        known._periods = {of: key[2] for key, of in known.cells.items()}
    return known._periods[number]


class _World:
    """A system of intervals and sums."""

    def __init__(self, known: Knowledge, numbers: list[int]) -> None:
        self.at = {number: position for position, number in enumerate(numbers)}
        self.place = {key: self.at[number] for key, number in known.cells.items() if number in self.at}
        self.low, self.high = (np.array([side[number] for number in numbers]) for side in (known.low, known.high))
        sums = [(cells, signs, low, high) for cells, signs, low, high in known.sums if cells[0] in self.at]
        rows = np.repeat(np.arange(len(sums)), [len(cells) for cells, *_ in sums])
        columns = [self.at[number] for cells, *_ in sums for number in cells]
        signs = [sign for _, of, *_ in sums for sign in of]
        self.sums = sp.csr_array((signs, (rows, columns)), shape=(len(sums), len(numbers)))
        self.least, self.most = np.array([low for *_, low, _ in sums]), np.array([high for *_, high in sums])
        self.is_impossible = bool((self.low > self.high).any()) or self.solve(np.zeros(len(numbers))) is None

    def solve(self, weights: np.ndarray, *, whole: bool = False) -> np.ndarray | None:
        """The world with the greatest ``weights``."""
        if whole:
            found = milp(-weights, integrality=np.ones(len(weights)), bounds=Bounds(self.low, self.high),
                         constraints=LinearConstraint(self.sums, self.least, self.most), options={"time_limit": 20, "mip_rel_gap": 0})  # fmt: skip
            return found.x
        equal = self.least == self.most
        above = sp.vstack([self.sums[~equal], -self.sums[~equal]])
        limits = np.concatenate([self.most[~equal], -self.least[~equal]])
        kept = np.abs(limits) < _MOST
        found = linprog(-weights, A_ub=above[kept], b_ub=limits[kept], A_eq=self.sums[equal], b_eq=self.least[equal],
                        bounds=np.column_stack([self.low, self.high]), method="highs")  # fmt: skip
        return found.x if found.status == 0 else None

    def narrow(self, hidden: list[tuple], width: int) -> dict[tuple, tuple[float, float]]:
        """Hidden cells whose interval is less than ``width``. Worlds in which many cells lie elsewhere spare most cells a look."""
        places = np.array([self.place[key] for key in hidden], dtype=int)
        least, most = np.full(len(places), np.inf), np.full(len(places), -np.inf)
        chance = np.random.default_rng(11)
        for _ in range(12):
            unsure = most - least < width
            if not unsure.any():
                return {}
            weights = np.zeros(len(self.low))
            weights[places[unsure]] = chance.choice([-1.0, 1.0], int(unsure.sum()))
            for sign in (1, -1):
                world = self.solve(sign * weights)
                if np.abs(world - np.round(world)).max() < 1e-6:
                    least, most = np.minimum(least, np.round(world[places])), np.maximum(most, np.round(world[places]))
        found = {}
        for number in np.flatnonzero(most - least < width):
            interval = self.interval(places[number], width)
            if interval[1] - interval[0] < width:
                found[hidden[number]] = interval
        return found

    def interval(self, place: int, width: int) -> tuple[float, float]:
        """The least and greatest count of a cell; in whole numbers where the linear interval is wide enough."""
        weights = np.zeros(len(self.low))
        weights[place] = 1
        ends = [self.solve(sign * weights)[place] for sign in (-1, 1)]
        low, high = np.ceil(ends[0] - 1e-6), np.floor(ends[1] + 1e-6)
        if high - low < width:
            return low, high
        worlds = [self.solve(sign * weights, whole=True) for sign in (-1, 1)]
        return (low, high) if None in [None if world is None else 1 for world in worlds] else tuple(np.round(world[place]) for world in worlds)


def small_cells(authority: Authority, areas: tuple[str, ...] = ("E01", "E05")) -> list[tuple]:
    """Every cell whose true count is 1 to 5, below the authority."""
    found = []
    for row in authority.rows.to_dict("records"):
        key = tuple(row[name] for name in _KEY)
        found += [(kind, *key) for kind in KINDS if 1 <= row[kind] <= 5 and row["area_code"] != AUTHORITY and row["area_code"].startswith(areas)]
    return found

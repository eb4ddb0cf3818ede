"""The attacker: sees only rows that a door hands out, knows the rules of the engine by heart, and seeks hidden counts.

What it knows of the world beside the rows: every area lies within another, groups add up, no count is negative, no numerator is
greater than its denominator, authority totals are exact. Rows put together from others (own areas, pooled years) are taken at
their word, as rounded true counts, unless they can be worked out from the rows of single areas: then they say nothing new.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from measures.disclosure import together
from measures.disclosure.counts import known as classes
from measures.disclosure.estimates import FEW, NOT_HELD, PROTECTING, SHOWN, SMALL, estimated
from settings import Settings
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
    unexplained: int = 0

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


def told(value: float, because: object, exact: bool, step: int, *, divides: bool) -> tuple[float, float]:
    """Between what a count lies, as a row shows it: the engine's rules turned round. ``divides``: a denominator, shown from 10 on."""
    if not np.isnan(value):
        if exact or step == 1 or value == 0:
            return value, value
        return max(value - 2, 10 if divides else 6), value + 2
    because = because if isinstance(because, str) else ""
    if divides:
        return (6, 9) if because.startswith("fewer than 10") else (0, _MOST)
    return tuple(map(float, because.split(": ")[1].split(" to "))) if because.startswith("small number") else (0, _MOST)


def learned(ask: Ask, asked: list[Request], authority: Authority, rules: Settings, *, step: int = 5, knows_sums: bool = True) -> Knowledge:
    """Everything the attacker learns. With ``knows_sums`` it knows how the engine puts rows together, and takes those at their word
    that say something else."""
    known = Knowledge()
    _shape_of_the_world(known, authority)
    answers = [(request, ask(request)) for request in asked]
    single = {request.of: _single(rows) for request, rows in answers if all(len(codes) == 1 for codes in request.places.values())}
    for of, rows in single.items():
        for row in rows.to_dict("records"):
            _take_cell(known, row, of, step)
    base = {of: rebuilt(of, single, authority.within, rules) for of in single} if knows_sums else {}
    for request, rows in answers:
        expected = together(base[request.of], request.places, rules, request.pools) if knows_sums else None
        unexplained = _unexplained(rows, expected)
        known.unexplained += len(unexplained)
        for row in unexplained.to_dict("records"):
            _take_sum(known, row, request, step)
    return known


def rebuilt(of: str, single: Mapping[str, pd.DataFrame], within: Mapping[str, str], rules: Settings) -> pd.DataFrame:
    """The base that the engine puts rows together from, worked out by somebody who sees only the rows of single areas."""
    rows = single[of].reset_index(drop=True)
    because = rows["hidden_because"].astype(object).where(rows["hidden_because"].notna(), "")
    starts = [because.str.startswith(text) for text in ("small number", "hidden to protect")]
    numerator = np.select([rows["numerator"].notna(), *starts], [SHOWN, SMALL, PROTECTING], SHOWN)
    denominator = np.full(len(rows), NOT_HELD)
    if of == "share":
        pupils = single["pupils"].set_index(_KEY).reindex(pd.MultiIndex.from_frame(rows[_KEY]))
        said = pupils["hidden_because"].astype(object).where(pupils["hidden_because"].notna(), "").to_numpy()
        small = np.array([text.startswith("small number") for text in said])
        denominator = np.select(
            [rows["denominator"].notna(), small, pupils["numerator"].notna().to_numpy()], [SHOWN, SMALL, FEW], PROTECTING
        )
    taken = np.empty((2, len(rows)))
    for places in rows.groupby("time_period").indices.values():
        taken[:, places] = estimated(rows.iloc[places], np.array([numerator, denominator])[:, places], dict(within), rules)
    return rows.assign(larger_area=rows["area_code"].map(within), numerator_taken=taken[0], denominator_taken=taken[1])


def _single(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[~rows["time_period"].str.contains(" ")]


def _unexplained(rows: pd.DataFrame, expected: pd.DataFrame | None) -> pd.DataFrame:
    """Rows that differ from what rows of single areas and periods give."""
    if expected is None:
        return rows
    both = rows.merge(expected[[*_KEY, *KINDS, "symbol"]], on=_KEY, how="left", suffixes=("", "_expected"))
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
        divides = column == "denominator"
        known.narrow((kind, *key), *told(row[column], row["hidden_because"], exact, step, divides=divides))


def _take_sum(known: Knowledge, row: dict, request: Request, step: int) -> None:
    """A row put together, at its word."""
    kinds = KINDS if request.of == "share" else ("denominator",)
    for kind, column in zip(kinds, KINDS, strict=False):
        parts = [key for area in request.places[row["area_code"]] for period in request.pools[row["time_period"]]
                 if (key := (kind, area, period, row["breakdown"], row["group_code"])) in known.cells]  # fmt: skip
        low, high = told(row[column], row["hidden_because"], row["area_type"] == "authority", step, divides=column == "denominator")
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
    of_cell = {number: key[2] for key, number in known.cells.items()}
    periods = sorted(set(of_cell.values()))
    separate = all(len({of_cell[number] for number in cells}) == 1 for cells, *_ in known.sums)
    found, contradicts = {}, False
    for group in [[period] for period in periods] if separate else [periods]:
        world = World(known, [number for key, number in known.cells.items() if key[2] in group])
        if world.is_impossible:
            contradicts = True
            continue
        found |= world.narrow([key for key in hidden if key[2] in group], width)
    return Pinned(hidden, found, contradicts)


class World:
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
            unsure = (most - least < width) & (self.high[places] - self.low[places] >= width)
            if not unsure.any():
                break
            weights = np.zeros(len(self.low))
            weights[places[unsure]] = chance.choice([-1.0, 1.0], int(unsure.sum()))
            for sign in (1, -1):
                world = self.solve(sign * weights)
                if np.abs(world - np.round(world)).max() < 1e-6:
                    least, most = np.minimum(least, np.round(world[places])), np.maximum(most, np.round(world[places]))
        found = {
            hidden[number]: (self.low[place], self.high[place])
            for number, place in enumerate(places)
            if self.high[place] - self.low[place] < width
        }
        for number in np.flatnonzero(most - least < width):
            if hidden[number] in found:
                continue
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
        return (
            (low, high) if None in [None if world is None else 1 for world in worlds] else tuple(np.round(world[place]) for world in worlds)
        )


def with_classes(known: Knowledge, authority: Authority, rules: Settings) -> Knowledge:
    """What somebody would know who was told, of every hidden figure too, what it would be shown as: more than anybody is told."""
    low, high = list(known.low), list(known.high)
    exactly = (authority.rows["area_type"] == "authority").to_numpy()
    for kind in KINDS:
        ends = classes(authority.rows[kind].to_numpy(), exactly, rules)
        for key, least, most in zip(authority.rows[_KEY].itertuples(index=False, name=None), *ends, strict=True):
            number = known.cells[kind, *key]
            low[number], high[number] = max(low[number], least), min(high[number], most)
    return Knowledge(known.cells, low, high, known.sums)


def twin(known: Knowledge, authority: Authority, key: tuple, sign: int) -> Authority:
    """Another authority that looks the same, as far as the attacker knows, in which the cell is as great (1) or small (-1) as can be."""
    world = World(known, list(known.cells.values()))
    weights = np.zeros(len(world.low))
    weights[world.place[key]] = sign
    counts, rows = world.solve(weights, whole=True), authority.rows.copy()
    for kind in KINDS:
        rows[kind] = [float(round(counts[world.place[kind, *place]])) for place in rows[_KEY].itertuples(index=False, name=None)]
    return Authority(rows, authority.within)


def small_cells(authority: Authority) -> list[tuple]:
    """Every cell below the authority whose true count is 1 to 5."""
    found = []
    for row in authority.rows[authority.rows["area_type"] != "authority"].to_dict("records"):
        key = tuple(row[name] for name in _KEY)
        found += [(kind, *key) for kind in KINDS if 1 <= row[kind] <= 5]
    return found


def hidden_cells(ask: Ask, authority: Authority) -> list[tuple]:
    """Every cell that the door hides for its own sake or to protect another, at any level."""
    places = {code: (code,) for code in (AUTHORITY, *authority.within)}
    pools = {year: (year,) for year in authority.rows["time_period"].unique()}
    found = []
    for of, kind in (("share", "numerator"), ("pupils", "denominator")):
        rows = ask(Request(places, pools, of))
        own = (
            rows["hidden_because"]
            .astype(object)
            .where(rows["hidden_because"].notna(), "")
            .str.startswith(("small number", "hidden to protect"))
        )
        found += [(kind, *key) for key in rows.loc[own, _KEY].itertuples(index=False, name=None)]
    return found


def truth(authority: Authority, key: tuple) -> float:
    """The true count of a cell."""
    kind, *place = key
    held = authority.rows.set_index(_KEY)[kind]
    return float(held[tuple(place)])

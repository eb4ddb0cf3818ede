"""Generated children who come into care and leave it, month by month, so that exactly as many start, cease and stay as the targets say.
Days are ordinals, months count from April of the first year."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from data.demo.make.returns_leaving import leaving_chance, reasons
from data.demo.make.returns_targets import FIRST, Year

# Set by hand from what is generally known of England.
_AGES = (((0.01, 0.7), 0.2), ((1, 4.9), 0.17), ((5, 9.9), 0.18), ((10, 15.9), 0.27), ((16, 17.6), 0.18))
_OF_FIRST = (((0.1, 0.9), 0.06), ((1, 4.9), 0.16), ((5, 9.9), 0.22), ((10, 15.9), 0.42), ((16, 17.6), 0.14))
_ETHNIC = {"WBRI": 0.895, "WOTH": 0.025, "WROM": 0.004, "MWBC": 0.015, "MWBA": 0.01, "MWAS": 0.008, "MOTH": 0.015, "AOTH": 0.006, "ABAN": 0.004,
           "BAFR": 0.008, "BCRB": 0.002, "OOTH": 0.005, "NOBT": 0.003}  # fmt: skip
_OF_SEEKERS = {"OOTH": 0.45, "AOTH": 0.25, "BAFR": 0.2, "WOTH": 0.1}
_NEEDS = {"N1": 0.64, "N2": 0.03, "N3": 0.03, "N4": 0.08, "N5": 0.15, "N6": 0.025, "N7": 0.002, "N8": 0.043}
_SEEKERS, _RETURNING = 0.14, 0.08  # shares: of starters of 16 and over who seek asylum alone; of starters who were looked after before
_YEAR, _MONTH = 365.25, 30.4  # days


@dataclass
class Period:
    """One period of care: ``end`` and why it ended are empty while it lasts. ``legal`` are days and statuses, ``placed`` the placements."""

    child: "Child"
    start: int
    end: int | None = None
    reason: str = ""
    legal: list[tuple[int, str]] = field(default_factory=list)
    placed: list = field(default_factory=list)


@dataclass
class Child:
    """``unrest``: how likely the child is to move, 1 on average; ``home``: position of a place, None where there is none."""

    number: int
    born: int
    sex: str
    ethnic: str
    need: str
    home: int | None
    unrest: float
    is_seeker: bool
    periods: list[Period] = field(default_factory=list)

    def age(self, day: int) -> float:
        """In years."""
        return (day - self.born) / _YEAR

    @property
    def grown_up(self) -> int:
        """The eighteenth birthday."""
        born = date.fromordinal(self.born)
        return date(born.year + 18, born.month, min(born.day, 28)).toordinal()


class Flows:
    """Every child and period of one authority."""

    def __init__(self, rng: np.random.Generator, years: list[Year], homes: np.ndarray, stock: int):
        self._rng, self._homes, self._years = rng, homes, years
        self.children: list[Child] = []
        self._in_care: list[Period] = []
        self._ceases = [count for year in years for count in year.monthly_ceases]
        self._turning = np.zeros(len(self._ceases), dtype=int)  # children who turn 18 in care, by month
        self._returning: dict[int, list[Child]] = {}
        self._leaving: dict[int, list[Period]] = {}
        for _ in range(stock):
            self._start(self._new(first_day(0) - 1, _OF_FIRST), first_day(0) - 1)
        for month in range(len(self._ceases)):
            self._month(month)

    @property
    def periods(self) -> list[Period]:
        """All periods, by child."""
        return [period for child in self.children for period in child.periods]

    def _month(self, month: int) -> None:
        year, place = self._years[month // 12], month % 12
        ending = self._ending(month)
        starting = self._returning.pop(month, [])
        for child in starting:
            self._start(child, self._day(month))
        for number in range(year.monthly_starts[place] - len(starting)):
            if place < 8 and number < self._twice(year, place):
                self._twice_in_a_year(month)
                continue
            again = self._former(month) if self._rng.random() < _RETURNING else None
            day = self._day(month)
            self._start(again or self._new(day, _AGES), day)
        for period in ending:
            self._end(period, month)

    def _twice_in_a_year(self, month: int) -> None:
        """A child who starts, leaves in the month after and starts again two months later."""
        day = self._day(month)
        period = self._start(self._new(day, _AGES[:-1]), day)
        self._leaving.setdefault(month + 1, []).append(period)
        self._returning.setdefault(month + 3, []).append(period.child)

    def _twice(self, year: Year, place: int) -> int:
        """How many of those who start in a month are to start twice in the year: spread over its first eight months."""
        return year.twice * (place + 1) // 8 - year.twice * place // 8

    def _new(self, day: int, ages: tuple) -> Child:
        rng = self._rng
        spans, shares = zip(*ages, strict=True)
        span = spans[rng.choice(len(spans), p=np.array(shares) / sum(shares))]
        is_seeker = span[0] >= 16 and rng.random() < _SEEKERS
        child = Child(len(self.children), 0, "M" if rng.random() < (0.95 if is_seeker else 0.55) else "F", self._of(_OF_SEEKERS if is_seeker else _ETHNIC),
                      "N8" if is_seeker else self._of(_NEEDS), None if is_seeker else int(rng.choice(len(self._homes), p=self._homes)),
                      0.3 if is_seeker else float(rng.gamma(0.25, 1 / 0.25)), is_seeker)  # fmt: skip
        while True:
            child.born = day - int(rng.uniform(*span) * _YEAR)
            month = month_of(child.grown_up)
            if date.fromordinal(child.born).day <= 28 and (month >= len(self._turning) or self._turning[month] < self._ceases[month] - 4):
                break
        self.children.append(child)
        return child

    def _of(self, shares: dict[str, float]) -> str:
        chances = np.array(list(shares.values()))
        return str(self._rng.choice(list(shares), p=chances / chances.sum()))

    def _start(self, child: Child, day: int) -> Period:
        period = Period(child, day)
        child.periods.append(period)
        self._in_care.append(period)
        self._count_turning(child, 1)
        return period

    def _count_turning(self, child: Child, by: int) -> None:
        if (month := month_of(child.grown_up)) < len(self._turning):
            self._turning[month] += by

    def _former(self, month: int) -> Child | None:
        """A child who left before this year, is young enough to come back, and has not come back yet."""
        year_began, day = first_day(month - month % 12), first_day(month)
        free = [
            child for child in self.children
            if child.periods[-1].end and year_began - 1100 < child.periods[-1].end < year_began - 30 and child.age(day) < 16.5
            and child.periods[-1].reason[:2] == "E4" and not child.is_seeker
            and ((turns := month_of(child.grown_up)) >= len(self._turning) or self._turning[turns] < self._ceases[turns] - 4)
        ]  # fmt: skip
        return free[self._rng.integers(len(free))] if free else None

    def _ending(self, month: int) -> list[Period]:
        """The periods that end in a month: of those who turn 18, of those who will start again, and of others by how long and how old."""
        first, last = first_day(month), first_day(month + 1)
        forced = [period for period in self._in_care if period.child.grown_up < last]
        forced += self._leaving.pop(month, [])
        left = self._ceases[month] - len(forced)
        if left < 0:
            raise ValueError("more children turn 18 than may leave care")
        barred = {id(period) for periods in [forced, *self._leaving.values()] for period in periods}
        free = [p for p in self._in_care if id(p) not in barred and not self._has_left_this_year(p.child, month)]
        chance = np.array([leaving_chance((first - period.start) / _MONTH, period.child.age(first)) for period in free])
        order = np.argsort(-(np.log(chance) + self._rng.gumbel(size=len(free))), kind="stable")[:left]
        return forced + [free[place] for place in order]

    def _has_left_this_year(self, child: Child, month: int) -> bool:
        began = first_day(month - month % 12)
        return any(period.end is not None and period.end >= began for period in child.periods)

    def _end(self, period: Period, month: int) -> None:
        child = period.child
        grown = child.grown_up
        period.end = max(grown if grown < first_day(month + 1) else self._day(month), period.start + 1)
        again = any(child in children for children in self._returning.values())
        period.reason = self._of({"E4A": 0.5, "E4B": 0.5} if again else _reasons(period))
        self._in_care.remove(period)
        if period.end != grown:
            self._count_turning(child, -1)

    def _day(self, month: int) -> int:
        return int(self._rng.integers(first_day(month), first_day(month + 1)))


def first_day(month: int) -> int:
    """The first day of a month counted from April of the first year."""
    years, months = divmod(month + 3, 12)
    return date(FIRST - 1 + years, months + 1, 1).toordinal()


def month_of(day: int) -> int:
    """The month in which a day lies."""
    found = date.fromordinal(day)
    return (found.year - FIRST + 1) * 12 + found.month - 4


def _reasons(period: Period) -> dict[str, float]:
    child, months = period.child, (period.end - period.start) / _MONTH
    return reasons(months, child.age(period.end), is_grown_up=period.end >= child.grown_up, is_seeker=child.is_seeker)

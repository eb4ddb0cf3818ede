"""When generated children change their legal status and their placement: as many new placements in each year as the targets say."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from data.demo.make.returns_flows import Period
from data.demo.make.returns_targets import Year

_GAP = 3  # days between two changes, at least
_SAME_DAY = 0.07  # share of moves on the day on which the legal status changes
_EARLY = 0.35  # share of moves that come soon after a start in the year
_OPEN = date(2100, 1, 1).toordinal()


@dataclass
class Placement:
    """``began`` is RNE; ``place`` a position of the table of places, None where its postcode is not stated; ``steps`` are changes of its code
    with the same carer; ``away`` a temporary placement, from a day to a day."""

    start: int
    began: str
    code: str = ""
    provider: str = ""
    band: str = ""
    place: int | None = None
    steps: list[tuple[int, str]] = field(default_factory=list)
    away: tuple[int, int] | None = None


def move(rng: np.random.Generator, periods: list[Period], years: list[Year]) -> None:
    """Legal statuses and the days of placements of every period."""
    for period in periods:
        period.legal = _legal(rng, period)
        period.placed = [Placement(period.start, "S"), *_for_adoption(rng, period)]
    for year in years:
        _move_in(rng, periods, year)


def last_day(year: int) -> int:
    """31 March."""
    return date(year, 3, 31).toordinal()


def _legal(rng: np.random.Generator, period: Period) -> list[tuple[int, str]]:
    """Days and legal statuses, the first on the first day."""
    end, days = period.end or _OPEN, [(period.start, _first_status(rng, period))]
    later = {"L1": (2, 3, "V2"), "L2": (7, 9, "C1"), "J1": (30, 90, "V2"), "C1": (150, 300, "C2"), "V2": (90, 400, "C1")}
    while (status := days[-1][1]) in later and rng.random() < (0.35 if status == "V2" else 0.95):
        least, most, following = later[status]
        days.append((days[-1][0] + int(rng.integers(least, most + 1)), following))
    if period.reason in ("E11", "E12"):
        days = [(day, status) for day, status in days if day < period.start + 200]
        days.append((period.start + int(rng.integers(210, 330)), "E1"))
    return days[:1] + [(day, status) for day, status in days[1:] if day < end - _GAP]


def _first_status(rng: np.random.Generator, period: Period) -> str:
    age = period.child.age(period.start)
    if period.child.is_seeker:
        return "V2"
    shares = {"V2": 0.62, "C1": 0.22, "L1": 0.08, "J1": 0.08} if age >= 14 else {"V2": 0.37, "C1": 0.45, "L1": 0.1, "L2": 0.08}
    return str(rng.choice(list(shares), p=list(shares.values())))


def _for_adoption(rng: np.random.Generator, period: Period) -> list[Placement]:
    """The placement with the adopters, months before the adoption."""
    if period.reason not in ("E11", "E12") or period.end - period.start < 480:
        return []
    day = max(period.end - int(rng.integers(200, 420)), period.start + 340)
    return [Placement(day, "P", code="A5" if rng.random() < 0.15 else "A6")]


def _move_in(rng: np.random.Generator, periods: list[Period], year: Year) -> None:
    """Draw the moves of a year one after the other: the restless oftener, and those who came lately."""
    first, last = last_day(year.year - 1) + 1, last_day(year.year)
    there = [period for period in periods if period.start <= last and (period.end or _OPEN) > first]
    spans = [(max(period.start, first), min(_settled(period), last + 1)) for period in there]
    chance = np.array([_restless(period, *span) for period, span in zip(there, spans, strict=True)])
    chance /= chance.sum()
    left = sum(year.bands.values()) - sum(first <= placement.start <= last for period in there for placement in period.placed)
    while left > 0:
        drawn = int(rng.choice(len(there), p=chance))
        left -= _moved(rng, there[drawn], *spans[drawn])
    for period in there:
        period.placed.sort(key=lambda placement: placement.start)


def _settled(period: Period) -> int:
    """The day from which a child moves no more: its end, or when it goes to its adopters."""
    return period.placed[-1].start if period.placed[-1].code.startswith("A") else period.end or _OPEN


def _restless(period: Period, first: int, last: int) -> float:
    age, care = period.child.age(first), (first - period.start) / 365
    by_age = 0.8 if age < 5 else 0.75 if age < 10 else 1.15
    by_care = 1.6 if care < 1 else 0.8 if care < 2 else 0.3
    return max(last - first - 2 * _GAP, 0) * (0.04 + period.child.unrest) * by_age * by_care


def _moved(rng: np.random.Generator, period: Period, first: int, last: int) -> bool:
    """Add a move between two days where nothing else happens; False where the day drawn does not suit."""
    day, began = int(rng.integers(first, last)), "P"
    if period.start == first and rng.random() < _EARLY:
        day = first + 4 + int(rng.exponential(28))
    changes = [known for known, _ in period.legal[1:] if first < known < last]
    if changes and rng.random() < _SAME_DAY:
        day, began = changes[0], "B"
    busy = [placement.start for placement in period.placed]
    if not (first <= day < last and is_free(day, [*busy, period.end or _OPEN, *([] if began == "B" else [d for d, _ in period.legal])])):
        return False
    period.placed.append(Placement(day, began))
    return True


def is_free(day: int, busy: list[int]) -> bool:
    """Whether a day is not within some days of another change."""
    return all(abs(day - other) >= _GAP for other in busy)

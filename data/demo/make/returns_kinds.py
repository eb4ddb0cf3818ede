"""What generated children are placed in: type, provider, changes with the same carer, days away. Set by hand from what is generally known."""

from datetime import date

import numpy as np

from data.demo.make.returns_flows import Period
from data.demo.make.returns_moves import Placement, is_free, last_day

_K3_FROM = date(2024, 4, 1).toordinal()
_OPEN = date(2100, 1, 1).toordinal()
_HOMES = {"K2": 0.86, "S1": 0.07, "R1": 0.02, "K1": 0.025, "R5": 0.025}
_LONG_TERM, _AWAY = 0.4, 0.05  # shares of long placements that are confirmed with the same carer, of moves after days away


def describe(rng: np.random.Generator, periods: list[Period], official_years: set[int]) -> None:
    """Type, provider and what happens within every placement."""
    for period in periods:
        for number, placement in enumerate(period.placed):
            before = period.placed[number - 1] if number else None
            following = period.placed[number + 1] if number + 1 < len(period.placed) else None
            end = following.start if following else period.end or _OPEN
            placement.code = placement.code or _code(rng, period, placement.start, before, end)
            placement.provider = _provider(rng, placement.code)
            _step(rng, period, placement, end)
            _away(rng, period, placement, following, official_years)


def fit_foster(periods: list[Period], day: int, share: float) -> None:
    """Let exactly a share of those looked after on a day be with foster carers: the most restless of ten and over go to a home, or the least do not."""
    lasting = [period for period in periods if period.start <= day < (period.end or _OPEN)]
    there = [(period.child, [placed for placed in period.placed if placed.start <= day][-1]) for period in lasting]
    there.sort(key=lambda one: -one[0].unrest)
    over = sum(placed.code[0] == "U" for _, placed in there) - round(share * len(there))
    old = [placed for child, placed in there if child.age(placed.start) >= 10 and not placed.steps]
    changed = (
        [placed for placed in old if placed.code in ("U4", "U6")][:over]
        if over > 0
        else [placed for placed in old[::-1] if placed.code == "K2"][:-over]
    )
    for placed in changed:
        placed.code = "K2" if over > 0 else "U6"
        placed.provider = "PR4"


def _code(rng: np.random.Generator, period: Period, day: int, before: Placement | None, end: int) -> str:
    age, child = period.child.age(day), period.child
    unrest = min(0.45 + 0.55 * child.unrest, 2.2)
    chances = {"home": (0.0 if age < 6 else 0.09 if age < 10 else 0.27 if age < 16 else 0.18) * unrest,
               "supported": 0.0 if age < 15.8 else 0.65 if age < 17 else 0.85,
               "parents": 0.0 if end - day < 60 or child.is_seeker else 0.1 if age < 5 else 0.055,
               "mother_and_baby": 0.06 if age < 0.6 and before is None else 0.0, "hospital": 0.008, "other": 0.006 if age >= 10 else 0.0}  # fmt: skip
    if before and before.code in _HOMES:
        chances["home"] = max(chances["home"], 0.5)
    drawn, group = rng.random(), "foster"
    for name, chance in chances.items():
        if drawn < chance:
            group = name
            break
        drawn -= chance
    return _of_group(rng, group, period, day)


def _of_group(rng: np.random.Generator, group: str, period: Period, day: int) -> str:
    if group == "home":
        return str(rng.choice(list(_HOMES), p=list(_HOMES.values()))) if period.child.age(day) >= 12 else "K2"
    if group == "supported":
        return "K3" if day >= _K3_FROM else "P2" if rng.random() < 0.25 else "H5"
    if group == "foster":
        return _foster(rng, period, day)
    return {"parents": "P1", "mother_and_baby": "R3", "hospital": "R2", "other": "Z1"}[group]


def _foster(rng: np.random.Generator, period: Period, day: int) -> str:
    is_long = day - period.start > 500
    if rng.random() < 0.2 and not period.child.is_seeker:
        return "U1" if is_long else "U3"
    if period.child.age(day) < 2 and rng.random() < 0.06:
        return "U5"
    return "U4" if is_long and rng.random() < 0.6 else "U6"


def _provider(rng: np.random.Generator, code: str) -> str:
    """Independent agencies have two fifths of foster placements, private homes most others."""
    if code in ("P1", "Z1"):
        return {"P1": "PR0", "Z1": ""}[code]
    if code in ("U1", "U2", "U3"):
        return "PR1"
    shares = {"U": (0.57, 0.02, 0, 0.36, 0.05), "A": (0.6, 0.2, 0, 0, 0.2), "K": (0.12, 0.03, 0, 0.79, 0.06)}.get(
        code[0], (0.08, 0.02, 0, 0.75, 0.15)
    )
    if code in ("R2", "R5", "K1"):
        return "PR3"
    return str(rng.choice(["PR1", "PR2", "PR3", "PR4", "PR5"], p=shares))


def _busy(period: Period) -> list[int]:
    changes = [day for day, _ in period.legal] + [day for placement in period.placed for day, _ in placement.steps]
    return [*changes, *(placement.start for placement in period.placed), period.end or _OPEN]


def _step(rng: np.random.Generator, period: Period, placement: Placement, end: int) -> None:
    """A foster placement becomes one for the long term, with the same carer."""
    day = placement.start + int(rng.integers(380, 640))
    if placement.code in ("U6", "U3") and day < end and rng.random() < _LONG_TERM and is_free(day, _busy(period)):
        placement.steps.append((day, {"U6": "U4", "U3": "U1"}[placement.code]))


def _away(
    rng: np.random.Generator, period: Period, placement: Placement, following: Placement | None, official_years: set[int]
) -> None:  # fmt: skip
    """Some days with another carer: before a move; in years without official placements to match, also before the way back."""
    if following is None or following.began != "P" or placement.code == "P1" or rng.random() > _AWAY:
        return
    start = following.start - int(rng.integers(4, 8))
    if following.start - placement.start > 40 and all(is_free(day, _busy(period)) for day in range(start, following.start - 3)):
        start_year, back = _year_of(start), following.start - int(rng.integers(18, 30))
        if start_year in official_years or back < placement.start + 12 or not all(is_free(back + by, _busy(period)) for by in range(-7, 4)):
            placement.away = (start, following.start)
        else:
            placement.away = (back - 6, back)


def _year_of(day: int) -> int:
    found = date.fromordinal(day)
    return found.year + (day > last_day(found.year))

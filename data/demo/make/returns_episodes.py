"""Generated periods of care as episodes: one from each change of placement or legal status to the next."""

from dataclasses import dataclass

import numpy as np

from data.demo.make.areas import DORSET, PLYMOUTH
from data.demo.make.returns_flows import Child, Period
from data.demo.make.returns_moves import Placement

_REASONS = {
    "CARPL": 0.5,
    "CREQB": 0.14,
    "CREQO": 0.08,
    "CHILD": 0.1,
    "LAREQ": 0.09,
    "OTHER": 0.05,
    "STAND": 0.02,
    "ALLEG": 0.01,
    "CLOSE": 0.01,
}
_AGENCIES, _OWN = 12, {DORSET: "9990838", PLYMOUTH: "9990879"}  # numbers of providers that do not exist
_OF_TYPE = {"K2": 1, "S1": 2, "R1": 3, "R2": 4, "R3": 5, "K1": 6, "R5": 7, "H5": 8, "K3": 8}
_TEMPORARY = ("T1", "T2", "T3", "T4")


@dataclass(frozen=True)
class Episode:
    """``end`` and ``ceased`` are empty while it lasts; ``place`` is a position of the table of places."""

    child: Child
    start: int
    end: int | None
    began: str
    status: str
    code: str
    provider: str
    urn: str
    place: int | None
    ceased: str
    why_moved: str


def episodes_of(rng: np.random.Generator, period: Period, authority: str) -> list[Episode]:
    """The episodes of a period, in order."""
    points = _points(rng, period)
    days = sorted(points)
    found = []
    for number, day in enumerate(days):
        began, placement, code = points[day]
        following = days[number + 1] if number + 1 < len(days) else None
        away = code[0] == "T"
        moved = following is not None and points[following][0] in ("P", "T", "U", "B")
        why = "PLACE" if moved and points[following][0] == "T" else drawn(rng, _REASONS) if moved else ""
        found.append(Episode(
            period.child, day, following or period.end, began, [status for since, status in period.legal if since <= day][-1], code,
            "" if away else placement.provider, "" if away else _urn(placement, code, authority), placement.place,
            "X1" if following else period.reason, why,
        ))  # fmt: skip
    return found


def _points(rng: np.random.Generator, period: Period) -> dict[int, tuple[str, Placement, str]]:
    """By day on which an episode begins: RNE, placement, code."""
    points, legal = {}, [day for day, _ in period.legal[1:]]
    for number, placement in enumerate(period.placed):
        end = period.placed[number + 1].start if number + 1 < len(period.placed) else period.end
        changes = {placement.start: (placement.began, placement.code)} | {day: ("T", code) for day, code in placement.steps}
        if placement.away:
            changes[placement.away[0]] = ("P", str(rng.choice(_TEMPORARY, p=(0.2, 0.15, 0.35, 0.3))))
            if placement.away[1] != end:
                changes[placement.away[1]] = ("P", _code_on(placement, placement.away[1]))
        points |= {day: (began, placement, code) for day, (began, code) in changes.items()}
    for day in legal:
        if day not in points:
            _, placement, code = points[max(known for known in points if known < day)]
            points[day] = ("L", placement, code)
    return points


def _code_on(placement: Placement, day: int) -> str:
    return [placement.code, *(code for since, code in placement.steps if since <= day)][-1]


def _urn(placement: Placement, code: str, authority: str) -> str:
    """Of homes by place and type, of foster carers and adopters by whose they are."""
    if code in ("P1", "P2", "Z1"):
        return "XXXXXXX"
    if code[0] in "UA":
        return f"99800{(placement.start % _AGENCIES) + 10}" if placement.provider == "PR4" else _OWN[authority]
    return f"99{_OF_TYPE[code]}{(placement.place or 0) + 1000:04d}"


def drawn(rng: np.random.Generator, shares: dict[str, float]) -> str:
    """One of the codes, by how likely each is."""
    chances = np.array(list(shares.values()))
    return str(rng.choice(list(shares), p=chances / chances.sum()))

"""Invented children in care over several years, by known rates a month, and the returns that would be made of them; plain Python."""

import datetime
import random
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from importers.ssda903.postcodes import arrow_of, installed
from tests.return_files import return_table

AUTHORITY, ELSEWHERE = "E06000059", "E06000058"
PLACE_CODES = {"Foster": "U6", "ChildrensHome": "K2", "Supported": "H5"}
HOMES = [f"QZ1 1A{letter}" for letter in "ABCDEF"]
NEAR, FAR = "QZ2 1AA", "QZ3 1AA"


@dataclass(frozen=True)
class Rates:
    """Each month: children who enter, the share that leaves, and the share that moves to another kind of placement."""

    enter: float = 9.0
    leave: float = 0.02
    move: float = 0.01
    children: int = 400


@dataclass
class Child:
    """A child: born on the first of a month, with episodes of day begun, day ended (None), reason, placement and whether it is far from home."""

    number: int
    born: datetime.date
    episodes: list[dict] = field(default_factory=list)

    def begin(self, day: datetime.date, reason: str, place: str, far: bool) -> None:
        """Begin an episode; one that lasts ends that day."""
        if self.episodes and self.episodes[-1]["end"] is None:
            self.episodes[-1] |= {"end": day, "why": "X1"}
        self.episodes.append({"start": day, "end": None, "why": "", "reason": reason, "place": place, "far": far})


def month_ends(first: int, last: int) -> list[datetime.date]:
    """The last days of the months of the years ending 31 March ``first`` to ``last``."""
    starts = [datetime.date(year + (month > 12), (month - 1) % 12 + 1, 1) for year in range(first - 1, last) for month in range(5, 17)]
    return [day - datetime.timedelta(days=1) for day in starts]


def made(first: int, last: int, rates: Rates, seed: int) -> list[Child]:
    """Children in care in those years. Everything happens in the middle of a month; nobody stays after the 18th birthday."""
    chance, children = random.Random(seed), []

    def enter(day: datetime.date) -> None:
        born = datetime.date(day.year - chance.randrange(0, 17), chance.randrange(1, 13), 1)
        born = born if born <= day else datetime.date(day.year, 1, 1)
        children.append(Child(len(children), born))
        children[-1].begin(day, "S", chance.choice(list(PLACE_CODES)), chance.random() < 0.4)

    for _ in range(rates.children):
        enter(datetime.date(first - 1, 3, 15))
    for end in month_ends(first, last):
        day = end.replace(day=15)
        for child in [one for one in children if one.episodes[-1]["end"] is None]:
            happens = chance.random()
            if happens < rates.leave or (day.year - child.born.year) * 12 + day.month - child.born.month >= 216:
                child.episodes[-1] |= {"end": day, "why": "E8"}
            elif happens < rates.leave + rates.move:
                others = [place for place in PLACE_CODES if place != child.episodes[-1]["place"]]
                child.begin(day, "P", chance.choice(others), chance.random() < 0.4)
        for _ in range(poisson(chance, rates.enter)):
            enter(day)
    return children


def poisson(chance: random.Random, mean: float) -> int:
    """A Poisson number: how many times a clock that rings after exponential times rings before ``mean``."""
    at, number = chance.expovariate(1), 0
    while at < mean:
        at, number = at + chance.expovariate(1), number + 1
    return number


def on(children: list[Child], day: datetime.date) -> list[tuple[Child, dict]]:
    """The children in care on a day, each with the episode that lasts."""
    return [
        (child, each)
        for child in children
        for each in child.episodes
        if each["start"] <= day and (each["end"] is None or each["end"] > day)
    ]


def write_returns(folder: Path, children: list[Child], years: list[int]) -> None:
    """Header and Episodes of each year as CSV."""
    for year in years:
        first, last = datetime.date(year - 1, 4, 1), datetime.date(year, 3, 31)
        of_year = [
            (child, each)
            for child in children
            for each in child.episodes
            if each["start"] <= last and (each["end"] is None or each["end"] >= first)
        ]
        there = {child.number: child for child, _ in of_year}
        name = f"{year - 1}_{year}"
        (folder / f"Header {name}.csv").write_bytes(return_table("Header", [_header(child) for child in there.values()]))
        (folder / f"Episodes {name}.csv").write_bytes(return_table("Episodes", [_episode(child, each, last) for child, each in of_year]))


def _header(child: Child) -> dict[str, str]:
    return {"CHILD": f"ZX{child.number:06d}", "SEX": "F", "DOB": child.born.strftime("%d/%m/%Y"), "ETHNIC": "WBRI"}


def _episode(child: Child, each: dict, last: datetime.date) -> dict[str, str]:
    ended = each["end"] is not None and each["end"] <= last
    return {
        "CHILD": f"ZX{child.number:06d}", "DECOM": each["start"].strftime("%d/%m/%Y"), "RNE": each["reason"], "LS": "C2", "CIN": "N1",
        "PLACE": PLACE_CODES[each["place"]], "PLACE_PROVIDER": "PR4", "DEC": each["end"].strftime("%d/%m/%Y") if ended else "",
        "REC": each["why"] if ended else "", "HOME_POST": HOMES[child.number % len(HOMES)], "PL_POST": FAR if each["far"] else NEAR,
    }  # fmt: skip


def write_postcodes(home: Path, points: list[tuple[float, float]]) -> None:
    """A table of postcodes in a home: HOMES at ``points`` (easting, northing, cyclic), one placement at the first, one 40 miles east, outside."""
    east, north = points[0]
    rows = [(code.replace(" ", ""), *points[n % len(points)], AUTHORITY) for n, code in enumerate(HOMES)]
    rows += [(NEAR.replace(" ", ""), east, north, AUTHORITY), (FAR.replace(" ", ""), east + 64374, north, ELSEWHERE)]
    places = pd.DataFrame(rows, columns=["postcode", "easting", "northing", "authority_code"]).sort_values("postcode")
    pq.write_table(arrow_of(*(places[name] for name in places)), home / f"postcodes-{installed() or 'made-up'}.parquet")

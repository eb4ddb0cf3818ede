"""What generated returns of children looked after must add up to: the official figures of the pack, its plans, and where both are silent,
numbers set by hand. A year is called by the 31 March on which it ends."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from data.demo.make import social_care
from data.demo.make.areas import DORSET, PLYMOUTH
from data.demo.make.rounding import whole

NUMBERS = {DORSET: "838", PLYMOUTH: "879"}
RETURNS = {DORSET: range(2020, 2026), PLYMOUTH: [2014, 2015, *range(2020, 2026)]}
FIRST, LAST = 2008, 2026  # years before the first return let children grow older in care, the year after the last lets its children leave
BANDS = ("inside_near", "inside_far", "outside_near", "outside_far", "unknown")
_BAND_NAMES = dict(zip(BANDS, (
    "Placed inside LA boundary less than 20 miles from home", "Placed inside LA boundary more than 20 miles from home",
    "Placed outside LA boundary less than 20 miles from home", "Placed outside LA boundary more than 20 miles from home",
    "Distance not known or not recorded",
), strict=True))  # fmt: skip
_HIDDEN_INSIDE_FAR = {PLYMOUTH: 0.15}  # of what the two bands that are not published hold together

# Set by hand. Children looked after on 31 March, children starting, children who start twice in the year; the year named holds until the next.
_STOCK = {
    DORSET: {2007: 350, 2008: 352, 2010: 360, 2013: 375, 2016: 395, 2018: 410, 2025: 452, 2026: 455},
    PLYMOUTH: {2007: 360, 2010: 372, 2013: 379, 2014: 410, 2015: 392, 2016: 396, 2018: 408, 2025: 518, 2026: 520},
}
_STARTS = {DORSET: {2008: 150, 2016: 165, 2025: 158}, PLYMOUTH: {2008: 170, 2014: 195, 2015: 188, 2016: 165, 2025: 188}}
_TWICE = 2
_MOVES = {DORSET: 300, PLYMOUTH: 340}
_SHARES = {DORSET: (0.36, 0.14, 0.11, 0.35, 0.04), PLYMOUTH: (0.62, 0.004, 0.146, 0.20, 0.03)}
# Looked after at the ends of months: the 483 of Dorset's plan in summer 2020, the hidden peak of Plymouth's.
_MONTHS = {
    (DORSET, 2021): [478, 481, 483, 482, 479, 476, 471, 468, 463, 458, 455],
    (PLYMOUTH, 2014): [381, 379, 380, 382, 379, 380, 386, 390, 397, 401, 405],
    (PLYMOUTH, 2015): [412, 415, 419, 421, 422, 425, 421, 417, 411, 404, 398],
}  # fmt: skip
FOSTER = {DORSET: (date(2020, 6, 30).toordinal(), 0.69)}  # the day to which the plan's figures are put, and its share with foster carers


@dataclass(frozen=True)
class Year:
    """Of one authority and year: children who start and cease, ``twice`` of them starting twice; starts and ceases of each of twelve months
    from April; new placements by band."""

    year: int
    starts: int
    ceases: int
    twice: int
    monthly_starts: list[int]
    monthly_ceases: list[int]
    bands: dict[str, int]
    is_official: bool


class Official:
    """The official figures of the pack at ``pack``: children looked after, starting, ceasing, and new placements."""

    def __init__(self, pack: Path):
        self._care = _counts(pack / social_care.LOOKED_AFTER_RATES, "population_type")
        self._placements = _counts(pack / social_care.PLACEMENTS, "breakdown")

    def care(self, authority: str, year: int, what: str) -> int | None:
        """``what`` is looked after at 31 March, starting to be looked after or ceasing to be looked after."""
        return self._care.get((authority, year, f"Children {what} each year"))

    def bands(self, authority: str, year: int) -> dict[str, int] | None:
        """New placements by band; the two that hide behind each other are divided by hand, their sum is official."""
        total = self._placements.get((authority, year, "Total new placements"))
        if total is None:
            return None
        found = {band: self._placements.get((authority, year, name)) for band, name in _BAND_NAMES.items()}
        hidden = [band for band, count in found.items() if count is None]
        if hidden:
            left = total - sum(count for count in found.values() if count is not None)
            inside = round(left * _HIDDEN_INSIDE_FAR[authority])
            found |= dict(zip(hidden, (inside, left - inside), strict=True))
        return found


def _counts(path: Path, named: str) -> dict[tuple[str, int, str], int]:
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows = table[table["children_count"].str.isdigit()]
    return {
        (area, int(year), name): int(count)
        for area, year, name, count in zip(rows["new_la_code"], rows["time_period"], rows[named], rows["children_count"], strict=True)
    }


def years(pack: Path, authority: str, rng: np.random.Generator) -> list[Year]:
    """Every year that is simulated, in order. Raises ValueError where official figures cannot come of children who each count once."""
    official, stock = Official(pack), stocks(pack, authority)
    return [_year(official, authority, year, stock, rng) for year in range(FIRST, LAST + 1)]


def stocks(pack: Path, authority: str) -> dict[int, int]:
    """Children looked after on 31 March of each year: official, else set by hand, else on the line between those."""
    official = Official(pack)
    known = dict(_STOCK[authority])
    known |= {year: count for year in range(FIRST, LAST + 1) if (count := official.care(authority, year, "looked after at 31 March"))}
    first = min(year for year in range(FIRST, LAST + 1) if official.care(authority, year, "starting to be looked after"))
    known[first - 1] = known[first] - official.care(authority, first, "starting to be looked after") - _TWICE + official.care(
        authority, first, "ceasing to be looked after"
    )  # fmt: skip
    line = np.interp(range(FIRST - 1, LAST + 1), sorted(known), [known[year] for year in sorted(known)])
    return dict(zip(range(FIRST - 1, LAST + 1), np.rint(line).astype(int).tolist(), strict=True))


def _year(official: Official, authority: str, year: int, stock: dict[int, int], rng: np.random.Generator) -> Year:
    starts = official.care(authority, year, "starting to be looked after")
    ceases = official.care(authority, year, "ceasing to be looked after")
    grown = stock[year] - stock[year - 1]
    if starts is None or ceases is None:
        starts = _STARTS[authority][max(known for known in _STARTS[authority] if known <= year)]
        ceases = starts + _TWICE - grown
    twice = grown - starts + ceases  # who starts, ceases and starts again counts once each way, and is there at the end
    if not 0 <= twice < 12:
        raise ValueError(f"{authority} {year}: {twice} children would have to start twice")
    ends = _month_ends(authority, year, stock, rng)
    monthly_starts, monthly_ceases = _monthly(starts + twice, np.diff([stock[year - 1], *ends]), rng)
    bands = official.bands(authority, year)
    assumed = dict(zip(BANDS, whole(np.array(_SHARES[authority]), starts + twice + _MOVES[authority]).tolist(), strict=True))
    return Year(year, starts, ceases, twice, monthly_starts, monthly_ceases, bands or assumed, bands is not None)


def _month_ends(authority: str, year: int, stock: dict[int, int], rng: np.random.Generator) -> list[int]:
    """Children looked after at the end of each month from April to March."""
    before, last = stock[year - 1], stock[year]
    drawn = np.rint(before + (last - before) * np.arange(1, 12) / 12 + rng.normal(0, 2, 11)).astype(int).tolist()
    return [*_MONTHS.get((authority, year), drawn), last]


def _monthly(total: int, net: np.ndarray, rng: np.random.Generator) -> tuple[list[int], list[int]]:
    """Starts and ceases of each month: starts add to the total and exceed ceases by ``net``."""
    usual = np.full(12, (2 * total - net.sum()) / 24) * rng.uniform(0.85, 1.15, 12)
    starts = whole(np.maximum(usual + net / 2, np.maximum(net, 0) + 4), total)
    return starts.tolist(), (starts - net).tolist()

"""Modelled ages of England, the South East and the South West."""

from dataclasses import dataclass

import numpy as np

from data.demo.make.areas import COUNTRIES, ENGLAND, REGIONS, SOUTH_EAST, SOUTH_WEST
from data.demo.make.cohorts import AGES, MALE_AT_BIRTH, YEARS, born, cohort, column
from data.demo.make.figures import Figures
from data.demo.make.rounding import whole

# Set by hand from general knowledge: share of England's births, then cohort size at 0, 17, 18, 21 and 24 against births.
_SHAPES = {
    ENGLAND: (1.0, [0.99, 1.05, 1.06, 1.12, 1.20]),
    SOUTH_EAST: (0.158, [0.99, 1.12, 1.03, 1.02, 1.05]),
    SOUTH_WEST: (0.088, [0.99, 1.12, 1.12, 1.16, 1.06]),
}
# All ages, millions, in 2011, 2022 and 2036.
_ALL_AGES = {ENGLAND: (53.1, 57.1, 61.9), SOUTH_EAST: (8.65, 9.38, 10.1), SOUTH_WEST: (5.30, 5.76, 6.28)}


@dataclass(frozen=True)
class Nations:
    """``ages`` (areas, 2 sexes, 25 ages, years) and ``total`` (areas, years) of the areas in the order of ``codes``."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    ages: np.ndarray
    total: np.ndarray


def nations(read: Figures) -> Nations:
    """Cohorts aged and scaled to the official ages 0 to 17."""
    names = COUNTRIES | REGIONS
    ages = np.stack([_ages(code, _official(read, code)) for code in names])
    total = np.stack([np.rint(np.interp(YEARS, [2011, 2022, 2036], np.array(_ALL_AGES[code]) * 1e6)) for code in names])
    return Nations(tuple(names), tuple(names.values()), ages, total.astype(np.int64))


def _official(read: Figures, code: str) -> dict[int, int]:
    """Ages 0 to 17 by mid-year."""
    table = read["la_population_0_17"]
    mine = table[table["la_code"] == code].astype({"time_period": int, "population": int})
    return dict(sorted(zip(mine["time_period"], mine["population"], strict=True)))


def _ages(code: str, official: dict[int, int]) -> np.ndarray:
    """Whole residents: (2 sexes, 25 ages, years); the scale of the first and the last official year holds outside them."""
    share, shape = _SHAPES[code]
    persons = share * np.interp(AGES, [0, 17, 18, 21, 24], shape)[:, None] * cohort(born())
    scale = {year: n / persons[:18, column(year)].sum() for year, n in official.items()}
    persons = persons * np.interp(YEARS, list(scale), list(scale.values()))
    exact = np.stack([persons * (1 - MALE_AT_BIRTH), persons * MALE_AT_BIRTH])
    return np.stack([_rounded(exact[..., i], official.get(int(year))) for i, year in enumerate(YEARS)], axis=-1)


def _rounded(exact: np.ndarray, children: int | None) -> np.ndarray:
    return np.concatenate([whole(exact[:, :18], children), whole(exact[:, 18:])], axis=1)

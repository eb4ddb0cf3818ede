"""Years, ages and the national rise and fall of births that the models share."""

import numpy as np

# One year more at the end than is written: births of 2035 need the children aged 0 in 2036.
YEARS = np.arange(2011, 2037)
WRITTEN = np.arange(2012, 2036)
AGES = np.arange(25)
BASE = 2022
LAST_ESTIMATE = 2024
MALE_AT_BIRTH = 1.05 / 2.05
SEED = 20_190_401

# Births in England, thousands, set by hand from general knowledge: high about 1990, low about 2001, high about 2011.
_FIRST = 1985
_THOUSANDS = [
    619, 624, 644, 655, 649, 667, 661, 652, 637, 629, 613, 614, 608, 602, 589, 573, 564, 566, 590, 607, 613, 636, 655, 673, 671,
    687, 688, 694, 665, 661, 664, 663, 647, 626, 610, 585, 596, 577, 564, 567,
]  # fmt: skip
_FALL_A_YEAR = 0.996


def births(year: np.ndarray) -> np.ndarray:
    """Births in England in calendar years, persons; after the last year set they fall by 0.4 per cent a year."""
    set_by_hand = np.array(_THOUSANDS) * 1000.0
    last = _FIRST + len(set_by_hand) - 1
    year = np.asarray(year)
    later = set_by_hand[-1] * _FALL_A_YEAR ** np.maximum(year - last, 0)
    return np.where(year > last, later, set_by_hand[np.clip(year - _FIRST, 0, len(set_by_hand) - 1)])


def cohort(born: np.ndarray) -> np.ndarray:
    """Births in the twelve months to the middle of a year: half of its calendar year, half of the one before."""
    born = np.asarray(born)
    return (births(born) + births(born - 1)) / 2


def born(years: np.ndarray = YEARS, ages: np.ndarray = AGES) -> np.ndarray:
    """Year of birth, as mid-year cohort: (ages, years)."""
    return years[None, :] - ages[:, None]


def column(year: int) -> int:
    """Position of a year in YEARS."""
    return int(year - YEARS[0])

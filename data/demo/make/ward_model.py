"""Modelled ages of the 157 wards, controlled to what is official and rounded so that the sums are exact."""

from dataclasses import dataclass

import numpy as np

from data.demo.make.cohorts import BASE, YEARS, column
from data.demo.make.rounding import whole, whole_rows
from data.demo.make.ward_base import CONTROLLED, Base
from data.demo.make.ward_shape import raw_model

# Growth of all ages is set by what the authority did from 2015 to 2022, within reason, and fades in the projection.
_GROWTH_LIMITS = (0.0005, 0.006)


@dataclass(frozen=True)
class WardModel:
    """``exact`` before and ``ages`` after rounding: (wards, 2 sexes, 25 ages, years); ``total`` all ages: (wards, years)."""

    base: Base
    exact: np.ndarray
    ages: np.ndarray
    total: np.ndarray


def ward_model(base: Base) -> WardModel:
    """Fit, control, round; 2022 is the official file where that holds ages."""
    exact = raw_model(base)
    exact = exact * _to_2015(base, exact)[:, None]
    exact = exact * _to_authorities(base, exact)[:, None, None, :]
    exact[:, :, :20, column(BASE)] = base.ages
    ages = np.stack([_rounded(base, exact[..., i], year) for i, year in enumerate(YEARS)], axis=-1)
    return WardModel(base, exact, ages, _totals(base))


def _to_2015(base: Base, exact: np.ndarray) -> np.ndarray:
    """Factor that makes ages 0 to 15 of 2015 those of the small areas: (wards, ages, years).

    It holds before 2015 and fades to 1 in 2022, so that no series jumps. From 18 on residents go with all ages
    instead: small-area sums of children say nothing of students and their new halls.
    """
    found = exact[:, :, :16, column(2015)].sum(axis=(1, 2))
    fade = np.clip((BASE - YEARS) / (BASE - 2015), 0, 1)
    children = np.exp(np.log(base.children_2015 / found)[:, None] * fade)
    adults = np.where(YEARS < BASE, _totals(base) / base.total[:, None], 1.0)
    return np.where((np.arange(25) < 18)[:, None], children[:, None, :], adults[:, None, :])


def _to_authorities(base: Base, exact: np.ndarray) -> np.ndarray:
    """Factor that makes ages 0 to 17 those of the authority: (wards, years); straight lines between, level after 2024."""
    factor = np.ones((len(base.codes), len(YEARS)))
    for code in dict.fromkeys(base.authority):
        mine = base.authority == code
        sums = exact[mine][:, :, :18].sum(axis=(0, 1, 2))
        known = {2015: 1.0} | {year: base.targets[code, year] / sums[column(year)] for year in CONTROLLED}
        factor[mine] = np.interp(YEARS, list(known), list(known.values()))
    factor[:, column(BASE)] = 1.0
    return factor


def _rounded(base: Base, exact: np.ndarray, year: int) -> np.ndarray:
    """Whole residents of one year: (wards, 2, 25)."""
    wards = len(exact)
    if year == 2015:
        young = whole_rows(exact[:, :, :16].reshape(wards, -1), base.children_2015).reshape(wards, 2, 16)
        return np.concatenate([young, _by_ward(exact[:, :, 16:])], axis=2)
    if year in CONTROLLED:
        young = np.empty((wards, 2, 18), dtype=np.int64)
        for code in dict.fromkeys(base.authority):
            mine = base.authority == code
            young[mine] = whole(exact[mine][:, :, :18], base.targets[code, year])
        return np.concatenate([young, _by_ward(exact[:, :, 18:])], axis=2)
    if year == BASE:
        return np.concatenate([base.ages, _by_ward(exact[:, :, 20:])], axis=2)
    return _by_ward(exact)


def _by_ward(exact: np.ndarray) -> np.ndarray:
    """Largest remainders within each ward."""
    rows = exact.reshape(len(exact), -1)
    return whole_rows(rows, np.rint(rows.sum(axis=1)).astype(int)).reshape(exact.shape)


def _totals(base: Base) -> np.ndarray:
    """All ages: small-area sums in 2015, the official file in 2022, even growth between and the authority's outside."""
    own = np.log(base.total / base.total_2015) / (BASE - 2015)
    growth = np.empty(len(own))
    for code in dict.fromkeys(base.authority):
        mine = base.authority == code
        growth[mine] = np.log(base.total[mine].sum() / base.total_2015[mine].sum()) / (BASE - 2015)
    growth = np.clip(growth, *_GROWTH_LIMITS)
    after = np.maximum(YEARS - BASE, 0)
    faded = np.where(after > 0, (1 - 0.95**after) / 0.05, 0)
    change = growth[:, None] * np.minimum(YEARS - 2015, 0) - own[:, None] * np.clip(BASE - np.maximum(YEARS, 2015), 0, None)
    return np.rint(base.total[:, None] * np.exp(change + growth[:, None] * faded)).astype(np.int64)

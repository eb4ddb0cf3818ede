"""Residents by age against births by cohort: what each ward gains and loses by migration as children grow."""

import numpy as np

from data.demo.make.areas import BCP, DORSET, PLYMOUTH, PORTSMOUTH, SOUTH_HAMS, WEST_DEVON
from data.demo.make.cohorts import AGES, BASE, LAST_ESTIMATE, MALE_AT_BIRTH, SEED, born, cohort
from data.demo.make.ward_base import Base

# Residents aged 20 to 24 against the mean of one year of age between 20 and 59, where there are no students.
_YOUNG_ADULTS = {PLYMOUTH: 1.0, PORTSMOUTH: 1.05, BCP: 0.95, DORSET: 0.78, SOUTH_HAMS: 0.68, WEST_DEVON: 0.70}
_PROFILE = np.array([0.94, 0.96, 1.0, 1.04, 1.06])
# Share of the bulge of first-year students that is still there from 20 to 24.
_STUDENTS_STAY = np.array([0.95, 0.75, 0.45, 0.30, 0.22])
_WEIGHT_OF_AUTHORITY = 1500.0
_STEEPEST = (-0.012, 0.018)
_BOARDERS = 1.5
# From 18 on who lives in a ward depends on its colleges more than on who was born there.
_COHORT_COUNTS_FROM_18 = 0.3


def raw_model(base: Base) -> np.ndarray:
    """Uncontrolled residents: (wards, 2 sexes, 25 ages, years).

    A cohort keeps its size relative to England's births, ages by the ward's own shape and is split by its own sex
    ratio. Cohorts seen in 2022 have the size seen; older and unborn ones are drawn around the ward's mean.
    """
    shape = _shape(base)
    size, male = _sizes(base, shape), _male(base)
    first = born().min()
    position = born() - first
    grown_up = (AGES >= 18)[None, :, None]
    persons = (
        shape[:, :, None] * cohort(born()) * np.where(grown_up, 1 + _COHORT_COUNTS_FROM_18 * (size - 1)[:, position], size[:, position])
    )
    share = np.where(grown_up, _male_students(base)[:, None, None], male[:, position])
    return np.stack([persons * (1 - share), persons * share], axis=1)


def _ratio(base: Base) -> np.ndarray:
    """Residents of 2022 against births of their cohort: (wards, ages 0 to 19)."""
    return base.ages.sum(axis=1) / cohort(BASE - np.arange(20))


def _shape(base: Base) -> np.ndarray:
    """Residents of each age against births of their cohort, smooth to 17: (wards, 25 ages)."""
    grown, counted = np.exp(_slopes(base)[:, None] * (np.arange(18) - 8.5)), _counted(base)
    children = (base.ages[:, :, :18].sum(axis=1) * counted).sum(axis=1)
    level = children / (grown * counted * cohort(BASE - np.arange(18))).sum(axis=1)
    smooth = np.where(counted, grown * level[:, None], _ratio(base)[:, :18])
    return np.concatenate([smooth, _ratio(base)[:, 18:20], _young_adults(base) / cohort(BASE - np.arange(20, 25))], axis=1)


def _counted(base: Base) -> np.ndarray:
    """False from 13 to 17 where boarders live: they are of that age every year and do not grow up there: (wards, 18)."""
    ratio = _ratio(base)
    boarders = ratio[:, 14:18].mean(axis=1) > _BOARDERS * ratio[:, 8:13].mean(axis=1)
    return ~(boarders[:, None] & (np.arange(18) >= 13))


def _slopes(base: Base) -> np.ndarray:
    """Yearly growth of a cohort between 0 and 17, drawn to its authority's where few children live: (wards,)."""
    numbers, ratio = base.ages[:, :, :18].sum(axis=1) * _counted(base), _ratio(base)[:, :18]
    slopes = _regression(np.log(ratio + 1e-7), numbers)
    result = np.empty(len(slopes))
    for code in dict.fromkeys(base.authority):
        mine = base.authority == code
        together = _regression(np.log(ratio[mine].sum(axis=0))[None], numbers[mine].sum(axis=0)[None])[0]
        trust = numbers[mine].sum(axis=1) / (numbers[mine].sum(axis=1) + _WEIGHT_OF_AUTHORITY)
        result[mine] = trust * slopes[mine] + (1 - trust) * together
    return np.clip(result, *_STEEPEST)


def _regression(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted least-squares slope of each row of ``values`` on age."""
    age = np.arange(values.shape[1])
    centre = (weights * age).sum(axis=1, keepdims=True) / weights.sum(axis=1, keepdims=True)
    return (weights * (age - centre) * values).sum(axis=1) / (weights * (age - centre) ** 2).sum(axis=1)


def _young_adults(base: Base) -> np.ndarray:
    """Residents aged 20 to 24 in 2022: a share of the ward's adults, and students above 17-year-olds: (wards, 5)."""
    ages = base.ages.sum(axis=1)
    adults = np.maximum(base.adult_share * base.total - ages[:, 16:20].sum(axis=1), 0.3 * base.total)
    factor = np.array([_YOUNG_ADULTS[code] for code in base.authority])
    bulge = np.maximum(ages[:, 18:20].mean(axis=1) - 0.95 * ages[:, 14:18].mean(axis=1), 0)
    return (adults / 40 * factor)[:, None] * _PROFILE + bulge[:, None] * _STUDENTS_STAY


def _sizes(base: Base, shape: np.ndarray) -> np.ndarray:
    """Size of each cohort against the ward's shape: (wards, cohorts from the oldest to the last unborn)."""
    cohorts = np.arange(born().min(), born().max() + 1)
    seen = np.arange(BASE - 17, BASE + 1)
    generator = np.random.default_rng(SEED)
    expected = np.maximum(shape[:, 10:11] * cohort(cohorts), 4.0)
    size = 1 + generator.standard_normal((len(shape), len(cohorts))) * np.minimum(1 / np.sqrt(expected), 0.15)
    size[:, np.isin(cohorts, seen)] = (_ratio(base)[:, :18] / shape[:, :18])[:, ::-1]
    recent = size[:, np.isin(cohorts, seen[-5:])].mean(axis=1)
    # Chance is kept for the two years that are estimates; a projection has none.
    drawn = size[:, cohorts > BASE] * recent[:, None]
    size[:, cohorts > BASE] = np.where(cohorts[cohorts > BASE] <= LAST_ESTIMATE, drawn, recent[:, None])
    return size


def _male(base: Base) -> np.ndarray:
    """Share of boys in each cohort: as seen in 2022, else drawn around 1.05 boys a girl: (wards, cohorts)."""
    cohorts = np.arange(born().min(), born().max() + 1)
    generator = np.random.default_rng(SEED + 1)
    number = np.maximum(base.ages[:, :, :18].sum(axis=(1, 2)) / 18, 4.0)
    share = MALE_AT_BIRTH + generator.standard_normal((len(number), len(cohorts))) * np.minimum(0.5 / np.sqrt(number), 0.08)[:, None]
    share[:, cohorts > LAST_ESTIMATE] = MALE_AT_BIRTH
    seen = base.ages[:, 1, :18] / np.maximum(base.ages[:, :, :18].sum(axis=1), 1)
    share[:, (cohorts >= BASE - 17) & (cohorts <= BASE)] = seen[:, ::-1]
    return share


def _male_students(base: Base) -> np.ndarray:
    """Share of men from 18 on, as at 18 and 19 in 2022 drawn half-way to even: (wards,)."""
    pair = base.ages[:, :, 18:20].sum(axis=2)
    return (pair[:, 1] / np.maximum(pair.sum(axis=1), 1) + 0.505) / 2

"""Modelled ages of the former Borough of Poole's sixteen wards of 2017, 2011 to 2022."""

from dataclasses import dataclass

import numpy as np

from data.demo.make.cohorts import YEARS, column
from data.demo.make.figures import Figures
from data.demo.make.rounding import whole, whole_rows
from data.demo.make.ward_model import WardModel

# Residents aged 0 to 19 in 2013, from the borough's children and young people's plan.
PLAN_0_19_IN_2013 = 32_770
LAST = 2022
_LATE_TEENS = np.array([0.025, 0.04, 0.05, 0.06])


@dataclass(frozen=True)
class PooleModel:
    """As WardModel, for the wards of 2017. ``shares`` (wards of 2017, wards of 2023) are of residents in mid-2015."""

    codes: np.ndarray
    names: np.ndarray
    exact: np.ndarray
    ages: np.ndarray
    total: np.ndarray
    shares: np.ndarray


def poole_model(read: Figures, wards: WardModel) -> PooleModel:
    """Hand the wards of 2023 over by their small areas, then control and round."""
    lookup = read.lookup(2017)
    codes = np.array(sorted(lookup["ward_code"].unique()))
    names = lookup.drop_duplicates("ward_code").set_index("ward_code")["ward_name"].reindex(codes).to_numpy()
    children, children_2015 = _shares(read, wards, codes, "population_0_15")
    residents, _ = _shares(read, wards, codes, "population_total")
    exact = np.concatenate([
        np.einsum("pw,wsay->psay", children, wards.exact[:, :, :18]),
        np.einsum("pw,wsay->psay", residents, wards.exact[:, :, 18:]),
    ], axis=2)  # fmt: skip
    exact = exact * _to_plan(exact)
    ages = np.stack([_rounded(exact[..., i], year, children_2015) for i, year in enumerate(YEARS)], axis=-1)
    total = np.rint(residents @ wards.total).astype(np.int64)
    return PooleModel(codes, names, exact, ages, total, residents)


def _shares(read: Figures, wards: WardModel, codes: np.ndarray, count: str) -> tuple[np.ndarray, np.ndarray]:
    """Share of each ward of 2023 that lies in each ward of 2017, and the sums of the latter, in mid-2015."""
    people = read["lsoa_population_mid2015"].set_index("lsoa11_code")[count].astype(int)
    old, new = (read.lookup(year).set_index("lsoa_code")["ward_code"] for year in (2017, 2019))
    numbers, whole_of = np.zeros((len(codes), len(wards.base.codes))), people.groupby(new).sum()
    place = {code: i for i, code in enumerate(wards.base.codes)}
    for lsoa, ward in old.items():
        numbers[np.searchsorted(codes, ward), place[new[lsoa]]] += people[lsoa]
    return numbers / whole_of.reindex(wards.base.codes).to_numpy(), numbers.sum(axis=1).astype(int)


def _to_plan(exact: np.ndarray) -> np.ndarray:
    """Factor by (ages, years) that makes 0 to 19 of 2013 the plan's.

    The plan expected 15 to 19 to rise until 2022: 16 to 19 are lowered before 2016 and catch up by 2022. What the
    plan's total then lacks is carried by ages 5 to 15 until 2013 and is gone by 2015, where the children are official.
    """
    factor = np.ones((25, len(YEARS)))
    factor[16:20] = 1 - _LATE_TEENS[:, None] * np.interp(YEARS, [2015, LAST], [1.0, 0.0])
    in_2013 = (exact[:, :, :20, column(2013)].sum(axis=(0, 1))) * factor[:20, column(2013)]
    more = (PLAN_0_19_IN_2013 - in_2013.sum()) / in_2013[5:16].sum()
    factor[5:16] = 1 + more * np.interp(YEARS, [2013, 2015], [1.0, 0.0])
    return factor


def _rounded(exact: np.ndarray, year: int, children_2015: np.ndarray) -> np.ndarray:
    """Whole residents of one year: (wards, 2, 25)."""
    wards = len(exact)
    if year == 2013:
        return np.concatenate([whole(exact[:, :, :20], PLAN_0_19_IN_2013), whole(exact[:, :, 20:])], axis=2)
    if year == 2015:
        young = whole_rows(exact[:, :, :16].reshape(wards, -1), children_2015).reshape(wards, 2, 16)
        return np.concatenate([young, whole(exact[:, :, 16:])], axis=2)
    return whole(exact)

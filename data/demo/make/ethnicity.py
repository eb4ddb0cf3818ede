"""Modelled ethnic groups: official authority counts divided between wards, and shares for the regions and England."""

import numpy as np
import pandas as pd

from data.demo.make.areas import ENGLAND, SOUTH_EAST, SOUTH_WEST
from data.demo.make.cohorts import SEED, column
from data.demo.make.figures import Figures
from data.demo.make.poole import PooleModel
from data.demo.make.rounding import whole, whole_rows
from data.demo.make.ward_model import WardModel

# How strongly each group, in the order of the official codes 1 to 19, gathers where there are (young adults, students,
# deprived children); set by hand. White British residents take what is left in every ward.
_GATHERS = np.array([
    (0.25, 0.00, 0.15), (0.25, 0.45, 0.00), (0.20, 0.15, -0.05), (0.25, 0.10, 0.15), (0.25, 0.15, 0.10),
    (0.25, 0.20, 0.25), (0.15, 0.05, 0.20), (0.20, 0.10, 0.25), (0.12, 0.08, 0.00), (0.15, 0.10, 0.15),
    (0.12, 0.05, 0.15), (0.15, 0.10, 0.05), (0.00, 0.00, 0.00), (0.08, 0.05, 0.00), (0.05, -0.05, 0.25),
    (0.30, 0.00, 0.25), (0.28, 0.08, 0.05), (0.25, 0.35, 0.10), (0.25, 0.15, 0.15),
])  # fmt: skip
_CHANCE = 0.18
_ROUNDS = 60
# Shares of residents in per cent, rounded and from general knowledge; White British take the rest.
_WHITE_BRITISH = 12
_SHARES = {
    ENGLAND: [1.1, 0.8, 3.3, 2.8, 1.7, 2.6, 1.1, 0.5, 0.8, 0.4, 0.9, 0.8, 0, 0.9, 0.1, 0.2, 6.3, 0.6, 1.6],
    SOUTH_EAST: [0.4, 0.7, 2.5, 1.5, 1.8, 1.6, 0.4, 0.3, 0.9, 0.3, 0.6, 0.8, 0, 0.8, 0.2, 0.1, 6.2, 0.3, 1.0],
    SOUTH_WEST: [0.2, 0.5, 1.0, 0.3, 0.7, 0.7, 0.3, 0.2, 0.6, 0.2, 0.6, 0.5, 0, 0.5, 0.1, 0.1, 4.4, 0.2, 0.6],
}
_RESIDENTS = {ENGLAND: 56_490_000, SOUTH_EAST: 9_278_100, SOUTH_WEST: 5_701_200}


def groups(read: Figures) -> dict[int, str]:
    """Names of the nineteen groups by official code, in order."""
    table = read["la_ethnic_group_2021"].assign(code=lambda t: t["ethnic_group_20_code"].astype(int)).sort_values("code")
    return dict(zip(table["code"], table["ethnic_group_20"], strict=True))


def of_authorities(read: Figures) -> pd.DataFrame:
    """Official counts of the twelve lower-tier authorities held: authority code by group code."""
    table = read["la_ethnic_group_2021"].astype({"ethnic_group_20_code": int, "population_all_ages": int})
    return table.pivot(index="ltla_code", columns="ethnic_group_20_code", values="population_all_ages")


def of_wards(read: Figures, wards: WardModel) -> np.ndarray:
    """Whole counts (wards, 19); the wards of an authority add to its official count of every group."""
    official, features = of_authorities(read), _features(read, wards)
    generator = np.random.default_rng(SEED + 2)
    chance = generator.standard_normal((len(features), len(_GATHERS))) * _CHANCE
    pull = np.exp(features @ _GATHERS.T + chance * (_GATHERS.any(axis=1)))
    result = np.empty(pull.shape, dtype=np.int64)
    for code in dict.fromkeys(wards.base.authority):
        mine, counts = wards.base.authority == code, official.loc[code].to_numpy()
        exact = _fitted(pull[mine] * counts, wards.total[mine, column(2021)].astype(float), counts.astype(float))
        result[mine] = np.stack([whole(cells, int(n)) for cells, n in zip(exact.T, counts, strict=True)], axis=1)
    return result


def _features(read: Figures, wards: WardModel) -> np.ndarray:
    """Share of adults under 60, share of 18 to 24, deprivation of children; standardised within authorities: (wards, 3)."""
    students = wards.ages[:, :, 18:, column(2021)].sum(axis=(1, 2)) / wards.total[:, column(2021)]
    deciles = read["lsoa_deprivation_2019"].merge(read.lookup(2019), left_on="lsoa11_code", right_on="lsoa_code")
    deprived = -deciles["idaci_decile"].astype(int).groupby(deciles["ward_code"]).mean().reindex(wards.base.codes)
    found = pd.DataFrame({"adults": wards.base.adult_share, "students": students, "deprived": deprived.to_numpy()})
    grouped = found.groupby(wards.base.authority)
    return ((found - grouped.transform("mean")) / grouped.transform("std")).clip(-2.5, 2.5).to_numpy()


def _fitted(cells: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Proportional fitting to ward residents (scaled to the census) and, last and exactly, to the counts of groups."""
    rows = rows * columns.sum() / rows.sum()
    cells = cells * rows[:, None]
    for _ in range(_ROUNDS):
        cells = cells * (rows / cells.sum(axis=1))[:, None]
        cells = cells * (columns / cells.sum(axis=0))
    return cells


def of_poole(poole: PooleModel, by_ward: np.ndarray) -> np.ndarray:
    """Whole counts of the wards of 2017 (16, 19), from the shares of small areas."""
    exact = poole.shares @ by_ward
    return whole_rows(exact, np.rint(exact.sum(axis=1)).astype(int))


def of_nation(code: str) -> np.ndarray:
    """Whole counts of England or a region: (19,)."""
    shares = np.array(_SHARES[code])
    shares[_WHITE_BRITISH] = 100 - shares.sum()
    return whole(shares, _RESIDENTS[code])

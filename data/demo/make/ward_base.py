"""What is known of the wards: ages in 2022, small-area sums of 2015, authority totals of 0 to 17."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.make.areas import COUNTY_OF
from data.demo.make.cohorts import BASE
from data.demo.make.figures import Figures

CONTROLLED = (2020, 2021, 2023, 2024)


@dataclass(frozen=True)
class Base:
    """Official counts. W wards in the order of ``codes``.

    ``ages`` (W, 2 sexes female male, 20) and ``total`` (W,) are mid-2022; ``children_2015`` (0 to 15) and
    ``total_2015`` (W,) are sums of LSOAs by the 2019 lookup; ``adult_share`` (W,) is the share aged 16 to 59 in
    mid-2022; ``targets`` are ages 0 to 17 by (authority, year).
    """

    codes: np.ndarray
    names: np.ndarray
    authority: np.ndarray
    ages: np.ndarray
    total: np.ndarray
    children_2015: np.ndarray
    total_2015: np.ndarray
    adult_share: np.ndarray
    targets: dict[tuple[str, int], int]


def base(read: Figures) -> Base:
    """Gather the counts of every ward."""
    wards = read.wards()
    codes, authority = wards["ward_code"].to_numpy(), wards["ltla_code"].to_numpy()
    ages = _ages(read, codes)
    in_2015 = _sums(read, 2019, "lsoa_population_mid2015", "lsoa11_code").reindex(codes)
    return Base(
        codes, wards["ward_name"].to_numpy(), authority, ages, wards["population_all_ages"].astype(int).to_numpy(),
        in_2015["population_0_15"].to_numpy(), in_2015["population_total"].to_numpy(),
        _adult_share(read, wards), _targets(read, authority, ages),
    )  # fmt: skip


def _ages(read: Figures, codes: np.ndarray) -> np.ndarray:
    """Mid-2022 residents: (wards, sexes, ages 0 to 19)."""
    table = read["ward_population_mid2022_age_0_19"]
    table = table.assign(age=table["age"].astype(int), population=table["population"].astype(int))
    cells = table.pivot(index="ward_code", columns=["sex", "age"], values="population").reindex(codes)
    return cells.sort_index(axis=1).to_numpy().reshape(len(codes), 2, 20)


def _sums(read: Figures, year: int, name: str, key: str) -> pd.DataFrame:
    """Small-area counts added up to best-fit wards."""
    counts = [c for c in read[name].columns if c.startswith("population_")]
    table = read[name].merge(read.lookup(year), left_on=key, right_on="lsoa_code")
    return table.groupby("ward_code")[counts].agg(lambda cells: cells.astype(int).sum())


def _adult_share(read: Figures, wards: pd.DataFrame) -> np.ndarray:
    """Share aged 16 to 59; the ward that no small area fits gets its authority's mean."""
    sums = _sums(read, 2023, "lsoa_population_mid2022", "lsoa21_code")
    share = (sums["population_16_59"] / sums["population_total"]).reindex(wards["ward_code"]).to_numpy()
    mean = pd.Series(share).groupby(wards["ltla_code"].to_numpy()).transform("mean").to_numpy()
    return np.where(np.isnan(share), mean, share)


def _targets(read: Figures, authority: np.ndarray, ages: np.ndarray) -> dict[tuple[str, int], int]:
    """Official ages 0 to 17. South Hams and West Devon have none: they follow Devon, from their own 2022."""
    table = read["la_population_0_17"]
    held = {(code, int(year)): int(n) for code, year, n in table[["la_code", "time_period", "population"]].itertuples(index=False)}
    targets = {}
    for code in dict.fromkeys(authority):
        own = int(ages[authority == code][:, :, :18].sum())
        for year in CONTROLLED:
            county = COUNTY_OF.get(code)
            targets[code, year] = round(own * held[county, year] / held[county, BASE]) if county else held[code, year]
    return targets

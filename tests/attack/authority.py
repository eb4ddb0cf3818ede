"""Generated authorities: pupils by LSOA, ward, group and year, with few in many cells, as in a real one."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

AUTHORITY = "E06000999"
YEARS = ("202223", "202324", "202425")
GROUPS = ("FSM", "SEN", "Other")


@dataclass(frozen=True, eq=False)
class Authority:
    """The exact counts, as the base query returns them, and the larger area of every area."""

    rows: pd.DataFrame
    within: dict[str, str]

    @property
    def wards(self) -> list[str]:
        """Codes of the wards."""
        return [code for code in self.within if code.startswith("E05")]

    @property
    def lsoas(self) -> list[str]:
        """Codes of the LSOAs."""
        return [code for code in self.within if code.startswith("E01")]


def generated(seed: int, wards: int = 10, lsoas: int = 40, years: tuple[str, ...] = YEARS, groups: tuple[str, ...] = GROUPS,
              pupils: float = 11.0) -> Authority:  # fmt: skip
    """An authority with about ``pupils`` a year in an LSOA; some LSOAs have next to none, groups are of unequal size."""
    chance = np.random.default_rng(seed)
    home = np.sort(np.concatenate([np.arange(wards), chance.integers(0, wards, lsoas - wards)]))
    within = {f"E01{number:06d}": f"E05{ward:06d}" for number, ward in enumerate(home)} | {f"E05{w:06d}": AUTHORITY for w in range(wards)}
    share = chance.dirichlet(np.full(len(groups), 1.5), size=lsoas) * chance.gamma(1.6, pupils / 1.6, size=(lsoas, 1))
    frames = [_year(year, chance.poisson(share), chance, groups, within) for year in years]
    return Authority(pd.concat(frames, ignore_index=True), within)


def _year(year: str, pupils: np.ndarray, chance: np.random.Generator, groups: tuple[str, ...], within: dict[str, str]) -> pd.DataFrame:
    reached = chance.binomial(pupils, np.linspace(0.35, 0.8, len(groups)))
    codes = [code for code in within if code.startswith("E01")]
    small = pd.DataFrame({
        "area_code": np.repeat(codes, len(groups)), "group_code": list(groups) * len(codes),
        "numerator": reached.ravel().astype(float), "denominator": pupils.ravel().astype(float),
    })  # fmt: skip
    ward = small.assign(area_code=small["area_code"].map(within))
    kinds = {"lsoa": small, "ward": ward, "authority": ward.assign(area_code=AUTHORITY)}
    return pd.concat([_level(rows, kind, year) for kind, rows in kinds.items()], ignore_index=True)


def _level(rows: pd.DataFrame, kind: str, year: str) -> pd.DataFrame:
    groups = rows.groupby(["area_code", "group_code"], sort=False, as_index=False).sum()
    totals = rows.drop(columns="group_code").groupby("area_code", sort=False, as_index=False).sum()
    found = pd.concat([groups.assign(breakdown="group"), totals.assign(breakdown="Total", group_code="Total")])
    return found.assign(area_type=kind, time_period=year, symbol=None)

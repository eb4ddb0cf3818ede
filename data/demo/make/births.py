"""Modelled live births: from the children who are aged 0 at the middle of the years around."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.demo.make.areas import AUTHORITIES, POOLE, POOLE_NAME
from data.demo.make.cohorts import WRITTEN, column
from data.demo.make.poole import LAST

if TYPE_CHECKING:
    from data.demo.make.populations import Models

# Infants who died or moved away before the middle of the year.
_LOST = 1.003
# Births of a year are aged 0 in the middle of it or of the next; the outer years steady small wards.
_WEIGHTS = {-1: 1, 0: 2, 1: 2, 2: 1}


def table(models: Models) -> pd.DataFrame:
    """Code, Name, Geography, Year, Births: country, regions, authorities, wards of 2023, Poole and its wards of 2017."""
    wards, poole, nation = models.wards, models.poole, models.nations
    by_ward, by_poole = _births(wards.exact), _births(poole.exact)[:, WRITTEN <= LAST]
    kinds = ["Country" if code.startswith("E92") else "Region" for code in nation.codes]
    authorities = np.stack([by_ward[wards.base.authority == code].sum(axis=0) for code in AUTHORITIES])
    parts = [
        _rows(nation.codes, nation.names, kinds, _births(nation.ages)),
        _rows(list(AUTHORITIES), list(AUTHORITIES.values()), "Local authority", authorities),
        _rows([POOLE], [POOLE_NAME], "Local authority", by_poole.sum(axis=0, keepdims=True)),
        _rows(wards.base.codes, wards.base.names, "Ward", by_ward),
        _rows(poole.codes, poole.names, "Ward", by_poole),
    ]
    return pd.concat(parts, ignore_index=True)


def _births(ages: np.ndarray) -> np.ndarray:
    """Whole births by (areas, years written) from residents (areas, sexes, ages, years)."""
    infants, last = ages[:, :, 0].sum(axis=1), ages.shape[-1] - 1
    columns = np.array([column(year) for year in WRITTEN])
    mean = sum(weight * infants[:, np.minimum(columns + step, last)] for step, weight in _WEIGHTS.items())
    return np.rint(mean / sum(_WEIGHTS.values()) * _LOST).astype(np.int64)


def _rows(codes: list[str], names: list[str], kind: str | list[str], births: np.ndarray) -> pd.DataFrame:
    years = WRITTEN[: births.shape[1]]
    places = pd.DataFrame({"Code": codes, "Name": names, "Geography": kind})
    rows = places.loc[np.repeat(np.arange(len(places)), len(years))].reset_index(drop=True)
    return rows.assign(Year=np.tile(years, len(places)), Births=births.reshape(-1))

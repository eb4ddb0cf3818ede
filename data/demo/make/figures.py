"""The collected official figures: one table a file, everything as text so that nothing is rounded on the way."""

from functools import cache
from pathlib import Path

import pandas as pd


class Figures:
    """Tables of the figures folder, by file name without its ending."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._read = cache(lambda name: pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False))

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self._read(name).copy()

    def lookup(self, year: int) -> pd.DataFrame:
        """LSOA to ward, by boundary year: lsoa_code, ward_code, ward_name, ltla_code; sorted by LSOA."""
        table = self["lsoa_ward_lookup"]
        return table[table["boundary_year"] == str(year)].sort_values("lsoa_code").reset_index(drop=True)

    def wards(self) -> pd.DataFrame:
        """The 157 wards of 2023: ltla_code, ward_code, ward_name, population_all_ages; sorted by code."""
        table = self["ward_population_mid2022_total"]
        return table.sort_values(["ltla_code", "ward_code"]).reset_index(drop=True)

    def lsoa_names(self, edition: int) -> pd.Series:
        """Names of the LSOAs of a census (2011 or 2021), by code."""
        year, short = (2019, "11") if edition == 2011 else (2025, "21")
        return self[f"lsoa_deprivation_{year}"].set_index(f"lsoa{short}_code")[f"lsoa{short}_name"]

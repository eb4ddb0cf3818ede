"""Where upper-tier authorities lie, for maps of flows: the mean grid reference of their postcodes, to the kilometre, and their names.

``python -m tools.authority_points LOOKUP`` with the ONS lookup of lower to upper-tier authorities (April 2023); the package of
postcodes (docs/placements.md) must be installed. Writes warehouse/schema_cohort_care.authority_point.csv.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from importers.ssda903.postcodes import table_in
from settings import PROJECT

_SCHEMA = PROJECT / "warehouse"
_OUT = _SCHEMA / "schema_cohort_care.authority_point.csv"
_KILOMETRE = 1000
_RENUMBERED = {"E08000038": "Barnsley", "E08000039": "Sheffield"}  # their boundary was moved in 2025
_BEYOND = {"S": "an authority in Scotland", "N": "an authority in Northern Ireland"}


def points() -> pd.DataFrame:
    """authority_code, easting, northing in metres, rounded to the kilometre."""
    with TemporaryDirectory() as folder:
        table = table_in(Path(folder))
        if table is None:
            raise SystemExit("The package of postcodes is not installed (docs/placements.md).")
        postcodes = pd.read_parquet(table).dropna()
    county = pd.read_csv(_SCHEMA / "schema_cohort_returns.district.csv").set_index("district_code")["authority_code"]
    postcodes["authority_code"] = postcodes["authority_code"].map(county).fillna(postcodes["authority_code"])
    mean = postcodes.groupby("authority_code")[["easting", "northing"]].mean()
    return ((mean / _KILOMETRE).round() * _KILOMETRE).astype(int).reset_index()


def names(lookup: Path) -> dict[str, str]:
    """Names of upper-tier authorities of England and Wales by code."""
    held = pd.read_csv(lookup, encoding="utf-8-sig", dtype=str)
    return dict(held[["UTLA23CD", "UTLA23NM"]].drop_duplicates().itertuples(index=False)) | _RENUMBERED


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(prog="python -m tools.authority_points", description="Make the table of where authorities lie.")
    parser.add_argument("lookup", type=Path, help="ONS lookup of lower to upper-tier authorities")
    found = points()
    known = found["authority_code"].map(names(parser.parse_args().lookup))
    found.insert(1, "authority_name", known.fillna(found["authority_code"].str[0].map(_BEYOND)))
    found.dropna().to_csv(_OUT, index=False, lineterminator="\n")
    print(f"{len(found.dropna())} authorities; without a name: {', '.join(found.loc[found['authority_name'].isna(), 'authority_code'])}")


if __name__ == "__main__":
    main()

"""Find the authority of wards whose file does not name it, by the LSOAs that lie in them."""

import geopandas as gpd
import pandas as pd

from importers.reading import Refused
from warehouse.build import Version


def place_wards(version: Version, wards: gpd.GeoDataFrame) -> pd.DataFrame:
    """Rows for raw.area_lookup: each ward within the authority that held most of its LSOAs nearest to its year.

    ``wards`` has area_code, boundary_year, geometry (WGS84) and the feature's number as index.
    Raises Refused for the first ward that no LSOA with a known authority lies in.
    """
    known = version.run("lookups/lsoa_points_by_authority")
    wards = wards.rename_axis(None)
    points = gpd.GeoDataFrame(known, geometry=gpd.points_from_xy(known["label_longitude"], known["label_latitude"]), crs=4326)
    joined = gpd.sjoin(wards, points, predicate="contains", rsuffix="lsoa")
    joined["years_apart"] = (joined["lookup_year"] - joined["boundary_year"]).abs()
    nearest = joined[joined["years_apart"] == joined.groupby(level=0)["years_apart"].transform("min")]
    votes = nearest.assign(row=nearest.index).groupby(["row", "authority_code"]).size().rename("lsoas").reset_index()
    chosen = votes.sort_values(["row", "lsoas"]).drop_duplicates("row", keep="last").set_index("row")["authority_code"]
    _refuse_unplaced(wards, chosen)
    return pd.DataFrame({
        "child_code": wards["area_code"], "parent_code": chosen.reindex(wards.index),
        "lookup_year": wards["boundary_year"], "relation": "within",
    })  # fmt: skip


def _refuse_unplaced(wards: gpd.GeoDataFrame, chosen: pd.Series) -> None:
    for row in wards.index.difference(chosen.index)[:1]:
        raise Refused(
            f"ward {wards.at[row, 'area_code']} has no authority: the file has no column such as LAD25CD, and no LSOA "
            "already loaded lies in it; load the ONS ward lookup first", row=row,
        )  # fmt: skip

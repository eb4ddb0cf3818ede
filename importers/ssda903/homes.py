"""Where homes lie: grid references of postcodes found in the outlines of small areas that the warehouse holds."""

import geopandas as gpd
import pandas as pd

from warehouse.build import Version


def lsoas_of_homes(version: Version, points: pd.DataFrame) -> pd.DataFrame:
    """The LSOA of each of ``points`` (postcode, easting, northing in metres), of the latest census held; those in none are left out."""
    nowhere = pd.DataFrame({"postcode": pd.Series(dtype=str), "lsoa_code": pd.Series(dtype=str)})
    outlines = version.run("lookups/lsoa_outlines_stated") if len(points) else nowhere
    if outlines.empty:
        return nowhere
    shapes = gpd.GeoDataFrame(outlines[["lsoa_code"]], geometry=gpd.GeoSeries.from_wkb(outlines["outline"].map(bytes)), crs=4326)
    placed = gpd.GeoDataFrame(points[["postcode"]], geometry=gpd.points_from_xy(points["easting"], points["northing"]), crs=27700)
    joined = gpd.sjoin(placed.to_crs(4326), shapes, predicate="intersects")
    return joined.sort_values("lsoa_code").drop_duplicates("postcode")[["postcode", "lsoa_code"]].reset_index(drop=True)

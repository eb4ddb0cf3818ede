"""ONS boundaries of any vintage: wards, LSOAs, MSOAs, authorities and above, with the authority where the file names it."""

import geopandas as gpd
import pandas as pd

from importers.cells import filled, refuse_duplicates
from importers.codes import CodeColumn, area_rows, check_codes, code_columns
from importers.lookups import LOOKUP
from importers.outlines import Outlines
from importers.reading import Importer, Provenance, Reading, Refused

_FINEST_FIRST = ["LSOA", "MSOA", "WD", "LAD", "LTLA", "UTLA", "CTYUA", "CTY", "RGN", "CTRY"]
_DISTRICTS = {"LAD", "LTLA"}


def recognises(header: tuple[str, ...]) -> bool:
    """Any column of ONS area codes."""
    return any(column.level in _FINEST_FIRST for column in code_columns(header))


def _columns(header: tuple[str, ...]) -> tuple[CodeColumn, list[CodeColumn]]:
    """The column of the areas drawn, which is the finest, and those of the authorities they lie in."""
    columns = [c for c in code_columns(header) if c.level in _FINEST_FIRST]
    area = min(columns, key=lambda column: _FINEST_FIRST.index(column.level))
    return area, [c for c in columns if c.level in _DISTRICTS and c is not area]


def needs_placing(header: tuple[str, ...]) -> bool:
    """Whether the outlines are wards whose authority must be found by the LSOAs in them."""
    area, parents = _columns(header)
    return area.level == "WD" and not parents


def read(outlines: Outlines) -> Reading:
    """One outline an area. Wards without a column of authorities are handed on to be placed."""
    frame, (area, parents) = outlines.frame, _columns(outlines.header)
    check_codes(frame, area.column)
    filled(frame, *[area.name_column] if area.name_column else [])
    refuse_duplicates(frame, area.column)
    reading = Reading(_tables(frame, area), len(frame), notes=outlines.notes, release=str(area.year))
    if parents:
        _add_parents(reading, frame, area, parents[0])
    elif area.level == "WD":
        reading.unplaced_wards = _unplaced(frame, area)
    return reading


def _tables(frame: gpd.GeoDataFrame, area: CodeColumn) -> dict[str, pd.DataFrame]:
    points = frame.geometry.representative_point()
    boundary = pd.DataFrame({
        "area_code": frame[area.column], "boundary_year": area.year,
        "outline": frame.geometry.to_wkb(), "label_longitude": points.x.round(6), "label_latitude": points.y.round(6),
        "was_mended": frame["was_mended"],
    })  # fmt: skip
    names = frame[area.name_column] if area.name_column else frame[area.column]
    return {"area": area_rows(frame[area.column], names, area.year), "boundary": boundary}


def _add_parents(reading: Reading, frame: gpd.GeoDataFrame, area: CodeColumn, parent: CodeColumn) -> None:
    """The authority of every area, from the file's own column; a blank in it refuses the file."""
    codes = frame[parent.column]
    if (codes == "").any():
        row = (codes == "").idxmax()
        raise Refused(f"{frame.at[row, area.column]} has no authority", row=row, column=parent.column)
    check_codes(frame, parent.column)
    names = frame[parent.name_column] if parent.name_column else codes
    reading.tables["area"] = pd.concat([reading.tables["area"], area_rows(codes, names, parent.year)])
    reading.tables["area_lookup"] = pd.DataFrame({
        "child_code": frame[area.column], "parent_code": codes, "lookup_year": parent.year, "relation": "within",
    })  # fmt: skip


def _unplaced(frame: gpd.GeoDataFrame, area: CodeColumn) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"area_code": frame[area.column], "boundary_year": area.year}, geometry=frame.geometry, crs=4326)


BOUNDARY = Importer(
    "ons_boundary", 20, recognises, read,
    Provenance("Office for National Statistics", "Boundaries", LOOKUP.provenance.attribution),
)  # fmt: skip

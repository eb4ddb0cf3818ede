"""ONS population-weighted centroids: one point a small area, British National Grid metres."""

import pandas as pd

from importers.cells import numbers, refuse_duplicates
from importers.codes import area_rows, check_codes, code_columns
from importers.lookups import LOOKUP
from importers.reading import Importer, Provenance, Reading, Refused
from importers.sheets import Sheet


def recognises(header: tuple[str, ...]) -> bool:
    """One column of small-area codes with x and y beside it."""
    return len(code_columns(header)) == 1 and {"x", "y"} <= {name.lower() for name in header}


def read(sheet: Sheet) -> Reading:
    """Easting and northing of each area."""
    frame = sheet.frame.rename(columns=lambda name: name.lower() if name.lower() in ("x", "y") else name)
    column = code_columns(sheet.header)[0]
    check_codes(frame, column.column)
    refuse_duplicates(frame, column.column)
    points = pd.DataFrame({"area_code": frame[column.column], "easting": numbers(frame["x"]), "northing": numbers(frame["y"])})
    _refuse_off_grid(points)
    names = frame[column.name_column] if column.name_column else frame[column.column]
    tables = {"area": area_rows(frame[column.column], names, column.year), "area_centroid": points}
    return Reading(tables, len(frame), release=str(column.year))


def _refuse_off_grid(points: pd.DataFrame) -> None:
    """Refuse the first point that is no place on the British National Grid (metres), degrees for example."""
    on_grid = points["easting"].between(1_000, 700_000) & points["northing"].between(1_000, 1_300_000)
    if not on_grid.all():
        raise Refused("the coordinates are not metres of the British National Grid", row=(~on_grid).idxmax(), column="x")


CENTROID = Importer(
    "ons_centroid", 11, recognises, read,
    Provenance("Office for National Statistics", "Population-weighted centroids", LOOKUP.provenance.attribution),
)  # fmt: skip

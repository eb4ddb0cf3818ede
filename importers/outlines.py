"""Open a file of outlines: GeoJSON, GeoPackage, shapefile or TopoJSON, in degrees or British National Grid."""

import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

import geopandas as gpd
import pyogrio
import pyproj
import shapely

from importers.geojson import check_json, is_json, why_json_fails
from importers.reading import Note, Refused
from importers.sheets import refuse_size, tidy, unique_names

logging.getLogger("pyogrio").setLevel(logging.CRITICAL)  # what it has to say reaches the user as a sentence
# Everything UK statistics cover, in degrees; outside it the coordinates are not what the file says they are.
_WEST, _SOUTH, _EAST, _NORTH = -9.5, 49.5, 2.2, 61.5
_MOST_DEGREES = 360
_GEOMETRY = "geometry"
_POLYGONS = ["Polygon", "MultiPolygon"]
# How the content of each format begins; a reader that guesses would also follow files that only point to other files.
_BEGINS = {".gpkg": b"SQLite format 3\0", ".shp": b"\x00\x00\x27\x0a"}
_BROKEN = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FieldError, pyogrio.errors.GeometryError,
           pyogrio.errors.CRSError, pyogrio.errors.FeatureError, UnicodeDecodeError, shapely.errors.ShapelyError,
           pyproj.exceptions.ProjError, ValueError, OverflowError)  # fmt: skip


@dataclass
class Outlines:
    """Polygons of one layer. ``header`` are its columns; its features are read when ``frame`` is asked for."""

    name: str
    header: tuple[str, ...]
    features: Callable[[], gpd.GeoDataFrame]
    notes: list[Note] = field(default_factory=list)

    @cached_property
    def frame(self) -> gpd.GeoDataFrame:
        """WGS84, valid, flat, all other columns as text; index is the feature's number from 1; ``was_mended`` tells mended ones.

        Raises Refused for the first feature that is no polygon or lies outside the United Kingdom.
        """
        frame = self.features()
        if frame.empty or not isinstance(frame, gpd.GeoDataFrame):
            raise Refused("the file holds no outlines: its list of features is empty")
        frame.index = range(1, len(frame) + 1)
        frame.index.name = "row"
        _refuse_undrawable(frame)
        frame = _mended(_in_degrees(_as_text(frame, self.header), self.notes), self.notes)
        return frame


def open_outlines(path: Path) -> list[Outlines]:
    """The layers of a file of outlines. Raises Refused in words for anything that cannot be drawn."""
    refuse_size(path)
    if "!" in str(path):  # the reader takes what stands before it for an archive
        raise Refused('the name of the file or of its folder holds "!"; rename it')
    if is_json(path):
        check_json(path)
    elif not _begins(path, _BEGINS[path.suffix.lower()]):
        raise Refused(f"the outlines cannot be read (the name ends in {path.suffix}, but the content is something else)")
    layers = _reading(path, lambda: [name for name, kind in pyogrio.list_layers(path) if kind])
    if not layers:
        raise Refused("the file holds no outlines")
    found = [_layer(path, name) for name in layers]
    if is_json(path) and not any(layer.header for layer in found):
        why_json_fails(path)
    return found


def _begins(path: Path, expected: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(expected)) == expected


def _layer(path: Path, name: str) -> Outlines:
    fields = [found for found in _reading(path, lambda: pyogrio.read_info(path, layer=name)["fields"]) if found != _GEOMETRY]
    header = tuple(unique_names(tuple(map(tidy, fields))))
    return Outlines(name, header, partial(_reading, path, lambda: _features(path, name, fields)))


def _features(path: Path, layer: str, fields: list[str]) -> gpd.GeoDataFrame:
    """The columns ``fields`` and the geometry, which arrives under its usual name whatever the file calls it."""
    return pyogrio.read_dataframe(path, layer=layer, on_invalid="ignore")[[*fields, _GEOMETRY]]


def _reading(path: Path, read: Callable[[], object]) -> object:
    """The result of ``read``; whatever the libraries raise on broken files becomes a sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an outline that makes no sense arrives empty and is refused by its row
            return read()
    except _BROKEN as error:
        if is_json(path):
            why_json_fails(path)
        lacking = "; a shapefile needs its .dbf, .shx and .prj beside it" if path.suffix.lower() == ".shp" else ""
        raise Refused(f"the outlines cannot be read ({tidy(str(error).replace(str(path), path.name))[:160]}){lacking}") from None


def _as_text(frame: gpd.GeoDataFrame, header: tuple[str, ...]) -> gpd.GeoDataFrame:
    """The columns of the file under the names of ``header``, their cells as text."""
    cells = frame.drop(columns=_GEOMETRY)
    texts = {name: cells.iloc[:, place].map(_text).astype("str") for place, name in enumerate(header)}
    return gpd.GeoDataFrame(texts, geometry=shapely.force_2d(frame.geometry.to_numpy()), crs=frame.crs, index=frame.index)


def _text(cell: object) -> str:
    return "" if cell is None or cell != cell else tidy(cell)


def _refuse_undrawable(frame: gpd.GeoDataFrame) -> None:
    missing = frame.geometry.isna() | frame.geometry.is_empty
    bad = missing | ~frame.geom_type.isin(_POLYGONS)
    if bad.any():
        row = bad.idxmax()
        kind = "no outline" if missing[row] else f"a {frame.geom_type[row]} instead of a polygon"
        raise Refused(f"the feature has {kind}", row=row)


def _in_degrees(frame: gpd.GeoDataFrame, notes: list[Note]) -> gpd.GeoDataFrame:
    """The frame in WGS84. Without a stated system, metres of the British National Grid are told by their size."""
    metres = frame.bounds.abs().max(axis=None) > _MOST_DEGREES
    if frame.crs is None or (frame.crs.is_geographic and metres):
        if metres:
            notes.append(Note("the coordinates are too large for degrees; read as metres of the British National Grid"))
        frame = frame.set_crs(27700 if metres else 4326, allow_override=True)
    if frame.crs != 4326:
        try:
            frame = frame.to_crs(4326)
        except pyproj.exceptions.ProjError as error:
            raise Refused(f"the coordinates cannot be turned into degrees ({tidy(error)[:120]})") from None
    _refuse_elsewhere(frame)
    return frame


def _refuse_elsewhere(frame: gpd.GeoDataFrame) -> None:
    """Refuse the first outline outside the United Kingdom; latitude before longitude is named as what it is."""
    bounds = frame.bounds
    inside = _within(bounds, ["minx", "miny", "maxx", "maxy"])
    if inside.all():
        return
    row = (~inside).idxmax()
    if _within(bounds, ["miny", "minx", "maxy", "maxx"])[row]:
        raise Refused("latitude and longitude stand in the wrong order: GeoJSON has longitude first", row=row)
    west, south, east, north = bounds.loc[row]
    raise Refused(
        f"the outline lies outside the United Kingdom (longitude {west:.1f} to {east:.1f}, latitude {south:.1f} to {north:.1f})", row=row
    )


def _within(bounds: gpd.GeoDataFrame, columns: list[str]) -> gpd.GeoSeries:
    west, south, east, north = (bounds[column] for column in columns)
    return (west >= _WEST) & (south >= _SOUTH) & (east <= _EAST) & (north <= _NORTH)


def _mended(frame: gpd.GeoDataFrame, notes: list[Note]) -> gpd.GeoDataFrame:
    """Invalid polygons made valid, each with a note; one that has no area is refused."""
    outlines = frame.geometry.to_numpy()
    broken = ~shapely.is_valid(outlines)
    notes += [Note(f"invalid polygon mended: {shapely.is_valid_reason(frame.geometry[row])}", row=row) for row in frame.index[broken]]
    outlines[broken] = shapely.make_valid(outlines[broken], method="structure", keep_collapsed=False)
    flat = shapely.is_empty(outlines)
    if flat.any():
        raise Refused("the polygon covers no ground", row=frame.index[flat][0])
    return frame.set_geometry(gpd.GeoSeries(outlines, index=frame.index, crs=4326)).assign(was_mended=broken)

"""Open a file of outlines: GeoJSON, GeoPackage, shapefile or TopoJSON, in degrees or British National Grid."""

import json
import logging
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pyogrio
import shapely

from importers.reading import Note, Refused
from settings import settings

logging.getLogger("pyogrio").setLevel(logging.ERROR)
# Everything UK statistics cover, in degrees; outside it the coordinates are not what the file says they are.
_UNITED_KINGDOM = (-9.5, 49.5, 2.2, 61.5)


@dataclass
class Outlines:
    """Polygons of one layer in WGS84, valid, with the file's columns; index is the feature's number from 1."""

    header: tuple[str, ...]
    frame: gpd.GeoDataFrame
    notes: list[Note] = field(default_factory=list)


def open_outlines(path: Path) -> list[Outlines]:
    """The layers of a file of outlines. Raises Refused in words for anything that cannot be drawn."""
    if path.stat().st_size == 0:
        raise Refused("the file is empty")
    if path.stat().st_size > settings().max_file_bytes:
        raise Refused(f"the file is larger than the {settings().max_file_bytes / 1e9:,.1f} GB allowed")
    if path.suffix.lower() in {".json", ".geojson", ".topojson"}:
        _check_json(path)
    try:
        layers = [name for name, kind in pyogrio.list_layers(path) if kind]
        return [_layer(gpd.read_file(path, layer=name)) for name in layers]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, UnicodeDecodeError) as error:
        raise Refused(f"the outlines cannot be read ({str(error)[:120]})") from None


def _check_json(path: Path) -> None:
    """Refuse JSON that is cut short or no geography, saying where; the readers' own words do not."""
    try:
        content = json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        raise Refused(f"the JSON breaks off or is damaged ({error.msg}, character {error.pos:,})", row=error.lineno) from None
    except UnicodeDecodeError as error:
        raise Refused(f"the file is not UTF-8 text (byte {error.start:,})") from None
    kind = content.get("type") if isinstance(content, dict) else None
    if kind not in {"FeatureCollection", "Feature", "Topology"}:
        raise Refused("the JSON holds no outlines (it is neither a GeoJSON FeatureCollection nor a TopoJSON Topology)")
    if kind == "FeatureCollection" and not content.get("features"):
        raise Refused("the file holds no outlines: its list of features is empty")


def _layer(frame: gpd.GeoDataFrame) -> Outlines:
    if frame.empty or not hasattr(frame, "geometry"):
        raise Refused("the file holds no outlines")
    frame.index = range(1, len(frame) + 1)
    frame = frame.rename(columns={name: " ".join(str(name).split()) for name in frame.columns})
    frame = _in_degrees(frame)
    _refuse_empty(frame)
    frame, notes = _mended(frame)
    return Outlines(tuple(name for name in frame.columns if name != frame.geometry.name), frame, notes)


def _in_degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The frame in WGS84. Without a stated system, metres of the British National Grid are told by their size."""
    if frame.crs is None or (frame.crs.is_geographic and abs(frame.total_bounds[0]) > 360):
        metres = abs(frame.total_bounds[0]) > 360
        frame = frame.set_crs(27700 if metres else 4326, allow_override=True)
    frame = frame.to_crs(4326)
    west, south, east, north = frame.total_bounds
    if west < _UNITED_KINGDOM[0] or south < _UNITED_KINGDOM[1] or east > _UNITED_KINGDOM[2] or north > _UNITED_KINGDOM[3]:
        raise Refused(
            f"the outlines lie outside the United Kingdom (longitude {west:.1f} to {east:.1f}, latitude {south:.1f} to {north:.1f})"
        )
    return frame


def _refuse_empty(frame: gpd.GeoDataFrame) -> None:
    bad = frame.geometry.isna() | frame.geometry.is_empty | ~frame.geom_type.isin(["Polygon", "MultiPolygon"])
    if bad.any():
        row = bad.idxmax()
        kind = "no outline" if frame.geometry.isna()[row] else f"a {frame.geom_type[row]} instead of a polygon"
        raise Refused(f"the feature has {kind}", row=row)


def _mended(frame: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[Note]]:
    """Invalid polygons made valid, each with a note; column was_mended says which."""
    broken = ~frame.geometry.is_valid
    notes = [Note(f"invalid polygon mended: {shapely.is_valid_reason(frame.geometry[row])}", row=row)
             for row in frame.index[broken]]  # fmt: skip
    mended = frame.geometry.make_valid(method="structure")
    frame = frame.set_geometry(frame.geometry.where(~broken, mended)).assign(was_mended=broken)
    return frame, notes

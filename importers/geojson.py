"""Say in words why a file of JSON cannot be drawn; what can be drawn is left to the reader of outlines."""

import json
import re
from pathlib import Path

from importers.reading import Refused

_SUFFIXES = {".json", ".geojson", ".topojson"}
_LARGEST_EXPLAINED = 100_000_000  # bytes; parsing needs some ten times as much memory
_OUTLINES = re.compile(rb'"(?:FeatureCollection|Feature|Topology|geometry|esriGeometryPolygon)"')


def is_json(path: Path) -> bool:
    """Whether the name of the file says JSON."""
    return path.suffix.lower() in _SUFFIXES


def check_json(path: Path) -> None:
    """Refuse a file that is no UTF-8 text or no JSON object of outlines, without parsing it."""
    content = path.read_bytes()
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused("the file is UTF-16 text; save it as UTF-8")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refused(f"the file is not UTF-8 text (byte {error.start + 1:,})", row=line) from None
    if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") or not _OUTLINES.search(content):
        why_json_fails(path)
        raise Refused("the JSON holds no outlines (it is neither a GeoJSON FeatureCollection nor a TopoJSON Topology)")


def why_json_fails(path: Path) -> None:
    """Refused with where the JSON breaks or what it lacks; returns where nothing is found amiss."""
    if path.stat().st_size > _LARGEST_EXPLAINED:
        return
    try:
        content = json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        raise Refused(f"the JSON breaks off or is damaged ({error.msg}, character {error.pos:,})", row=error.lineno) from None
    except RecursionError:
        raise Refused("the JSON is nested too deeply to be outlines") from None
    except ValueError as error:
        raise Refused(f"the JSON is damaged ({error})") from None
    kind = content.get("type") if isinstance(content, dict) else None
    if kind not in ("FeatureCollection", "Feature", "Topology"):
        raise Refused("the JSON holds no outlines (it is neither a GeoJSON FeatureCollection nor a TopoJSON Topology)")
    if kind == "FeatureCollection" and not content.get("features"):
        raise Refused("the file holds no outlines: its list of features is empty")

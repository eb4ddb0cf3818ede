"""Hatching over areas whose figure is uncertain: seen without colour, on a screen and in print."""

import base64
import math
import struct
import zlib
from functools import cache

import pandas as pd
import pydeck

from components.maps.outlines import layer_address

_SIDE, _SPACING, _INK = 32, 8, [21, 32, 43]  # pixels of the pattern, pixels between its lines, their colour
LEGEND_KEY = (
    '<span style="display:inline-block;margin-right:1rem"><span aria-hidden="true" style="display:inline-block;width:0.9em;height:0.9em;'
    "margin-right:0.35em;border:1px solid #6b7782;vertical-align:-0.1em;"
    'background:repeating-linear-gradient(135deg,#15202b 0 1px,#e4ddff 1px 4px)"></span>{words}</span>'
)
_METRES_A_PIXEL = 78_271.517  # of Web Mercator at the equator and zoom 0, tiles of 512 pixels


@cache
def _pattern() -> str:
    """Slanting lines as an image (PNG, grey with transparency) in an address, so that nothing need be fetched."""
    line = [bytes((0, 255 if (x + y) % _SPACING == 0 else 0)) for y in range(_SPACING) for x in range(_SIDE)]
    rows = [b"\0" + b"".join(line[(y % _SPACING) * _SIDE :][:_SIDE]) for y in range(_SIDE)]
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 4, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    written = b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)
    return "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + written).decode("ascii")


def hatch_layer(layer: pd.Series, hatched: list[bool], view: pydeck.ViewState) -> pydeck.Layer:
    """The outlines of a layer again, with lines over those that are ``hatched`` (one an area, in order of code).

    A pattern is measured in metres; it is drawn as wide as it would be in pixels at the zoom of ``view``.
    """
    marks = [int(each) for each in hatched]
    colours = [[*_INK, 0], [*_INK, 150]]
    metres = _METRES_A_PIXEL * math.cos(math.radians(view.latitude)) / 2**view.zoom
    return pydeck.Layer(
        "GeoJsonLayer", id="hatching", data=layer_address(layer["layer_id"]), pickable=False, stroked=False, filled=True,
        get_fill_color=f"({colours})[({marks})[properties.i]]", update_triggers={"getFillColor": marks},
        extensions=[{"@@type": "FillStyleExtension", "pattern": True}], fill_pattern_atlas=pydeck.types.String(_pattern()),
        fill_pattern_mapping={"lines": {"x": 0, "y": 0, "width": _SIDE, "height": _SIDE, "mask": True}}, get_fill_pattern="'lines'",
        get_fill_pattern_scale=round(metres, 3),
    )  # fmt: skip

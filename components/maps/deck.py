"""A pydeck Deck that goes out small, and the view that shows a whole layer."""

import json
import math
from functools import cached_property

import pandas as pd
import pydeck

_ASSUMED_WIDTH = 500  # pixels; a narrower map shows a little less, a wider one a little more
_TILE = 512
_MARGIN = 0.93


class CompactDeck(pydeck.Deck):
    """pydeck writes its JSON indented and anew at each run; this one writes it once, without blanks."""

    @cached_property
    def _compact(self) -> str:
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"), ensure_ascii=False)

    def to_json(self) -> str:
        """The deck as compact JSON."""
        return self._compact


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def view_of(layer: pd.Series, height: int, width: int = _ASSUMED_WIDTH) -> pydeck.ViewState:
    """The view in which the whole bounding box of a layer (degrees) is seen on a map of so many pixels."""
    across = (layer["east"] - layer["west"]) / 360 * _TILE
    down = (_mercator(layer["north"]) - _mercator(layer["south"])) / (2 * math.pi) * _TILE
    zoom = math.log2(_MARGIN * min(width / across, height / down))
    return pydeck.ViewState(
        longitude=(layer["west"] + layer["east"]) / 2, latitude=(layer["south"] + layer["north"]) / 2,
        zoom=round(zoom, 3), min_zoom=round(zoom - 1.5, 3), max_zoom=16, pitch=0, bearing=0,
    )  # fmt: skip

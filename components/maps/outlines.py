"""Outline layers as static files: named by their content, written once, never changed."""

from functools import cache

import pandas as pd

from measures.held import layers, version
from settings import settings
from warehouse import query


def layer_of(authority: str, area_type: str = "ward") -> pd.Series | None:
    """The layer of an authority's areas, or None where no outlines are held."""
    held = layers()
    found = held[(held["authority_code"] == authority) & (held["area_type"] == area_type)]
    return None if found.empty else found.iloc[0]


@cache
def _written(layer_id: str, in_version: str) -> str:
    folder = settings().static / "outlines"
    path = folder / f"{layer_id}.geojson"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        draft.write_text(query("lookups/layer_geojson", layer_id=layer_id)["geojson"].iloc[0], encoding="utf-8")
        draft.replace(path)
    return f"app/static/outlines/{path.name}"


def layer_address(layer_id: str) -> str:
    """Where the browser fetches a layer; public geometry only, no figures."""
    return _written(layer_id, version())

"""Outline layers as static files: named by their content, written once, never changed."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from functools import cache

import pandas as pd

from measures.held import layers
from settings import settings
from warehouse import query

LONG_AGO = 946_684_800  # 1 January 2000


def layer_of(authority: str, area_type: str = "ward", year: int = 0) -> pd.Series | None:
    """The layer of an authority's areas, of the boundary ``year`` where one is named; None where no outlines are held."""
    held = layers()
    found = held[(held["authority_code"] == authority) & (held["area_type"] == area_type) & ((held["boundary_year"] == year) | (year == 0))]
    return None if found.empty else found.iloc[0]


def _written(kind: str, name: str, text: Callable[[], str]) -> str:
    """The address of a static file; written under its name, once, when it is not there yet."""
    path = settings().static / kind / name
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.part")
        draft.write_text(text(), encoding="utf-8")
        # Streamlit sends no Cache-Control; a browser then keeps a file for a tenth of its age. What is named by its content never ages.
        os.utime(draft, (LONG_AGO, LONG_AGO))
        draft.replace(path)
    return f"app/static/{kind}/{name}"


@cache
def layer_address(layer_id: str) -> str:
    """Where the browser fetches a layer; public geometry only, no figures."""
    return _written("outlines", f"{layer_id}.geojson", lambda: query("lookups/layer_geojson", layer_id=layer_id)["geojson"].iloc[0])


@cache
def label_address(layer_id: str) -> str:
    """Where the browser fetches the names of a layer's areas, each with a point inside (longitude, latitude)."""
    return _written("labels", f"{layer_id}.json", lambda: _labels(layer_id))


@cache
def label_points(layer_id: str) -> dict[str, tuple[float, float]]:
    """A point inside each area of a layer (longitude, latitude) by the area's name."""
    return {name: (x, y) for x, y, name in query("lookups/layer_labels", layer_id=layer_id).itertuples(index=False)}


def _labels(layer_id: str) -> str:
    return _label_text(query("lookups/layer_labels", layer_id=layer_id).itertuples(index=False))


def _label_text(points: Iterable[tuple[float, float, str]]) -> str:
    return json.dumps([{"p": [x, y], "n": words} for x, y, words in points], ensure_ascii=False)


def drawn_address(name: str, geojson: str) -> str:
    """Where the browser fetches public outlines that were put together for a map: under ``name`` and a digest of their content."""
    return _written("outlines", f"{name}-{_digest(geojson)}.geojson", lambda: geojson)


def drawn_labels(name: str, points: list[tuple[float, float, str]]) -> str:
    """The same for names with a point each (longitude, latitude, name)."""
    text = _label_text(points)
    return _written("labels", f"{name}-{_digest(text)}.json", lambda: text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]

"""Map of the authorities within twenty miles of one: the ring, the outline, and a figure of each that lies there."""

import json
from functools import lru_cache

import pandas as pd
import pydeck
import shapely
import streamlit as st

from components.maps.choropleth import FEWEST_FOR_FIFTHS, HEIGHT, fifths, name_layer, shape_layer, styled_tooltip
from components.maps.deck import CompactDeck, view_of
from components.maps.outlines import drawn_address, drawn_labels
from components.maps.small_areas import class_legend
from components.theme import COMPARATOR, NO_FIGURE, QUINTILE_WORDS, QUINTILES, is_dark
from measures.care_ring import MILES, Ring
from measures.table import MeasureTable
from measures.words import value_text

_NO_FIGURE = 5
_APART = {0: (), 1: (2,), 2: (1, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4)}  # the classes of so few different figures, the lowest first
_RING = [224, 123, 0, 255]


def _features(shapes: list[tuple[str, str, shapely.Geometry]]) -> str:
    features = [{"type": "Feature", "properties": {"i": number, "code": code, "name": name}, "geometry": shapely.geometry.mapping(shape)}
                for number, (code, name, shape) in enumerate(shapes)]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"), ensure_ascii=False)


@lru_cache(maxsize=64)
def _addresses(found: Ring) -> tuple[str, str, str]:
    """Where the browser fetches the areas, the lines and the names; outlines of public places, no figures."""
    areas = list(found.areas[["area_code", "area_name", "outline"]].itertuples(index=False, name=None))
    lines = [("ring", f"{MILES} miles around {found.name}", found.ring), (found.authority, found.name, found.own)]
    points = list(found.areas[["longitude", "latitude", "area_name"]].itertuples(index=False, name=None))
    name = f"ring-{found.authority}"
    return drawn_address(name, _features(areas)), drawn_address(f"{name}-lines", _features(lines)), drawn_labels(name, points)


def _values(found: Ring, table: MeasureTable) -> pd.DataFrame:
    """The figure of each outline, in their order: that of the county where a county answers for a district."""
    return table.frame.set_index("area_code").reindex(found.areas["counted_code"])


def _classes(found: Ring, table: MeasureTable) -> list[int]:
    """Fifths; where too few places have a figure their order, so that each can be told apart."""
    values = _values(found, table)["value"].reset_index(drop=True)
    if values.nunique() >= FEWEST_FOR_FIFTHS:
        return fifths(values).tolist()
    apart = dict(zip(sorted(values.dropna().unique()), _APART[values.nunique()], strict=True))
    return values.map(apart).fillna(_NO_FIGURE).astype(int).tolist()


@lru_cache(maxsize=128)
def _deck(found: Ring, table: MeasureTable, dark: bool) -> CompactDeck:
    areas, lines, names = _addresses(found)
    texts = [
        _text(table, row, place)
        for row, place in zip(_values(found, table).to_dict("records"), found.areas.to_dict("records"), strict=True)
    ]
    shapes = shape_layer(areas, (*QUINTILES, NO_FIGURE), _classes(found, table), dark)
    ink = [233, 238, 243, 255] if dark else [21, 32, 43, 255]
    drawn = pydeck.Layer("GeoJsonLayer", id="ring", data=lines, pickable=False, stroked=True, filled=False, line_width_min_pixels=2.5,
                         get_line_color=f"({[_RING, ink]})[properties.i]")  # fmt: skip
    view = view_of(pd.Series(dict(zip(("west", "south", "east", "north"), found.box, strict=True))), HEIGHT)
    return CompactDeck(layers=[shapes, drawn, name_layer(names)], initial_view_state=view, map_provider=None, tooltip=styled_tooltip(texts))


def _text(table: MeasureTable, row: dict, place: dict) -> str:
    figure = value_text(row["value"], row["symbol"], table.indicator.kind, table.indicator.decimals)
    whole = "" if place["counted_code"] == place["area_code"] else f" in all of {place['counted_name']}"
    return f"{figure} {table.indicator.unit}{whole}"


def ring_map(found: Ring, table: MeasureTable) -> None:
    """Draw the ring and the places in it, coloured by ``table`` (a row an authority)."""
    alt = (f"Map of {found.name}, the line {MILES} miles around it and the authorities that lie there, in classes of {table.title.lower()}. "
           "The table beside it holds every figure.")  # fmt: skip
    st.pydeck_chart(_deck(found, table, is_dark()), height=HEIGHT, alt=alt)


def ring_legend(found: Ring, table: MeasureTable) -> None:
    """The classes in words with their figures, the two lines, and how exact the outlines are."""
    values, classes = _values(found, table)["value"].reset_index(drop=True), pd.Series(_classes(found, table))
    few = values.nunique() < FEWEST_FOR_FIFTHS
    entries = []
    for number in sorted(set(classes) - {_NO_FIGURE}):
        low, high = (f"{each:,.{table.indicator.decimals}f}" for each in (values[classes == number].min(), values[classes == number].max()))
        figures = low if low == high else f"{low} to {high}"
        entries.append((QUINTILES[number], f"{figures} {table.indicator.unit}" if few else f"{QUINTILE_WORDS[number]}: {figures}"))
    if (classes == _NO_FIGURE).any():
        entries.append((NO_FIGURE, "not on the list held"))
    line = f"Orange line: {MILES} miles, in a straight line, from the nearest edge of {found.name}. "
    exact = "" if found.is_exact else "Outlines are approximate: whole LSOAs joined by a best-fit lookup."
    class_legend([*entries, (COMPARATOR, f"{MILES} miles")], f"{line}{exact}")

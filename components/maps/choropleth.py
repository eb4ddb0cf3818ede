"""Ward map: five classes with words, values in the tooltip, labels that do not collide, and a legend."""

import math
import re
from functools import lru_cache

import numpy as np
import pandas as pd
import pydeck
import streamlit as st

from components.maps.deck import CompactDeck, view_of
from components.maps.hatching import LEGEND_KEY, hatch_layer
from components.maps.outlines import label_address, layer_address, layer_of
from components.theme import NO_FIGURE, OUTSIDE_SELECTION, QUINTILE_WORDS, QUINTILES, is_dark
from measures.held import wards_of
from measures.table import MeasureTable
from measures.words import value_text

HEIGHT = 520
FEWEST_FOR_FIFTHS = 5
_NO_FIGURE, _OUTSIDE = 5, 6


def fifths(values: pd.Series) -> pd.Series:
    """Class 0 to 4 (lowest to highest fifth, as NTILE(5), equal figures in one class), 5 where there is no figure; all 2 under five areas."""
    known = values.dropna()
    if len(known) < FEWEST_FOR_FIFTHS:
        classes = pd.Series(2, index=known.index)
    else:
        classes = np.floor((known.rank(method="min") - 1) * 5 / len(known)).astype(int)
    return classes.reindex(values.index, fill_value=_NO_FIGURE)


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)] + [235]


def ward_layer(layer: pd.Series, colours: tuple[str, ...], classes: list[int], dark: bool) -> pydeck.Layer:
    """The outlines of a layer by address, coloured by ``classes`` (one an area, in order of code).

    The parentheses in the expression matter: without them every area is black. The classes are the trigger too: the map
    is coloured again just when one of them changes.
    """
    return shape_layer(layer_address(layer["layer_id"]), colours, classes, dark)


def shape_layer(address: str, colours: tuple[str, ...], classes: list[int], dark: bool) -> pydeck.Layer:
    """The same for outlines at any address whose features are numbered from 0 (``i``)."""
    return pydeck.Layer(
        "GeoJsonLayer", id="wards", data=address, pickable=True, stroked=True, filled=True,
        get_fill_color=f"({[_rgb(colour) for colour in colours]})[({classes})[properties.i]]",
        get_line_color=[16, 22, 29, 255] if dark else [255, 255, 255, 255], line_width_min_pixels=1,
        auto_highlight=True, highlight_color=[224, 123, 0, 110], update_triggers={"getFillColor": classes},
    )  # fmt: skip


@lru_cache(maxsize=64)
def label_layer(layer_id: str) -> pydeck.Layer:
    """Ward names where they fit; a label that would cover another stays away."""
    return name_layer(label_address(layer_id))


def name_layer(address: str) -> pydeck.Layer:
    """The same for names at any address."""
    return pydeck.Layer(
        "TextLayer",
        id="names",
        data=address,
        get_position="p",
        get_text="n",
        get_size=11,
        get_color=[21, 32, 43, 255],
        background=True,
        get_background_color=[255, 255, 255, 215],
        background_padding=[3, 1],
        font_family=pydeck.types.String("Source Sans, sans-serif"),
        character_set=pydeck.types.String("auto"),
        pickable=False,
        extensions=[{"@@type": "CollisionFilterExtension"}],
        collision_test_props={"sizeScale": 4},
    )


def styled_tooltip(texts: list[str]) -> dict:
    """A tooltip that names the area from its outline and takes its text (one an area) from a style rule.

    The outlines are a cached file without figures, so the figures travel with the template instead.
    """
    rules = "".join(f'.na-{i}::after{{content:"{_in_css(text)}"}}' for i, text in enumerate(texts))
    html = f"<style>{rules}</style><b>{{name}}</b><br/><span class='na-{{i}}'></span>"
    style = {"backgroundColor": "#15202b", "color": "#ffffff", "fontSize": "0.85rem", "padding": "6px 10px"}
    return {"html": html, "style": style}


def _in_css(text: str) -> str:
    """Text between the quotation marks of a style rule."""
    return re.sub(r'["\\\\<>\n]', lambda found: f"\\\\{ord(found[0]):x} ", text)


@lru_cache(maxsize=256)
def _deck(table: MeasureTable, authority: str, hatched: frozenset[str], dark: bool) -> CompactDeck:
    layer, wards = layer_of(authority), wards_of(authority).sort_values("ward_code")
    figures = table.frame.set_index("area_code").reindex(wards["ward_code"])
    inside = figures.index.isin(table.frame["area_code"])
    classes = fifths(figures["value"]).where(inside, _OUTSIDE).tolist()
    texts = [_tooltip_text(row, table) for row in figures.to_dict("records")]
    shapes = ward_layer(layer, (*QUINTILES, NO_FIGURE, OUTSIDE_SELECTION), classes, dark)
    view = view_of(layer, HEIGHT)
    uncertain = [hatch_layer(layer, [code in hatched for code in wards["ward_code"]], view)] if hatched else []
    layers = [shapes, *uncertain, label_layer(layer["layer_id"])]
    return CompactDeck(layers=layers, initial_view_state=view, map_provider=None, tooltip=styled_tooltip(texts))


def _tooltip_text(row: dict, table: MeasureTable) -> str:
    if not isinstance(row["area_name"], str):
        return "outside the selection"
    kind, decimals = table.indicator.kind, table.indicator.decimals
    text = value_text(row["value"], row["symbol"], kind, decimals)
    if not math.isnan(row["lower"]):
        text += f" (95%: {row['lower']:.{decimals}f} to {row['upper']:.{decimals}f})"
    return text + (" · modelled" if row["nature"] == "modelled" else "")


@lru_cache(maxsize=512)
def legend(table: MeasureTable, authority: str) -> str:
    """The classes in words with their least and greatest figure, as HTML."""
    values = table.frame.set_index("area_code")["value"]
    classes = fifths(values)
    kind, decimals = table.indicator.kind, table.indicator.decimals
    entries = []
    for number in range(5):
        of_class = values[classes == number]
        if len(of_class):
            word = QUINTILE_WORDS[number] if len(values.dropna()) >= FEWEST_FOR_FIFTHS else "wards selected"
            low, high = (value_text(v, None, kind, decimals) for v in (of_class.min(), of_class.max()))
            entries.append((QUINTILES[number], f"{word}: {low}" + (f" to {high}" if low != high else "")))
    if (classes == _NO_FIGURE).any():
        entries.append((NO_FIGURE, "hidden or not available"))
    if len(values) < len(wards_of(authority)):
        entries.append((OUTSIDE_SELECTION, "outside the selection"))
    return "".join(
        f'<span style="display:inline-block;margin-right:1rem"><span aria-hidden="true" style="display:inline-block;width:0.9em;'
        f'height:0.9em;margin-right:0.35em;border:1px solid #6b7782;vertical-align:-0.1em;background:{colour}"></span>{words}</span>'
        for colour, words in entries
    )


def ward_map(table: MeasureTable, hatched: frozenset[str] = frozenset()) -> None:
    """Draw ``table`` (one row a ward, one group) on its authority's outlines; the wards ``hatched`` have lines over their colour."""
    layer = layer_of(table.selection.authority)
    if layer is None:
        st.info("No ward outlines are held for this authority. Load ONS boundaries to see a map; the table holds the figures.")
        return
    alt = f"Map of the wards of {table.area_name} in five classes of {table.title.lower()}. The table beside it holds every figure."
    st.pydeck_chart(_deck(table, table.selection.authority, hatched, is_dark()), height=HEIGHT, alt=alt)


def map_legend(table: MeasureTable, hatched: str = "") -> None:
    """The classes of the map in words, what is ``hatched``, and how exact its outlines are. Draws one element in any case."""
    layer = layer_of(table.selection.authority)
    shown = legend(table, table.selection.authority) if layer is not None else ""
    lines = LEGEND_KEY.format(words=hatched) if hatched and shown else ""
    st.html(f'<div style="font-size:0.875rem">{shown}{lines}{_outline_words(layer)}</div>')


def _outline_words(layer: pd.Series | None) -> str:
    if layer is None:
        return ""
    if layer["method"] == "published":
        return f"<div>Ward outlines of {layer['boundary_year']}, as published.</div>"
    return (
        f"<div>Ward outlines are approximate: whole LSOAs joined by the best-fit lookup of {layer['boundary_year']}. "
        "Load ONS ward boundaries for exact ones.</div>"
    )

"""Map of LSOAs in classes with words, the wards drawn over them with their names."""

from functools import lru_cache

import pydeck
import streamlit as st

from components.maps.choropleth import HEIGHT, label_layer, styled_tooltip, ward_layer
from components.maps.deck import CompactDeck, view_of
from components.maps.outlines import layer_address, layer_of
from components.theme import is_dark

_KEY = (
    '<span style="display:inline-block;margin-right:1rem"><span aria-hidden="true" style="display:inline-block;width:0.9em;'
    'height:0.9em;margin-right:0.35em;border:1px solid #6b7782;vertical-align:-0.1em;background:{colour}"></span>{words}</span>'
)


def ward_lines(authority: str) -> list[pydeck.Layer]:
    """The wards' outlines without filling, and their names where they fit; nothing where no outline is held."""
    wards = layer_of(authority)
    if wards is None:
        return []
    lines = pydeck.Layer(
        "GeoJsonLayer", id="ward-lines", data=layer_address(wards["layer_id"]), pickable=False, stroked=True, filled=False,
        get_line_color=[21, 32, 43, 255], line_width_min_pixels=1.5,
    )  # fmt: skip
    return [lines, label_layer(wards["layer_id"])]


@lru_cache(maxsize=128)
def _deck(authority: str, year: int, classes: tuple[int, ...], texts: tuple[str, ...], colours: tuple[str, ...], dark: bool) -> CompactDeck:
    layer = layer_of(authority, "lsoa", year)
    shapes = ward_layer(layer, colours, list(classes), dark)
    return CompactDeck(layers=[shapes, *ward_lines(authority)], initial_view_state=view_of(layer, HEIGHT), map_provider=None,
                       tooltip=styled_tooltip(list(texts)))  # fmt: skip


def small_area_map(authority: str, year: int, classes: tuple[int, ...], texts: tuple[str, ...], colours: tuple[str, ...], alt: str) -> None:
    """Draw the LSOAs of census ``year``; ``classes`` (positions in ``colours``) and ``texts`` in the order of their codes."""
    st.pydeck_chart(_deck(authority, year, classes, texts, colours, is_dark()), height=HEIGHT, alt=alt)


def class_legend(entries: list[tuple[str, str]], more: str = "") -> None:
    """Colours with their words (colour, words), and a line beneath."""
    keys = "".join(_KEY.format(colour=colour, words=words) for colour, words in entries)
    st.html(f'<div style="font-size:0.875rem">{keys}<div>{more}</div></div>')

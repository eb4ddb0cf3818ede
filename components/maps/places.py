"""Map of the places a plan names: wards that belong to one stand out, the tooltip says to which."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from components.maps.choropleth import HEIGHT, label_layer, styled_tooltip, ward_layer
from components.maps.deck import CompactDeck, view_of
from components.maps.outlines import layer_of
from components.theme import OUTSIDE_SELECTION, QUINTILES, is_dark
from measures.held import wards_of


@lru_cache(maxsize=64)
def _deck(authority: str, named: tuple[tuple[str, str], ...], dark: bool) -> CompactDeck:
    layer, wards = layer_of(authority), wards_of(authority).sort_values("ward_code")
    places = pd.DataFrame(named, columns=["ward_code", "place"]).groupby("ward_code")["place"].agg(", ".join)
    texts = [f"in {places[code]}" if code in places.index else "not named" for code in wards["ward_code"]]
    classes = [1 if code in places.index else 0 for code in wards["ward_code"]]
    shapes = ward_layer(layer, (OUTSIDE_SELECTION, QUINTILES[3]), classes, dark)
    return CompactDeck(layers=[shapes, label_layer(layer["layer_id"])], initial_view_state=view_of(layer, HEIGHT), map_provider=None,
                       tooltip=styled_tooltip(texts))  # fmt: skip


def place_map(areas: pd.DataFrame, authority: str) -> None:
    """Draw the wards of ``authority`` with those of ``areas`` (one row a place, ward_codes a list) standing out."""
    if layer_of(authority) is None:
        st.info("No ward outlines are held for this authority, so the places are listed only.")
        return
    named = tuple((code, area.area_name) for area in areas.itertuples() for code in area.ward_codes)
    names = ", ".join(area.area_name for area in areas.itertuples() if area.ward_codes) or "none that can be drawn"
    st.pydeck_chart(
        _deck(authority, named, is_dark()),
        height=HEIGHT,
        key="places",
        alt=f"Map of the wards that make up the places the plan names: {names}.",
    )
    st.html(f'<div style="font-size:0.875rem"><span aria-hidden="true" style="display:inline-block;width:0.9em;height:0.9em;'
            f'background:{QUINTILES[3]};border:1px solid #6b7782;margin-right:0.35em;vertical-align:-0.1em"></span>'
            f'wards in a place the plan names</div>')  # fmt: skip

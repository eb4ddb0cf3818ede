"""Map of wards or LSOAs that stand out as members of priority areas; members can be picked on it by a click."""

from collections.abc import Callable
from functools import lru_cache

import pydeck
import streamlit as st

from components.maps.choropleth import label_layer, styled_tooltip, ward_layer
from components.maps.deck import CompactDeck, view_of
from components.maps.outlines import layer_of
from components.maps.small_areas import class_legend, ward_lines
from components.theme import OUTSIDE_SELECTION, QUINTILES, is_dark
from measures.priority_areas.places import Kind, names_of

HEIGHT, _WIDTH = 460, 300  # the column is narrow, and names of wards stand out at the edges


@lru_cache(maxsize=128)
def _deck(authority: str, kind: Kind, texts: tuple[tuple[str, str], ...], dark: bool) -> CompactDeck:
    layer, said = layer_of(authority, kind.area_type, kind.year), dict(texts)
    codes = sorted(names_of(authority, kind))
    shapes = ward_layer(layer, (OUTSIDE_SELECTION, QUINTILES[3]), [int(code in said) for code in codes], dark)
    tooltip = styled_tooltip([said.get(code, "") for code in codes])
    return CompactDeck(layers=[shapes, *_lines(authority, kind, layer)], initial_view_state=view_of(layer, HEIGHT, _WIDTH), map_provider=None,
                       tooltip=tooltip)  # fmt: skip


def _lines(authority: str, kind: Kind, layer) -> list[pydeck.Layer]:
    return [label_layer(layer["layer_id"])] if kind.area_type == "ward" else ward_lines(authority)


def member_map(authority: str, kind: Kind, texts: dict[str, str], words: str, alt: str, key: str,
               on_click: Callable[[], None] | None = None) -> None:  # fmt: skip
    """Draw the wards or LSOAs of an authority; those of ``texts`` (by code, said in the tooltip) stand out, ``words`` say as what.

    With ``on_click`` areas can be clicked: the session then holds Streamlit's selection under ``key``. A sentence where none can be drawn.
    """
    if layer_of(authority, kind.area_type, kind.year) is None:
        st.info(f"The outlines of the {kind.words} are not held, so there is no map; the list has them all.", icon=":material/map:")
        return
    deck = _deck(authority, kind, tuple(sorted(texts.items())), is_dark())
    more = {"on_select": on_click, "selection_mode": "multi-object"} if on_click else {}
    st.pydeck_chart(deck, height=HEIGHT, alt=alt, key=key, **more)
    class_legend([(QUINTILES[3], words), (OUTSIDE_SELECTION, "others")])


def clicked(key: str) -> set[str]:
    """Codes of the areas that are clicked on the map ``key`` now."""
    chosen = st.session_state.get(key)
    objects = chosen.selection.objects.get("wards", []) if chosen else []
    return {each["properties"]["code"] for each in objects if "properties" in each}

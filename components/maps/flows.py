"""Flows as lines from wards to authorities, as wide as the children they stand for; names and numbers at the far end."""

from functools import lru_cache

import pandas as pd
import pydeck
import streamlit as st

from components.maps.choropleth import HEIGHT
from components.maps.deck import CompactDeck, view_of
from components.maps.outlines import label_points, layer_address, layer_of
from components.theme import COMPARATOR, SERIES, is_dark
from measures.care_flows import Flow, middle_of

_WIDEST = 14  # pixels


def _rgb(colour: str, opacity: int) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)] + [opacity]


def _lines(authority: str, found: tuple[Flow, ...], points: dict[str, tuple[float, float]]) -> list[dict]:
    most = max(flow.children for flow in found)
    return [
        {"a": list(points.get(flow.place, middle_of(authority))), "b": list(middle_of(flow.destination)), "w": max(1.5, _WIDEST * flow.children / most),
         "t": f"{flow.place} to {flow.destination_name}: {flow.children}"}
        for flow in found
    ]  # fmt: skip


def _ends(found: tuple[Flow, ...]) -> list[dict]:
    numbers = pd.DataFrame(
        [(flow.destination, flow.destination_name, flow.children) for flow in found], columns=["code", "name", "children"]
    )
    sums = numbers.groupby(["code", "name"], as_index=False)["children"].sum()
    return [
        {"p": list(middle_of(row.code)), "n": f"{row.name}: {row.children}", "t": f"{row.name}: {row.children}"}
        for row in sums.itertuples(index=False)
    ]


@lru_cache(maxsize=64)
def _deck(authority: str, found: tuple[Flow, ...], dark: bool) -> CompactDeck:
    layer = layer_of(authority)
    lines, ends = _lines(authority, found, label_points(layer["layer_id"]) if layer is not None else {}), _ends(found)
    shapes = [] if layer is None else [pydeck.Layer(
        "GeoJsonLayer", id="wards", data=layer_address(layer["layer_id"]), stroked=True, filled=True, pickable=False,
        get_fill_color=_rgb(SERIES[0], 60), get_line_color=[110, 120, 130, 255], line_width_min_pixels=0.5,
    )]  # fmt: skip
    deck = [*shapes, pydeck.Layer("LineLayer", id="flows", data=lines, get_source_position="a", get_target_position="b", get_width="w",
                                  get_color=_rgb(COMPARATOR, 190), pickable=True, auto_highlight=True),
            pydeck.Layer("TextLayer", id="ends", data=ends, get_position="p", get_text="n", get_size=12, get_color=[21, 32, 43, 255], background=True,
                         get_background_color=[255, 255, 255, 225], background_padding=[4, 2], pickable=False,
                         font_family=pydeck.types.String("Source Sans, sans-serif"))]  # fmt: skip
    corners = [point for line in lines for point in (line["a"], line["b"])]
    bounds = pd.Series({"west": min(x for x, _ in corners) - 0.5, "east": max(x for x, _ in corners) + 0.7,
                        "south": min(y for _, y in corners) - 0.2, "north": max(y for _, y in corners) + 0.2})  # fmt: skip
    tooltip = {"text": "{t}", "style": {"backgroundColor": "#15202b", "color": "#ffffff", "fontSize": "0.85rem"}}
    return CompactDeck(layers=deck, initial_view_state=view_of(bounds, HEIGHT), map_provider=None, tooltip=tooltip)


def flow_map(authority: str, found: list[Flow]) -> None:
    """Draw flows; the table beside holds every figure."""
    said = "; ".join(f"{flow.place} to {flow.destination_name} {flow.children}" for flow in found[:8])
    st.pydeck_chart(
        _deck(authority, tuple(found), is_dark()),
        height=HEIGHT,
        alt=f"Map of lines from homes to placements. {said}. The table beside it holds every figure.",
    )

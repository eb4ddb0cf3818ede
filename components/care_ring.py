"""Twenty miles around: which authorities lie there, and the homes, places and agencies they have; never where in them."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.maps.ring import ring_legend, ring_map
from components.published import published, remembered
from measures.care_provision import why_no_list
from measures.care_ring import MILES, Ring, ring_around, ring_words
from measures.catalogue import indicator
from measures.errors import CannotAnswer
from measures.held import larger_areas
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import count_text

RINGED = ("childrens_home_places", "childrens_homes", "fostering_agencies")
_HEADS = {"childrens_homes": "Homes", "childrens_home_places": "Places", "fostering_agencies": "Agencies"}
_WIDTHS = {"Place": 215, "Homes": 65, "Places": 65, "Agencies": 75}
_ROW, _MOST = 35, 13


@st.fragment
def show_ring(chosen: Selection) -> None:
    """The map of a kind that the reader picks, its table beside it."""
    place = Selection(chosen.authority)
    key = choose(f"Within {MILES} miles", RINGED, "ring", lambda code: indicator(code).title, width=420)
    show_figures("ring", within(place, key), layout="map")


@remembered
def within(place: Selection, key: str) -> Figure:
    """What lies within twenty miles of the authority, an authority at a time."""
    name = larger_areas().at[place.authority, "area_name"]

    def draw(first: MeasureTable, *more: MeasureTable) -> None:
        found = ring_around(place.authority)
        ring_map(found, first)
        ring_legend(found, first)
        _show_table(found, (first, *more))

    def marks(*_: MeasureTable) -> str:
        return ring_words(ring_around(place.authority))

    return figure_of(f"{indicator(key).title} within {MILES} miles of {name}", _tables, (place, key), draw, marks)


def _tables(place: Selection, key: str) -> list[MeasureTable]:
    """The indicator asked for, then the others, each with a row for every authority that answers for a place in the ring."""
    found = ring_around(place.authority)
    tables = [_of_ring(found, published(each, place, by="england")) for each in dict.fromkeys((key, *RINGED))]
    if tables[0].is_empty:
        raise CannotAnswer(why_no_list(place.authority))
    return tables


def _of_ring(found: Ring, table: MeasureTable) -> MeasureTable:
    rows = table.frame[table.frame["area_code"].isin(found.areas["counted_code"])]
    return replace(table.of_rows(rows), area_name=f"{found.name} and places within {MILES} miles")


def _show_table(found: Ring, tables: tuple[MeasureTable, ...]) -> None:
    """A row an outline: the authority, homes, places, agencies; a symbol where the list held leaves it out."""
    by_key = {table.indicator.indicator_id: table.frame.set_index("area_code") for table in tables}
    places = found.areas.sort_values("area_code", key=lambda codes: codes != found.authority, kind="stable")
    rows = pd.DataFrame({"Place": [_named(row) for row in places.to_dict("records")]})
    for key, head in _HEADS.items():
        held = by_key[key].reindex(places["counted_code"])
        rows[head] = [count_text(value, symbol) for value, symbol in zip(held["value"], held["symbol"], strict=True)]
    st.dataframe(rows, hide_index=True, height=_ROW * (min(len(rows), _MOST) + 1) + 3,
                 alt=f"Children's homes, their places and fostering agencies of {found.name} and of authorities within {MILES} miles.",
                 column_config={name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()})  # fmt: skip


def _named(row: dict) -> str:
    return row["area_name"] if row["area_code"] == row["counted_code"] else f"{row['area_name']} (figures of all {row['counted_name']})"

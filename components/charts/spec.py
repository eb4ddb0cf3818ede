"""From an Altair chart to the small specification that goes to the browser; built once, data apart."""

from functools import cache

import altair as alt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from components.theme import ink

DATA = alt.NamedData("rows")
_WORDS = pa.dictionary(pa.int8(), pa.string())
_MOST_WORDS = 128  # what an 8-bit index can hold
_SURPLUS = ("$schema", "config", "datasets", "data", "usermeta")


def compact(chart: alt.TopLevelMixin) -> dict:
    """The chart as a Vega-Lite dictionary without schema, default configuration and data."""
    found = chart.to_dict(validate=False)
    return {key: value for key, value in found.items() if key not in _SURPLUS}


def slim(frame: pd.DataFrame) -> pa.Table:
    """Rows as the smallest Arrow table: repeated words once, figures as 32-bit, no metadata."""
    arrays = {name: _slim_array(pa.array(frame[name], from_pandas=True)) for name in frame.columns}
    return pa.table(arrays)


def _slim_array(array: pa.Array) -> pa.Array:
    if pa.types.is_floating(array.type):
        return array.cast(pa.float32())
    if pa.types.is_integer(array.type):
        return array.cast(pa.int32())
    if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        words, distinct = array.cast(pa.string()), pc.count_distinct(array).as_py()
        return words.dictionary_encode().cast(_WORDS) if 2 * distinct < len(words) and distinct < _MOST_WORDS else words
    return array


@cache
def _colours(ink: str) -> dict:
    """Words of a chart in the page's own colour: Streamlit's grey is too faint for text (WCAG 1.4.3)."""
    label = {"labelColor": ink, "titleColor": ink}
    return {"config": {"axis": label, "legend": label | {"symbolOpacity": 1}, "header": {"labelColor": ink}, "text": {"color": ink}}}


def draw(rows: pa.Table, spec: dict, alt_text: str, key: str | None = None) -> None:
    """Show ``rows`` by ``spec``; ``alt_text`` says in words what the chart shows."""
    st.vega_lite_chart(rows, spec | _colours(ink()), width="stretch", alt=alt_text, key=key)

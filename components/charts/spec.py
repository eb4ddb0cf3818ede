"""From an Altair chart to the small specification that goes to the browser; built once, data apart."""

import altair as alt
import pyarrow as pa
import streamlit as st

DATA = alt.NamedData("rows")
_SURPLUS = ("$schema", "config", "datasets", "data", "usermeta")


def compact(chart: alt.TopLevelMixin) -> dict:
    """The chart as a Vega-Lite dictionary without schema, default configuration and data."""
    found = chart.to_dict(validate=False)
    return {key: value for key, value in found.items() if key not in _SURPLUS}


def draw(rows: pa.Table, spec: dict, alt_text: str, key: str | None = None) -> None:
    """Show ``rows`` by ``spec``; ``alt_text`` says in words what the chart shows."""
    st.vega_lite_chart(rows, spec, width="stretch", alt=alt_text, key=key)

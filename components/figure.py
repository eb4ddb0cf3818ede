"""A figure on a page: heading, drawing, where it comes from, and its table and download one click away."""

from collections.abc import Callable

import streamlit as st

from components.tables import show_table
from components.theme import is_dark
from measures.exports import csv_bytes, file_name
from measures.held import version
from measures.table import MeasureTable

_BADGE = ":orange-badge[:material/science: {}]"


def _heading_text(title: str, tables: tuple[MeasureTable, ...]) -> str:
    """The figure's title, with a badge in words when any of its figures is modelled."""
    modelled = any(table.nature == "modelled" for table in tables)
    partly = any(table.is_partly_official for table in tables)
    return f"## {title}" + f"  {_BADGE.format('partly modelled' if partly else 'modelled figures')}" * modelled


def _plain(text: str) -> str:
    """Text that cannot be taken for Markdown's brackets."""
    return text.replace("[", "(").replace("]", ")")


def _origin_text(tables: tuple[MeasureTable, ...]) -> str:
    """Area, period and source in a line beneath the title."""
    sources = list(dict.fromkeys(source.brief for table in tables for source in table.sources))
    text = f"{tables[0].selection.sentence(tables[0].area_name, _span(tables))}. Source: {'; '.join(sources)}."
    return f":small[{_plain(text)}]"


def _span(tables: tuple[MeasureTable, ...]) -> str:
    periods = sorted({period for table in tables for period in table.periods})
    return "" if not periods else periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"


def figure(key: str, title: str, tables: list[MeasureTable], draw: Callable[[], None]) -> None:
    """Heading, drawing, origin, and behind an expander that costs nothing while closed the tables, notes and a CSV of each."""
    if all(table.is_empty for table in tables):
        st.markdown(f"## {title}")
        st.info(f"{title}: no figure is held for {tables[0].area_name}. {' '.join(tables[0].notes)}", icon=":material/info:")
        return
    signature = "|".join((key, version(), str(is_dark()), *(table.signature for table in tables)))
    _body(signature, title, tuple(tables), draw)
    more = st.expander("Table, notes and download", key=f"more_{key}", icon=":material/table:", on_change="rerun")
    if more.open:
        with more:
            _more(key, tables)


@st.cache_resource(show_spinner=False, max_entries=600)
def _body(signature: str, _title: str, _tables: tuple[MeasureTable, ...], _draw: Callable[[], None]) -> None:
    """What a figure shows while closed. Remembered as messages: drawn once, then only sent (decision 0004)."""
    st.markdown(f"{_heading_text(_title, _tables)}\n\n{_origin_text(_tables)}")
    _draw()


def _more(key: str, tables: list[MeasureTable]) -> None:
    for table in tables:
        show_table(table)
        download(table, f"csv_{key}_{table.indicator.indicator_id}_{table.area_name}")
    notes = dict.fromkeys(note for table in tables for note in table.notes)
    sources = dict.fromkeys(f"{source.short}. {source.attribution}" for table in tables for source in table.sources)
    st.markdown("\n".join(f"- {_plain(line)}" for line in [*notes, *sources]))


def download(table: MeasureTable, key: str) -> None:
    """A button that makes the CSV when it is pressed."""
    st.download_button(
        "Download CSV", lambda: csv_bytes(table), file_name(table), "text/csv", key=key, on_click="ignore", icon=":material/download:"
    )  # fmt: skip

"""The parts of the Demographics page: each asks for its tables and draws one figure."""

from functools import lru_cache

import streamlit as st

from components import demography_tables as data
from components.charts.bands import bands
from components.charts.groups import groups
from components.charts.pyramid import pyramid
from components.charts.small_multiples import small_multiples
from components.charts.trend import trend
from components.figure import figure
from components.layout import pair
from components.maps.choropleth import ward_map
from components.published import published, tables_or_say
from components.tables import show_ranking
from measures.catalogue import indicator
from measures.errors import CannotAnswer
from measures.held import version
from measures.narrative import demography_sentences
from measures.periods import latest_official_year
from measures.selection import Selection
from measures.table import MeasureTable


def lead(title: str, chosen: Selection) -> None:
    """The title, and two or three sentences: how many, compared with whom, where most and least, what changes."""
    try:
        st.markdown(f"# {title}\n\n{_sentences(chosen, version())}")
    except CannotAnswer as error:
        st.title(title)
        st.info(str(error), icon=":material/info:")


@lru_cache(maxsize=1024)
def _sentences(chosen: Selection, in_version: str) -> str:
    return " ".join(demography_sentences(chosen, published))


def show_pyramid(chosen: Selection) -> None:
    """Pyramid against the comparator's outline."""
    if tables := tables_or_say(data.pyramid_tables, chosen):
        own, other = (*tables, None)[:2]
        figure("pyramid", "Age and sex", tables, lambda: pyramid(own, other))


def show_bands(chosen: Selection) -> None:
    """Five-year bands, count and share."""
    if tables := tables_or_say(data.band_tables, chosen):
        figure("bands", "Five-year age bands", tables, lambda: bands(*tables))


@st.fragment
def show_map(chosen: Selection) -> None:
    """Ward map of a figure the reader picks, beside the wards in order."""
    mapped = st.selectbox("Show on the map", data.MAPPED, format_func=lambda key: indicator(key).title, key="mapped", width=620)
    if tables := tables_or_say(data.map_tables, chosen, mapped):
        figure("map", f"{tables[0].indicator.title}, by ward", tables, lambda: _map_and_ranking(tables[0]))


def _map_and_ranking(table: MeasureTable) -> None:
    left, right = pair((3, 2))
    with left:
        ward_map(table)
    with right:
        show_ranking(table)


def show_trend(chosen: Selection) -> None:
    """Three age groups over all years held, projections dashed."""
    if tables := tables_or_say(data.trend_tables, chosen):
        after = latest_official_year(chosen.authority)
        figure("trend", "Trend and projection", tables, lambda: trend(tuple(tables), tuple(data.TREND), after, "Number of children"))


def show_births(chosen: Selection) -> None:
    """Births over all years held."""
    if tables := tables_or_say(data.births_tables, chosen):
        after = latest_official_year(chosen.authority)
        figure("births", "Live births", tables, lambda: trend(tuple(tables), ("Live births",), after, "Live births in the year"))


def show_ethnicity(chosen: Selection) -> None:
    """Ethnic groups against the comparator; the largest group is said in words, not drawn."""
    if tables := tables_or_say(data.ethnicity_tables, chosen):
        figure("ethnicity", "Ethnic groups other than White", tables, lambda: groups(tables[0], without="White"))


def show_language(chosen: Selection) -> None:
    """Main languages other than English against the comparator."""
    if tables := tables_or_say(data.language_tables, chosen):
        figure("language", "Main language other than English", tables, lambda: groups(tables[0], without="English"))


def show_wards(chosen: Selection) -> None:
    """One small chart a ward."""
    if tables := tables_or_say(data.ward_tables, chosen):
        figure("wards", "Ward by ward: share of residents in each age band", tables, lambda: _scrolling(tables[0]))


def _scrolling(table: MeasureTable) -> None:
    """The small charts keep their size; where the page is narrow they scroll sideways."""
    with st.container(key="scroll_wards"):
        small_multiples(table)

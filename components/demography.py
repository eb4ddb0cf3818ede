"""The figures of the Demographics page: which tables each has and what draws them."""

from functools import partial

import streamlit as st

from components import demography_tables as data
from components.charts.bands import bands
from components.charts.groups import groups, groups_marks
from components.charts.pyramid import pyramid, pyramid_marks
from components.charts.small_multiples import small_multiples, small_multiples_marks
from components.charts.trend import trend, trend_marks
from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.maps.choropleth import map_legend, ward_map
from components.published import published, remembered
from components.tables import show_ranking
from measures.catalogue import indicator
from measures.errors import CannotAnswer
from measures.narrative import demography_sentences
from measures.periods import latest_official_year
from measures.selection import Selection
from measures.table import MeasureTable


def lead(title: str, chosen: Selection) -> None:
    """The title, and two or three sentences: how many, compared with whom, where most and least, what changes."""
    try:
        st.markdown(f"# {title}\n\n{_sentences(chosen)}")
    except CannotAnswer as error:
        st.title(title)
        st.info(str(error), icon=":material/info:")


@remembered
def _sentences(chosen: Selection) -> str:
    return " ".join(demography_sentences(chosen, published))


@remembered
def age_and_sex(chosen: Selection) -> Figure:
    """Pyramid against the comparator's outline."""
    return figure_of("Age and sex", data.pyramid_tables, (chosen,), pyramid, pyramid_marks)


@remembered
def age_bands(chosen: Selection) -> Figure:
    """Five-year bands, count and share."""
    return figure_of("Five-year age bands", data.band_tables, (chosen,), bands)


@st.fragment
def show_map(chosen: Selection) -> None:
    """Ward map of a figure the reader picks, beside the wards in order."""
    mapped = choose("Show on the map", data.MAPPED, "map", lambda key: indicator(key).title, width=620)
    show_figures("map", _by_ward(chosen, mapped), layout="map")


@remembered
def _by_ward(chosen: Selection, mapped: str) -> Figure:
    return figure_of(f"{indicator(mapped).title}, by ward", data.map_tables, (chosen, mapped), _map_and_ranking)


def _map_and_ranking(table: MeasureTable) -> None:
    """In the order in which they are read one below the other; layout "map" puts the ranking beside."""
    ward_map(table)
    map_legend(table)
    show_ranking(table)


@remembered
def change(chosen: Selection) -> Figure:
    """Three age groups over all years held, projections dashed."""

    def draw(*tables: MeasureTable) -> None:
        trend(tables, tuple(data.TREND), latest_official_year(chosen.authority), "Number of children")

    return figure_of("Trend and projection", data.trend_tables, (chosen,), draw, trend_marks)


@remembered
def births(chosen: Selection) -> Figure:
    """Births over all years held."""

    def draw(table: MeasureTable) -> None:
        trend((table,), ("Live births",), latest_official_year(chosen.authority), "Live births in the year")

    return figure_of("Live births", data.births_tables, (chosen,), draw, trend_marks)


@remembered
def ethnicity(chosen: Selection) -> Figure:
    """Ethnic groups against the comparator; the largest group is left to the table."""
    return figure_of("Ethnic groups other than White", data.ethnicity_tables, (chosen,), partial(groups, without="White"), groups_marks)


@remembered
def language(chosen: Selection) -> Figure:
    """Main languages other than English against the comparator."""
    return figure_of("Main language other than English", data.language_tables, (chosen,), partial(groups, without="English"), groups_marks)


@remembered
def wards(chosen: Selection) -> Figure:
    """One small chart a ward; the charts keep their size, and where the page is narrow they scroll sideways."""
    return figure_of(
        "Ward by ward: share of residents in each age band", data.ward_tables, (chosen,), small_multiples, small_multiples_marks
    )

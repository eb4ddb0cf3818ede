"""The parts of the Demographics page: each publishes its tables and draws one figure in a fragment of its own."""

from functools import lru_cache

import streamlit as st

from components.charts.bands import bands
from components.charts.groups import groups
from components.charts.pyramid import pyramid
from components.charts.small_multiples import small_multiples
from components.charts.trend import trend
from components.figure import figure
from components.layout import pair
from components.maps.choropleth import ward_map
from components.published import published, published_or_say
from components.tables import show_ranking
from measures.areas import scope_of
from measures.catalogue import indicator
from measures.comparators import comparator_selection
from measures.errors import CannotAnswer
from measures.held import version
from measures.narrative import demography_sentences
from measures.periods import latest_official_year, periods_held
from measures.selection import ALL_PERIODS, Selection

_MAPPED = (
    "population_0_19_share", "population_0_19", "population_0_4_share", "population_0_4", "population_5_14_share", "population_5_14",
    "population_15_19_share", "population_15_19", "population_0_24", "births", "minority_ethnic_share", "other_first_language_share",
)  # fmt: skip


def _in_one_year(chosen: Selection) -> Selection:
    """The selection with "latest official" made the year that the count of ages 0 to 19 has."""
    try:
        periods = published("population_0_19", chosen, comparator="none").periods
    except CannotAnswer:
        return chosen  # the figure itself says what is missing
    return chosen.but(period=periods[0]) if periods else chosen


def _in_held_year(indicator_id: str, chosen: Selection) -> Selection:
    """The selection in the year asked for where the indicator has it, else in the indicator's latest official one."""
    held = periods_held(indicator(indicator_id), scope_of(chosen))
    return chosen if chosen.period in held.index else chosen.but(period="")


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
    chosen = _in_one_year(chosen)
    own = published_or_say("population_0_24", chosen, breakdown="sex_and_single_year", comparator="none")
    if own is None:
        return
    other = None if own.is_empty else _comparator_pyramid(chosen, own.periods)
    tables = [own] if other is None else [own, other]
    figure("pyramid", "Age and sex", tables, lambda: pyramid(own, other))


def _comparator_pyramid(chosen: Selection, periods: tuple[str, ...]):
    """The comparator's own table for the same year, or None where it has none."""
    other = comparator_selection(chosen)
    if other is None or not periods:
        return None
    try:
        table = published("population_0_24", other, breakdown="sex_and_single_year", period=periods[0])
    except CannotAnswer:
        return None  # the comparator holds nothing for this year; the pyramid stands alone and says so in its table
    return None if table.is_empty else table


def show_bands(chosen: Selection) -> None:
    """Five-year bands, count and share."""
    chosen = _in_one_year(chosen)
    counts = published_or_say("population_0_24", chosen, breakdown="age_band", comparator="none")
    if counts is not None:
        shares = published("population_0_24_share", chosen, breakdown="age_band")
        figure("bands", "Five-year age bands", [counts, shares], lambda: bands(counts, shares))


@st.fragment
def show_map(chosen: Selection) -> None:
    """Ward map of a figure the reader picks, beside the wards in order."""
    mapped = st.selectbox("Show on the map", _MAPPED, format_func=lambda key: indicator(key).title, key="mapped", width=620)
    by_ward = chosen.but(by="ward", comparator=_ward_comparator(chosen))
    table = published_or_say(mapped, _in_held_year(mapped, by_ward))
    if table is not None:
        figure("map", f"{table.indicator.title}, by ward", [table], lambda: _map_and_ranking(table))


def _ward_comparator(chosen: Selection) -> str:
    """Wards are compared with what the reader chose, with the authority when that is nothing."""
    return "authority" if chosen.comparator == "none" else chosen.comparator


def _map_and_ranking(table) -> None:
    left, right = pair((3, 2))
    with left:
        ward_map(table)
    with right:
        show_ranking(table)


def show_trend(chosen: Selection) -> None:
    """Three age groups over all years held, projections dashed."""
    wanted = {"Aged 0 to 4": "population_0_4", "Aged 5 to 14": "population_5_14", "Aged 15 to 19": "population_15_19"}
    tables = [published_or_say(key, chosen, period=ALL_PERIODS, comparator="none") for key in wanted.values()]
    if None not in tables:
        after = latest_official_year(chosen.authority)
        figure("trend", "Trend and projection", tables, lambda: trend(tuple(tables), tuple(wanted), after, "Number of children"))


def show_births(chosen: Selection) -> None:
    """Births over all years held."""
    table = published_or_say("births", chosen, period=ALL_PERIODS, comparator="none")
    if table is not None:
        after = latest_official_year(chosen.authority)
        figure("births", "Live births", [table], lambda: trend((table,), ("Live births",), after, "Live births in the year"))


def show_ethnicity(chosen: Selection) -> None:
    """Ethnic groups against the comparator; the largest group is said in words, not drawn."""
    table = published_or_say("minority_ethnic_share", chosen, breakdown="broad_group", period="")
    if table is not None:
        figure("ethnicity", "Ethnic groups other than White", [table], lambda: groups(table, without="White"))


def show_language(chosen: Selection) -> None:
    """Main languages other than English against the comparator."""
    table = published_or_say("other_first_language_share", chosen, breakdown="broad_group", period="")
    if table is not None:
        figure("language", "Main language other than English", [table], lambda: groups(table, without="English"))


def show_wards(chosen: Selection) -> None:
    """One small chart a ward."""
    by_ward = _in_one_year(chosen.but(by="ward"))
    table = published_or_say("population_0_24_share", by_ward, breakdown="age_band", comparator="authority")
    if table is not None:
        figure("wards", "Ward by ward: share of residents in each age band", [table], lambda: _scrolling(table))


def _scrolling(table) -> None:
    """The small charts keep their size; where the page is narrow they scroll sideways."""
    with st.container(key="scroll_wards"):
        small_multiples(table)

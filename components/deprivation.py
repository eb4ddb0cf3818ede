"""The figures of the Deprivation page: which tables each has and what draws them."""

from dataclasses import replace
from functools import partial

import streamlit as st

from components import deprivation_tables as data
from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.maps.choropleth import map_legend, ward_map
from components.priority_offer import offer_clusters
from components.published import published, remembered
from components.small_areas import draw_deciles, draw_hidden, draw_spots
from components.tables import show_ranking
from components.ward_figures import show_gap, show_wards
from measures.catalogue import indicator
from measures.deprivation_words import deprivation_sentences
from measures.editions import Edition, editions_of
from measures.errors import CannotAnswer
from measures.hotspots import hotspots
from measures.indices import indices
from measures.selection import Selection
from measures.small_areas import EDITION_NOTE
from measures.smoothing import NOTE
from measures.table import MeasureTable

_EVIDENCE = "#wards-in-order"
_SPOTS = {"gi": "Hot and cold spots (Getis-Ord Gi*)", "moran": "Clusters and outliers (local Moran)"}
_SHORT = {
    "children_in_most_deprived_20pct": "Children living in the most deprived 20% of LSOAs (number)",
    "children_in_most_deprived_20pct_share": "Children living in the most deprived 20% of LSOAs (share)",
    "lsoas_most_deprived_20pct": "LSOAs in the most deprived 20% of England",
    "lsoas_most_deprived_10pct": "LSOAs in the most deprived 10% of England",
    "rank_weighted": "Average rank, higher = more deprived",
    data.LOW_INCOME: "Children in low-income families, after housing costs",
}  # fmt: skip


def _short(key: str, index: str) -> str:
    """What the choice of map calls an indicator; the index is chosen above."""
    plain = key if key == data.LOW_INCOME else key.replace(f"_{index}", "")
    return _SHORT["rank_weighted"] if "rank_weighted" in plain else _SHORT[plain]


def choices(chosen: Selection) -> tuple[str, Edition] | None:
    """The title, and the index and the edition the reader picks; None, and why, where no index is held of the place."""
    held = editions_of(chosen.authority)
    apart = f"\n\n:small[:material/warning: {EDITION_NOTE}]" if len(held) > 1 else ""
    st.markdown(f"# Deprivation{apart}")
    if not held:
        st.info("The indices of deprivation are not held for this authority. Load them on the Data page.", icon=":material/info:")
        return None
    by_name = {edition.name: edition for edition in held}
    with st.container(horizontal=True, key="deprivation_choices"):
        index = choose("Index", tuple(indices()), "index", lambda key: indices()[key].title, width=420)
        name = choose("Edition", tuple(by_name), "edition", lambda key: f"{key} (LSOAs of {by_name[key].census_year})", width=220)
    return index, by_name[name]


def show_lead(chosen: Selection, index: str, edition: Edition) -> bool:
    """Two or three sentences: how many children, which wards stand out, low income; or which file to load. Whether the index is held."""
    missing = data.lacking(chosen, index, edition)
    if missing:
        st.info(missing, icon=":material/info:")
    else:
        st.markdown(_sentences(chosen, index, edition))
    return not missing


@remembered
def _sentences(chosen: Selection, index: str, edition: Edition) -> str:
    """Each with a link to the table that it rests on."""
    try:
        said = deprivation_sentences(chosen, index, edition, published)
    except CannotAnswer as error:
        return str(error)
    return " ".join(f"{sentence} [:small[Evidence]]({_EVIDENCE})" for sentence in said)


@st.fragment
def show_map(chosen: Selection, index: str, edition: Edition) -> None:
    """Ward map of a figure the reader picks, beside the wards in order."""
    key = choose("Show on the map", data.mapped(chosen, index, edition), "map", partial(_short, index=index), width=520)
    show_figures("map_wards", _by_ward(chosen, index, edition, key), layout="map")


@remembered
def _by_ward(chosen: Selection, index: str, edition: Edition, key: str) -> Figure:
    return figure_of(f"{indicator(key).title}, by ward", data.ward_tables, (chosen, index, edition, key), _map_and_ranking, _smoothed_marks)


def _map_and_ranking(table: MeasureTable, on_map: MeasureTable | None = None) -> None:
    """``on_map`` is the smoothed form of a table that rests on few; the ranking has both."""
    ward_map(on_map or table)
    map_legend(on_map or table)
    show_ranking(table, on_map)


def _smoothed_marks(*tables: MeasureTable) -> str:
    return "The map shows smoothed shares, the table those as counted and the smoothed ones. " + NOTE if len(tables) > 1 else ""


@remembered
def wards(chosen: Selection, index: str, edition: Edition) -> Figure:
    """Every ward in a line: LSOAs, children and low income, with intervals."""

    def make(*asked: object) -> list[MeasureTable]:
        return [*data.ranking_tables(*asked), *data.low_income_tables(chosen)]

    marks = "95% intervals in brackets; worse and better: than the authority, by more than chance. Low income is of the year to March."
    return _dated(figure_of("Wards in order", make, (chosen, index, edition), show_wards, lambda *_: marks), edition)


@remembered
def small_areas(chosen: Selection, index: str, edition: Edition) -> Figure:
    """National decile of each LSOA."""
    draw = partial(_with_tables, draw_deciles, edition=edition)
    return _dated(figure_of("Small areas by national decile", data.small_area_tables, (chosen, index, edition), draw), edition)


def _dated(figure: Figure, edition: Edition) -> Figure:
    """The figure with its edition, and the year of the residents that the edition counts."""
    return replace(figure, period=f"edition {edition.name}, residents of mid-{edition.population_period}")


def _with_tables(draw, *tables: MeasureTable, **more: object) -> None:
    draw(tables, **more)


@st.fragment
def show_spots(chosen: Selection, index: str, edition: Edition) -> None:
    """Hot spots of the whole authority: places belong to their surroundings, whatever wards are chosen."""
    kind = choose("Statistic", tuple(_SPOTS), "statistic", _SPOTS.get, width=420)
    show_figures("map_spots", _spots(chosen.but(wards=(), priority_area=""), index, edition, kind), layout="map")
    offer_clusters(chosen, index, edition, moran=kind == "moran")


@remembered
def _spots(chosen: Selection, index: str, edition: Edition, kind: str) -> Figure:
    def draw(*tables: MeasureTable) -> None:
        draw_spots(hotspots(chosen.authority, index, edition), tables, edition, moran=kind == "moran")

    def make(*asked: object) -> list[MeasureTable]:
        hotspots(chosen.authority, index, edition)  # says why when there can be none
        return data.small_area_tables(*asked)

    return _dated(figure_of(_SPOTS[kind], make, (chosen, index, edition), draw), edition)


@remembered
def hidden(chosen: Selection, index: str, edition: Edition) -> Figure:
    """LSOAs of the most deprived fifth in wards that are not."""
    draw = partial(_with_tables, draw_hidden, edition=edition)
    marks = "LSOAs of England's most deprived fifth in wards whose own average rank lies outside it."
    return _dated(figure_of("Hidden deprivation", data.hidden_tables, (chosen, index, edition), draw, lambda *_: marks), edition)


@remembered
def gap(chosen: Selection, index: str, edition: Edition) -> Figure:
    """Priority areas against the rest of the authority."""
    marks = "95% intervals in brackets; the gap is the area less the rest, in percentage points."
    return _dated(
        figure_of("Priority areas and the rest", data.priority_tables, (chosen, index, edition), show_gap, lambda *_: marks), edition
    )

"""What places there are for children in care: Ofsted's list by kind, judgement and constituency, against neighbours; children placed across."""

import pandas as pd
import streamlit as st

from components.charts.dots import dots
from components.charts.official_lines import official_lines
from components.charts.provision import provision_chart
from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.published import published, remembered
from measures.care_provision import (
    JUDGEMENTS,
    SCHOOLS,
    Provision,
    across_boundaries,
    across_sentence,
    judgement_words,
    kind_words,
    provision,
    provision_sentences,
    why_no_list,
)
from measures.catalogue import indicator
from measures.errors import CannotAnswer
from measures.held import larger_areas
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import count_text

RATES = ("childrens_home_places_rate", "childrens_home_places_per_100_looked_after")
_ROW, _MOST = 35, 14
_WIDTHS = {"Constituency": 150, "Kind": 185, "Number": 55, "Places": 50, "Outstanding": 80, "Good": 50, "Inadequate": 75}
_LEFT_OUT = "Boarding schools, colleges and holiday schemes stand in the table only: councils place no children in care there."


def show_provision(chosen: Selection) -> None:
    """What is here by kind and judgement; by constituency; against neighbours."""
    place = Selection(chosen.authority)
    show_figures("provision", what_is_here(place), layout="map")
    if not what_is_here(place).problem:
        _show_neighbours(place)


@st.fragment
def _show_neighbours(place: Selection) -> None:
    """Constituencies, beside the neighbours by a rate that the reader picks."""
    key = choose("Places set against", RATES, "per", lambda code: indicator(code).unit.removeprefix("places "), width=420)
    show_figures("provision_more", by_constituency(place), neighbours(place, key))


@remembered
def what_is_here(place: Selection) -> Figure:
    """Providers and places by kind and latest judgement."""
    name = larger_areas().at[place.authority, "area_name"]

    def make() -> list[MeasureTable]:
        return list(provision(place.authority, "judgement", published).tables)

    def draw_them(*_: MeasureTable) -> None:
        found = provision(place.authority, "judgement", published)
        provision_chart(found)
        st.markdown(" ".join(provision_sentences(found)))
        _show_table(found, _by_judgement(found), "by judgement")

    return figure_of(f"What is here: homes and places in {name}", make, (), draw_them, lambda *_: _LEFT_OUT)


def _by_judgement(found: Provision) -> pd.DataFrame:
    """A row a kind: providers, places, and how many providers have each judgement."""
    frame = found.frame.assign(second=pd.Categorical(found.frame["second"], JUDGEMENTS))
    rows = _of_kinds(frame)
    judged = frame.pivot_table(index="kind", columns="second", values="providers", aggfunc="sum", observed=True).fillna(0).astype(int)
    return rows.join(judged.reindex(rows["kind"]).reset_index(drop=True))


def _of_kinds(frame: pd.DataFrame, *more: str) -> pd.DataFrame:
    """kind (and ``more``), providers and places, those with most places first; a symbol where no places are stated."""
    rows = frame.groupby([*more, "kind"], sort=False, observed=True).agg(
        providers=("providers", "sum"), number=("places", lambda held: held.sum(min_count=1)), symbol=("symbol", "max")
    ).reset_index()  # fmt: skip
    places = [count_text(number, symbol) for number, symbol in zip(rows["number"], rows["symbol"], strict=True)]
    rows = rows.assign(places=places).sort_values([*more, "number", "providers"], ascending=[True] * len(more) + [False, False])
    return rows[[*more, "kind", "providers", "places"]].reset_index(drop=True)


def _show_table(found: Provision, rows: pd.DataFrame, by: str) -> None:
    shown = rows.assign(kind=rows["kind"].map(kind_words)).rename(columns={"kind": "Kind", "providers": "Number", "places": "Places", "second": "Constituency"})  # fmt: skip
    st.dataframe(shown.rename(columns={word: judgement_words(word) for word in JUDGEMENTS}), hide_index=True, height=_ROW * (min(len(shown), _MOST) + 1) + 3,
                 alt=f"Kinds of provision in {found.area_name} on {found.day} {by}, with their number and places.",
                 column_config={name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()})  # fmt: skip


@remembered
def by_constituency(place: Selection) -> Figure:
    """What lies in each parliamentary constituency, the most exact place that is published."""
    name = larger_areas().at[place.authority, "area_name"]

    def make() -> list[MeasureTable]:
        return list(provision(place.authority, "constituency", published).tables[:2])

    def draw_them(*_: MeasureTable) -> None:
        found = provision(place.authority, "constituency", published)
        rows = found.frame[~found.frame["kind"].isin(SCHOOLS)]
        _show_table(found, _of_kinds(rows, "second"), "by constituency")

    marks = "Where a home lies is published no more exactly than this. A constituency may lie in more than one authority; only what is in this one counts. z: the kind has no places."  # fmt: skip
    return figure_of(f"By constituency: {name}", make, (), draw_them, lambda *_: marks)


@remembered
def neighbours(place: Selection, key: str) -> Figure:
    """Places in children's homes of the authority and its statistical neighbours."""

    def make() -> list[MeasureTable]:
        table = published(key, place, by="neighbours", comparator="neighbours_median")
        if table.is_empty:
            raise CannotAnswer(f"{indicator(key).title}: {why_no_list(place.authority)}")
        return [table]

    def draw_them(table: MeasureTable) -> None:
        dots(table.of_rows(table.frame[table.frame["value"].notna()]), tested=False)

    return figure_of(f"{indicator(key).title}: statistical neighbours", make, (), draw_them, _of_whom)


def _of_whom(table: MeasureTable) -> str:
    """How many of the ten have a figure, and what the line is."""
    held = table.frame["value"].notna()
    lacking = (~held).sum()
    line = " The orange line is their median." if table.frame["comparator_value"].notna().any() else ""
    return f"{held.sum() - 1} of {len(held) - 1} neighbours have a figure.{' The others are not on the list held.' * bool(lacking)}{line}"


def show_across(chosen: Selection) -> None:
    """Children whom other authorities have placed here, and own children placed outside: over the years and against neighbours."""
    place = Selection(chosen.authority)
    first = across(place)
    show_figures("across", *([first] if first.problem else [first, across_neighbours(place)]))


@remembered
def across(place: Selection) -> Figure:
    """Both counts over the years."""
    name = larger_areas().at[place.authority, "area_name"]

    def draw_them(here: MeasureTable, outside: MeasureTable, *_: MeasureTable) -> None:
        parts = ((here, "value", "Placed here by others"), (outside, "value", "Ours placed outside"))
        official_lines(parts, "Children on 31 March", "31 March of the year", f"Lines over the years. {across_sentence(here, outside)}")

    def marks(here: MeasureTable, outside: MeasureTable, *_: MeasureTable) -> str:
        return across_sentence(here, outside)

    title = f"Across the boundary: children placed in {name} by others, and outside it"
    return figure_of(title, across_boundaries, (place.authority, published), draw_them, marks)


@remembered
def across_neighbours(place: Selection) -> Figure:
    """Children of others placed here for each hundred the authority looks after, beside the neighbours."""

    def draw_them(table: MeasureTable) -> None:
        dots(table.of_rows(table.frame[table.frame["value"].notna()]), tested=False)

    def make() -> list[MeasureTable]:
        return [published("placed_here_by_others_rate", place, by="neighbours", comparator="neighbours_median")]

    title = "Children of other authorities placed here, per 100 the authority looks after"
    return figure_of(title, make, (), draw_them, _of_whom)

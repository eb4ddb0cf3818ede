"""The figures of the Compare page: which places and indicators, the overall table, a chart an indicator, and a ward among its like."""

from functools import partial

import pandas as pd
import streamlit as st

from components.charts.dots import dots, dots_marks
from components.choices import choose, choose_many
from components.downloads import offer_csv
from components.figure import Figure, figure_of, show_figures
from components.published import published, remembered
from components.ward_figures import with_interval
from measures.catalogue import indicator
from measures.comparators import NOT_COMPARED
from measures.compare import PREFERRED, UNTESTED, compare_sentences, held_for, marks, side_by_side
from measures.errors import CannotAnswer
from measures.places import FEWEST, MOST, WARD, Place, offered, place_of, usual
from measures.selection import Selection
from measures.similar import rule
from measures.table import MeasureTable
from measures.words import value_text

_AGAINST = {"authority": "Its authority", "england": "England", "similar_wards": "Similar wards (mean)"}
_MOST_INDICATORS, _USUAL_INDICATORS = 8, 4
_EVIDENCE = "#side-by-side"


def choices(chosen: Selection) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """The places and the indicators the reader picks, both kept in the link; fewer than FEWEST places when too few are picked."""
    codes = choose_many("Places, the first is what the others are tested against", offered(chosen.authority), "area", _name,
                        usual(chosen), MOST)  # fmt: skip
    places = tuple(place for place in map(_place, codes) if isinstance(place, Place))
    held = held_for(places) if places else ()
    first = [key for key in PREFERRED if key in held] or list(held)
    shown = choose_many("Indicators held for all of them", held, "show", lambda key: indicator(key).title,
                        tuple(first[:_USUAL_INDICATORS]), _MOST_INDICATORS)  # fmt: skip
    return places, shown


@remembered
def _place(code: str) -> Place | str:
    """The place with a code, or why there is none."""
    try:
        return place_of(code)
    except CannotAnswer as error:
        return str(error)


def is_enough(places: tuple[Place, ...], shown: tuple[str, ...]) -> bool:
    """Whether there is something to put side by side; says in words what is wanted where there is not."""
    if len(places) >= FEWEST and shown:
        return True
    st.info("Choose two to six places, and at least one indicator that is held for all of them.", icon=":material/info:")
    return False


def _name(code: str) -> str:
    found = _place(code)
    return found.name if isinstance(found, Place) else code


@remembered
def tables_of(places: tuple[Place, ...], shown: tuple[str, ...], comparator: str) -> tuple[MeasureTable, ...]:
    """One table an indicator; those without any figure are left out."""
    found = []
    for key in shown:
        try:
            found.append(side_by_side(key, places, comparator, published))
        except CannotAnswer:
            continue  # its own figure below says so
    return tuple(found)


def lead(places: tuple[Place, ...], shown: tuple[str, ...], comparator: str) -> str:
    """Up to three sentences of tested differences, each with a link to the table it rests on."""
    said = compare_sentences(list(tables_of(places, shown, comparator)))
    if not said:
        return f"Nothing chosen here differs between {places[0].name} and the others by more than chance, or can be tested."
    return " ".join(f"{sentence} [:small[Evidence]]({_EVIDENCE})" for sentence in said)


def show_overall(places: tuple[Place, ...], shown: tuple[str, ...], comparator: str) -> None:
    """Every indicator in a line, every place in a column, with intervals and marks; the CSV beneath."""
    st.markdown("## Side by side")
    tables = tables_of(places, shown, comparator)
    if not tables:
        st.info("No figure is held for these places and indicators together.", icon=":material/info:")
        return
    rows = overall_rows(tables, places)
    st.markdown(f":small[95% intervals in brackets. Marks say how a place stands against {places[0].name}: ▲ higher or ▼ lower by more than "
                "chance, ≈ no clear difference; no mark: not tested (counts, averages, other periods, hidden figures).]")  # fmt: skip
    st.dataframe(rows, hide_index=True, alt="Indicators by place.", height=35 * (len(rows) + 1) + 3,
                 column_config={"Indicator": st.column_config.TextColumn(width=280, pinned=True)})  # fmt: skip
    offer_csv(rows, "compare", f"{', '.join(place.name for place in places)} side by side", "csv_overall")


def overall_rows(tables: tuple[MeasureTable, ...], places: tuple[Place, ...]) -> pd.DataFrame:
    """The overall table in words: Indicator, Period, and a column a place."""
    rows = []
    for table in tables:
        texts, found = with_interval(table), marks(table)
        cells = {place.name: f"{texts[place.code]} {_sign(mark)}".rstrip() for place, mark in zip(places, found, strict=True)}
        rows.append({"Indicator": table.title, "Period": _period(table)} | cells | {"Source": _source(table)})
    return pd.DataFrame(rows)


def _period(table: MeasureTable) -> str:
    """The period, and that the figures are nobody's publication where they are modelled."""
    return ", ".join(table.periods) + ", modelled" * (table.nature == "modelled")


def _sign(mark: str) -> str:
    return "" if mark == UNTESTED else mark[:1]


def _source(table: MeasureTable) -> str:
    return "; ".join(dict.fromkeys(source.brief for source in table.sources))


@remembered
def chart(key: str, places: tuple[Place, ...], comparator: str) -> Figure:
    """One indicator of the places, as dots with intervals."""

    def make(*asked: object) -> list[MeasureTable]:
        return [side_by_side(*asked, published)]

    return figure_of(indicator(key).title, make, (key, places, comparator), dots, dots_marks)


def show_charts(places: tuple[Place, ...], shown: tuple[str, ...], comparator: str) -> None:
    """Two charts a row."""
    for start in range(0, len(shown), 2):
        pair = [chart(key, places, comparator) for key in shown[start : start + 2]]
        show_figures(f"chart_{start}", *pair, layout="even")


@st.fragment
def show_ward(places: tuple[Place, ...], shown: tuple[str, ...]) -> None:
    """A ward against its authority, England and the wards most like it; nothing where no ward is among the places."""
    wards = {place.code: place for place in places if place.kind == WARD}
    if not wards:
        return
    code = choose("Ward", tuple(wards), "among", lambda key: wards[key].name, width=420) if len(wards) > 1 else next(iter(wards))
    show_figures("ward", ward_figure(wards[code], shown), layout="scrolling")


@remembered
def ward_figure(ward: Place, shown: tuple[str, ...]) -> Figure:
    """Each indicator of a ward with three comparators, in words where they differ."""

    def make(*_: object) -> list[MeasureTable]:
        return [published(key, ward.selection, comparator=against) for key in shown for against in _AGAINST]

    title = f"{ward.name} against its authority, England and similar wards"
    return figure_of(title, make, (), partial(_draw_ward, ward=ward), lambda *_: rule())


def _draw_ward(*tables: MeasureTable, ward: Place) -> None:
    rows = []
    for at in range(0, len(tables), len(_AGAINST)):
        three = tables[at : at + len(_AGAINST)]
        against = {name: _against(table) for name, table in zip(_AGAINST.values(), three, strict=True)}
        own = three[0]
        rows.append({"Indicator": own.title, "Period": _period(own), ward.name: with_interval(own).iloc[0]} | against)
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=f"{ward.name} against its authority, England and similar wards.",
                 column_config={"Indicator": st.column_config.TextColumn(width=320)})  # fmt: skip


def _against(table: MeasureTable) -> str:
    """ "27.3%: worse", or why there is nothing to compare with."""
    row = table.frame.iloc[0]
    if pd.isna(row["comparator_value"]):
        return "not held"
    value = value_text(row["comparator_value"], None, table.indicator.kind, table.indicator.decimals)
    return value if row["verdict"] in ("", NOT_COMPARED) else f"{value}: {row['verdict']}"

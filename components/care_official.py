"""Official series of children looked after and of care leavers: the authority against England and the middle of its neighbours."""

from functools import partial

import pandas as pd
import streamlit as st

from components.charts.official_lines import official_lines
from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.published import published, remembered
from measures.care_series import against, series_sentence, why_no_series
from measures.catalogue import indicator
from measures.errors import CannotAnswer
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import value_text, year_words

OFFICIAL = ("cla_rate", "new_placements_over_20_miles", "new_placements_outside_la", "children_placed_outside_share",
            "placement_moves_3_or_more", "stable_2_years")  # fmt: skip
LEAVERS = ("care_leavers_suitable_accommodation", "care_leavers_in_education_employment_training", "care_leavers_not_in_touch")
NEIGHBOURS = "Neighbours' median"
_WIDTHS = {"Year": 50, "95% interval": 100, "England": 65, "vs England": 80, NEIGHBOURS: 125}
STAYING_PUT = (
    "Staying Put (young people who stay with their former foster carers) is in none of the official files that can be loaded here."
)
_ROW, _MOST = 35, 12


@st.fragment
def show_official(chosen: Selection) -> None:
    """One official series of children looked after, which the reader picks, with its table beside it."""
    key = choose("Official figure", OFFICIAL, "series", lambda code: indicator(code).title, width=620)
    show_figures("official", official(Selection(chosen.authority), key), layout="map")


@st.fragment
def show_care_leavers(chosen: Selection) -> None:
    """The same of care leavers, and what is published nowhere."""
    key = choose("Care leavers", LEAVERS, "leavers", lambda code: indicator(code).title, width=620)
    show_figures("leavers", official(Selection(chosen.authority), key), layout="map")
    st.markdown(f":small[{STAYING_PUT}]")


@remembered
def official(chosen: Selection, key: str) -> Figure:
    """An official series of the authority, of England and of the median of its ten neighbours."""
    wanted = indicator(key)
    return figure_of(wanted.title, _tables, (chosen, key), partial(_draw, period_means=wanted.period_means), _marks)


def _tables(chosen: Selection, key: str) -> list[MeasureTable]:
    tables = against(chosen, key, published)
    if tables[0].is_empty:
        raise CannotAnswer(why_no_series(chosen.authority, key))
    return tables


def _marks(own: MeasureTable, near: MeasureTable) -> str:
    """What bars are, and on how many neighbours the middle rests."""
    bars = "Upright bars: 95% intervals. " if own.frame["lower"].notna().any() else ""
    of_middle = [note.replace("Nothing is compared: only", "Only").replace(", so nothing is compared", "") for note in near.notes]
    return bars + " ".join(note for note in of_middle if "neighbours" in note)  # with England it is compared


def _draw(own: MeasureTable, near: MeasureTable, period_means: str) -> None:
    """Chart, sentence, table: the order in which they are read one below the other."""
    wanted = own.indicator
    parts = ((own, "value", own.area_name), (own, "comparator_value", "England"), (near, "comparator_value", NEIGHBOURS))
    said = series_sentence(own, near)
    official_lines(
        parts, wanted.unit, _when(period_means), f"{wanted.title} over the years. {said} The table beside it holds every figure."
    )
    st.markdown(said)
    rows = _rows(own, near)
    st.dataframe(rows, hide_index=True, height=_ROW * (min(len(rows), _MOST) + 1) + 3, alt=f"{wanted.title} by year, the latest first.",
                 column_config={name: st.column_config.Column(width=width) for name, width in ({own.area_name: 90} | _WIDTHS).items()})  # fmt: skip


def _when(period_means: str) -> str:
    return period_means[:1].upper() + period_means[1:]


def _rows(own: MeasureTable, near: MeasureTable) -> pd.DataFrame:
    """A row a year, the latest first, in words; columns of what is not held are left out."""
    wanted, frame = own.indicator, own.frame
    middle = frame["time_period"].map(near.frame.set_index("time_period")["comparator_value"])

    def texts(values: pd.Series, symbols: pd.Series | None = None) -> list[str]:
        marks = [None] * len(values) if symbols is None else symbols
        return [value_text(value, symbol, wanted.kind, wanted.decimals) for value, symbol in zip(values, marks, strict=True)]

    rows = pd.DataFrame({
        "Year": frame["time_period"].map(year_words), own.area_name: texts(frame["value"], frame["symbol"]),
        "95% interval": [_interval(row, wanted.decimals) for row in frame.to_dict("records")],
        "England": texts(frame["comparator_value"]), "vs England": frame["verdict"], NEIGHBOURS: texts(middle),
    })  # fmt: skip
    empty = {"95% interval": frame["lower"].isna().all(), "England": frame["comparator_value"].isna().all(), NEIGHBOURS: middle.isna().all(),
             "vs England": frame["verdict"].isin(("", "not compared")).all()}  # fmt: skip
    return rows.drop(columns=[name for name, is_silent in empty.items() if is_silent])[::-1]


def _interval(row: dict, decimals: int) -> str:
    return "" if row["lower"] != row["lower"] else f"{row['lower']:,.{decimals}f} to {row['upper']:,.{decimals}f}"

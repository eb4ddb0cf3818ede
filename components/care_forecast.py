"""How many children there would be in care for the next three years, if all went on as it does."""

import pandas as pd
import streamlit as st

from components.charts.fan import FAN_MARKS, fan
from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.published import remembered
from components.replay import draw_once
from components.theme import is_dark
from components.watching import seen
from measures.access import access_here
from measures.care_forecast import BREAKDOWNS, HELD, Forecast, forecast
from measures.care_months import month_words
from measures.care_returns import name_of
from measures.errors import or_none
from measures.held import version
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import capitalised

_ROW, _EVERY = 35, 12
_ENDS_MARKS = "Median at the end of the month; in brackets where 80% and where 95% of the runs lie."


@st.fragment
def show_forecast(chosen: Selection) -> None:
    """The fan of months ahead, the years' ends as a table, and how the last year held would have been told."""
    breakdown = choose("Children to forecast", tuple(BREAKDOWNS), "forecast", BREAKDOWNS.get, width=265)
    show_figures("care_forecast", ahead(chosen.authority, breakdown), layout="scrolling")
    found = or_none(forecast, chosen.authority)
    if found is not None:  # else the figure above has said why
        show_figures("care_forecast_ends", ends(chosen.authority, breakdown), layout="scrolling")
        key = ("care_forecast_test", chosen.authority, breakdown, version(), is_dark(), access_here().sharing)
        draw_once(st.container(key="care_forecast_test"), key, lambda: _show_test(found, breakdown))


@remembered
def ahead(authority: str, breakdown: str) -> Figure:
    """Months held and forecast."""
    return figure_of(
        f"Children in care, held and forecast: {name_of(authority)}", _tables, (authority, breakdown), fan, lambda *_: FAN_MARKS
    )


def _tables(authority: str, breakdown: str) -> list[MeasureTable]:
    return [seen(forecast(authority).tables[breakdown])]


@remembered
def ends(authority: str, breakdown: str) -> Figure:
    """What is forecast for one, two and three years on."""
    return figure_of(
        f"One, two and three years on: {name_of(authority)}", _years_on, (authority, breakdown), _draw_ends, lambda *_: _ENDS_MARKS
    )


def _years_on(authority: str, breakdown: str) -> list[MeasureTable]:
    """The rows of every twelfth month ahead."""
    table = _tables(authority, breakdown)[0]
    months = sorted(table.frame.loc[table.frame["phase"] != HELD, "time_period"].unique())[_EVERY - 1 :: _EVERY]
    return [table.of_rows(table.frame[table.frame["time_period"].isin(months)])]


def _draw_ends(table: MeasureTable) -> None:
    frame = table.frame.assign(
        words=[_said(row) for row in table.frame.to_dict("records")], Children=table.frame["group_name"].map(capitalised),
        month=table.frame["time_period"].map(month_words),
    )  # fmt: skip
    months = list(dict.fromkeys(frame["month"]))
    rows = frame.pivot(index="Children", columns="month", values="words").loc[list(dict.fromkeys(frame["Children"])), months].reset_index()
    st.dataframe(
        rows, hide_index=True, height=_ROW * (len(rows) + 1) + 3, alt=f"{table.title} one, two and three years on, with intervals."
    )


def _said(row: dict) -> str:
    """ "455 (430 to 480; 420 to 490)", or the symbol."""
    if pd.isna(row["value"]):
        return f"{row['symbol']}  hidden"
    return f"{row['value']:,.0f} ({row['lower_80']:,.0f} to {row['upper_80']:,.0f}; {row['lower']:,.0f} to {row['upper']:,.0f})"


def _show_test(found: Forecast, breakdown: str) -> None:
    """The test in a sentence and, by group, a table."""
    st.markdown(f"## How well it would have told the last year\n\n{found.sentence}")
    rows = found.tested[found.tested["breakdown"] == breakdown].drop(columns=["breakdown", "group"])
    if breakdown != "Total" and len(rows):
        shown = rows.assign(Children=rows["Children"].map(capitalised)).rename(
            columns={"Error": "Mean error", "In 80%": "Months in 80%", "In 95%": "Months in 95%"}
        )
        st.dataframe(shown, hide_index=True, height=_ROW * (len(rows) + 1) + 3, alt="Test of the forecast on the last year held, by group.")
        st.markdown(":small[Groups with a hidden month are left out. A group that few children are in is told less well.]")

"""Priority areas against the rest of the authority on the Deprivation page: every indicator in a line, with the gap and how it moved."""

from functools import partial

import pandas as pd
import streamlit as st

from components.choices import choose
from components.figure import Figure, figure_of, show_figures
from components.published import published, remembered
from measures.catalogue import indicators
from measures.errors import CannotAnswer
from measures.gaps import is_clear
from measures.held import larger_areas
from measures.priority_gaps import areas_to_choose, comparable, gap_rows, gap_sentences, move_words, tables_by_priority_area, without_gap
from measures.selection import Selection
from measures.table import MeasureTable

_TITLE = "Every indicator: priority areas against the rest"
_MARKS = (
    "95% intervals in brackets. The gap is the area less the rest, in the indicator's own unit; the change is that since the first period held, "
    "official against official or modelled against modelled."
)
_ROW, _HEIGHT = 35, 560
_WIDTHS = {"Indicator": 245, "Period": 110, "Area": 125, "The rest": 125, "Gap": 195, "How it moved": 265}


def show_gaps(chosen: Selection, *others: Figure) -> None:
    """``others`` and the table of one area that the reader picks, all together first; a sentence where the authority has none."""
    whole = chosen.but(wards=(), priority_area="", comparator="none", period="")
    offered, why = _offered(whole)
    if offered:
        _choose_and_show(whole, offered, others)
    else:
        show_figures("gaps", Figure(_TITLE, (), lambda: None, problem=why), layout="scrolling")


@remembered
def _offered(whole: Selection) -> tuple[tuple[tuple[str, str], ...], str]:
    """Codes and names of the areas that can be set against the rest, or why there is none."""
    try:
        found = areas_to_choose(published("population_0_19", whole.but(by="priority_area")))
    except CannotAnswer as none_held:
        return (), str(none_held)
    return tuple(found.items()), "No priority area has a boundary in wards that leaves a rest of the authority."


@st.fragment
def _choose_and_show(whole: Selection, offered: tuple[tuple[str, str], ...], others: tuple[Figure, ...]) -> None:
    names = dict(offered)
    area = choose("Priority area", tuple(names), "gap_of", names.get, width=420)
    show_figures("gaps", *others, _gaps(whole, area, names[area]), layout="scrolling")


@remembered
def _gaps(whole: Selection, area: str, name: str) -> Figure:
    draw = partial(_draw, area=area, name=name)
    return figure_of(f"{_TITLE} ({name})", tables, (whole,), draw, lambda *_: _MARKS)


@remembered
def tables(whole: Selection) -> list[MeasureTable]:
    """Every indicator that can be compared, by priority area and period."""
    return tables_by_priority_area(whole, comparable(), published)


def _draw(*given: MeasureTable, area: str, name: str) -> None:
    last_year = int(larger_areas().at[given[0].selection.authority, "last_year"])
    rows = gap_rows(given, area, last_year)
    modelled = {table.indicator.indicator_id: set(table.frame.loc[table.frame["nature"] == "modelled", "time_period"]) for table in given}
    said = [*(gap_sentences(rows, name) or ["Nothing held of this area can be tested."]), without_gap(given, rows)]
    st.markdown(" ".join(filter(None, said)))
    shown = pd.DataFrame([_line(row, row["period"] in modelled[row["indicator"]]) for row in rows.to_dict("records")])
    st.dataframe(shown, hide_index=True, height=min(_ROW * (len(shown) + 1) + 3, _HEIGHT), alt=f"{name} against the rest, by indicator.",
                 column_config={key: st.column_config.TextColumn(width=width) for key, width in _WIDTHS.items()})  # fmt: skip


def _line(row: dict, is_modelled: bool) -> dict[str, str]:
    wanted = indicators()[row["indicator"]]
    places, sign = wanted.decimals, "%" * (wanted.kind == "share")
    gap = _span(row, "gap", "gap_lower", "gap_upper", f"+z,.{places}f")
    tested = not pd.isna(row["gap_lower"])
    unclear = tested and not is_clear(row, "gap_")
    return {
        "Indicator": wanted.title, "Period": f"{row['period']}{' (modelled)' * is_modelled}",
        "Area": _span(row, "value", "lower", "upper", f"z,.{places}f", sign),
        "The rest": _span(row, "rest", "rest_lower", "rest_upper", f"z,.{places}f", sign),
        "Gap": gap + ", no clear gap" * unclear + ", not tested" * (not tested),
        "How it moved": _moved(row, move_words(row, wanted), f"+z,.{places}f"),
    }  # fmt: skip


def _moved(row: dict, words: str, form: str) -> str:
    """ "turned round: -0.8 (-1.3 to -0.2) since 2012"; the words alone where there is nothing to compare."""
    if pd.isna(row["moved"]):
        return words
    return f"{words}: {_span(row, 'moved', 'moved_lower', 'moved_upper', form)} since {row['earlier_period']}"


def _span(row: dict, value: str, lower: str, upper: str, form: str, sign: str = "") -> str:
    """ "12.3% (10.1 to 14.5)"; without brackets where there is no interval."""
    text = f"{row[value]:{form}}{sign}"
    return text if pd.isna(row[lower]) else f"{text} ({row[lower]:{form}} to {row[upper]:{form}})"

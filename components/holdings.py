"""What is held, on the Data page: the matrix of subjects and years with its table, how new it all is, and where it has gaps."""

import pandas as pd
import streamlit as st

from components.charts.matrix import matrix, matrix_rows
from components.downloads import offer_csv
from components.theme import HOLDING_SIGNS
from measures.freshness import age_sentences, amount_sentences, freshness, today
from measures.held import authorities
from measures.matrix import LEVELS, STATES, Holdings, holdings, not_held
from measures.selection import Selection
from measures.subjects import Subject

_LEGEND = ", ".join(f"{HOLDING_SIGNS[state]} {state}" for state in STATES)
_SIDEWAYS = "On a narrow screen the matrix scrolls sideways."
_YEARS = "A school or financial year stands under the year in which it ends."
_OF = {"authority": "the authority as a whole", "ward": "its wards", "lsoa": "its LSOAs"}
_ROW_HEIGHT, _MOST_ROWS = 35, 16


def lead(chosen: Selection) -> None:
    """The title and what the page is for."""
    name = authorities().at[chosen.authority, "area_name"]
    st.markdown(f"# Data\n\nWhat is held of {name}, how new and how sound it is, where it comes from, and how to add to it.")


@st.fragment
def show_holdings(chosen: Selection) -> None:
    """The matrix and the words about it, at a level the reader picks."""
    st.markdown("## What is held")
    level = st.segmented_control("Areas", list(LEVELS), format_func=LEVELS.get, default="authority", required=True, key="held_level")
    held, name = holdings(chosen.authority, level), authorities().at[chosen.authority, "area_name"]
    if not held.subjects:
        st.info(f"{_nothing(name, level)} Files can be added below.", icon=":material/info:")
        return
    st.markdown(" ".join(amount_sentences(chosen.authority, level, today())))
    matrix(
        held,
        f"Matrix of what is held of {name}: {len(held.subjects)} subjects by year, {held.years[0]} to {held.years[-1]}. The table below says the same.",
    )
    st.markdown(f":small[{_LEGEND}. {_YEARS} {_SIDEWAYS}]")
    _show_missing(chosen.authority, level)
    with st.expander("The matrix as a table", icon=":material/table:"):
        _show_table(held, name, level)
    _show_freshness(chosen, level)


def _nothing(name: str, level: str) -> str:
    where = {"authority": f"{name} as a whole", "ward": f"the wards of {name}", "lsoa": f"the LSOAs of {name}"}[level]
    return f"No figure is held for {where}."


def _show_missing(authority: str, level: str) -> None:
    """What is held at another level only, and what is not held at all."""
    nowhere, elsewhere = not_held(authority, level)
    said = [f"Held for {_OF[other]} only: {_titles(found)}." for other, found in elsewhere.items()]
    said += [f"Not held at any level: {_titles(nowhere)}."] * bool(nowhere)
    if said:
        st.markdown("\n".join(f"- {sentence}" for sentence in said))


def _titles(found: list[Subject]) -> str:
    return "; ".join(subject.title for subject in found)


def _show_table(held: Holdings, name: str, level: str) -> None:
    rows = matrix_rows(held, tuple(held.years)).to_pandas()
    said = rows["state"].astype(str).map(lambda state: f"{HOLDING_SIGNS[state]} {state}")
    wide = rows.assign(said=said).pivot(index="subject", columns="year", values="said")
    table = wide.reindex([subject.title for subject in held.subjects]).rename_axis("Subject").reset_index()
    table.columns = [str(column) for column in table.columns]
    st.dataframe(table, hide_index=True, height=_height(table), alt=f"What is held of {name}, subject by year, in words.",
                 column_config={"Subject": st.column_config.TextColumn(pinned=True, width=260)})  # fmt: skip
    long = rows[["subject", "periods", "state", "much"]].astype(str)
    offer_csv(long, f"held_{name}_{level}", f"What is held of {name}, {LEVELS[level].lower()}", "csv_held")


def _show_freshness(chosen: Selection, level: str) -> None:
    st.markdown("## How new it is, and where it has gaps")
    sentences = age_sentences(chosen.authority, level, today())
    st.markdown(" ".join(sentences) or "No series has a hole, and no newest official figure is more than two years old.")
    rows = freshness(chosen.authority, level, today())
    wide = {
        "Subject": st.column_config.TextColumn(width=285),
        "Age": st.column_config.TextColumn("Age of it"),
        "Without figures": st.column_config.TextColumn("No figures for", width=150),
    }
    numbers = {
        name: st.column_config.NumberColumn(name, help=f"How many {name.lower()} figures are held", format="localized")
        for name in ("Official", "Modelled")
    }
    shown = rows[[column for column in rows if column in numbers or (rows[column] != "").any()]]
    st.dataframe(shown, hide_index=True, height=_height(rows), column_config=wide | numbers,
                 alt="Latest official period of each subject, its age, missing years, and how many figures are official or modelled.")  # fmt: skip


def _height(rows: pd.DataFrame) -> int:
    return _ROW_HEIGHT * (min(len(rows), _MOST_ROWS) + 1) + 3

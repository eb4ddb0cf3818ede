"""What the words mean and where everything comes from, on the Data page: the data dictionary and the sources."""

import streamlit as st

from components.downloads import offer_csv
from measures.sources import all_sources, dictionary, notes_of, searched

_HEIGHT = 423
_WIDTHS = {"Title": 340, "Licence": 190, "Attribution": 320, "Method": 240, "File": 300, "SHA-256": 120}
_NONE = ""


@st.fragment
def show_dictionary() -> None:
    """Every table and column of the warehouse with its meaning, searchable."""
    st.markdown("## Data dictionary")
    rows = dictionary()
    st.markdown(f"{rows['Table'].nunique():,} tables with {len(rows):,} columns. What begins with raw. holds the words of each source; "
                "the others hold what is in force: official before modelled, newer before older.")  # fmt: skip
    words = st.text_input(
        "Search tables, columns and meanings", key="dictionary_words", placeholder="for example: ward, or rank", width=420
    )
    found = searched(rows, words or "")
    if found.empty:
        st.info(f'No table or column speaks of "{words}".', icon=":material/search_off:")
        return
    st.dataframe(found, hide_index=True, height=min(_HEIGHT, 35 * (len(found) + 1) + 3), alt="Data dictionary: table, column, type and meaning.",
                 column_config={"Meaning": st.column_config.TextColumn(width=480), "The table holds": st.column_config.TextColumn(width=380)})  # fmt: skip
    offer_csv(rows, "data dictionary", "Data dictionary of Needs Atlas", "csv_dictionary")


@st.fragment
def show_sources() -> None:
    """Every file with publisher, licence and how many of its rows are here; the notes of one file on request."""
    st.markdown("## Sources")
    rows = all_sources()
    if rows.empty:
        st.info("Nothing has been loaded yet.", icon=":material/info:")
        return
    official, modelled = ((rows["Nature"] == nature).sum() for nature in ("official", "modelled"))
    st.markdown(f"{len(rows):,} files: {official:,} official, {modelled:,} modelled, {len(rows) - official - modelled:,} of plans and our reading "
                f"of them. Licences: {'; '.join(dict.fromkeys(rows['Licence']))}.")  # fmt: skip
    numbers = {name: st.column_config.NumberColumn(f"Rows {name.lower()}", format="localized") for name in ("Read", "Loaded", "Rejected")}
    wide = {name: st.column_config.TextColumn(width=width) for name, width in _WIDTHS.items()}
    st.dataframe(rows, hide_index=True, height=_HEIGHT, column_config=numbers | wide,
                 alt="Sources: publisher, title, release, licence, attribution, file and rows.")  # fmt: skip
    offer_csv(rows, "sources", "Sources of Needs Atlas with licence and attribution", "csv_sources")
    _show_notes(rows)


def _show_notes(rows) -> None:
    noted = rows[rows["Notes"] > 0]
    if noted.empty:
        return
    labels = {_NONE: "No file chosen"} | {key: f"{row['File']} ({row['Notes']})" for key, row in noted.iterrows()}
    picked = st.selectbox("Notes of the importer on a file", list(labels), format_func=labels.get, key="source_notes", width=620)
    if picked:
        notes = notes_of(picked)
        st.dataframe(notes, hide_index=True, alt=f"Notes on {noted.at[picked, 'File']}.", height=min(_HEIGHT, 35 * (len(notes) + 1) + 3),
                     column_config={"Note": st.column_config.TextColumn(width=720)})  # fmt: skip

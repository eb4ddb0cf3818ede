"""Where everything comes from and what the words mean: sources with their licences, notes of the importers, the data dictionary."""

from functools import cache

import pandas as pd

from measures.held import version
from warehouse import query

_SHORT = 12


@cache
def _asked(name: str, in_version: str) -> pd.DataFrame:
    return query(f"lookups/{name}")


def all_sources() -> pd.DataFrame:
    """Every source in the order of loading, in words: Publisher, Title, Release, Nature, Licence, Attribution, Method, File, SHA-256,
    Read, Loaded, Rejected, Notes; indexed by source_id. Not to be changed."""
    return _all_sources(version())


@cache
def _all_sources(in_version: str) -> pd.DataFrame:
    rows = _asked("sources_in_full", in_version)
    return pd.DataFrame({
        "Publisher": rows["publisher"], "Title": rows["title"], "Release": rows["release"].fillna(""), "Nature": rows["nature"],
        "Licence": rows["licence"], "Attribution": rows["attribution"], "Method": rows["method"].fillna(""), "File": rows["file_name"],
        "SHA-256": rows["checksum"].str[:_SHORT], "Read": rows["rows_read"], "Loaded": rows["rows_loaded"],
        "Rejected": rows["rows_rejected"], "Notes": rows["notes"],
    }).set_axis(rows["source_id"])  # fmt: skip


def notes_of(source_id: str) -> pd.DataFrame:
    """The notes of the importer on a file: Row, Column, Note."""
    return _worded(source_notes()[lambda notes: notes["source_id"] == source_id])[["Row", "Column", "Note"]]


def rejected_rows() -> pd.DataFrame:
    """Why rows were left out, file by file: File, Rejected (rows of the whole file), Row, Column, Note."""
    rejected = all_sources()["Rejected"]
    notes = source_notes().assign(Rejected=source_notes()["source_id"].map(rejected))
    return _worded(notes[notes["Rejected"] > 0])[["File", "Rejected", "Row", "Column", "Note"]]


def _worded(notes: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({
        "File": notes["file_name"], "Rejected": notes.get("Rejected"), "Row": notes["row_number"].astype("Int64"),
        "Column": notes["column_name"].fillna(""), "Note": notes["note"],
    })  # fmt: skip


def source_notes() -> pd.DataFrame:
    """Every note as it is stored: source_id, file_name, title, note_number, row_number, column_name, note. Not to be changed."""
    return _asked("source_notes", version())


def dictionary() -> pd.DataFrame:
    """Every column of the warehouse: Table, Column, Type, Meaning, and what the table holds. Not to be changed."""
    return _dictionary(version())


@cache
def _dictionary(in_version: str) -> pd.DataFrame:
    rows = _asked("dictionary", in_version)
    prefix = rows["schema_name"].map(lambda name: "" if name == "main" else f"{name}.")
    return pd.DataFrame({
        "Table": prefix + rows["table_name"], "Column": rows["column_name"], "Type": rows["data_type"],
        "Meaning": rows["meaning"].fillna(""), "The table holds": rows["table_meaning"].fillna(""),
    })  # fmt: skip


def searched(rows: pd.DataFrame, words: str) -> pd.DataFrame:
    """The rows in which every word stands somewhere, capitals aside."""
    text = rows.astype(str).agg(" ".join, axis=1).str.lower()
    for word in words.lower().split():
        rows, text = rows[text.str.contains(word, regex=False)], text[text.str.contains(word, regex=False)]
    return rows

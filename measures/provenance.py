"""Where every figure comes from: the file, its publisher and licence, what was read of it, and what has become of it."""

from functools import cache

import pandas as pd

from measures.held import version
from warehouse import query


@cache
def _provenance(in_version: str) -> pd.DataFrame:
    return query("lookups/provenance").set_index("source_id")


@cache
def _notes(in_version: str) -> pd.DataFrame:
    return query("lookups/source_notes")


def provenance() -> pd.DataFrame:
    """Every file loaded, by the source_id that each figure carries: file_name, checksum, publisher, title, release, licence,
    attribution, nature, method, rows_read, rows_loaded, rows_rejected, rows_stated and rows_in_force (figures, not lines of
    the file), state (in force, in force in part, replaced, taken out), is_preferred. Not to be changed.
    """
    return _provenance(version())


def notes_of(source_id: str) -> pd.DataFrame:
    """What was mended, left out or is worth knowing of a file, in its order: row_number, column_name, note, rows_rejected
    (0 where no row was left out for it)."""
    notes = _notes(version())
    return notes[notes["source_id"] == source_id]

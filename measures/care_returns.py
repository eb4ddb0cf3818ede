"""What everything modelled from returns of children looked after has in common: who may see it, what it is called, and its tables."""

import pandas as pd

from measures.access import Access, access_here
from measures.care import care_sources
from measures.catalogue import Indicator
from measures.errors import CannotAnswer
from measures.held import larger_areas
from measures.publish import source_of
from measures.records import RecordSources
from measures.selection import Selection
from measures.table import COLUMNS, MeasureTable, Source

ROUNDED = "all children, rounded"  # no kind of area whose counts are exact
MODEL = "Modelled from the authority's return of children looked after, not published by anybody"


def returns_for(access: Access | None = None) -> RecordSources:
    """The returns that count, for somebody who may see figures from them. Raises NotPermitted, or CannotAnswer where none is held."""
    files = care_sources()
    (access or access_here()).check(files.data)
    if not files.source_ids:
        raise CannotAnswer("No return of children looked after (SSDA903) is held.")
    return files


def sources_with_model(source_ids: list[str], title: str, method: str) -> tuple[Source, ...]:
    """The files behind modelled figures, and the model itself as a source."""
    made = Source("model", "Needs Atlas", title, "", "none", "", "modelled", method)
    return (*(source_of(source_id) for source_id in source_ids), made)


def name_of(authority: str) -> str:
    """The authority's name, or its code where no name is held."""
    return str(larger_areas()["area_name"].get(authority, authority))


def care_table(
    wanted: Indicator, selection: Selection, rows: pd.DataFrame, notes: tuple[str, ...], sources: tuple[Source, ...],
    more: tuple[tuple[str, str], ...] = (),
) -> MeasureTable:  # fmt: skip
    """Rows of an authority (time_period, group, group_name, value, symbol, nature and so on; protected) as a published table."""
    name = name_of(selection.authority)
    fixed = {"area_code": selection.authority, "area_name": name, "area_type": "authority", "comparator": "", "verdict": ""}
    frame = rows.assign(**fixed, source="; ".join(source.short for source in sources))
    frame = frame.reindex(columns=[*COLUMNS, *(column for column, _ in more)]).reset_index(drop=True)
    return MeasureTable(wanted, selection, name, frame, notes, sources, more)

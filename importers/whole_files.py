"""A whole file: all its parts read together and found to fit the schema, then inserted with its source and its notes."""

from dataclasses import asdict

import numpy as np
import pandas as pd

from importers.outlines import Outlines
from importers.placing import place_wards
from importers.provenance import Origin, origin_of
from importers.pupils import described, take_in
from importers.reading import Importer, Reading, Refused
from importers.recognising import Recognised
from importers.sheets import Sheet
from importers.ssda903 import take_in as ssda903
from importers.ssda903.tables import described as described_return
from warehouse.build import Version

# What sheets of one workbook may say again, and by what it is known.
_SAID_TWICE = {
    "area": ["area_code", "boundary_year"], "area_lookup": None, "inspection_outcome": ["area_code", "inspection_date", "judgement_area"],
}  # fmt: skip


def read_file(version: Version, found: Recognised, *, accept_rejected: bool = False) -> tuple[Reading, Origin]:
    """All that a file says, found to fit, and where it comes from. Raises Refused.

    ``accept_rejected`` leaves out rows of pupils that cannot be loaded, instead of refusing the file.
    """
    reading = _combined([_read(version, importer, part) for importer, part in found.parts])
    origin = origin_of(found.file, found.importer, reading, found.modelled_method, found.mapping)
    _refuse_misfit(version, reading)
    if reading.pupils:
        origin = described(origin, found.file)
        take_in(version, found.file, reading, origin.source_id, accept_rejected=accept_rejected)
    if reading.returned:
        release = ssda903.take_in(version, found.file, reading, origin.source_id, accept_rejected=accept_rejected)
        origin = described_return(origin, found.file, release)
    reading.notes += found.notes
    return reading, origin


def _read(version: Version, importer: Importer, part: Sheet | Outlines) -> Reading:
    try:
        reading = importer.read(part)
        if reading.unplaced_wards is not None:
            reading.tables["area_lookup"] = place_wards(version, reading.unplaced_wards)
    finally:
        for name in ("frame", "categories"):
            part.__dict__.pop(name, None)
    reading.notes = [*reading.notes, *(part.notes if isinstance(part, Sheet) else [])]
    return reading


def _combined(readings: list[Reading]) -> Reading:
    """The readings of a file's parts as one; what several parts say of areas and inspections stands once."""
    first = readings[0]
    _refuse_together(readings)
    for other in readings[1:]:
        for table, rows in other.tables.items():
            first.tables[table] = pd.concat([first.tables[table], rows]) if table in first.tables else rows
        first.rows_read += other.rows_read
        first.rejected += other.rejected
        first.notes += other.notes
        first.returned += other.returned
    for table, key in _SAID_TWICE.items():
        if table in first.tables:
            rows = first.tables[table]
            fullest_first = rows.iloc[rows.isna().sum(axis=1).argsort(kind="stable")]
            first.tables[table] = fullest_first.drop_duplicates(key)
    if len(readings) > 1 and "observation" in first.tables:  # the total of a country may stand on every sheet
        first.tables["observation"] = first.tables["observation"].drop_duplicates()
    return first


def _refuse_together(readings: list[Reading]) -> None:
    """Refuse a file in which records of children stand twice, or beside statistics that anybody may see."""
    if len(readings) > 1 and any(reading.pupils for reading in readings):
        raise Refused("results of pupils stand on several sheets; save each as a table of its own")
    names = [part.name for reading in readings for part in reading.returned]
    if len(set(names)) < len(names):
        raise Refused("two of its sheets are the same table of a return; save each return as a file of its own")
    if names and len(names) < len(readings):
        raise Refused("tables of a return and other tables stand in one file; save the others by themselves")


def _refuse_misfit(version: Version, reading: Reading) -> None:
    """Refuse a file that the schema would not take, before any row of it goes in."""
    found = version.misfit(reading.tables)
    if found:
        raise Refused(found.text, row=found.row, column=found.column)


def replace(version: Version, source_id: str, reading: Reading) -> None:
    """Take out what the same file said under another mapping. Names that only it gave stay, because other files may need them."""
    named = version.run("lookups/areas_named_only_by", source_id=source_id)
    anew = reading.tables.get("area", named.head(0))
    reading.tables["area"] = pd.concat([anew, named[~named["area_code"].isin(anew["area_code"])]])
    version.forget(source_id)


def insert(version: Version, origin: Origin, reading: Reading, order: int) -> None:
    """Put in what a file says, its source and its notes. ``order`` says how many loads came before."""
    counted = {"rows_read": reading.rows_read, "rows_rejected": reading.rows_rejected, "load_order": order,
               "rows_loaded": reading.rows_read - reading.rows_rejected}  # fmt: skip
    version.insert("source", pd.DataFrame([asdict(origin) | counted]))
    for table, rows in reading.tables.items():
        source = pd.Categorical.from_codes(np.zeros(len(rows), dtype="int8"), [origin.source_id])
        version.insert(f"raw.{table}", rows.assign(source_id=source))
    notes = [*reading.rejected, *reading.notes]
    version.insert("source_note", pd.DataFrame([
        {"source_id": origin.source_id, "note_number": n, "row_number": note.row, "column_name": note.column, "note": note.text,
         "rows_rejected": note.rows if n <= len(reading.rejected) else 0}
        for n, note in enumerate(notes, start=1)
    ]))  # fmt: skip

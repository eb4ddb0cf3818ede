"""Load files into a new version of the warehouse: recognise, read, place, check, insert, derive, swap in.

Nothing of a file is inserted before all of it has been read and found to fit, so a refused file leaves nothing behind.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from importers.files import GivenFile, given_files
from importers.joining import draw_layers, join_wards
from importers.journal import write_journal
from importers.mapping import read_mapping
from importers.outlines import Outlines
from importers.placing import place_wards
from importers.provenance import Origin, origin_of
from importers.reading import Importer, Note, Reading, Refused
from importers.recognising import Recognised, recognised
from importers.sheets import Sheet
from warehouse.build import Version, new_version
from warehouse.edition import edition
from warehouse.versions import read_pointer

# What sheets of one workbook may say again, and by what it is known.
_SAID_TWICE = {
    "area": ["area_code", "boundary_year"], "area_lookup": None, "inspection_outcome": ["area_code", "inspection_date", "judgement_area"],
}  # fmt: skip
# Why a file is not loaded again, by whether it has been taken out.
_HELD = {
    False: "the same file is already loaded",
    True: "the same file was loaded and taken out; --restore {} brings it back",
}
Say = Callable[[str], None]
Look = Callable[[Version], None]


@dataclass(frozen=True)
class Outcome:
    """What became of one file. ``status``: loaded, unchanged or refused; ``read``, ``loaded`` and ``rejected`` count its rows."""

    file: str
    status: str
    kind: str = ""
    read: int = 0
    loaded: int = 0
    rejected: int = 0
    reason: str = ""
    source_id: str = ""


class _NothingNew(Exception):
    """Every file was refused or loaded before: the version in force stays."""


def load(
    paths: list[Path], home: Path, *, fresh: bool = False, dry_run: bool = False, say: Say = lambda text: None,
    mapping: Path | None = None,
    look: Look = lambda version: None,
) -> list[Outcome]:  # fmt: skip
    """Load every file below ``paths`` into ``home``; one Outcome a file, in the order of loading.

    A refused file leaves nothing behind; the others are still loaded. ``fresh`` starts from an empty
    warehouse, ``dry_run`` throws the result away, ``say`` hears what is being done. ``mapping`` says what the
    columns of every table given mean. ``look`` sees the new version before it is put in force or thrown away.
    Raises BuildInProgress when another process loads into ``home``.
    """
    with given_files(paths) as (files, refused):
        outcomes = [Outcome(name, "refused", reason=reason) for name, reason in refused]
        found = []
        for number, file in enumerate(files, start=1):
            say(f"[{number}/{len(files)}] opening {file.name}")
            _collect(file, mapping, found, outcomes)
        if found:
            _fill(sorted(found, key=lambda file: file.order), outcomes, new_version(home, fresh=fresh, commit=not dry_run), say, look)
    if not dry_run:
        write_journal(home, [asdict(outcome) for outcome in outcomes])
    return outcomes


def _collect(file: GivenFile, mapping: Path | None, found: list[Recognised], outcomes: list[Outcome]) -> None:
    try:
        found.append(recognised(file, read_mapping(mapping) if mapping else None))
    except (Refused, OSError) as error:
        outcomes.append(_refused(file, error))


def _refused(file: GivenFile, error: Refused | OSError, kind: str = "") -> Outcome:
    """The outcome of a file that cannot be loaded; an OSError is a file that cannot be read, or has gone meanwhile."""
    reason = f"the file cannot be read ({error.strerror or error})" if isinstance(error, OSError) else str(error)
    return Outcome(file.name, "refused", kind, reason=reason)


def _fill(found: list[Recognised], outcomes: list[Outcome], new: AbstractContextManager[Version], say: Say, look: Look) -> None:
    count = len(found)
    try:
        with new as version:
            for number in range(1, count + 1):
                file = found.pop(0)  # what was read of a file goes when the file is done
                say(f"[{number}/{count}] reading {file.file.name}")
                outcomes.append(_load_file(version, file))
            if not any(outcome.status == "loaded" for outcome in outcomes):
                raise _NothingNew
            say("putting it together")
            derive(version)
            look(version)
    except _NothingNew:
        return


def _load_file(version: Version, found: Recognised) -> Outcome:
    file, kind = found.file, found.importer.kind
    held = version.run("lookups/sources_held")
    same = held[held["checksum"] == file.checksum]
    for twin in same[same["mapping"].fillna("") == (found.mapping or "")].itertuples():
        return Outcome(file.name, "unchanged", kind, reason=_HELD[twin.is_withdrawn].format(twin.source_id), source_id=twin.source_id)
    try:
        reading, origin = _read_file(version, found)
    except (Refused, OSError) as error:
        return _refused(file, error, kind)
    for source_id in same["source_id"]:
        _replace(version, source_id, reading)
    _insert(version, origin, reading, int(held["load_order"].max()) + 1 if len(held) else 1)
    rejected = reading.rows_rejected
    reasons = "; ".join(_sentence(note) for note in reading.rejected[:3])
    return Outcome(file.name, "loaded", kind, reading.rows_read, reading.rows_read - rejected, rejected, reasons, origin.source_id)


def _read_file(version: Version, found: Recognised) -> tuple[Reading, Origin]:
    """All that a file says, found to fit, and where it comes from. Raises Refused."""
    reading = _combined([_read(version, importer, part) for importer, part in found.parts])
    origin = origin_of(found.file, found.importer, reading, found.modelled_method, found.mapping)
    _refuse_misfit(version, reading)
    reading.notes += found.notes
    return reading, origin


def _replace(version: Version, source_id: str, reading: Reading) -> None:
    """Take out what the same file said under another mapping. Names that only it gave stay, because other files may need them."""
    named = version.run("lookups/areas_named_only_by", source_id=source_id)
    anew = reading.tables.get("area", named.head(0))
    reading.tables["area"] = pd.concat([anew, named[~named["area_code"].isin(anew["area_code"])]])
    version.forget(source_id)


def _sentence(note: Note) -> str:
    return f"row {note.row}: {note.text}" if note.row else note.text


def _read(version: Version, importer: Importer, part: Sheet | Outlines) -> Reading:
    try:
        reading = importer.read(part)
        if reading.unplaced_wards is not None:
            reading.tables["area_lookup"] = place_wards(version, reading.unplaced_wards)
    finally:
        part.__dict__.pop("frame", None)
    reading.notes = [*reading.notes, *(part.notes if isinstance(part, Sheet) else [])]
    return reading


def _combined(readings: list[Reading]) -> Reading:
    """The readings of a file's parts as one; what several parts say of areas and inspections stands once."""
    first = readings[0]
    for other in readings[1:]:
        for table, rows in other.tables.items():
            first.tables[table] = pd.concat([first.tables[table], rows]) if table in first.tables else rows
        first.rows_read += other.rows_read
        first.rejected += other.rejected
        first.notes += other.notes
    for table, key in _SAID_TWICE.items():
        if table in first.tables:
            rows = first.tables[table]
            fullest_first = rows.iloc[rows.isna().sum(axis=1).argsort(kind="stable")]
            first.tables[table] = fullest_first.drop_duplicates(key)
    if len(readings) > 1 and "observation" in first.tables:  # the total of a country may stand on every sheet
        first.tables["observation"] = first.tables["observation"].drop_duplicates()
    return first


def _refuse_misfit(version: Version, reading: Reading) -> None:
    """Refuse a file that the schema would not take, before any row of it goes in."""
    found = version.misfit(reading.tables)
    if found:
        raise Refused(found.text, row=found.row, column=found.column)


def _insert(version: Version, origin: Origin, reading: Reading, order: int) -> None:
    counted = {"rows_read": reading.rows_read, "rows_rejected": reading.rows_rejected, "load_order": order,
               "rows_loaded": reading.rows_read - reading.rows_rejected}  # fmt: skip
    version.insert("source", pd.DataFrame([asdict(origin) | counted]))
    for table, rows in reading.tables.items():
        version.insert(f"raw.{table}", rows.assign(source_id=origin.source_id))
    notes = [*reading.rejected, *reading.notes]
    version.insert("source_note", pd.DataFrame([
        {"source_id": origin.source_id, "note_number": n, "row_number": note.row, "column_name": note.column, "note": note.text,
         "rows_rejected": note.rows if n <= len(reading.rejected) else 0}
        for n, note in enumerate(notes, start=1)
    ]))  # fmt: skip


def rebuild(home: Path) -> bool:
    """Make the warehouse anew from what its sources said, when another edition built it. False when there is nothing to do."""
    inforce = read_pointer(home)
    if inforce is None or inforce.edition == edition():
        return False
    with new_version(home) as version:
        derive(version)
    return True


def derive(version: Version) -> None:
    """Fill schema main from schema raw, and look through it."""
    for known in version.run("lookups/release_orders").itertuples():
        version.mark(known.source_id, release_order=known.release_order)
    version.clean("10", "29")
    join_wards(version)
    version.clean("30", "99")
    draw_layers(version)
    version.check()

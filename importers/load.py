"""Load files into a new version of the warehouse: recognise, read, place, insert, derive, swap in."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from importers.files import OUTLINES, GivenFile, given_files
from importers.joining import draw_layers, join_wards
from importers.outlines import Outlines, open_outlines
from importers.placing import place_wards
from importers.provenance import Origin, origin_of
from importers.reading import Importer, Note, Reading, Refused
from importers.registry import OUTLINE_IMPORTERS, SHEET_IMPORTERS, find
from importers.sheets import Sheet, open_sheets
from warehouse.build import Version, new_version

UNRECOGNISED = "no importer knows a table or outlines with these columns: {columns}"


@dataclass(frozen=True)
class Outcome:
    """What became of one file. ``status``: loaded, unchanged, refused or passed over."""

    file: str
    status: str
    kind: str = ""
    read: int = 0
    loaded: int = 0
    rejected: int = 0
    reason: str = ""


@dataclass
class _Recognised:
    """A file and the parts of it that an importer knows."""

    file: GivenFile
    parts: list[tuple[Importer, Sheet | Outlines]]

    @property
    def order(self) -> tuple[int, str]:
        return min(importer.order for importer, _ in self.parts), self.file.name


class _NothingNew(Exception):
    """Every file was refused or loaded before: the version in force stays."""


def load(
    paths: list[Path], home: Path, *, fresh: bool = False, dry_run: bool = False, say: Callable[[str], None] = lambda text: None
) -> list[Outcome]:
    """Load every file below ``paths`` into ``home``; one Outcome a file, in the order of loading.

    A refused file leaves nothing behind; the others are still loaded. ``fresh`` starts from an empty
    warehouse, ``dry_run`` throws the result away, ``say`` hears what is being done.
    """
    with given_files(paths) as (files, passed):
        outcomes = [Outcome(name, "refused", reason=reason) for name, reason in passed]
        recognised = []
        for number, file in enumerate(files, start=1):
            say(f"[{number}/{len(files)}] opening {file.name}")
            _collect(file, recognised, outcomes)
        _fill(sorted(recognised, key=lambda found: found.order), outcomes, home, fresh, dry_run, say)
    return outcomes


def _collect(file: GivenFile, recognised: list[_Recognised], outcomes: list[Outcome]) -> None:
    try:
        recognised.append(_Recognised(file, _known_parts(file)))
    except Refused as error:
        outcomes.append(Outcome(file.name, "refused", reason=str(error)))


def _known_parts(file: GivenFile) -> list[tuple[Importer, Sheet | Outlines]]:
    parts = _open(file)
    if file.path.suffix.lower() in OUTLINES:
        known = [(i, part) for part in parts for i in OUTLINE_IMPORTERS if i.recognises(part.header)]
    else:
        known = [(importer, part) for part in parts if (importer := find(part, SHEET_IMPORTERS))]
    if not known:
        columns = ", ".join(parts[0].header[:8] if isinstance(parts[0], Outlines) else filter(None, parts[0].preview[0][:8]))
        raise Refused(UNRECOGNISED.format(columns=columns[:200] or "none"))
    return known


def _open(file: GivenFile) -> list[Sheet] | list[Outlines]:
    return open_outlines(file.path) if file.path.suffix.lower() in OUTLINES else open_sheets(file.path)


def _fill(found: list[_Recognised], outcomes: list[Outcome], home: Path, fresh: bool, dry_run: bool, say: Callable) -> None:
    try:
        with new_version(home, fresh=fresh, commit=not dry_run) as version:
            for number, recognised in enumerate(found, start=1):
                say(f"[{number}/{len(found)}] reading {recognised.file.name}")
                outcomes.append(_load_file(version, recognised))
            if not any(outcome.status == "loaded" for outcome in outcomes):
                raise _NothingNew
            say("putting it together")
            derive(version)
    except _NothingNew:
        return


def _load_file(version: Version, recognised: _Recognised) -> Outcome:
    file, importer = recognised.file, recognised.parts[0][0]
    held = version.run("lookups/sources_held")
    if file.checksum in set(held["checksum"]):
        return Outcome(file.name, "unchanged", importer.kind, reason="the same file is already loaded")
    try:
        reading = _combined([_read(version, importer, part) for importer, part in recognised.parts])
    except Refused as error:
        return Outcome(file.name, "refused", importer.kind, reason=str(error))
    method = next((p.modelled_method for _, p in recognised.parts if isinstance(p, Sheet) and p.modelled_method), None)
    order = int(held["load_order"].max()) + 1 if len(held) else 1
    _insert(version, origin_of(file, importer, reading, method), reading, order)
    rejected = reading.rows_rejected
    reasons = "; ".join(_sentence(note) for note in reading.rejected[:3])
    return Outcome(file.name, "loaded", importer.kind, reading.rows_read, reading.rows_read - rejected, rejected, reasons)


def _sentence(note: Note) -> str:
    return f"row {note.row}: {note.text}" if note.row else note.text


def _read(version: Version, importer: Importer, part: Sheet | Outlines) -> Reading:
    reading = importer.read(part)
    if reading.unplaced_wards is not None:
        reading.tables["area_lookup"] = place_wards(version, reading.unplaced_wards)
    reading.notes = [*reading.notes, *(part.notes if isinstance(part, Sheet) else [])]
    return reading


def _combined(readings: list[Reading]) -> Reading:
    """The readings of a file's sheets as one."""
    first = readings[0]
    for other in readings[1:]:
        for table, rows in other.tables.items():
            first.tables[table] = pd.concat([first.tables[table], rows]) if table in first.tables else rows
        first.rows_read += other.rows_read
        first.rejected += other.rejected
        first.notes += other.notes
    return first


def _insert(version: Version, origin: Origin, reading: Reading, order: int) -> None:
    counted = {"rows_read": reading.rows_read, "rows_rejected": reading.rows_rejected, "load_order": order,
               "rows_loaded": reading.rows_read - reading.rows_rejected}  # fmt: skip
    version.insert("source", pd.DataFrame([asdict(origin) | counted]))
    for table, rows in reading.tables.items():
        version.insert(f"raw.{table}", rows.assign(source_id=origin.source_id))
    notes = [*reading.rejected, *reading.notes]
    version.insert("source_note", pd.DataFrame([
        {"source_id": origin.source_id, "note_number": n, "row_number": note.row, "column_name": note.column, "note": note.text}
        for n, note in enumerate(notes, start=1)
    ]))  # fmt: skip


def derive(version: Version) -> None:
    """Fill schema main from schema raw."""
    version.clean("10", "29")
    join_wards(version)
    version.clean("30", "99")
    draw_layers(version)

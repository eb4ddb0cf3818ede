"""Results of pupils, one row a pupil, year and measure (docs/pupil-results.md). They go into the cohort file, never into the place file.

No sentence made here holds anything of a cell: a row that cannot be loaded is told by its number and the name of the column.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from importers.files import GivenFile
from importers.provenance import Origin
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet
from settings import PROJECT, SAMPLE_PUPIL_KEY, settings
from warehouse.build import Version
from warehouse.cohort import COLUMNS, Table, Unreadable

KIND = "pupil_results"
_NEEDED = {"pupil_id", "key_stage", "academic_year", "measure", "result"}
_HOMES = {"home_postcode", "home_lsoa"}
_SAMPLE = PROJECT / "data" / "demo" / "pupils" / "sample.sha256"
_LEAST_KEY = 16  # letters
_CODE = "an unknown code"
_PROBLEMS = {
    "no_pupil": ("pupil_id", "no identifier"), "academic_year": ("academic_year", "a year that does not exist"),
    "measure": ("measure", "an unknown key stage or measure"), "result": ("result", "an impossible result"),
    "home_lsoa": ("home_lsoa", "an LSOA that is not held"), "home_postcode": ("home_postcode", "a postcode that resolves nowhere"),
    "twice": ("pupil_id", "two results for one pupil, year and measure"),
}  # fmt: skip
_ENCODINGS = {True: "latin-1", False: "utf-8"}
_LOCAL = Provenance("The authority itself", "Results of pupils, from its own records", "From the authority's own records of pupils.",
                    licence="Not for publication", nature="local")  # fmt: skip
_GENERATED = Provenance("Needs Atlas", "Generated pupils: no child's data", "Modelled by Needs Atlas: generated pupils, no child's data.",
                        nature="modelled")  # fmt: skip


def recognises(header: tuple[str, ...]) -> bool:
    """By the columns that the layout cannot do without."""
    return {*header} >= _NEEDED


def read(sheet: Sheet) -> Reading:
    """Which columns there are. The rows themselves are read by ``take_in``."""
    header = sheet.header
    named = [name for name in header if name in COLUMNS]
    if not _HOMES & {*named}:
        raise Refused(f"there is no column {' or '.join(sorted(_HOMES))}")
    if len({*named}) < len(named):
        raise Refused("two columns have the same name")
    return Reading(pupils=_table(sheet), notes=_notes(header))


def _table(sheet: Sheet) -> Table:
    if sheet.path is None:
        return Table(sheet.header, 0, frame=sheet.frame)
    top = sheet.path.read_bytes()[:10_000]
    is_utf16 = top[:2] in (b"\xff\xfe", b"\xfe\xff")
    if is_utf16:
        raise Refused("save the table as CSV in UTF-8")
    delimiter = "\t" if top.count(b"\t") > top.count(b",") else ","
    is_windows = any("Windows-1252" in note.text for note in sheet.notes)
    return Table(sheet.header, sheet.header_at + 1, sheet.path, delimiter, _ENCODINGS[is_windows])


def _rows(path: Path, skip: int) -> int:
    """How many rows a text file must have below its header, where each is one line. Refuses blank lines, which would make numbers of rows wrong."""
    lines, filled = 0, 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                lines, filled = number, filled + 1
    if filled < lines:
        raise Refused(f"{lines - filled:,} lines between its rows are blank; take them out")
    return lines - skip


def _notes(header: tuple[str, ...]) -> list[Note]:
    lacking = [name for name in COLUMNS if name not in {*header} | _HOMES]
    passed = len([name for name in header if name and name not in COLUMNS])
    notes = [Note(f"there is no column {', '.join(lacking)}: not known of any pupil")] if lacking else []
    return notes + [Note(f"{passed} more column{'s' * (passed != 1)} not read")] * bool(passed)


def is_sample(file: GivenFile) -> bool:
    """Whether a file is the generated cohort of the bundled pack: told by its content, whatever it is called or says of itself."""
    return _SAMPLE.is_file() and file.checksum == _SAMPLE.read_text(encoding="ascii").strip()


def described(origin: Origin, file: GivenFile) -> Origin:
    """The provenance of a file of pupils. Neither a listing nor a title row can make children's records into generated ones."""
    stated = _GENERATED if is_sample(file) else _LOCAL
    return replace(origin, publisher=stated.publisher, title=stated.title, licence=stated.licence, attribution=stated.attribution,
                   nature=stated.nature, method=origin.method if is_sample(file) else "")  # fmt: skip


def take_in(version: Version, file: GivenFile, reading: Reading, source_id: str, *, accept_rejected: bool) -> None:
    """Put the rows into the cohort file being written, and count in ``reading`` what was read and left out.

    Raises Refused where rows cannot be loaded and the user has not said that the rest shall be; then nothing is put in.
    """
    key, table = _key(file), reading.pupils
    lines = _rows(table.path, table.skip) if table.path else len(table.frame)
    if not lines:
        raise Refused("the table has a header but no rows below it")
    try:
        reading.rows_read, problems = version.cohort.take_in(
            source_id, table, key, version.run("lookups/known_lsoas"), settings().postcodes, datetime.now(UTC).year
        )
    except Unreadable as error:
        raise Refused(str(error), row=error.line) from None
    if reading.rows_read != lines:
        version.cohort.leave_out()
        raise Refused("its lines are not its rows: a cell holds a line break, or lines end in different ways; save it as CSV again")
    reading.rejected = [_note(row) for row in problems.to_dict("records")]
    if reading.rejected and (not accept_rejected or reading.rows_rejected == reading.rows_read):
        version.cohort.leave_out()
        raise Refused(_sentence(reading), read=reading.rows_read, rejected=reading.rows_rejected)
    version.cohort.keep_sound(source_id)


def _key(file: GivenFile) -> str:
    if is_sample(file):
        return SAMPLE_PUPIL_KEY
    key = settings().pupil_key
    if key == SAMPLE_PUPIL_KEY or len(key) < _LEAST_KEY:
        raise Refused(
            "these are not the generated pupils of the bundled pack, so their identifiers need a secret key of your own: "
            f"set NEEDS_ATLAS_PUPIL_KEY or pupil_key in secrets.toml to at least {_LEAST_KEY} letters"
        )
    return key


def _note(problem: dict) -> Note:
    """A kind of problem: reason, how many rows, the numbers of the first."""
    column, reason = _PROBLEMS.get(problem["problem"], (problem["problem"], _CODE))
    first = [int(number) for number in problem["first_rows"]]
    count = int(problem["row_count"])
    more = " and more" if count > len(first) else ""
    said = f"{reason}: {count:,} row{'s' * (count != 1)} ({', '.join(map(str, first))}{more})"
    return Note(said, first[0], column, count)


def _sentence(reading: Reading) -> str:
    told = "; ".join(f'column "{note.column}", {note.text}' for note in reading.rejected)
    how = "--accept-rejected loads the rest" if reading.rows_rejected < reading.rows_read else "there is nothing else to load"
    return f"{reading.rows_rejected:,} of {reading.rows_read:,} rows cannot be loaded: {told}; {how}"


def forget_lost(version: Version) -> None:
    """Take out of the sources those whose pupils the cohort file no longer holds: a warehouse built afresh has deleted them."""
    stated = version.run("lookups/sources").query("kind == @KIND")["source_id"]
    lost = pd.Index(stated).difference(version.cohort.run("cohort/sources_kept")["source_id"]) if len(stated) else []
    for source_id in lost:
        version.forget(source_id)


PUPILS = Importer(KIND, 90, recognises, read, _LOCAL)

"""What all files of children's records share: the generated ones of the pack and the key, their provenance, tables whose lines are their rows."""

from dataclasses import replace
from pathlib import Path

from importers.files import GivenFile
from importers.provenance import Origin
from importers.reading import NoRows, Note, Provenance, Reading, Refused
from importers.sheets import Sheet
from settings import PROJECT, SAMPLE_PUPIL_KEY, settings
from warehouse.build import Version
from warehouse.stated import Table

LINES_ARE_NOT_ROWS = "its lines are not its rows: a cell holds a line break, or lines end in different ways; save it as CSV again"
_SAMPLES = [PROJECT / "data" / "demo" / folder / "sample.sha256" for folder in ("pupils", "returns")]
_LEAST_KEY = 16  # letters
_ENCODINGS = {True: "latin-1", False: "utf-8"}


def is_sample(file: GivenFile) -> bool:
    """Whether a file is a generated one of the bundled pack: told by its content, whatever it is called or says of itself."""
    known = [path.read_text(encoding="ascii").split() for path in _SAMPLES if path.is_file()]
    return any(file.checksum in digests for digests in known)


def key_of(file: GivenFile) -> str:
    """The key under which identifiers of a file are hashed, one for all kinds of records. Refused where a secret one is needed and none is set."""
    if is_sample(file):
        return SAMPLE_PUPIL_KEY
    key = settings().pupil_key
    if key == SAMPLE_PUPIL_KEY or len(key) < _LEAST_KEY:
        raise Refused(
            "these are not the generated children of the bundled pack, so their identifiers need a secret key of your own: "
            f"set NEEDS_ATLAS_PUPIL_KEY or pupil_key in secrets.toml to at least {_LEAST_KEY} letters"
        )
    return key


def described_as(origin: Origin, file: GivenFile, local: Provenance, generated: Provenance) -> Origin:
    """The provenance of a file of children. Neither a listing nor a title row can make children's records into generated ones."""
    stated = generated if is_sample(file) else local
    return replace(origin, publisher=stated.publisher, title=stated.title, licence=stated.licence, attribution=stated.attribution,
                   nature=stated.nature, method=origin.method or generated.method if is_sample(file) else "")  # fmt: skip


def table_of(sheet: Sheet, header: tuple[str, ...] | None = None) -> Table:
    """A sheet as the warehouse reads it: a text file where it lies, anything else as a frame. ``header`` may name its columns otherwise."""
    header = header or sheet.header
    if sheet.path is None:
        return Table(header, 0, frame=sheet.frame)
    top = sheet.path.read_bytes()[:10_000]
    if top[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused("save the table as CSV in UTF-8")
    delimiter = "\t" if top.count(b"\t") > top.count(b",") else ","
    is_windows = any("Windows-1252" in note.text for note in sheet.notes)
    return Table(header, sheet.header_at + 1, sheet.path, delimiter, _ENCODINGS[is_windows])


def rows_of(table: Table) -> int:
    """How many rows a table must have below its header. Refuses one that has none."""
    count = _lines(table.path, table.skip) if table.path else len(table.frame)
    if not count:
        raise NoRows
    return count


def _lines(path: Path, skip: int) -> int:
    """Lines of a text file below its header. Refuses blank lines, which would make numbers of rows wrong."""
    lines, filled = 0, 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                lines, filled = number, filled + 1
    if filled < lines:
        raise Refused(f"{lines - filled:,} lines between its rows are blank; take them out")
    return lines - skip


def rejection(problem: dict, reason: str, column: str) -> Note:
    """A kind of problem (row_count, first_rows) as a note: the reason, how many rows, the numbers of the first."""
    first = [int(number) for number in problem["first_rows"]]
    count = int(problem["row_count"])
    more = " and more" if count > len(first) else ""
    return Note(f"{reason}: {count:,} row{'s' * (count != 1)} ({', '.join(map(str, first))}{more})", first[0], column, count)


def refuse_rejected(reading: Reading, *, accept_rejected: bool) -> None:
    """Refuse a file with rows that cannot be loaded, unless the user has said that the rest shall be, and there is a rest."""
    if not reading.rejected or (accept_rejected and reading.rows_rejected < reading.rows_read):
        return
    told = "; ".join(f'column "{note.column}", {note.text}' for note in reading.rejected)
    how = "--accept-rejected loads the rest" if reading.rows_rejected < reading.rows_read else "there is nothing else to load"
    sentence = f"{reading.rows_rejected:,} of {reading.rows_read:,} rows cannot be loaded: {told}; {how}"
    raise Refused(sentence, read=reading.rows_read, rejected=reading.rows_rejected)


def forget_lost(version: Version) -> None:
    """Take out of the sources those whose children the cohort file no longer holds: a warehouse built afresh has deleted them."""
    stated = set(version.run("lookups/sources_of_children")["source_id"])
    lost = stated - set(version.cohort.run("cohort/sources_kept")["source_id"]) if stated else set()
    for source_id in sorted(lost):
        version.forget(source_id)

"""Results of pupils, one row a pupil, year and measure (docs/pupil-results.md). They go into the cohort file, never into the place file.

No sentence made here holds anything of a cell: a row that cannot be loaded is told by its number and the name of the column.
"""

from datetime import UTC, datetime

from importers.children import LINES_ARE_NOT_ROWS, described_as, key_of, refuse_rejected, rejection, rows_of, table_of
from importers.files import GivenFile
from importers.provenance import Origin
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet
from settings import settings
from warehouse.build import Version
from warehouse.cohort import COLUMNS
from warehouse.stated import Unreadable

KIND = "pupil_results"
_NEEDED = {"pupil_id", "key_stage", "academic_year", "measure", "result"}
_HOMES = {"home_postcode", "home_lsoa"}
_CODE = "an unknown code"
_PROBLEMS = {
    "no_pupil": ("pupil_id", "no identifier"), "academic_year": ("academic_year", "a year that does not exist"),
    "measure": ("measure", "an unknown key stage or measure"), "result": ("result", "an impossible result"),
    "home_lsoa": ("home_lsoa", "an LSOA that is not held"), "home_postcode": ("home_postcode", "a postcode that resolves nowhere"),
    "twice": ("pupil_id", "two results for one pupil, year and measure"),
}  # fmt: skip
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
    return Reading(pupils=table_of(sheet), notes=_notes(header))


def _notes(header: tuple[str, ...]) -> list[Note]:
    lacking = [name for name in COLUMNS if name not in {*header} | _HOMES]
    passed = len([name for name in header if name and name not in COLUMNS])
    notes = [Note(f"there is no column {', '.join(lacking)}: not known of any pupil")] if lacking else []
    return notes + [Note(f"{passed} more column{'s' * (passed != 1)} not read")] * bool(passed)


def described(origin: Origin, file: GivenFile) -> Origin:
    """The provenance of a file of pupils."""
    return described_as(origin, file, _LOCAL, _GENERATED)


def take_in(version: Version, file: GivenFile, reading: Reading, source_id: str, *, accept_rejected: bool) -> None:
    """Put the rows into the cohort file being written, and count in ``reading`` what was read and left out.

    Raises Refused where rows cannot be loaded and the user has not said that the rest shall be; then nothing is put in.
    """
    key, table = key_of(file), reading.pupils
    lines = rows_of(table)
    try:
        reading.rows_read, problems = version.cohort.take_in(
            source_id, table, key, version.run("lookups/known_lsoas"), settings().postcodes, datetime.now(UTC).year
        )
    except Unreadable as error:
        raise Refused(str(error), row=error.line) from None
    if reading.rows_read != lines:
        version.cohort.leave_out()
        raise Refused(LINES_ARE_NOT_ROWS)
    reading.rejected = [_note(row) for row in problems.to_dict("records")]
    try:
        refuse_rejected(reading, accept_rejected=accept_rejected)
    except Refused:
        version.cohort.leave_out()
        raise
    version.cohort.keep_sound(source_id)


def _note(problem: dict) -> Note:
    column, reason = _PROBLEMS.get(problem["problem"], (problem["problem"], _CODE))
    return rejection(problem, reason, column)


PUPILS = Importer(KIND, 90, recognises, read, _LOCAL)

"""Load files into a new version of the warehouse: recognise, read, place, check, insert, derive, swap in.

Nothing of a file is inserted before all of it has been read and found to fit, so a refused file leaves nothing behind.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from importers.audited import tell_load
from importers.deriving import derive
from importers.files import GivenFile, given_files
from importers.journal import write_journal
from importers.mapping import read_mapping
from importers.reading import Note, Reading, Refused
from importers.recognising import Recognised, recognised
from importers.ssda903.tables import KIND as RETURN
from importers.ssda903.take_in import recall
from importers.whole_files import insert, read_file, replace
from warehouse.build import Version, new_version

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
    look: Look | None = None,
    accept_rejected: bool = False,
) -> list[Outcome]:  # fmt: skip
    """Load every file below ``paths`` into ``home``; one Outcome a file, in the order of loading.

    A refused file leaves nothing behind; the others are still loaded. ``fresh`` starts from an empty
    warehouse, ``dry_run`` throws the result away, ``say`` hears what is being done. ``mapping`` says what the
    columns of every table given mean. ``look`` sees the new version before it is put in force or thrown away;
    a dry run at which nobody looks puts nothing together. ``accept_rejected`` loads the sound rows of results of pupils
    where others cannot be loaded. Raises BuildInProgress when another process loads
    into ``home``, NoRoom when memory or disk do not suffice, AuditFailed when the load
    cannot be noted; then nothing is put in force.
    """
    with given_files(paths) as (files, refused):
        outcomes = [Outcome(name, "refused", reason=reason) for name, reason in refused]
        found = []
        for number, file in enumerate(files, start=1):
            say(f"[{number}/{len(files)}] opening {file.name}")
            _collect(file, mapping, found, outcomes)
        if found:
            new = new_version(home, fresh=fresh, commit=not dry_run, carry=True)
            finish = partial(_finish, say, look, dry_run, partial(tell_load, home, outcomes, dry_run=dry_run))
            _fill(sorted(found, key=lambda file: file.order), outcomes, new, say, finish, accept_rejected)
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
    counted = {} if isinstance(error, OSError) else {"read": error.read, "rejected": error.rejected}
    return Outcome(file.name, "refused", kind, reason=reason, **counted)


def _fill(
    found: list[Recognised], outcomes: list[Outcome], new: AbstractContextManager[Version], say: Say, finish: Look,
    accept_rejected: bool,
) -> None:  # fmt: skip
    count = len(found)
    try:
        with new as version:
            for number in range(1, count + 1):
                file = found.pop(0)  # what was read of a file goes when the file is done
                say(f"[{number}/{count}] reading {file.file.name}")
                outcomes.append(_load_file(version, file, accept_rejected))
            if not any(outcome.status == "loaded" for outcome in outcomes):
                raise _NothingNew
            finish(version)
    except _NothingNew:
        return


def _finish(say: Say, look: Look | None, dry_run: bool, tell: Callable[[], None], version: Version) -> None:
    """Put the version together, unless nobody will see it, and note the load before it is put in force."""
    if look or not dry_run:
        say("putting it together")
        derive(version)
    if look:
        look(version)
    tell()


def _load_file(version: Version, found: Recognised, accept_rejected: bool) -> Outcome:
    held = version.run("lookups/sources_held")
    try:
        same = held[held["checksum"] == found.file.checksum]
        for twin in same[same["mapping"].fillna("") == (found.mapping or "")].itertuples():
            if found.importer.kind == RETURN:
                recall(version, found.file, twin.source_id)
            return _unchanged(found, twin)
        reading, origin = read_file(version, found, accept_rejected=accept_rejected)
    except (Refused, OSError) as error:
        return _refused(found.file, error, found.importer.kind)
    for source_id in same["source_id"]:
        replace(version, source_id, reading)
    insert(version, origin, reading, int(held["load_order"].max()) + 1 if len(held) else 1)
    return _loaded(found, reading, origin.source_id)


def _unchanged(found: Recognised, twin) -> Outcome:
    reason = _HELD[twin.is_withdrawn].format(twin.source_id)
    return Outcome(found.file.name, "unchanged", found.importer.kind, reason=reason, source_id=twin.source_id)


def _loaded(found: Recognised, reading: Reading, source_id: str) -> Outcome:
    rejected = reading.rows_rejected
    said = [_sentence(note) for note in (reading.rejected if reading.is_of_children else reading.rejected[:3])]
    reasons = "; ".join([*said, *[reading.found_out] * bool(reading.found_out)])
    return Outcome(
        found.file.name, "loaded", found.importer.kind, reading.rows_read, reading.rows_read - rejected, rejected, reasons, source_id
    )


def _sentence(note: Note) -> str:
    return f"row {note.row}: {note.text}" if note.row else note.text

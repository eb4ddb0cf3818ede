"""The history of a home folder: sources taken out, brought back or preferred, and what has become of every file loaded."""

from pathlib import Path

import pandas as pd

from importers.audited import tell_change, tell_undo
from importers.children import forget_lost
from importers.deriving import derive
from importers.journal import read_journal, write_journal
from warehouse import WarehouseMissing
from warehouse.build import new_version
from warehouse.connection import cursor
from warehouse.query import run
from warehouse.versions import read_pointer

# What is asked for, and: the columns of the source it sets, what the journal calls it, when there is nothing to do.
_CHANGES = {
    "withdraw": ({"is_withdrawn": True}, "taken out", "is already taken out"),
    "restore": ({"is_withdrawn": False}, "brought back", "is not taken out"),
    "prefer": ({}, "preferred", "is already preferred to all others"),
}

_TOLD = ("publisher", "title", "release", "nature", "rows_stated", "rows_in_force")


class CannotChange(Exception):
    """A change of the history that makes no sense; says why in a sentence."""


def change(home: Path, what: str, source_id: str) -> dict:
    """``withdraw``, ``restore`` or ``prefer`` a source, in a new version of the warehouse. Returns the line for the journal.

    Raises CannotChange with a sentence when the id is unknown or nothing would change, BuildInProgress and AuditFailed like a load.
    """
    if read_pointer(home) is None:
        raise CannotChange(f"Nothing has been loaded into {home.name}/ yet.")
    values, said, _ = _CHANGES[what]
    with new_version(home) as version:
        held = version.run("lookups/sources").set_index("source_id")
        _refuse(held, what, source_id)
        if what == "prefer":
            values = {"preference": int(held["preference"].max()) + 1}
        version.mark(source_id, **values)
        derive(version)
        tell_change(home, what, source_id, held.at[source_id, "kind"])
    line = {"file": held.at[source_id, "file_name"], "status": said, "kind": held.at[source_id, "kind"], "source_id": source_id}
    write_journal(home, [line])
    return line


def _refuse(held: pd.DataFrame, what: str, source_id: str) -> None:
    if source_id not in held.index:
        raise CannotChange(f'There is no source "{source_id[:60]}" in this warehouse; --log shows the ids of all that were loaded.')
    source, (values, _, nothing) = held.loc[source_id], _CHANGES[what]
    is_so = all(source[column] == value for column, value in values.items())
    if what == "prefer":
        if source["is_withdrawn"]:
            raise CannotChange(f"{source_id} is taken out; --restore {source_id} brings it back.")
        is_so = source["preference"] > 0 and source["preference"] == held["preference"].max()
    if is_so:
        raise CannotChange(f"{source_id} {nothing}; nothing was changed.")


def undo(home: Path) -> dict:
    """Go back to the sources of the version before the one in force. Undoing twice brings back what was undone.

    Raises NothingBefore with a sentence where no earlier version is kept.
    """
    inforce = read_pointer(home)
    if inforce is None:
        raise CannotChange(f"Nothing has been loaded into {home.name}/ yet.")
    with new_version(home, back=True) as version:
        forget_lost(version)
        derive(version)
        tell_undo(home, inforce.number)
    line = {"file": f"version {inforce.number}", "status": "undone"}
    write_journal(home, [line])
    return line


def history(home: Path) -> list[dict]:
    """Every load and change on record, oldest first; each file with publisher, release and what has become of it (``now``)."""
    known = _sources(home)
    return [entry | {"files": [_told(file, known) for file in entry["files"]]} for entry in read_journal(home)]


def _sources(home: Path) -> dict[str, dict]:
    """Sources held, by id; empty where there is no warehouse that can be read."""
    try:
        asked = cursor(home=home)
    except WarehouseMissing:
        return {}
    return {source["source_id"]: source for source in run(asked, "lookups/provenance", {}).to_dict("records")}


def _told(file: dict, known: dict[str, dict]) -> dict:
    """A line of the journal with what the warehouse knows of its source."""
    source_id = file.get("source_id", "")
    if not source_id:
        return file
    if source_id not in known:
        return file | {"now": "no longer held"}
    source = known[source_id]
    return file | {name: source[name] for name in _TOLD} | {"now": source["state"]}


def findings_held(home: Path) -> list[dict]:
    """What the checks found in the version in force, in order; empty cells are None. Raises WarehouseMissing where there is none."""
    found = run(cursor(home=home), "lookups/findings", {}).astype(object)
    return found.where(found.notna(), None).to_dict("records")

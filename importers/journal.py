"""The journal of loads: one line of JSON a load in loads.jsonl of the home folder.

The time of a load stands here and nowhere in the warehouse, so that the same files always make the same warehouse.
"""

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

from warehouse.versions import read_pointer

JOURNAL = "loads.jsonl"
_log = logging.getLogger(__name__)


def write_journal(home: Path, outcomes: list[dict]) -> None:
    """Append a load: when it ended (UTC), the version in force after it, and the outcome of each file."""
    inforce = read_pointer(home) if home.is_dir() else None
    entry = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": inforce.number if inforce else None,
        "files": outcomes,
    }  # fmt: skip
    try:
        home.mkdir(parents=True, exist_ok=True)
        with (home / JOURNAL).open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(entry, ensure_ascii=False) + "\n")
    except OSError as error:  # the load itself has ended well; only its record is lacking
        _log.warning("The load could not be written into %s: %s", JOURNAL, error.strerror)


def read_journal(home: Path) -> list[dict]:
    """Every load on record, oldest first. Lines that were cut short are left out."""
    path = home / JOURNAL
    if not path.is_file():
        return []
    loads = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            continue
        if isinstance(entry, dict) and {"when", "version", "files"} <= entry.keys():
            loads.append(entry)
    return loads

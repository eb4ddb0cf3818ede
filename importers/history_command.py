"""What the command prints of the history: the journal with what has become of each file, and the findings."""

import json
from collections import Counter
from pathlib import Path

from importers.history import findings_held, history
from importers.load import Outcome
from importers.words import line, printable

_ABOUT = "{publisher}, release {release}; {now}{rows}; source {source_id}"


def log(home: Path, as_json: bool) -> str:
    """Every load and change on record, oldest first: one line a file, and below it what has become of it."""
    entries = history(home)
    if as_json:
        return json.dumps(entries, ensure_ascii=False, indent=1)
    if not entries:
        return f"Nothing has been loaded into {home.name}/ yet."
    return "\n".join(printable(text) for entry in entries for file in entry["files"] for text in _lines(entry["when"], file))


def _lines(when: str, file: dict) -> list[str]:
    known = {name: file[name] for name in Outcome.__dataclass_fields__ if name in file}
    said = [f"{when}  {line(Outcome(**known))}"]
    if file["status"] == "loaded" and "now" in file:
        said.append(f"{' ' * len(when)}             {_about(file)}")
    return said


def _about(file: dict) -> str:
    if "publisher" not in file:
        return f"{file['now']}; source {file['source_id']}"
    rows = f" ({file['rows_in_force']:,} of {file['rows_stated']:,} figures)" if file["now"] == "in force in part" else ""
    return _ABOUT.format(**file | {"rows": rows, "release": file["release"] or "not stated"})


def findings(home: Path, as_json: bool) -> str:
    """What the checks found, errors first, and how many findings each check has."""
    found = findings_held(home)
    if as_json:
        return json.dumps(found, ensure_ascii=False, indent=1)
    if not found:
        return "The checks found nothing."
    counts = Counter((finding["severity"], finding["check_id"]) for finding in found)
    said = [f"{finding['severity']:<8} {finding['check_id']:<24} {finding['sentence']}" for finding in found]
    return "\n".join([*map(printable, said), "", *(f"{number:>6,} {severity:<8} {check}" for (severity, check), number in counts.items())])

"""What lies beside a table and describes it: metadata of Explore Education Statistics, and the texts of the years before."""

import re
from pathlib import Path

from importers.reading import Refused
from importers.texts import decoded, parsed

_LINE = re.compile(r"^([A-Za-z]\w{2,60}): (.+)$")
_LARGEST = 5_000_000


def column_types(path: Path) -> dict[str, str]:
    """ "Filter or Indicator by column, from the .meta.csv that EES puts beside a data file; empty where there is none."""
    beside = path.with_name(f"{path.stem}.meta.csv")
    if not beside.is_file():
        return {}
    header, *rows = parsed(decoded(beside.read_bytes())[0]) or [[]]
    if not {"col_name", "col_type"} <= set(header):
        return {}
    name, kind = header.index("col_name"), header.index("col_type")
    return {row[name].strip(): row[kind].strip() for row in rows if len(row) > max(name, kind)}


def column_titles(path: Path) -> dict[str, str]:
    """What a text of metadata beside ``path`` says of columns, line by line ("CLA_male: Male children …"); empty where there is none."""
    said: dict[str, str] = {}
    for beside in sorted(path.parent.glob("*.txt")):
        if not beside.is_file() or beside.stat().st_size > _LARGEST:
            continue
        try:
            text = decoded(beside.read_bytes())[0]
        except (Refused, OSError):
            continue  # it is never needed
        for line in text.splitlines():
            if found := _LINE.match(line):
                said.setdefault(found[1], " ".join(found[2].split()))
    return said

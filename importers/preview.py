"""What a load would change: the version it makes beside the one in force, before anything is put in force."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from settings import settings
from warehouse.build import Version
from warehouse.drafting import create_empty
from warehouse.edition import edition
from warehouse.versions import read_pointer

MOST_JUMPS = 100


def preview_of(home: Path) -> tuple[dict, Callable[[Version], None]]:
    """A dictionary, and the function for ``load(look=…)`` that fills it with ``changes``, ``jumps`` and ``areas``, each a list of rows."""
    found: dict = {"changes": [], "jumps": [], "areas": []}

    def look(version: Version) -> None:
        with tempfile.TemporaryDirectory(prefix="needs-atlas-") as folder:
            version.attach_former(_former(home, Path(folder)))
            percent = settings().notable_change
            found["changes"] = _rows(version.run("preview/changes", percent=percent))
            found["jumps"] = _rows(version.run("preview/jumps", percent=percent, most=MOST_JUMPS))
            found["areas"] = _rows(version.run("preview/areas"))

    return found, look


def _former(home: Path, folder: Path) -> Path:
    """The place file in force; an empty one where there is none, or one of another edition, which cannot be compared."""
    inforce = read_pointer(home)
    if inforce and inforce.edition == edition():
        return home / inforce.place
    create_empty(folder / "empty.duckdb")
    return folder / "empty.duckdb"


def _rows(frame) -> list[dict]:
    return json.loads(frame.to_json(orient="records"))

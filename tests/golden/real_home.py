"""The default warehouse with the publishers' own boundaries, lookups and estimates loaded onto it, once a run."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import duckdb
import pandas as pd
from filelock import FileLock

from importers.load import Outcome, load
from tests.real_files import real_file
from warehouse.versions import read_pointer

FOLDERS = ["ons_boundaries", "ons_lookups", "ons_population"]


def built(demo_home: Path) -> Path:
    """Folder of that warehouse, shared by the workers of a run; skips where the publishers' files are absent."""
    given = [real_file(name) for name in FOLDERS]
    shared = demo_home.with_name("real_home")
    with FileLock(f"{shared}.lock"):
        if not (shared / "outcomes.json").is_file():
            shutil.copytree(demo_home, shared)
            outcomes = load(given, shared)
            (shared / "outcomes.json").write_text(json.dumps([asdict(outcome) for outcome in outcomes]), encoding="utf-8")
    return shared


def outcomes(home: Path) -> list[Outcome]:
    """What became of each file."""
    return [Outcome(**outcome) for outcome in json.loads((home / "outcomes.json").read_text(encoding="utf-8"))]


def rows(home: Path, statement: str, **parameters: object) -> pd.DataFrame:
    """Rows of a statement on the place file in force."""
    with duckdb.connect(str(home / read_pointer(home).place), read_only=True) as place:
        return place.execute(statement, parameters or None).df()

"""A warehouse of the publishers' files of the indices of deprivation and of the tables compiled by third parties, once a run."""

import json
from dataclasses import asdict
from pathlib import Path

from filelock import FileLock

from importers.load import load
from tests.real_files import real_file

FOLDERS = ["mhclg_iod", "compiled_by_third_parties"]


def built(demo_home: Path) -> Path:
    """Folder of that warehouse, shared by the workers of a run; skips where the publishers' files are absent."""
    given = [real_file(name) for name in FOLDERS]
    shared = demo_home.with_name("iod_home")
    with FileLock(f"{shared}.lock"):
        if not (shared / "outcomes.json").is_file():
            outcomes = load(given, shared)
            (shared / "outcomes.json").write_text(json.dumps([asdict(outcome) for outcome in outcomes]), encoding="utf-8")
    return shared

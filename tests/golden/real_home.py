"""Warehouses of the publishers' own files, each built once a run: places on top of the default pack, and figures alone."""

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
OF_FIGURES = ["ons_lookups", "ons_boundaries/ward_may2025_bgc", "ons_population", "dfe_ees", "dfe_lait", "dfe_legacy", "dwp_cilif",
              "mhclg_iod", "ofsted", "ohid_fingertips"]  # fmt: skip


def built(demo_home: Path) -> Path:
    """Folder of the default warehouse with boundaries, lookups and estimates on top; skips where the publishers' files are absent."""
    return _loaded(demo_home.with_name("real_home"), FOLDERS, demo_home)


def built_of_figures(demo_home: Path) -> Path:
    """Folder of a warehouse of published figures and nothing else: no row of the bundled pack can stand in for one of theirs."""
    return _loaded(demo_home.with_name("figures_home"), OF_FIGURES)


def _loaded(shared: Path, folders: list[str], upon: Path | None = None) -> Path:
    """``shared``, filled by the first worker of a run that asks."""
    given = [real_file(name) for name in folders]
    with FileLock(f"{shared}.lock"):
        if not (shared / "outcomes.json").is_file():
            if upon:
                shutil.copytree(upon, shared)
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

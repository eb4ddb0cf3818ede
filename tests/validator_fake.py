"""A stand-in for the validator's environment: a Python of its own with a small package of the same names, which does as a test bids it.

It behaves as the real one does where that matters to us: it reads CSVs by their columns, prints and logs what stands in them, and leaves
its findings as columns ERR_… of its tables.
"""

import venv
from pathlib import Path

import pandas as pd

from importers.validation.environment import MARK, REQUIREMENTS
from importers.validation.gathered import COLUMNS
from warehouse.returns import KINDS

CONFIG = f"column_names = { ({KINDS[name].name: list(columns) for name, columns in COLUMNS.items()} | {'Header': ['CHILD', 'DOB', 'SEX', 'ETHNIC', 'UPN', 'MOTHER', 'MC_DOB', 'NEW_COLUMN']})!r}\n"
VALIDATOR = """
import io, logging, os, sys, time
import pandas as pd
from lac_validator.config import column_names

logging.basicConfig(level=logging.INFO)
MOOD = {mood!r}


class LacValidator:
    def __init__(self, metadata, files, registry, selected_rules=None):
        if MOOD == "sleeps":
            time.sleep(60)
        if MOOD == "dies":
            os._exit(3)
        if MOOD == "talks":
            os.write(1, b"ZX0000001\\n")
        self.ds_results, self.dones, self.skips, self.fails = {{}}, [], [], []
        for file in files:
            rows = pd.read_csv(io.BytesIO(file["file_content"]), dtype=str)
            (name,) = [name for name, columns in column_names.items() if set(rows.columns) == set(columns)]
            self.ds_results[name + "_last" * (file["description"] == "Prev year")] = rows
            print(rows.to_string())
            print(rows.to_string(), file=sys.stderr)
            logging.info(rows.to_string())
        if MOOD == "raises":
            raise ValueError(rows.to_string())
        self.ds_results["metadata"] = metadata
        for code, rule in registry.items():
            try:
                found = rule.func({{name: table.copy() if name != "metadata" else table for name, table in self.ds_results.items()}})
            except Exception:
                logging.exception("rule failed")
                self.fails.append(code)
                continue
            (self.dones if found else self.skips).append(rule.code)
            for name, places in found.items():
                if places:
                    self.ds_results[name].loc[[place for place in places if place == place], f"ERR_{{rule.code}}"] = True
"""
ENGINE = """
from dataclasses import dataclass


@dataclass(frozen=True)
class RuleDefinition:
    code: str
    func: object
    message: str = None
    affected_fields: list = None
    tables: list = None
"""
RULES = """
from lac_validator.rule_engine import RuleDefinition


def places(dfs, name, column, bad):
    return {{}} if name not in dfs else {{name: dfs[name].index[bad(dfs[name][column])].tolist()}}


def of(code, message, columns, ask):
    return RuleDefinition(code, ask, message, columns, ["Episodes"])


registry = {{rule.code: rule for rule in [
    of("101", "Sex  is not\\nvalid in {year}.", ["SEX"], lambda dfs: places(dfs, "Header", "SEX", lambda cells: ~cells.isin(["M", "F"]))),
    of("501", "Year before.", ["DECOM", "DEC"], lambda dfs: places(dfs, "Episodes_last", "DECOM", lambda cells: cells.notna())),
    of("dates", "Not dd/mm/yyyy.", ["DECOM"],
       lambda dfs: places(dfs, "Episodes", "DECOM", lambda cells: ~cells.fillna("").str.match(r"\\d\\d/\\d\\d/\\d{{4}}$"))),
    of("authority", "Another authority.", [], lambda dfs: {{"Episodes": [] if dfs["metadata"]["localAuthority"] == "E06000059" else [0]}}),
    of("year", "Another year.", [], lambda dfs: {{"Episodes": [] if dfs["metadata"]["collectionYear"] == "2025" else [0, float("nan")]}}),
    of("AD1", "Needs AD1.", [], lambda dfs: places(dfs, "AD1", "CHILD", lambda cells: cells.isna())),
    of("breaks", "Breaks off.", [], lambda dfs: 1 / 0),
    of("astray", "Names a row that there is not.", [], lambda dfs: {{"Episodes": [10_000]}}),
]}}
"""


def fake_environment(folder: Path, mood: str = "") -> Path:
    """An environment in ``folder`` that looks made. ``mood``: sleeps, dies, talks, raises, or nothing, and then it does its work."""
    venv.create(folder, with_pip=False)
    (site,) = [*folder.glob("lib/python*/site-packages"), *folder.glob("Lib/site-packages")]
    (site / "ours.pth").write_text(str(Path(pd.__file__).parents[1]))
    package = site / "lac_validator"
    files = {"__init__.py": "", "config.py": CONFIG, "rule_engine.py": ENGINE, "lac_validator.py": VALIDATOR.format(mood=mood)}
    files |= {f"rules/lac{year - 1}_{year % 100}/__init__.py": RULES.format(year=year) for year in (2024, 2026)}
    for name, text in files.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text)
    info = site / "csc_validator_be_903-0.0.9.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: csc-validator-be-903\nVersion: 0.0.9\n")
    mark(folder)
    return folder


def mark(folder: Path) -> None:
    """Let a folder look as if it had been made from the requirements in force."""
    from importers.validation.environment import _digest

    assert REQUIREMENTS.is_file()
    (folder / MARK).write_text(_digest())

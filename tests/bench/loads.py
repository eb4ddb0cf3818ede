"""How quick the load of the larger real files is, against DuckDB that merely reads the same bytes and against plain pandas."""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd

from importers.load import load
from settings import PROJECT
from tests.real_files import REAL

ROUNDS = 3
MOST_READING, MOST_PANDAS, MOST_MB = 3, 0.5, 1_000
# Files that DuckDB can read unaided: no title rows, no workbooks.
LARGER = ("dfe_lait/bds_long_0.parquet", "dfe_ees/absence_la.csv", "dfe_ees/ks2_la.csv", "dfe_ees/1_eyfsp_headline_measures_2022.csv")  # fmt: skip
SMALL = "dfe_ees/la_cla_swcount.csv"
# Columns that say what an EES figure is about; all others hold figures.
_EES_WORDS = r"^(time_|geographic|country_|region_|old_la|new_la|la_name|school_type|breakdown|gender|sex|ethnicity|.*eligib|.*provision|.*group|subject|characteristic|version|education_phase)"


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _read_only(path: Path) -> None:
    """Every byte of every column, as text, into one sum."""
    reading = f"read_parquet('{path}')" if path.suffix == ".parquet" else f"read_csv('{path}', all_varchar = true, header = true)"
    duckdb.sql(f"select count(*), sum(length(columns(*)::varchar)) from {reading}").fetchall()


def _plain_pandas(path: Path) -> pd.DataFrame:
    """The long table that the importer makes, the way an analyst would write it: text read, unpivoted, turned into numbers."""
    whole = (
        pd.read_parquet(path).astype(str) if path.suffix == ".parquet" else pd.read_csv(path, dtype=str, encoding="utf-8-sig", header=None)
    )
    if path.suffix == ".parquet":
        long = whole.rename(columns={"Short Desc": "measure", "Years": "time_period", "Values": "text"})
    else:
        top = whole.notna().mean(axis=1).gt(0.7).idxmax()
        table = whole.iloc[top + 1 :].set_axis(whole.iloc[top].fillna("x"), axis=1)
        words = [name for name in table.columns if pd.Series([name.lower()]).str.match(_EES_WORDS)[0]] or list(table.columns[:3])
        long = table.melt(id_vars=words, var_name="measure", value_name="text")
    value = pd.to_numeric(long["text"].str.replace(r"[,%]", "", regex=True), errors="coerce")
    symbol = long["text"].where(value.isna()).str.lower().map({"c": "c", "x": "x", "z": "z", "low": "low", "u": "u", "-": "x", "..": "x"})
    return long.assign(value=value, symbol=symbol).drop_duplicates()


def _whole(home: Path) -> tuple[float, float]:
    """Seconds and peak MB of the load of all real files in one process of its own."""
    command = [sys.executable, "-m", "importers", str(REAL), "--home", str(home)]  # ends with 2, because files of children are refused
    spent = _seconds(lambda: subprocess.run(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False))
    return spent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _measured(path: Path, base: Path) -> tuple[int, float, float, float, float]:
    """Rows, and median seconds: of a whole load of one file into an empty home, of a dry run, of reading its bytes, and of pandas.

    A dry run ends when the table that pandas makes has been made, held against the schema and handed to DuckDB; a whole load goes on to put
    together what is in force, to check it and to write it to disk.
    """
    outcomes, times = [], {"load": [], "dry": [], "read": [], "pandas": []}
    for _ in range(ROUNDS):
        times["load"].append(_seconds(lambda: outcomes.extend(load([path], base, fresh=True))))
        times["dry"].append(_seconds(lambda: outcomes.extend(load([path], base, fresh=True, dry_run=True))))
        times["read"].append(_seconds(lambda: _read_only(path)))
        times["pandas"].append(_seconds(lambda: _plain_pandas(path)))
    assert {outcome.status for outcome in outcomes} == {"loaded"}, outcomes
    return outcomes[0].read, *(statistics.median(times[name]) for name in ("load", "dry", "read", "pandas"))


def _small(home: Path) -> float:
    """Seconds of the load of one small file that is new into a home that holds all real files."""
    cells = (REAL / SMALL).read_text(encoding="utf-8-sig").splitlines()
    changed = home.with_name("small") / "changed.csv"
    changed.parent.mkdir()
    changed.write_text("\n".join([*cells, ""]), encoding="utf-8")  # other bytes, so another file
    outcomes = []
    spent = _seconds(lambda: outcomes.extend(load([changed], home)))
    assert [outcome.status for outcome in outcomes] == ["loaded"], outcomes
    return spent


def main() -> bool:
    """Print the figures; whether the goals are met. Nothing is measured where the real files are absent."""
    if not REAL.is_dir():
        print("load of real files: not measured, the folder of publishers' files is not on this machine")
        return True
    with tempfile.TemporaryDirectory() as folder:
        seconds, peak = _whole(Path(folder) / "whole")
        print(f"load of all real files: {seconds:.1f} s, peak {peak:,.0f} MB (goal: under {MOST_MB:,} MB)")
        journal = json.loads((Path(folder) / "whole" / "loads.jsonl").read_text(encoding="utf-8").splitlines()[-1])
        rows = sum(file["loaded"] for file in journal["files"])
        print(f"rows a second over all of them: {rows / seconds:,.0f}")
        met = peak < MOST_MB
        print(f"one more small file into a home that holds all of them: {_small(Path(folder) / 'whole'):.1f} s")
        for name in LARGER:
            rows, took, dry, read, pandas = _measured(REAL / name, Path(folder) / "one")
            print(f"{name}: {rows / took:,.0f} rows a second, {took:.2f} s; {took / read:.1f} times DuckDB's reading (goal: {MOST_READING}); "
                  f"{took / pandas:.2f} of plain pandas (goal: {MOST_PANDAS})")  # fmt: skip
            print(f"  of this, a dry run: {dry:.2f} s; {dry / read:.1f} times DuckDB's reading; {dry / pandas:.2f} of plain pandas")
            met &= took / read <= MOST_READING and took / pandas <= MOST_PANDAS
    return met


if __name__ == "__main__":
    sys.exit(0 if main() else 1)

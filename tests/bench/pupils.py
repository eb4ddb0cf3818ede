"""2,000,000 generated results of pupils: how quickly they are loaded, and a ward query beside the same answer from pandas."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from importers.load import load
from measures import kept_tables, pupil_base
from measures.access import Access
from measures.publish import publish
from measures.selection import Selection
from settings import PROJECT, settings
from tests.bench.session import server
from tests.bench.visits import APP, visits
from tests.pupil_files import HEADER
from warehouse.query import query

RESULTS = 2_000_000
ROUNDS = 15
PLYMOUTH = "E06000026"
# Filter changes of a real session: other authorities, groups, comparisons, years of wards, and a ward.
CHANGES = (
    "la=E06000059", "la=E06000058", "la=E06000026&by=sen&group=EHCP", "la=E06000044&by=sex", "la=E06000059&pupil_years=three",
    "la=E06000059&peers=national", "la=E06000026&ward=E05002080", "la=E06000058&measure=ks2_rwm_expected",
)  # fmt: skip
_YEARS = ("202223", "202324", "202425")
_KEY = "a secret of the benchmark"
_ASKED = Selection(PLYMOUTH, by="ward", breakdown="fsm", period="202425")
_GROUPS = {
    "sex": ("Girls", "Boys"), "ethnicity": ("White", "Mixed", "Asian", "Black", "Chinese", "Other"), "fsm": ("FSM", "NonFSM"),
    "disadvantaged": ("DAP", "NonDAP"), "sen": ("NoSEN", "SENSupport", "EHCP"), "first_language": ("English", "NotEnglish"),
    "social_care": ("none", "CINO", "CPPO", "CLA"), "phase": ("Secondary", "Special"),
}  # fmt: skip
_STAGES = (("EYFS", "gld"), ("KS2", "rwm_expected"), ("KS4", "engmath_9_4"), ("KS4", "engmath_9_5"))


def write(path: Path, lsoas: list[str]) -> pd.DataFrame:
    """A table of RESULTS results; returns it as pandas holds it."""
    draw = np.random.default_rng(1)
    number = np.arange(RESULTS)
    stage = number % len(_STAGES)
    frame = pd.DataFrame({
        "pupil_id": pd.Series(number).map("U{:012d}".format), "home_postcode": "",
        "home_lsoa": pd.Categorical.from_codes(draw.integers(len(lsoas), size=RESULTS), lsoas),
        **{name: pd.Categorical.from_codes(draw.integers(len(codes), size=RESULTS), codes) for name, codes in _GROUPS.items()},
        "key_stage": pd.Categorical(np.array([key_stage for key_stage, _ in _STAGES])[stage]),
        "academic_year": pd.Categorical.from_codes(draw.integers(3, size=RESULTS), _YEARS),
        "measure": pd.Categorical.from_codes(stage, [measure for _, measure in _STAGES]),
        "result": draw.integers(2, size=RESULTS),
    })[HEADER]  # fmt: skip
    frame.to_csv(path, index=False)
    return frame


def _with_pandas(frame: pd.DataFrame, homes: pd.DataFrame) -> pd.DataFrame:
    """The ward table as an analyst would write it."""
    own = frame[(frame["measure"] == "rwm_expected") & (frame["key_stage"] == "KS2") & (frame["academic_year"] == "202425")]
    joined = own.merge(homes, left_on="home_lsoa", right_on="lsoa_code")
    return joined.groupby(["ward_code", "fsm"], observed=True)["result"].agg(["sum", "count"])


def _median(work: Callable[[], object]) -> float:
    runs = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        runs.append(time.perf_counter() - start)
    return statistics.median(runs) * 1000


def _asked_anew() -> object:
    """The table as the first reader of a server has it: protected before, and kept beside the warehouse."""
    pupil_base._protected.cache_clear()
    kept_tables._read.cache_clear()
    return publish("ks2_rwm_expected", _ASKED, Access("analyst"))


def main() -> bool:
    """Print the figures; whether the Attainment page keeps to its goal with so many pupils held."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NEEDS_ATLAS_HOME": f"{folder}/home", "NEEDS_ATLAS_PUPIL_KEY": _KEY}
        settings.cache_clear()
        try:
            return _figures(Path(folder))
        finally:
            del os.environ["NEEDS_ATLAS_HOME"], os.environ["NEEDS_ATLAS_PUPIL_KEY"]
            settings.cache_clear()


def _figures(folder: Path) -> bool:
    load([PROJECT / "data" / "demo", PROJECT / "data" / "plans"], folder / "home", fresh=True)
    homes = query("lookups/lsoas_of_wards")
    frame = write(folder / "pupils.csv", sorted(homes["lsoa_code"].unique()))
    start = time.perf_counter()
    pd.read_csv(folder / "pupils.csv", dtype=str)
    reading = time.perf_counter() - start
    start = time.perf_counter()
    (outcome,) = load([folder / "pupils.csv"], folder / "home")
    seconds = time.perf_counter() - start
    assert outcome.loaded == RESULTS, outcome
    own = homes[homes["ward_code"].isin(publish("ks2_rwm_expected", _ASKED, Access("analyst")).frame["area_code"])]
    pandas, asked, again = _median(lambda: _with_pandas(frame, own)), _median(_asked_anew), _median(
        lambda: publish("ks2_rwm_expected", _ASKED, Access("analyst"))
    )  # fmt: skip
    print(f"{RESULTS:,} results of pupils loaded in {seconds:.1f} s, {RESULTS / seconds:,.0f} a second; "
          f"pandas merely reads them in {reading:.1f} s, ratio {seconds / reading:.2f}")  # fmt: skip
    print(
        f"wards by group, first asked for on a server: median {asked:.0f} ms; pandas on a frame in memory {pandas:.0f} ms, ratio {asked / pandas:.2f}"
    )
    print(f"wards by group, asked for again: median {again:.1f} ms, ratio to pandas {again / pandas:.3f}")
    with server(os.environ | {"NEEDS_ATLAS_ROLE": "analyst", "NEEDS_ATLAS_WARM": "0"}, APP) as port:
        return visits(port, "attainment", CHANGES).show(f"Attainment with {RESULTS:,} results of pupils held")


if __name__ == "__main__":
    sys.exit(0 if main() else 1)

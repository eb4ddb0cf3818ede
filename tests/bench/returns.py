"""Every question of the Placements page beside an empty page: with ten years of a large authority held (100,000 episodes), in make bench, and with
2,000,000 episodes of all authorities, alone: python -m tests.bench.returns --national."""

import os
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

from components.care import QUESTIONS
from importers.load import load
from importers.ssda903.postcodes import table_in
from measures.care_base import DAY, LEAVERS, MONTHS, YEAR, periods_of_care, protected_rows
from settings import PROJECT, settings
from tests.bench import national, return_rows
from tests.bench.session import server
from tests.bench.visits import APP, visits
from tests.care_place_files import providers_file

OTHERS = 149
_KEY = "a secret of the benchmark"
_LARGE = (f"la={return_rows.LARGE}", f"la={return_rows.LARGE}&period=2024", f"la={return_rows.LARGE}&period=2023&by=placement_type")


def _home(folder: Path, *, of_all: bool) -> int:
    """Build the warehouse; episodes held."""
    home, files = folder / "home", folder / "returns"
    home.mkdir()
    given = [PROJECT / "data" / "demo", PROJECT / "data" / "plans"]
    if of_all:
        given += national.write(folder)
    load(given, home, fresh=True)
    episodes = return_rows.write(files, table_in(home))
    (files / "providers.csv").write_text(providers_file(), encoding="utf-8")
    start = time.perf_counter()
    outcomes = load([files], home)
    assert {outcome.status for outcome in outcomes} == {"loaded"}, [each for each in outcomes if each.status != "loaded"]
    print(f"{episodes:,} episodes of ten years of a large authority loaded by the importer in {time.perf_counter() - start:.0f} s")
    if not of_all:
        return episodes
    start, each = time.perf_counter(), national.PER_AUTHORITY
    homes = {national.authority_code(n): [f"E019{lsoa:05d}" for lsoa in range(n * each, (n + 1) * each)] for n in range(OTHERS)}
    episodes = return_rows.spread(home, homes)
    print(f"{episodes:,} episodes of {OTHERS + 1} authorities copied into the cohort tables in {time.perf_counter() - start:.0f} s")
    return episodes


def _protected(authorities: list[str]) -> float:
    """Seconds of what ``python -m measures --protect`` does for these authorities, in this process."""
    start = time.perf_counter()
    for authority, base in product(authorities, (DAY, YEAR, MONTHS, LEAVERS)):
        protected_rows(base, authority, [period.name for period in periods_of_care(base, authority)])
    return time.perf_counter() - start


def _measured(folder: Path, *, of_all: bool) -> bool:
    episodes = _home(folder, of_all=of_all)
    others = [national.authority_code(number) for number in (3, 50, 120)] if of_all else []
    seconds = _protected([return_rows.LARGE, *others])
    print(f"tables of {1 + len(others)} authorities protected beforehand (python -m measures --protect) in {seconds:.0f} s")
    changes = (*_LARGE, *(f"la={authority}" for authority in others))
    met = []
    with server(os.environ | {"NEEDS_ATLAS_ROLE": "analyst", "NEEDS_ATLAS_WARM": "0"}, APP) as port:
        visits(port, "placements", ("la=E06000026",))  # what is imported with the first figure is not a question's doing
        for question in QUESTIONS:
            found = visits(port, "placements", tuple(f"question={question}&{change}" for change in changes))
            met.append(found.show(f"Placements, {question}, {episodes:,} episodes held"))
    return all(met)


def main(given: tuple[str, ...] = ()) -> bool:
    """Print the figures; whether each question keeps to the goal on a filter change seen before."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {"NEEDS_ATLAS_HOME": f"{folder}/home", "NEEDS_ATLAS_PUPIL_KEY": _KEY, "NEEDS_ATLAS_RETURN_AUTHORITY": return_rows.LARGE}
        os.environ |= kept
        settings.cache_clear()
        try:
            return _measured(Path(folder), of_all="--national" in given)
        finally:
            for name in kept:
                del os.environ[name]
            settings.cache_clear()


if __name__ == "__main__":
    sys.exit(0 if main(tuple(sys.argv[1:])) else 1)

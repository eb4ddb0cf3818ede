"""python -m tests.bench: every benchmark, each as a ratio against its yardstick, measured in one run."""

import os
import sys
import tempfile
import time
from pathlib import Path

from importers.load import load
from settings import PROJECT
from tests.bench import loads, national, placements, protection, pupils, returns, spots
from tests.bench.session import Visitor, server
from tests.bench.visits import APP, visits

# Filter changes of a real session: other authorities, comparators, years and wards.
CHANGES = (
    "plan=dorset-2020&la=E06000059&compare=england", "la=E06000058&compare=england", "la=E06000026&compare=region",
    "la=E06000044&compare=england", "la=E06000059&compare=region", "plan=poole-2014&la=E06000029&compare=england",
    "la=E06000058&compare=authority&ward=E05012652&ward=E05012653", "la=E06000059&period=2018&compare=england",
)  # fmt: skip
NATIONAL = (*(f"la={national.authority_code(number)}" for number in (3, 50, 120, 200)),
            f"la={national.authority_code(3)}&index=crime", f"la={national.authority_code(50)}&ward=E05900950&ward=E05900951")  # fmt: skip
WARMING_S = 90  # the server asks for the usual tables beforehand; a visitor minutes later finds them


def _build(home: Path) -> float:
    start = time.perf_counter()
    load([PROJECT / "data" / "demo", PROJECT / "data" / "plans"], home, fresh=True)
    return time.perf_counter() - start


def _wake(port: int) -> None:
    """One visit, which sets the warming off."""
    visitor = Visitor(port, "demographics")
    visitor.rerun(CHANGES[0])
    visitor.close()


def main() -> int:
    """Print the figures of loading and of the pages; 1 when a goal of the product is missed."""
    protection_met = protection.main()
    loads_met = loads.main()
    met = [protection_met, loads_met, placements.main(), returns.main(), pupils.main(), pages(), nationwide()]
    return 0 if all(met) else 1


def pages() -> bool:
    """Print the figures of the pages; whether their goals are met."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        print(f"default warehouse built in {_build(home):.1f} s")
        with server(os.environ | {"NEEDS_ATLAS_HOME": str(home)}, APP) as port:
            _wake(port)
            time.sleep(WARMING_S)
            found = visits(port, "demographics", CHANGES)
    met = found.show("Demographics")
    seen, new = max(run.on_wire for run in found.later), max(run.on_wire for run in found.first)
    print(f"bytes on the wire a filter change: first time at most {new:,}, seen before at most {seen:,} (goal: at most 20,000)")
    print(f"bytes of messages before compression: first time at most {max(run.received for run in found.first):,}, "
          f"seen before at most {max(run.received for run in found.later):,}")  # fmt: skip
    return met and max(seen, new) <= 20_000


def nationwide() -> bool:
    """Print the figures of the Deprivation page where as many LSOAs as England has are held (generated); whether its goal is met."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        start = time.perf_counter()
        outcomes = load(national.write(Path(folder)), home, fresh=True)
        assert {outcome.status for outcome in outcomes} == {"loaded"}, outcomes
        print(f"generated England of {national.LSOAS:,} LSOAs: written and loaded in {time.perf_counter() - start:.0f} s")
        spots.show(home)
        with server(os.environ | {"NEEDS_ATLAS_HOME": str(home), "NEEDS_ATLAS_WARM": "0"}, APP) as port:
            return visits(port, "deprivation", NATIONAL).show("Deprivation with all of England held")


if __name__ == "__main__":
    sys.exit(main())

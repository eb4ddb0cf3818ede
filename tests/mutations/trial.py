"""Load damaged copies of the publishers' files many at a time, and hold every one of them to the contract of a refusal."""

import random
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import duckdb

from importers.load import Outcome, load
from tests.mutations.changes import CHANGES
from tests.mutations.cut import OUTLINES, TABLES, Cut, cut
from tests.mutations.damage import DAMAGES, REDRAWN, redrawn
from tests.small import ages_rows, table
from warehouse.versions import read_pointer

LIMIT_S = 60
BYSTANDER = "bystander.csv"
_LEAK = re.compile(r"Traceback|\b[A-Z]\w+(Error|Exception)\b|object at 0x|<class|\n|/tmp/")
_PLACE = re.compile(r"^row |rows? cannot be loaded: .*\brows? \(\d")

_WAYS = {True: [*REDRAWN, *DAMAGES], False: [*CHANGES, *DAMAGES]}


@dataclass(frozen=True)
class Mutant:
    """A damaged file: what it is called, how it came about, and what it holds."""

    name: str
    how: str
    content: bytes


def real_files(folder: Path) -> list[Path]:
    """Every file below ``folder`` that the product would try to load."""
    return [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in TABLES | OUTLINES and not path.name.endswith(".meta.csv")]


def mutants(files: list[Path], each: int, seed: int) -> Iterator[Mutant]:
    """``each`` damaged copies of every file; the same seed gives the same ones. All ways come up in turn."""
    number = seed * 1_000_003
    turns = {kind: cycle(random.Random(seed).sample(ways, len(ways))) for kind, ways in _WAYS.items()}
    for path in files:
        whole = cut(path)
        for how in islice(turns[bool(whole.outlines)], each):
            number += 1
            suffix, content = _damaged(whole, how, random.Random(f"{seed} {number} {how}"))
            yield Mutant(f"{number:06}_{re.sub(r'[^A-Za-z0-9]+', '_', path.stem)[:40]}{suffix}", how, content)


def _damaged(whole: Cut, how: str, chance: random.Random) -> tuple[str, bytes]:
    if how in DAMAGES:
        return DAMAGES[how](whole.suffix, whole.written(), chance)
    if how in REDRAWN:
        return whole.suffix, redrawn(whole.outlines, REDRAWN[how], chance)
    sheet = chance.choice([name for name, grid in whole.grids.items() if grid])
    return whole.suffix, whole.written(whole.grids | {sheet: CHANGES[how](whole.grids[sheet], chance)})


def base_home(files: list[Path], folder: Path) -> Path:
    """A warehouse of the undamaged cuts of the files, onto which the damaged ones are loaded."""
    given = folder / "given"
    for path in files:
        (given / path.parent.name).mkdir(parents=True, exist_ok=True)
        places_others = path.parent.name.startswith("lsoa_dec2011")  # wards of 2013 are placed by LSOAs
        (given / path.parent.name / path.name).write_bytes(path.read_bytes() if places_others else cut(path).written())
    load([given], folder / "home")
    return folder / "home"


def faults(batch: list[Mutant], base: Path) -> list[str]:
    """What is wrong with the load of a batch: a sentence for each breach of the contract. Empty when all is well."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        given, home = Path(folder) / "given", Path(folder) / "home"
        given.mkdir()
        shutil.copytree(base, home)
        for mutant in batch:
            (given / mutant.name).write_bytes(mutant.content)
        (given / BYSTANDER).write_bytes(table(ages_rows()))
        said = []
        try:
            outcomes = load([given], home, say=lambda text: said.append((time.monotonic(), text)))
        except BaseException as error:
            return _narrowed(batch, base, f"{type(error).__name__}: {str(error)[:300]}")
        times = zip(said, [*said[1:], (time.monotonic(), "")], strict=True)
        slow = [f"{text} took {after - at:.1f} s" for (at, text), (after, _) in times if after - at > LIMIT_S]
        return slow + _of_sentences(batch, outcomes) + _of_rows(home, base, outcomes)


def _narrowed(batch: list[Mutant], base: Path, error: str) -> list[str]:
    """Which mutants of a batch raise, found by halving."""
    if len(batch) == 1:
        return [f"{batch[0].name} ({batch[0].how}): {error}"]
    middle = len(batch) // 2
    found = faults(batch[:middle], base) + faults(batch[middle:], base)
    return found or [f"{batch[0].name} to {batch[-1].name} raise only together: {error}"]


def _of_sentences(batch: list[Mutant], outcomes: list[Outcome]) -> list[str]:
    found = []
    for mutant in batch:
        own = [outcome for outcome in outcomes if outcome.file.split("/")[1] == mutant.name]
        found += [f"{mutant.name} ({mutant.how}): no outcome"] * (not own)
        for outcome in own:
            bad = outcome.status == "refused" and (not outcome.reason or len(outcome.reason) > 600 or _LEAK.search(outcome.reason))
            known = outcome.status == "refused" and outcome.kind
            unplaced = mutant.how == "text in a number" and known and not _PLACE.search(outcome.reason)
            if bad or unplaced:
                found.append(f"{mutant.name} ({mutant.how}): {outcome.reason!r}")
    return found


def _of_rows(home: Path, base: Path, outcomes: list[Outcome]) -> list[str]:
    """A source and rows for each loaded file, none for any other; the bystander whole."""
    before = _sources(base)
    after = _sources(home)
    loaded = {outcome.source_id for outcome in outcomes if outcome.status == "loaded"}
    found = [f"sources {loaded ^ (after.keys() - before.keys())} are held or lacking"] if after.keys() != before.keys() | loaded else []
    found += [f"{name} of {source} holds {rows} rows instead of {before[source].get(name)}" for source in before
              for name, rows in after.get(source, {}).items() if before[source].get(name) != rows]  # fmt: skip
    bystander = next((o for o in outcomes if o.file.endswith(BYSTANDER)), None)
    if bystander is None or bystander.status != "loaded" or after[bystander.source_id].get("population") != 92:
        found.append(f"the bystander is harmed: {bystander}")
    return found


def _sources(home: Path) -> dict[str, dict[str, int]]:
    """Rows of each source by table of schema raw; rows of no source under the name they carry."""
    with duckdb.connect(str(home / read_pointer(home).place), read_only=True) as place:
        tables = [name for (name,) in place.execute("select table_name from duckdb_tables() where schema_name = 'raw'").fetchall()]
        found = {source: {} for (source,) in place.execute("select source_id from source").fetchall()}
        for name in tables:
            for source, rows in place.execute(f"select source_id, count(*) from raw.{name} group by all").fetchall():
                found.setdefault(source, {})[name] = rows
    return found

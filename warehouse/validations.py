"""What full validations of returns found, remembered in the home folder: counts by rule and nothing else. Written by importers, read by measures.

One JSON file beside the warehouse and not within it: it speaks of files as they were given, whichever of them are in force.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

FILE = "validations.json"


@dataclass(frozen=True)
class Broken:
    """A rule that ``rows`` of a table break: its number, the columns it is about, and what the validator says of it."""

    rule: str
    table: str
    is_of_year_before: bool
    columns: tuple[str, ...]
    says: str
    rows: int


@dataclass(frozen=True)
class Validation:
    """One full validation: of which return, ``on`` which day (ISO), by which release of the validator and the rules of which collection year.

    ``rules`` is how many there are, ``ran`` how many could be asked; ``skipped`` lacked a table, ``crashed`` failed in the validator itself.
    ``files`` are the SHA-256 of what was given to it.
    """

    collection_year: int
    authority_code: str
    on: str
    package: str
    rules_of: int
    rules: int
    ran: int
    skipped: tuple[str, ...]
    crashed: tuple[str, ...]
    broken: tuple[Broken, ...]
    files: tuple[str, ...]

    @property
    def of(self) -> tuple[int, str]:
        """The return, by which the latest come first."""
        return -self.collection_year, self.authority_code

    @property
    def rules_broken(self) -> int:
        """How many rules are broken, in whatever tables."""
        return len({each.rule for each in self.broken})

    @property
    def sentence(self) -> str:
        """Which return was validated when, and how many rules it breaks."""
        day = date.fromisoformat(self.on)
        return (
            f"Full validation of the return {_year(self.collection_year)} on {day.day} {day:%B %Y}: {self.rules_broken:,} of {self.ran:,} rules broken. "
            f"{self.rules:,} rules of {_year(self.rules_of)} were to be asked: {len(self.skipped):,} not, because what they ask about is not given, "
            f"and {len(self.crashed):,} failed in the validator itself (csc-validator-be-903 {self.package})."
        )


def remembered(home: Path) -> list[Validation]:
    """The last validation of each return, the latest year first."""
    path = home / FILE
    stated = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return [_of(each) for each in stated]


def remember(home: Path, done: Validation) -> None:
    """Keep a validation in the place of the one before it of the same return."""
    others = [each for each in remembered(home) if each.of != done.of]
    kept = sorted([*others, done], key=lambda each: each.of)
    draft = home / f"{FILE}.{os.getpid()}"
    draft.write_text(json.dumps([asdict(each) for each in kept], indent=1), encoding="utf-8")
    draft.replace(home / FILE)


def _of(stated: dict) -> Validation:
    lists = {name: tuple(stated[name]) for name in ("skipped", "crashed", "files")}
    broken = tuple(Broken(**each | {"columns": tuple(each["columns"])}) for each in stated["broken"])
    return Validation(**stated | lists | {"broken": broken})


def _year(collection_year: int) -> str:
    return f"{collection_year - 1}/{collection_year % 100:02d}"

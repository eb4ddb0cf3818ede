"""Which subject a row of the warehouse belongs to, read from subjects.toml: titles for readers instead of publishers' codes."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("subjects.toml")
_PARTS = ("held_as", "measure", "breakdown", "topic")
_OTHER = "Other figures"


@dataclass(frozen=True)
class Subject:
    """A row of the matrix. ``every`` is the number of years between two issues, 0 where there is no rhythm."""

    subject_id: str
    title: str
    group: str
    every: int = 0
    datasets: tuple[str, ...] = ()
    rules: tuple[tuple[str, str, str, str], ...] = ()

    def takes(self, stated: tuple[str, str, str, str]) -> bool:
        """Whether one of the rules fits (held_as, measure, breakdown, topic)."""
        return any(all(fnmatchcase(word, rule) for word, rule in zip(stated, rules, strict=True)) for rules in self.rules)


@cache
def subjects() -> tuple[Subject, ...]:
    """The subjects in the order in which they are shown."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))["subject"]
    return tuple(_subject(key, stated) for key, stated in content.items())


def _subject(key: str, stated: dict) -> Subject:
    rules = tuple(tuple(rule.get(part, "*") for part in _PARTS) for rule in stated["rules"])
    return Subject(key, stated["title"], stated["group"], stated["every"], tuple(stated.get("datasets", ())), rules)


@cache
def subject_of(held_as: str, measure: str, breakdown: str, topic: str, title: str) -> Subject:
    """The subject of a row; what nothing knows is a subject of its own under the title of its source."""
    dataset, _, name = measure.split("@")[0].rpartition(".")
    by_table = next((subject for subject in subjects() if dataset in subject.datasets), None)
    by_rule = next((subject for subject in subjects() if subject.takes((held_as, name, breakdown, topic))), None)
    return by_table or by_rule or Subject(f"other {title}", title, _OTHER)


def year_of(time_period: str) -> int:
    """The year in which a period ends: 202425 is 2025, as is 2025."""
    digits = "".join(letter for letter in time_period if letter.isdigit())
    start = int(digits[:4] or 0)
    spans = len(digits) == 6 and int(digits[4:]) == (start + 1) % 100
    return start + 1 if spans else start

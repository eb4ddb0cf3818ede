"""Which table of Explore Education Statistics a file is, told by its content, so that the same figure keeps one name over the years."""

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd

from importers.reading import Refused

_TABLE = Path(__file__).with_name("ees_datasets.toml")
_DIGITS = 8


@dataclass(frozen=True)
class Dataset:
    """A known table. ``older`` maps names of earlier releases to today's, ``values`` does so for the words of a filter."""

    name: str
    title: str
    publication: str
    columns: list[str]
    where: dict[str, str] = field(default_factory=dict)
    older: dict[str, str] = field(default_factory=dict)
    filters: list[str] = field(default_factory=list)
    values: dict[str, dict[str, str]] = field(default_factory=dict)

    def renamed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with today's names. A header that has today's names already keeps those it has."""
        if set(self.columns) <= set(frame.columns):
            return frame.rename(columns=_not_there(self.older, frame))
        older = {old: new for old, new in self.older.items() if old in frame.columns}
        kept = frame.columns.difference([*older])
        return frame.rename(columns=older) if kept.intersection([*older.values()]).empty else frame

    def fits(self, frame: pd.DataFrame) -> bool:
        """Whether the columns are there, and words that tell the table from its like."""
        return set(self.columns) <= set(frame.columns) and all(
            any(re.search(pattern, word, re.IGNORECASE) for word in frame[column].unique()) for column, pattern in self.where.items()
        )

    def reworded(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame with today's words in its filters."""
        words = {column: known for column, known in self.values.items() if column in frame.columns}
        return frame.assign(**{column: frame[column].replace(known) for column, known in words.items()})


def _not_there(older: dict[str, str], frame: pd.DataFrame) -> dict[str, str]:
    """The renamings whose new name the frame lacks, where the old name is no current name of the same table."""
    return {old: new for old, new in older.items() if old in frame.columns and new not in frame.columns and old not in older.values()}


@cache
def datasets() -> list[Dataset]:
    """Every known table."""
    known = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return [Dataset(name, **said) for name, said in known.items()]


def identified(frame: pd.DataFrame) -> tuple[Dataset | None, pd.DataFrame]:
    """The known table that ``frame`` is (None for others), and the frame in today's names and words. The most specific one wins."""
    names = frame.columns.str.lower()
    if names.has_duplicates:
        raise Refused("the column stands in the file a second time", column=names[names.duplicated()][0])
    frame = frame.set_axis(names, axis=1)
    found = [(dataset, renamed) for dataset in datasets() if dataset.fits(renamed := dataset.renamed(frame))]
    if not found:
        return None, _looked_after(frame)
    dataset, renamed = max(found, key=lambda pair: len(pair[0].columns) + len(pair[0].where))
    return dataset, dataset.reworded(renamed)


def _looked_after(frame: pd.DataFrame) -> pd.DataFrame:
    """A table of children looked after that is not listed, with the names that its like have today."""
    if not {"cla_group", "characteristic"} <= set(frame.columns) or "breakdown" in frame.columns:
        return frame
    older = {"number": "children_count", "percentage": "children_percent"}
    return frame.rename(columns={"cla_group": "characteristic", "characteristic": "breakdown"} | _not_there(older, frame))


def unknown_name(filters: list[str], indicators: list[str]) -> str:
    """A name for a table that is not listed: the same columns, in whatever order, give the same one."""
    said = ",".join(sorted(filters)) + "|" + ",".join(sorted(indicators))
    return f"ees_{hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]}"

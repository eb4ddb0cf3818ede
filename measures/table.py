"""MeasureTable: the only form in which figures leave ``publish``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from measures.catalogue import Indicator
from measures.selection import Selection

COLUMNS = (
    "area_code", "area_name", "area_type", "time_period", "breakdown", "group", "group_name", "numerator", "denominator",
    "value", "lower", "upper", "symbol", "hidden_because", "comparator", "comparator_value", "verdict", "nature", "source",
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """Where figures come from, as shown beneath charts and in exports."""

    source_id: str
    publisher: str
    title: str
    release: str
    licence: str
    attribution: str
    nature: str
    method: str

    @property
    def short(self) -> str:
        """Publisher, title and release in one phrase."""
        release = f" ({self.release})" if self.release else ""
        return f"{self.publisher}, {self.title}{release}"

    @property
    def brief(self) -> str:
        """Publisher and the title's leading words; modelled figures say so."""
        words = re.split(r"[:(]", self.title)[0].strip()
        return f"{self.publisher}, {words}" + (" (modelled, not published by anybody)" if self.nature == "modelled" else "")


@dataclass(frozen=True, eq=False)
class MeasureTable:
    """Published figures of one indicator: rows with COLUMNS, notes in sentences, and their sources.

    ``value`` is NaN exactly where ``symbol`` says why. Shares are percentages 0 to 100. ``nature`` of the
    table is the weakest of its rows: modelled as soon as one row is. ``more`` names columns beyond COLUMNS that tables and
    exports show too, each with its header in words.
    """

    indicator: Indicator
    selection: Selection
    area_name: str
    frame: pd.DataFrame
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    more: tuple[tuple[str, str], ...] = ()

    @cached_property
    def signature(self) -> str:
        """A text that is the same for the same indicator, selection and areas."""
        return f"{self.indicator.indicator_id} {self.selection} {self.area_name}"

    @cached_property
    def nature(self) -> str:
        """modelled, local (counted from an authority's own records) or official."""
        return next((nature for nature in ("modelled", "local") if (self.frame["nature"] == nature).any()), "official")

    @cached_property
    def is_partly_official(self) -> bool:
        """True when some rows are official."""
        return bool((self.frame["nature"] == "official").any())

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The periods in the table, in order."""
        return tuple(sorted(self.frame["time_period"].dropna().unique()))

    @cached_property
    def is_empty(self) -> bool:
        """True when no row has a value."""
        return bool(self.frame["value"].isna().all())

    def of_rows(self, rows: pd.DataFrame) -> "MeasureTable":
        """The table with some of its rows only."""
        return replace(self, frame=rows)

    @property
    def title(self) -> str:
        """What the rows are, given the breakdown."""
        return self.indicator.title_by(self.selection.breakdown)

    def sentence(self) -> str:
        """Indicator, area and period in words."""
        span = self.periods[0] if len(self.periods) == 1 else f"{self.periods[0]} to {self.periods[-1]}" if self.periods else ""
        return f"{self.title}: {self.selection.sentence(self.area_name, span)}"


def joined_notes(tables: Iterable[MeasureTable]) -> tuple[str, ...]:
    """The notes of several tables, each once."""
    return tuple(dict.fromkeys(note for table in tables for note in table.notes))


def joined_sources(tables: Iterable[MeasureTable]) -> tuple[Source, ...]:
    """The sources of several tables, each once."""
    return tuple({source.source_id: source for table in tables for source in table.sources}.values())

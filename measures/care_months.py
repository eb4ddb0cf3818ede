"""What a monthly series shows that its two ends do not: peaks, the lowest month, and where it is not held."""

from dataclasses import dataclass

import pandas as pd

from measures.table import MeasureTable

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@dataclass(frozen=True)
class Point:
    """A month that is named, and its figure."""

    period: str
    value: float

    @property
    def words(self) -> str:
        """ "September 2014: 425"."""
        return f"{month_words(self.period)}: {self.value:,.0f}"


def month_words(period: str) -> str:
    """September 2014 for 2014-09."""
    return f"{_MONTHS[int(period[5:]) - 1]} {period[:4]}"


def runs_of(periods: pd.Series) -> pd.Series:
    """The number of the unbroken run of months in which each of ``periods``, in order, lies."""
    months = periods.str[:4].astype(int) * 12 + periods.str[5:].astype(int)
    return (months.diff() != 1).cumsum()


def turning_points(table: MeasureTable) -> list[Point]:
    """Of every unbroken run of months its highest month, the first where several are, in order."""
    held = table.frame.dropna(subset=["value"]).sort_values("time_period")
    if held.empty:
        return []
    peaks = held.groupby(runs_of(held["time_period"]).to_numpy())["value"].idxmax()
    return [Point(row["time_period"], row["value"]) for row in held.loc[peaks].to_dict("records")]


def course(table: MeasureTable) -> str:
    """The peak of each run of months between its ends, in a sentence each; empty where none is held."""
    held = table.frame.dropna(subset=["value"]).sort_values("time_period")
    if held.empty:
        return ""
    said = []
    for peak, (_, run) in zip(turning_points(table), held.groupby(runs_of(held["time_period"]).to_numpy()), strict=True):
        first, last = (Point(row["time_period"], row["value"]) for row in run.iloc[[0, -1]].to_dict("records"))
        said.append(
            f"Between {month_words(first.period)} ({first.value:,.0f}) and {month_words(last.period)} ({last.value:,.0f}) the most were looked after "
            f"at the end of {month_words(peak.period)}: {peak.value:,.0f}."
        )
    return " ".join(said)

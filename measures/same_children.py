"""The gap of the same children as they grow: those of 5 in one year are those of 11 six years later and of 16 eleven years later."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from measures.attainment_groups import names_of
from measures.catalogue import indicator
from measures.gap_rows import Gap
from measures.table import MeasureTable

TrendOf = Callable[[Gap], MeasureTable | None]
# Of each age the measures that tell of it, the first that has the group; only shares stand on one scale.
HEADLINES = {5: ("gld",), 11: ("ks2_rwm_expected",), 16: ("ks4_engmath_9_4", "ks4_attainment8"), 19: ("level3_at_19",)}


@dataclass(frozen=True)
class Stage:
    """A headline measure at an age, and the gap of a group in it over all periods."""

    age: int
    gap: Gap
    table: MeasureTable


def stages(breakdown: str, group: str, peers: str, trend_of: TrendOf) -> list[Stage]:
    """The headline of each age at which the group has a gap in any period."""
    found = (stage_of(age, breakdown, group, peers, trend_of) for age in HEADLINES)
    return [stage for stage in found if stage]


def stage_of(age: int, breakdown: str, group: str, peers: str, trend_of: TrendOf) -> Stage | None:
    """The first headline of an age that has a gap of the group; ``trend_of`` hands out a gap over all periods, None where there is none."""
    for key in HEADLINES[age]:
        if group in names_of(key, breakdown):
            gap = Gap(key, breakdown, group, peers)
            table = trend_of(gap)
            if table is not None and not table.is_empty:
                return Stage(age, gap, table)
    return None


def ends_in(period: str) -> int:
    """The year in which an academic year ends, 202425 in 2025; a calendar year itself."""
    return int(period[:4]) + (len(period) == 6)


def same_children(found: list[Stage]) -> pd.DataFrame:
    """One row an age of a cohort: cohort (the year in which its children were 5), age, time_period, value, lower, upper.

    Only cohorts with a gap at two ages or more, and only measures in percentage points; 19 is left out, because the groups are then told by
    what the young people were at 15.
    """
    rows = [
        {"cohort": ends_in(row["time_period"]) - (stage.age - 5), "age": stage.age, "measure": stage.gap.indicator_id}
        | {name: row[name] for name in ("time_period", "value", "lower", "upper", "group_value", "comparator_value")}
        for stage in found if stage.age < 19 and indicator(stage.gap.indicator_id).kind == "share"
        for row in stage.table.frame.dropna(subset=["value"]).to_dict("records")
    ]  # fmt: skip
    frame = pd.DataFrame(
        rows, columns=["cohort", "age", "measure", "time_period", "value", "lower", "upper", "group_value", "comparator_value"]
    )
    several = frame.groupby("cohort")["age"].transform("nunique") > 1
    return frame[several].sort_values(["cohort", "age"], ignore_index=True)

"""Where an authority stands among the present authorities of England: rank (1 = best, ties share) and fifth."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from measures.table import MeasureTable

FEWEST_RANKED = 50  # a rank among fewer says little of the 150 or so
FIFTHS = ("best fifth", "second fifth", "middle fifth", "fourth fifth", "bottom fifth")


@dataclass(frozen=True)
class Standing:
    """``rank`` of ``ranked`` authorities with a figure, and the fifth they make, 1 the best to 5; 0 and 0 where no rank can be given."""

    rank: int
    ranked: int
    fifth: int

    @property
    def is_known(self) -> bool:
        """Whether enough authorities have a figure, this one among them."""
        return self.rank > 0

    @property
    def words(self) -> str:
        """ "rank 97 of 150", and "bottom fifth" where it is; or why there is none."""
        if self.is_known:
            return f"rank {self.rank} of {self.ranked}" + ", bottom fifth" * (self.fifth == len(FIFTHS))
        return (
            f"no rank, because {self.ranked} authorities with a figure are held"
            if self.ranked < FEWEST_RANKED
            else "no rank, because no figure is held"
        )


def ranks(values: pd.Series, *, low_is_best: bool) -> pd.DataFrame:
    """By area code: rank (1 = best; ties share the better one) and fifth (1 to 5) of those that have a figure."""
    known = values.dropna()
    rank = known.rank(method="min", ascending=low_is_best).astype(int)
    fifth = np.minimum((rank - 1) * len(FIFTHS) // max(len(known), 1) + 1, len(FIFTHS))
    return pd.DataFrame({"rank": rank, "fifth": fifth})


def standing(values: pd.Series, area: str, *, low_is_best: bool) -> Standing:
    """Where ``area`` stands among ``values`` by area code."""
    ranked = ranks(values, low_is_best=low_is_best)
    if len(ranked) < FEWEST_RANKED or area not in ranked.index:
        return Standing(0, len(ranked), 0)
    return Standing(int(ranked.at[area, "rank"]), len(ranked), int(ranked.at[area, "fifth"]))


def gap_is_best_low(table: MeasureTable) -> bool:
    """Whether the lower gap is the better one: where a high figure is good the gap is the group's shortfall."""
    return table.indicator.polarity != "lower_is_better"


def standings_of_gap(table: MeasureTable, area: str) -> tuple[Standing, Standing]:
    """Those of the gap and of the group's own figure, from a table of gaps by authority of England in one period."""
    rows = table.frame.set_index("area_code")
    low = gap_is_best_low(table)
    return standing(rows["value"], area, low_is_best=low), standing(rows["group_value"], area, low_is_best=not low)

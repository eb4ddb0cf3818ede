"""One table of counts from children's records by itself: what ``publish`` applies until it counts whole bases (docs/decisions/0021)."""

import numpy as np
import pandas as pd

from measures.disclosure.counts import is_small, to_nearest
from measures.disclosure.words import HIDDEN, small_base
from settings import Settings


def coarsened(counts: pd.DataFrame, rules: Settings, *, of_people: bool = True) -> pd.DataFrame:
    """Counts from children's records below authority level, as ``protect`` leaves them, rounded to 5; figures on too few children hidden.

    A denominator of 1 to 5 is emptied; under ``minimum_denominator`` the row gets symbol ``c``. Unless ``of_people`` the numerator is a
    sum of scores: its mean is kept, over the rounded number of pupils, so that the exact number cannot be worked back.
    """
    numerator, exact = (counts[name].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    free = counts["symbol"].isna().to_numpy()
    few = free & (exact > 0) & (exact < rules.minimum_denominator)
    base = np.where((exact > 0) & is_small(exact, rules), np.nan, to_nearest(exact, rules.round_to))
    mean = np.divide(numerator, exact, out=np.full(len(counts), np.nan), where=exact > 0)
    parts = np.where(few, np.nan, to_nearest(numerator, rules.round_to) if of_people else mean * base)
    return counts.assign(
        numerator=np.where(exact == 0, 0, parts), denominator=base, symbol=counts["symbol"].mask(few, HIDDEN),
        hidden_because=counts["hidden_because"].mask(few, small_base(rules)),
    )  # fmt: skip

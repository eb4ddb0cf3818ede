"""What is done with one count, and what anybody knows of it afterwards: small, rounded, exact.

Everything the engine decides rests on these classes alone, never on the count within its class, so that what it hides
says nothing more about a count than its class does.
"""

import numpy as np

from settings import Settings

AUTHORITY_OR_ABOVE = ("authority", "district", "county", "region", "country")
PART = "part of an authority"  # some of its children, told apart otherwise than by where they live: shown exactly, but not whatever happens
EXACT = (*AUTHORITY_OR_ABOVE, PART)


def is_small(counts: np.ndarray, rules: Settings) -> np.ndarray:
    """Where a count is hidden for being small; nowhere for NaN."""
    small = (counts >= rules.suppress_from) & (counts <= rules.suppress_to)
    return small | (counts == 0) if not rules.show_zero else small


def to_nearest(counts: np.ndarray, step: int) -> np.ndarray:
    """To the nearest multiple of ``step``, halves upwards as the DfE does."""
    return np.floor(np.asarray(counts, dtype=float) / step + 0.5 + 1e-9) * step


def known(counts: np.ndarray, exact: np.ndarray, rules: Settings) -> tuple[np.ndarray, np.ndarray]:
    """The least and the greatest count that a reader must reckon with, seeing each count hidden as small, rounded or (``exact``) as it is.

    Whether something is divided by a count tells on which side of the smallest denominator it lies. That is reckoned with for every
    count, so that the same children are treated alike as a denominator and as a figure of their own.
    """
    small, shown = is_small(counts, rules), to_nearest(counts, rules.round_to)
    low = np.maximum(shown - rules.round_to // 2, 0)
    high = shown + (rules.round_to - 1) // 2
    low = np.where(counts > rules.suppress_to, np.maximum(low, rules.suppress_to + 1), low)
    high = np.where(counts < rules.suppress_from, np.minimum(high, rules.suppress_from - 1), high)
    divided = counts >= rules.minimum_denominator
    low = np.where(divided, np.maximum(low, rules.minimum_denominator), low)
    high = np.where(divided, high, np.minimum(high, rules.minimum_denominator - 1))
    low = np.where(small, rules.suppress_from if rules.show_zero else 0, np.where(exact, counts, low))
    return low, np.where(small, rules.suppress_to, np.where(exact, counts, high))

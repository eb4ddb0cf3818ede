"""Values and 95% intervals, vectorised: Wilson for shares, Byar for counts and rates of 10 or more, exact Poisson below.

Methods as in OHID's public-health statistics (PHEindicatormethods); checked against that package in the tests.
"""

import numpy as np
from scipy.special import gammaincinv, ndtri

Z_95 = float(ndtri(0.975))


def wilson(numerator: np.ndarray, denominator: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper limit of a proportion, 0 to 1 (Wilson 1927). NaN where the denominator is 0 or unknown."""
    n = np.where(denominator > 0, denominator, np.nan)
    p, z2 = numerator / n, Z_95**2
    middle = 2 * numerator + z2
    spread = Z_95 * np.sqrt(z2 + 4 * numerator * (1 - p))
    return np.clip((middle - spread) / (2 * (n + z2)), 0, 1), np.clip((middle + spread) / (2 * (n + z2)), 0, 1)


def byar(count: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper limit of a count of events: Byar from 10 on, exact Poisson (chi-square) below.

    A count of 0 has the lower limit 0.
    """
    count = np.asarray(count, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = count * (1 - 1 / (9 * count) - Z_95 / (3 * np.sqrt(count))) ** 3
    above = count + 1
    high = above * (1 - 1 / (9 * above) + Z_95 / (3 * np.sqrt(above))) ** 3
    exact_low = np.where(count > 0, gammaincinv(np.where(count > 0, count, 1), 0.025), 0.0)
    exact_high = gammaincinv(above, 0.975)
    few = count < 10
    return np.where(few, exact_low, low), np.where(few, exact_high, high)


def round_half_up(value: np.ndarray, decimals: int) -> np.ndarray:
    """Rounded with halves upwards, as the DfE does (dfeR ``round_five_up``)."""
    scale = 10.0**decimals
    return np.floor(np.asarray(value, dtype=float) * scale + 0.5 + 1e-9) / scale

"""Local statistics of a figure over neighbouring places: Getis-Ord Gi* and local Moran, both by esda.

P-values come from conditional permutations with a fixed seed, are taken two-sided, and are held to a false-discovery rate
(Benjamini and Hochberg 1995) over all places tested. esda and libpysal are imported when first needed: that takes over a second.
"""

import threading
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from libpysal.weights import W

PERMUTATIONS, SEED, FALSE_DISCOVERY_RATE = 9_999, 20_251_030, 0.05
HOT, COLD, NOT_SIGNIFICANT = "hot spot", "cold spot", "not significant"
MORAN_WORDS = {1: "deprived among deprived", 2: "less deprived among deprived", 3: "less deprived among less deprived",
               4: "deprived among less deprived"}  # fmt: skip

_one_at_a_time = threading.Lock()  # esda seeds the generator that all threads share


def neighbours_of(shapes: pd.Series) -> "W":
    """Queen contiguity of ``shapes`` (shapely, indexed by code); a place that touches no other gets the nearest one as neighbour."""
    import geopandas as gpd
    from libpysal import weights

    frame = gpd.GeoDataFrame(geometry=shapes.to_numpy(), index=shapes.index, crs=4326).to_crs(27700)
    touching = weights.Queen.from_dataframe(frame, use_index=True, silence_warnings=True)
    if not touching.islands or len(frame) < 2:
        return touching
    nearest = weights.KNN.from_dataframe(frame.set_geometry(frame.centroid), k=1, use_index=True, silence_warnings=True)
    return weights.attach_islands(touching, nearest, silence_warnings=True)


def spots(values: pd.Series, neighbours: "W", permutations: int = PERMUTATIONS, seed: int = SEED) -> pd.DataFrame:
    """By code: spot, spot_p, moran, moran_p. ``values`` (above 0, higher = more deprived) are in the order of ``neighbours.id_order``.

    Getis and Ord's statistic is a share of the sum of all values; with values below 0 it would turn round. Raises ValueError for such.
    """
    if not (values > 0).all():
        raise ValueError("every value must be above 0")
    from esda.getisord import G_Local
    from esda.moran import Moran_Local

    y = values.to_numpy(dtype=float)
    with _one_at_a_time:
        star = G_Local(y, neighbours, transform="B", star=True, permutations=permutations, n_jobs=1, seed=seed, keep_simulations=False)
        moran = Moran_Local(y, neighbours, permutations=permutations, n_jobs=1, seed=seed, keep_simulations=False)
    hot = np.where(star.Zs > 0, HOT, COLD)
    quadrant = pd.Series(moran.q).map(MORAN_WORDS).to_numpy()
    return pd.DataFrame({
        "spot": np.where(_discovered(star.p_sim), hot, NOT_SIGNIFICANT), "spot_p": two_sided(star.p_sim),
        "moran": np.where(_discovered(moran.p_sim), quadrant, NOT_SIGNIFICANT), "moran_p": two_sided(moran.p_sim),
    }, index=values.index)  # fmt: skip


def two_sided(p_sim: np.ndarray) -> np.ndarray:
    """esda's p-value is that of the nearer tail; either tail would have been told."""
    return np.minimum(2 * np.asarray(p_sim, dtype=float), 1)


def _discovered(p_sim: np.ndarray) -> np.ndarray:
    """Which places are significant at the false-discovery rate."""
    p = np.sort(two_sided(p_sim))
    below = p <= FALSE_DISCOVERY_RATE * np.arange(1, len(p) + 1) / len(p)
    return two_sided(p_sim) <= p[below].max() if below.any() else np.zeros(len(p), dtype=bool)


def groups_of(codes: list[str], neighbours: "W") -> list[list[str]]:
    """``codes`` in groups of places that touch each other, the largest group first."""
    waiting, found = set(codes), []
    while waiting:
        group, edge = set(), {min(waiting)}
        while edge:
            group |= edge
            edge = {other for code in edge for other in neighbours.neighbors[code] if other in waiting} - group
        waiting -= group
        found.append(sorted(group))
    return sorted(found, key=lambda group: (-len(group), group))

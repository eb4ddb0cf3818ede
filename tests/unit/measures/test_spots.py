"""Local statistics: equal to esda called directly, right way round, and sound where a place has no neighbour."""

from concurrent.futures import ThreadPoolExecutor

import esda
import numpy as np
import pandas as pd
import pytest
import shapely
from esda.getisord import G_Local
from esda.moran import Moran_Local
from libpysal import weights

from measures import hotspots as module
from measures.editions import editions_of
from measures.errors import CannotAnswer
from measures.hotspots import cluster_table, hotspots
from measures.spots import COLD, HOT, MORAN_WORDS, NOT_SIGNIFICANT, groups_of, neighbours_of, spots, two_sided

SIDE, STEP = 12, 0.01


def squares(side: int = SIDE) -> pd.Series:
    """A chessboard of places near Poole."""
    codes = [f"S{row:02}{column:02}" for row in range(side) for column in range(side)]
    shapes = [
        shapely.box(-2 + STEP * c, 50.7 + STEP * r, -2 + STEP * (c + 1), 50.7 + STEP * (r + 1)) for r in range(side) for c in range(side)
    ]
    return pd.Series(shapes, index=codes)


@pytest.fixture(scope="module")
def board():
    """Values from 0 to 1 by chance, with a deprived block in one corner and a less deprived one in the other."""
    shapes = squares()
    values = pd.Series(np.random.default_rng(1).uniform(0.3, 0.7, len(shapes)), index=shapes.index)
    for code in values.index:
        row, column = int(code[1:3]), int(code[3:])
        values[code] += 0.3 if row < 4 and column < 4 else -0.29 if row > 7 and column > 7 else 0
    return shapes, values


def test_equal_to_esda_called_directly(board):
    shapes, values = board
    found = spots(values, neighbours_of(shapes), permutations=999, seed=7)
    touching = weights.Queen([*shapes], ids=list(shapes.index))
    star = G_Local(values.to_numpy(), touching, transform="B", star=True, permutations=999, n_jobs=1, seed=7)
    moran = Moran_Local(values.to_numpy(), touching, permutations=999, n_jobs=1, seed=7)
    assert found["spot_p"].to_numpy() == pytest.approx(np.minimum(1, 2 * star.p_sim))
    assert found["moran_p"].to_numpy() == pytest.approx(np.minimum(1, 2 * moran.p_sim))
    for column, p_sim, words in (
        ("spot", star.p_sim, np.where(star.Zs > 0, HOT, COLD)), ("moran", moran.p_sim, pd.Series(moran.q).map(MORAN_WORDS).to_numpy()),
    ):  # fmt: skip
        p = two_sided(p_sim)
        significant = p <= esda.fdr(p, 0.05)
        assert list(found[column]) == list(np.where(significant, words, NOT_SIGNIFICANT))


def test_the_deprived_block_is_hot_and_the_other_cold(board):
    shapes, values = board
    found = spots(values, neighbours_of(shapes))
    assert found.at["S0101", "spot"] == HOT and found.at["S0101", "moran"] == MORAN_WORDS[1]
    assert found.at["S1010", "spot"] == COLD and found.at["S1010", "moran"] == MORAN_WORDS[3]
    assert (found["spot"] == NOT_SIGNIFICANT).sum() > 100


def test_the_same_again_and_a_seed_matters(board):
    shapes, values = board
    one, again, other = (spots(values, neighbours_of(shapes), 999, seed) for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(one, again)
    assert not one["spot_p"].equals(other["spot_p"])


def test_chance_alone_makes_hardly_a_spot():
    shapes = squares()
    values = pd.Series(np.random.default_rng(2).uniform(0.1, 1, len(shapes)), index=shapes.index)
    assert (spots(values, neighbours_of(shapes))["spot"] == NOT_SIGNIFICANT).mean() > 0.97


def test_an_island_gets_its_nearest_place_as_neighbour():
    shapes = pd.concat([squares(3), pd.Series({"X": shapely.box(-1.5, 50.7, -1.49, 50.71)})])
    neighbours = neighbours_of(shapes)
    assert neighbours.islands == [] and neighbours.neighbors["X"] == ["S0002"]


def test_values_that_would_turn_the_statistic_round_are_refused():
    shapes = squares(3)
    with pytest.raises(ValueError, match="above 0"):
        spots(pd.Series(-1.0, index=shapes.index), neighbours_of(shapes))


def test_groups_of_places_that_touch():
    neighbours = neighbours_of(squares(5))
    assert groups_of(["S0404", "S0000", "S0101", "S0100"], neighbours) == [["S0000", "S0100", "S0101"], ["S0404"]]
    assert groups_of([], neighbours) == []


def edition(authority: str, name: str):
    return next(edition for edition in editions_of(authority) if edition.name == name)


def test_hot_spots_of_bournemouth_christchurch_and_poole_are_deprived_places(demo):
    place = "E06000058"
    found = hotspots(place, "imd", edition(place, "2019"))
    held = module.query("lookups/lsoas_around", authority_code=place, edition="2019", domain="imd").set_index("lsoa_code")
    assert len(found.places) == 233 and held.loc[found.places.index, "is_own"].all()
    assert found.beyond > 0, "LSOAs of Dorset lie beside"
    rank = held.loc[found.places.index, "national_rank"].groupby(found.places["spot"]).median()
    assert rank[HOT] < rank[NOT_SIGNIFICANT] < rank[COLD]


def test_clusters_with_their_wards_and_children(demo):
    place = "E06000058"
    found = hotspots(place, "imd", edition(place, "2019"))
    rows = cluster_table(found.clusters, place, edition(place, "2019"), pd.Series(100.0, index=found.places.index))
    assert rows["LSOAs"].sum() == (found.places["spot"] == HOT).sum()
    assert list(rows["Children"]) == [100 * n for n in rows["LSOAs"]]
    assert "Boscombe West" in rows["Wards it touches"].iloc[0]
    assert cluster_table(found.clusters, place, edition(place, "2019"), pd.Series(dtype=float))["Children"].isna().all()


def test_without_outlines_of_the_edition_a_sentence_says_what_to_load(demo):
    with pytest.raises(CannotAnswer, match=r"outlines of Plymouth's LSOAs of 2021, which are not held\. Load the ONS boundaries"):
        hotspots("E06000026", "imd", edition("E06000026", "2025"))


def test_the_same_in_several_threads_at_once(board):
    """esda draws from a generator that all threads share."""
    shapes, values = board
    alone = spots(values, neighbours_of(shapes), 499, 3)
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: spots(values, neighbours_of(shapes), 499, 3), range(8)):
            pd.testing.assert_frame_equal(found, alone)

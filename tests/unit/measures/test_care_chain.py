"""The chain of children in care against processes of known rates, simulated in plain Python."""

import random

import numpy as np
import pytest

from measures.care_chain import AGES, PLACES, Chain, Flows, fitted, leaned, simulated
from tests.care_made import poisson

AGE, FOSTER, HOME, TEENS, OLDEST = (
    AGES.index("10to15"),
    PLACES.index("Foster"),
    PLACES.index("ChildrensHome"),
    AGES.index("10to15"),
    AGES.index("16plus"),
)


def flows_of(months: int, children: int, enter: float, leave: float, move: float, seed: int) -> tuple[Flows, np.ndarray, list[np.ndarray]]:
    """Flows of children of one age with foster carers or in homes, the last state, and the state at the end of each month."""
    chance = random.Random(seed)
    kept, left = np.zeros((months, len(AGES), len(PLACES), len(PLACES))), np.zeros((months, len(AGES), len(PLACES)))
    grown, entered = np.zeros((months, len(AGES))), np.zeros((months, len(AGES), len(PLACES)))
    now, ends = [FOSTER] * (children // 2) + [HOME] * (children - children // 2), []
    for month in range(months):
        later = []
        for place in now:
            happens = chance.random()
            if happens < leave:
                left[month, AGE, place] += 1
                continue
            later.append((HOME if place == FOSTER else FOSTER) if happens < leave + move else place)
            kept[month, AGE, place, later[-1]] += 1
        for _ in range(poisson(chance, enter)):
            later.append(chance.choice([FOSTER, HOME]))
            entered[month, AGE, later[-1]] += 1
        now = later
        ends.append(state(now))
    return Flows(kept, left, grown, entered), ends[-1], ends


def state(places: list[int]) -> np.ndarray:
    found = np.zeros((len(AGES), len(PLACES)))
    np.add.at(found[AGE], places, 1)
    return found


def spread(runs: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray]:
    totals = runs.sum(axis=(2, 3))
    return np.percentile(totals, 50 - share / 2, axis=1), np.percentile(totals, 50 + share / 2, axis=1)


def test_in_equilibrium_children_stay_as_many_and_the_interval_holds_the_truth():
    """8 enter a month and 2% leave: 400 children, Poisson."""
    flows, now, _ = flows_of(36, 400, 8, 0.02, 0.01, seed=3)
    low, high = spread(simulated(fitted(flows), now, 36), 95)
    assert low[-1] <= 400 <= high[-1]
    assert (
        high[-1] - low[-1] >= 2 * 1.96 * 400**0.5 * (1 - 0.98**72) ** 0.5
    )  # chance alone: a Poisson number that has not forgotten its start


def exact_chain(enter: float, leave: float, move: float, of: float = 1e6) -> Chain:
    """A chain whose rates are known as well as if a million children had been seen."""
    leaving, moving = np.zeros((len(AGES), len(PLACES), 2)), np.zeros((len(AGES), len(PLACES), len(PLACES)))
    leaving[...] = of * np.array([1 - leave, leave])
    moving[...] = of * np.eye(len(PLACES))
    moving[:, FOSTER, [FOSTER, HOME]] = of * np.array([1 - move, move])
    entered = np.zeros((len(AGES), len(PLACES)))
    entered[AGE, FOSTER] = enter * of
    growing = np.tile(of * np.array([1.0, 0.0]), (len(AGES), 1))
    return Chain(leaving, moving, growing, entered, int(of), 1.0)


def test_children_come_towards_equilibrium_as_arithmetic_says():
    runs = simulated(exact_chain(8, 0.02, 0.05), state([FOSTER] * 100), 36, 2000)
    truth, foster = 100.0, 100.0
    for month in range(36):
        truth, foster = truth * 0.98 + 8, foster * 0.98 * 0.95 + 8
        assert runs[month].sum(axis=(1, 2)).mean() == pytest.approx(truth, rel=0.01)
        assert runs[month][:, AGE, FOSTER].mean() == pytest.approx(foster, rel=0.015)


def test_the_spread_of_known_rates_is_that_of_an_immigration_death_process():
    """From 400 in equilibrium: a binomial number that is still there, a Poisson number that came."""
    runs = simulated(exact_chain(8, 0.02, 0.0), state([FOSTER] * 400), 24, 4000).sum(axis=(2, 3))
    there = 0.98**24
    assert runs[-1].var() == pytest.approx(400 * there * (1 - there) + 400 * (1 - there), rel=0.1)


@pytest.mark.parametrize(("share", "least", "most"), [(80, 0.65, 0.93), (95, 0.86, 1.0)])
def test_back_tests_cover_as_often_as_they_say(share, least, most):
    """80 invented authorities: the twelfth month after the 36 that were fitted, in all and with foster carers."""
    inside = []
    for seed in range(80):
        flows, _, ends = flows_of(48, 150, 4, 0.025, 0.02, seed=100 + seed)
        runs = simulated(fitted(flows.before(36)), ends[35], 12, 300, seed)
        for part in (np.s_[:], np.s_[FOSTER]):
            there, truth = runs[-1][:, AGE, part].reshape(300, -1).sum(axis=1), np.sum(ends[47][AGE, part])
            inside.append(np.percentile(there, 50 - share / 2) <= truth <= np.percentile(there, 50 + share / 2))
    assert least <= np.mean(inside) <= most


def test_nobody_is_lost_or_made_where_nobody_enters_or_leaves():
    chain = exact_chain(0, 0, 0.1)
    runs = simulated(chain, state([FOSTER] * 70 + [HOME] * 30), 12, 200)
    assert (runs.sum(axis=(2, 3)) == 100).all() and (runs[-1][:, AGE, HOME] > 30).any()


def test_children_grow_into_the_next_band_and_not_out_of_the_last():
    chain = exact_chain(0, 0, 0)
    growing = np.tile(1e6 * np.array([0.9, 0.1]), (len(AGES), 1))
    runs = simulated(Chain(chain.leaving, chain.moving, growing, chain.entered, chain.months, 1.0), state([HOME] * 100), 36, 200)
    assert runs[-1].sum(axis=2)[:, [TEENS, OLDEST]].sum() == 200 * 100
    assert runs[-1][:, OLDEST].sum(axis=1).mean() == pytest.approx(100 * (1 - 0.9**36), rel=0.02)


def test_few_children_lean_on_many_and_many_do_not():
    many = np.array([[80.0, 20.0]] * 4)
    counts = np.array([[0.0, 0.0], [2.0, 1.0], [8000.0, 4000.0], [80.0, 20.0]])
    share = leaned(counts, many)[:, 1] / leaned(counts, many).sum(axis=1)
    assert share[0] == pytest.approx(0.2) and share[3] == pytest.approx(0.2)
    assert 0.2 < share[1] < 0.25 and share[2] == pytest.approx(1 / 3, abs=0.002)


def test_the_weight_is_that_of_fienberg_and_holland():
    """Counts 30 of 40 against a prior of a half: (1 - sum of squared shares) / (sum of squared differences) = 0.375 / 0.125."""
    found = leaned(np.array([[30.0, 10.0]]), np.array([[500.0, 500.0]]))
    assert found[0] == pytest.approx([30 + 1.5, 10 + 1.5])


def test_entries_that_come_together_widen_the_interval():
    flows, now, _ = flows_of(36, 400, 8, 0.02, 0.01, seed=5)
    together = flows.entered.copy()
    together[::2] += together[1::2]
    together[1::2] = 0
    lumpy = fitted(Flows(flows.kept, flows.left, flows.grown, together))
    assert lumpy.dispersion > 4 > 2 > fitted(flows).dispersion >= 1
    narrow, wide = (np.subtract(*spread(simulated(chain, now, 12), 95)[::-1])[-1] for chain in (fitted(flows), lumpy))
    assert wide > 1.2 * narrow


def test_the_same_seed_gives_the_same_paths():
    flows, now, _ = flows_of(24, 100, 3, 0.03, 0.02, seed=1)
    assert (simulated(fitted(flows), now, 6, 50) == simulated(fitted(flows), now, 6, 50)).all()
    assert (simulated(fitted(flows), now, 6, 50) != simulated(fitted(flows), now, 6, 50, seed=2)).any()

"""Children in care as a chain of months: who enters, who leaves, who moves between placements, who grows into the next age band.

Plain arrays, no child. A state is an age band and a kind of placement. Every month each child leaves, moves or stays with the rates of its
state, then may grow older with the rate of its band; children enter by a Poisson process of each state. The rates are pooled over some months.

Rates of states with few children lean on many: leaving on all placements of the age band, moving on all ages of the placement, by the
pseudo-Bayes estimator of Fienberg and Holland (1973, Journal of the American Statistical Association 68, 683-691), where the weight
of the prior follows from the data. Intervals hold both what chance does to each child and what the rates themselves are not known by: every
path draws its own rates from the Dirichlet (for entries the gamma) distribution that the counts leave. Where entries vary more from month
to month than Poisson allows (brothers and sisters come together) a month's entries share a gamma factor.
"""

from dataclasses import dataclass

import numpy as np

AGES = ("Under1", "1to4", "5to9", "10to15", "16plus", "Unknown")
PLACES = ("Foster", "ChildrensHome", "Supported", "Parents", "Adoption", "Other")


@dataclass(frozen=True, eq=False)
class Flows:
    """Children by month (first axis), age band and placement at the month's beginning. ``kept`` has a further axis, the placement at its end."""

    kept: np.ndarray
    left: np.ndarray
    grown: np.ndarray
    entered: np.ndarray

    def last(self, months: int) -> "Flows":
        """The last so many months."""
        return Flows(*(part[-months:] for part in (self.kept, self.left, self.grown, self.entered)))

    def before(self, month: int) -> "Flows":
        """The months before one, by its position."""
        return Flows(*(part[:month] for part in (self.kept, self.left, self.grown, self.entered)))


@dataclass(frozen=True, eq=False)
class Chain:
    """What the flows of some months say: weights of a Dirichlet for leaving (stay, leave), the next placement and growing (not, grown) of
    each state; entries counted in ``months``, and by how much more than Poisson they vary."""

    leaving: np.ndarray
    moving: np.ndarray
    growing: np.ndarray
    entered: np.ndarray
    months: int
    dispersion: float


def fitted(flows: Flows) -> Chain:
    """The chain of all months of ``flows``."""
    kept, left = flows.kept.sum(axis=0), flows.left.sum(axis=0)
    stayed = kept.sum(axis=2)
    outcome = np.stack([stayed, left], axis=2)
    of_age = np.broadcast_to(outcome.sum(axis=1, keepdims=True), outcome.shape)
    of_place = np.broadcast_to(kept.sum(axis=0, keepdims=True), kept.shape)
    of_place = np.where(of_place.sum(axis=2, keepdims=True) > 0, of_place, np.eye(len(PLACES)))  # nobody was ever there: they would stay
    grown = flows.grown.sum(axis=0)
    growing = np.stack([stayed.sum(axis=1) - grown, grown], axis=1)
    totals = flows.entered.sum(axis=(1, 2))
    return Chain(leaned(outcome, of_age), leaned(kept, of_place), growing, flows.entered.sum(axis=0), len(totals), _dispersion(totals))


def leaned(counts: np.ndarray, many: np.ndarray) -> np.ndarray:
    """Weights of a Dirichlet for each row of ``counts`` (last axis: outcomes): the counts, and the shares of ``many`` times a weight that is the larger
    the nearer both are, at most the number that ``many`` rests on (Fienberg and Holland 1973)."""
    of, most = counts.sum(axis=-1, keepdims=True), many.sum(axis=-1, keepdims=True)
    prior = many / np.maximum(most, 1)
    share = np.divide(counts, of, out=np.zeros(counts.shape), where=of > 0)
    apart = ((share - prior) ** 2).sum(axis=-1, keepdims=True)
    spread = 1 - (share**2).sum(axis=-1, keepdims=True)
    weight = np.divide(spread, apart, out=np.broadcast_to(most, apart.shape).astype(float).copy(), where=(apart > 0) & (of > 0))
    return counts + np.minimum(weight, most) * prior


def _dispersion(totals: np.ndarray) -> float:
    """Variance of the months' entries over their mean, at least 1 (Poisson)."""
    mean = totals.mean() if len(totals) else 0.0
    return max(1.0, float(totals.var(ddof=1) / mean)) if len(totals) > 1 and mean > 0 else 1.0


def _drawn(rng: np.random.Generator, weights: np.ndarray, paths: int) -> np.ndarray:
    """Shares for each path, from the Dirichlet of ``weights`` (last axis); the first outcome where there is no weight."""
    drawn = rng.standard_gamma(weights, size=(paths, *weights.shape))
    total = drawn.sum(axis=-1, keepdims=True)
    first = np.zeros(weights.shape[-1])
    first[0] = 1.0
    return np.where(total > 0, drawn / np.where(total > 0, total, 1), first)


def simulated(chain: Chain, start: np.ndarray, months: int, paths: int = 1000, seed: int = 1) -> np.ndarray:
    """Children by month ahead, path, age band and placement; ``start`` by age band and placement. The same seed gives the same paths."""
    rng = np.random.default_rng(seed)
    happens, outcomes = _events(*(_drawn(rng, weights, paths) for weights in (chain.leaving, chain.moving, chain.growing)))
    entering = rng.standard_gamma(chain.entered, size=(paths, *chain.entered.shape)) / max(chain.months, 1)
    now, found = np.broadcast_to(start.astype(int), (paths, *start.shape)).copy(), []
    for _ in range(months):
        _month(rng, now, happens, outcomes)
        now += rng.poisson(entering * _shared(rng, entering, chain.dispersion))
        found.append(now.copy())
    return np.stack(found)


def _events(leave: np.ndarray, place: np.ndarray, grow: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By path, age band and placement: the share to whom anything happens in a month, and what (last axis): leaving, then for children of
    the same band and of the next each placement."""
    older = grow[..., 1]
    older[:, -2:] = 0  # nobody grows out of the last band, or out of an age that is not known
    ages = np.stack([1 - older, older], axis=-1)[:, :, None, :, None]
    stays = leave[..., 0][..., None, None] * ages * place[:, :, :, None, :]
    at = np.arange(len(PLACES))
    stays[:, :, at, 0, at] = 0
    what = np.concatenate([leave[..., 1:], stays.reshape(*stays.shape[:3], -1)], axis=-1)
    happens = what.sum(axis=-1)
    nothing = np.zeros(what.shape[-1])
    nothing[0] = 1.0
    some = happens > 0
    return np.minimum(happens, 1), np.where(some[..., None], what / np.where(some, happens, 1)[..., None], nothing)


def _month(rng: np.random.Generator, now: np.ndarray, happens: np.ndarray, outcomes: np.ndarray) -> None:
    """Let a month pass for the children of ``now``, in place; the few to whom something happens are dealt out one state after another."""
    events = rng.binomial(now, happens)
    now -= events
    path, age, place = np.nonzero(events)
    drawn = rng.multinomial(events[path, age, place], outcomes[path, age, place])[:, 1:]
    np.add.at(now, (path, age), drawn[:, : len(PLACES)])
    np.add.at(now, (path, np.minimum(age + 1, len(AGES) - 1)), drawn[:, len(PLACES) :])


def _shared(rng: np.random.Generator, entering: np.ndarray, dispersion: float) -> np.ndarray:
    """The factor of a month's entries for each path: 1 where they are Poisson."""
    mean = entering.sum(axis=(1, 2))
    if dispersion <= 1 or not (mean > 0).all():
        return np.ones((len(entering), 1, 1))
    shape = mean / (dispersion - 1)
    return (rng.standard_gamma(shape) / shape)[:, None, None]

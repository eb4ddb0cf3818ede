"""Generated children with short breaks alone (V3, V4), who count nowhere: so that the rules about them matter."""

import numpy as np

from data.demo.make.returns_episodes import Episode
from data.demo.make.returns_flows import Child
from data.demo.make.returns_moves import last_day
from data.demo.make.returns_places import Places
from data.demo.make.returns_targets import RETURNS

_EACH, _YEARS = 5, 365


def short_breaks(rng: np.random.Generator, known: Places, authority: str, number: int) -> list[tuple[Child, list[Episode]]]:
    """Children, numbered from ``number``, and their episodes: some under one agreement for a series, some a break at a time."""
    homes = np.flatnonzero(known.inside(authority) & (known.table["lsoa"] != "").to_numpy())
    found = []
    for place in range(_EACH * 2):
        home, near = (int(one) for one in rng.choice(homes, 2, replace=False))
        since = last_day(int(rng.choice(list(RETURNS[authority]))) - 1) + int(rng.integers(20, 200))
        child = Child(
            number + place,
            since - int(rng.integers(6, 14)) * _YEARS - int(rng.integers(0, 300)),
            "MF"[place % 2],
            "WBRI",
            "N2",
            home,
            1.0,
            False,
        )
        spans = (
            [(since, since + 280)]
            if place < _EACH
            else [(since + 35 * break_, since + 35 * break_ + 2 + break_ % 2) for break_ in range(5)]
        )
        status = "V4" if place < _EACH else "V3"
        found.append((child, [Episode(child, *span, "S", status, "U6", "PR1", "9990000", near, "E4A", "") for span in spans]))
    return found

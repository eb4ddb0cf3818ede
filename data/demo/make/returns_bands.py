"""Where generated placements lie: so many inside and outside the authority, near and far, as the targets say of each year, and a place for each."""

import numpy as np

from data.demo.make.returns_flows import Child, Period
from data.demo.make.returns_moves import Placement, last_day
from data.demo.make.returns_places import Places
from data.demo.make.returns_targets import Year

FAR = 20
_MUST = 50.0  # more than any liking: nothing else is possible
_FAR_LIKING = {
    "K2": 2.2,
    "S1": 2.2,
    "K1": 4.0,
    "R5": 4.0,
    "R1": 1.5,
    "H5": 0.2,
    "K3": 0.2,
    "P2": 0.2,
    "A6": 1.2,
    "U1": 0.3,
    "U3": 0.2,
    "P1": -9.0,
}
_NEAR, _FURTHER, _RESIDENTIAL = 9.0, 30.0, 75.0  # miles over which placements thin out by a factor of e


class Bands:
    """What of an authority's placements lies where. ``open_to``: by band and home, whether there is any place."""

    def __init__(self, rng: np.random.Generator, known: Places, authority: str):
        self._rng, self._known, self._authority = rng, known, authority
        inside, far = known.inside(authority)[None, :], known.miles > FAR
        self._fits = {
            "inside_near": inside & ~far,
            "inside_far": inside & far,
            "outside_near": ~inside & ~far,
            "outside_far": ~inside & far,
        }
        often = known.table["often"].to_numpy() * 110
        self._weight = np.where(often > 0, often, known.table["children"].to_numpy())

    def spread(self, periods: list[Period], year: Year) -> None:
        """Band and place of every placement that begins in a year. Raises ValueError where more must be of a band than can."""
        first, last = last_day(year.year - 1) + 1, last_day(year.year)
        found = [(period.child, placed) for period in periods for placed in period.placed if first <= placed.start <= last]
        free = np.ones(len(found), dtype=bool)
        for band in ("unknown", "inside_far", "outside_far", "outside_near", "inside_near"):
            liking = np.array([self._liking(child, placed, band) for child, placed in found])
            liking = np.where(free, liking + self._rng.gumbel(size=len(found)), -np.inf)
            chosen = np.argsort(-liking, kind="stable")[: year.bands[band]]
            if np.isinf(liking[chosen]).any():
                raise ValueError(f"{self._authority} {year.year}: there are not {year.bands[band]} placements {band}")
            free[chosen] = False
            for number in chosen:
                self._settle(*found[number], band)

    def _liking(self, child: Child, placed: Placement, band: str) -> float:
        """How likely a placement is of a band; minus infinity where it cannot be."""
        if child.home is None:
            return 99.0 if band == "unknown" else -np.inf
        if placed.code == "P1":
            return _MUST if band == ("inside_near" if self._is_inside(child) else "outside_near") else -np.inf
        if band == "unknown":
            return 1.8 if placed.code[0] == "A" else 0.7 if placed.code[0] in "KR" else 0.0
        if not self._open(child.home, band):
            return -np.inf
        liking = _FAR_LIKING.get(placed.code, 0.0) + 0.7 * (placed.provider == "PR4") + 0.4 * (child.age(placed.start) >= 10)
        must = 0.0 if self._open(child.home, "inside_near") else _MUST
        return {"outside_far": liking, "inside_far": liking / 3, "outside_near": must - liking / 4, "inside_near": 0.0}[band]

    def _is_inside(self, child: Child) -> bool:
        return self._known.table["authority_code"].iat[child.home] == self._authority

    def _open(self, home: int, band: str) -> bool:
        return bool(self._fits[band][home].any())

    def _settle(self, child: Child, placed: Placement, band: str) -> None:
        placed.band = band
        if placed.code == "P1":
            placed.place = child.home
        elif band != "unknown":
            placed.place = self._place(child.home, band, placed.code[0] in "KSRHP")
        elif child.home is None:  # where it is is known, the home is not
            near = self._anywhere()
            inside = self._rng.random() < 0.6 and self._open(near, "inside_near")
            placed.place = self._place(near, "inside_near" if inside else "outside_far", False)

    def _anywhere(self) -> int:
        return int(self._rng.choice(len(self._weight), p=self._known.homes(self._authority)))

    def _place(self, home: int, band: str, residential: bool) -> int:
        miles = self._known.miles[home]
        reach = _NEAR if band.endswith("near") else _RESIDENTIAL if residential else _FURTHER
        weight = self._fits[band][home] * self._weight * np.exp(-np.maximum(miles - (FAR if band.endswith("far") else 0), 0) / reach)
        weight[home] = 0
        return int(self._rng.choice(len(weight), p=weight / weight.sum()))

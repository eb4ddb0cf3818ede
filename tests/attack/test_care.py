"""An attacker who sees all that is shown of the children looked after of a whole authority on a day, and knows how its sets hang together.

The model is written anew and shares nothing with the engine: a number for every group of every breakdown and every place a child can be in.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from scipy.optimize import linprog

from measures.care_base import DAY, _counted, protected_care
from measures.disclosure.counts import EXACT
from measures.held import version

pytestmark = pytest.mark.xdist_group("attack_care")
PLACES = [(where, far) for where in ("in", "out", None) for far in ("near", "far", None)]  # None: not known
SETS = {
    "all": lambda where, far: True, "far": lambda where, far: far == "far", "outside": lambda where, far: where == "out",
    "out_far": lambda where, far: where == "out" and far == "far", "distance_known": lambda where, far: far is not None,
    "location_known": lambda where, far: where is not None, "both_known": lambda where, far: far is not None and where is not None,
}  # fmt: skip
SMALL, STEP = (1, 5), 5


class Attack:
    """Linear programmes over the numbers of children by group and place, within what is shown."""

    def __init__(self, shown: pd.DataFrame):
        self.cells = shown[shown["set_code"].isin(SETS)].reset_index(drop=True)
        self.groups = list(dict.fromkeys(zip(self.cells["breakdown"], self.cells["group_code"], strict=True)))
        self.rows, self.low, self.high = [], [], []
        for row in self.cells.to_dict("records"):
            self._add({self._at(row, place): 1.0 for place in range(len(PLACES)) if SETS[row["set_code"]](*PLACES[place])}, *known(row))
        for breakdown in dict.fromkeys(self.cells["breakdown"]):
            for place in range(len(PLACES)):
                self._add(dict(self._whole(breakdown, place)), 0, 0)
        self.matrix = sp.csr_array(sp.vstack(self.rows))

    def _at(self, row: dict, place: int) -> int:
        return self.groups.index((row["breakdown"], row["group_code"])) * len(PLACES) + place

    def _whole(self, breakdown: str, place: int) -> Iterator[tuple[int, float]]:
        """The groups of a breakdown make up everybody."""
        if breakdown != "Total":
            yield self._at({"breakdown": "Total", "group_code": "Total"}, place), -1.0
            for number, (of, _) in enumerate(self.groups):
                if of == breakdown:
                    yield number * len(PLACES) + place, 1.0

    def _add(self, weights: dict[int, float], low: float, high: float) -> None:
        if weights:
            size = len(self.groups) * len(PLACES)
            self.rows.append(sp.csr_array((list(weights.values()), ([0] * len(weights), list(weights))), shape=(1, size)))
            self.low.append(low)
            self.high.append(high)

    def values(self, number: int) -> int:
        """How many numbers a cell may be, going by everything shown."""
        aim = self.matrix[[number]].toarray().ravel()
        above, below = np.array(self.high), np.array(self.low)
        bounded = np.isfinite(above)
        limits = sp.vstack([self.matrix[bounded], -self.matrix])
        ends = np.concatenate([above[bounded], -below])
        found = [linprog(sign * aim, A_ub=limits, b_ub=ends, bounds=(0, None), method="highs") for sign in (1, -1)]
        assert all(each.status == 0 for each in found), [each.message for each in found]
        return int(np.floor(-found[1].fun + 1e-6) - np.ceil(found[0].fun - 1e-6)) + 1


def known(row: dict) -> tuple[float, float]:
    """The least and the greatest number a reader must reckon with."""
    if pd.notna(row["numerator"]):
        exact = row["area_type"] in EXACT or row["numerator"] == 0
        return (row["numerator"],) * 2 if exact else (max(row["numerator"] - STEP // 2, SMALL[1] + 1), row["numerator"] + STEP // 2)
    return SMALL if str(row["hidden_because"]).startswith("small number") else (0, np.inf)


def of_authority(rows: pd.DataFrame, authority: str) -> pd.DataFrame:
    wanted = ("Total", "sex", "age", "ethnicity", "placement_type", "placement_provider", "need", "legal_status", "entry", "asylum")
    return rows[(rows["place_code"] == authority) & rows["breakdown"].isin(wanted)]


@pytest.mark.parametrize(("authority", "year"), [("E06000059", "2025"), ("E06000026", "2015")])
def test_no_small_number_of_children_looked_after_can_be_worked_out(demo, authority, year):
    shown = of_authority(protected_care(DAY, authority, year), authority)
    attack = Attack(shown)
    small = [number for number, row in enumerate(attack.cells.to_dict("records")) if known(row) == SMALL]
    assert len(small) > 50
    told = {number: attack.values(number) for number in small}
    assert {number: values for number, values in told.items() if values < 4} == {}


def test_with_nothing_hidden_but_small_numbers_some_would_be(demo):
    """So that the test above can fail."""
    exact = of_authority(_counted(DAY, "E06000059", version())["2025"], "E06000059")
    hidden = exact["children"].between(*SMALL)
    shown = exact.assign(
        numerator=exact["children"].mask(hidden), area_type="authority", hidden_because=np.where(hidden, "small number", None)
    )
    attack = Attack(shown)
    small = [number for number, row in enumerate(attack.cells.to_dict("records")) if known(row) == SMALL]
    assert min(attack.values(number) for number in small) == 1

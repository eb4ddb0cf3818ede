"""Amounts of money that one or two contributors make up are hidden, and cannot be worked out from others."""

import numpy as np
import pandas as pd
import pytest

from measures.disclosure import is_dominated, protect_money
from settings import Settings

RULES = Settings()


@pytest.mark.parametrize(
    ("amounts", "hidden"),
    [
        ([], False),
        ([0, 0], False),
        ([500], True),
        ([500, 500], True),  # each of two knows the other's
        ([300, 300, 300], False),
        ([500, 360, 140], True),  # two make up 86 per cent
        ([500, 340, 160], False),  # two make up 84
        ([900, 30, 25, 20, 20, 20], True),
    ],
)
def test_dominance(amounts, hidden):
    assert is_dominated(np.array(amounts, dtype=float), RULES) is hidden


def test_the_second_largest_must_not_be_able_to_tell_the_largest():
    """100 - 50 - 44 leaves 6, which is 12 per cent of the largest; with 20 per cent asked it is hidden."""
    amounts = np.array([50.0, 44, 3, 3])
    lenient = {"dominance_k": 95.0}
    assert not is_dominated(amounts, Settings(dominance_p=10, **lenient))
    assert is_dominated(amounts, Settings(dominance_p=20, **lenient))


def cell(area: str, group: str, amounts: list[float]) -> pd.DataFrame:
    kind = "authority" if area == "A" else "ward"
    return pd.DataFrame({"area_code": area, "area_type": kind, "time_period": "2025", "breakdown": "Total" if group == "Total" else "kind",
                         "group_code": group, "contributor": [f"{group}{n}" for n in range(len(amounts))], "amount": amounts})  # fmt: skip


CELLS = {("W1", "f"): [900, 50, 30], ("W1", "g"): [100, 120, 90, 80], ("W2", "f"): [200, 210, 190], ("W2", "g"): [300, 310, 330],
         ("W3", "f"): [700, 710, 720], ("W3", "g"): [800, 810, 820]}  # fmt: skip


def contributions() -> pd.DataFrame:
    totals = {}
    for (area, group), amounts in CELLS.items():
        for key in ((area, "Total"), ("A", group), ("A", "Total")):
            totals[key] = totals.get(key, []) + amounts
    return pd.concat([cell(*key, amounts) for key, amounts in (CELLS | totals).items()])


def test_a_dominated_amount_takes_the_smallest_others_with_it(tmp_path):
    found = protect_money(contributions(), {"W1": "A", "W2": "A", "W3": "A"}, Settings(home=tmp_path, lsoa_cells=1200)).set_index(
        ["area_code", "group_code"]
    )
    assert set(found.index[found["symbol"] == "c"]) == {("W1", "f"), ("W1", "g"), ("W2", "f"), ("W2", "g")}
    assert found.at[("W1", "f"), "hidden_because"].startswith("hidden, because one or two contributors")
    assert found.at[("W2", "g"), "hidden_because"].startswith("hidden to protect another figure")
    assert found.at[("A", "Total"), "amount"] == sum(map(sum, CELLS.values()))


def test_a_negative_amount_is_refused():
    with pytest.raises(ValueError, match="negative"):
        protect_money(cell("W1", "f", [10, -1, 5]), {}, RULES)

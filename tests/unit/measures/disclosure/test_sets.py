"""Sets of children that overlap: what is shown of them together gives no small count away. Checked by trying every table there could be."""

from itertools import product

import pandas as pd
import pytest

from measures.care_sets import NINE, as_areas, sums_among, within
from measures.disclosure import protect_cohort
from settings import settings

AUTHORITY = "A1"
_TOGETHER = {"far": ("in_far", "out_far"), "outside": ("out_near", "out_far"), "all": ("in_near", "in_far", "out_near", "out_far")}


def rows_of(leaves: dict[str, int]) -> pd.DataFrame:
    """The wholes of all sets of an authority, of which only four of the nine hold anybody."""
    held = dict.fromkeys(NINE, 0) | leaves
    held |= {name: sum(held[part] for part in parts) for name, parts in _TOGETHER.items()}
    held |= dict.fromkeys(("distance_known", "location_known", "both_known"), held["all"])
    return pd.DataFrame([
        {"place_code": AUTHORITY, "place_type": "authority", "time_period": "2025", "set_code": name, "breakdown": "Total", "group_code": "Total",
         "children": float(count), "symbol": None}
        for name, count in held.items()
    ])  # fmt: skip


def protected(leaves: dict[str, int]) -> dict[str, float | None]:
    rows = as_areas(rows_of(leaves))
    found = protect_cohort(rows, within(rows, AUTHORITY), settings(), also=sums_among(rows, AUTHORITY))
    return {row["set_code"]: None if row["symbol"] == "c" else row["numerator"] for row in found.to_dict("records")}


def possible(shown: dict[str, float | None], total: int) -> dict[str, set[int]]:
    """What each of the four may be, going by every figure shown; all of them together are."""
    names = _TOGETHER["all"]
    found = {name: set() for name in names}
    assert shown["all"] == total
    for some in product(range(total + 1), repeat=len(names) - 1):
        counts = (*some, total - sum(some))
        if counts[-1] < 0:
            continue
        table = dict(zip(names, counts, strict=True))
        table |= {name: sum(table[part] for part in parts) for name, parts in _TOGETHER.items()}
        if all(shown[name] is None or shown[name] == table[name] for name in (*names, *_TOGETHER)):
            for name, count in zip(names, counts, strict=True):
                found[name].add(count)
    return found


@pytest.mark.parametrize("leaves", [
    {"in_near": 12, "in_far": 3, "out_near": 9, "out_far": 14},  # more than 20 miles less those outside would be 3
    {"in_near": 12, "in_far": 8, "out_near": 2, "out_far": 14},
    {"in_near": 3, "in_far": 2, "out_near": 9, "out_far": 14},
], ids=str)  # fmt: skip
def test_no_small_count_follows_from_overlapping_sets(leaves):
    shown = protected(leaves)
    assert shown["all"] == sum(leaves.values())
    for name, values in possible(shown, sum(leaves.values())).items():
        if 1 <= leaves[name] <= 5:
            assert shown[name] is None and len(values) >= 4, (name, values, shown)


def test_without_the_sums_they_would(monkeypatch):
    """So that the test above can fail."""
    leaves = {"in_near": 12, "in_far": 3, "out_near": 9, "out_far": 14}
    rows = as_areas(rows_of(leaves))
    found = protect_cohort(rows, {}, settings())
    shown = {row["set_code"]: None if row["symbol"] == "c" else row["numerator"] for row in found.to_dict("records")}
    assert possible(shown, sum(leaves.values()))["in_far"] == {3}


def test_what_people_ask_for_is_hidden_last():
    shown = protected({"in_near": 200, "in_far": 60, "out_near": 3, "out_far": 120})
    assert shown["far"] == 180 and shown["outside"] is not None


def test_where_nothing_is_small_nothing_is_hidden():
    assert None not in protected({"in_near": 12, "in_far": 8, "out_near": 9, "out_far": 14}).values()

"""Where children are placed: what is listed names no place that is hidden, and leaves no small number over."""

import numpy as np
import pandas as pd
import pytest

from measures.care_base import DAY, periods_of_care, protected_rows
from measures.care_destinations import ELSEWHERE, listed
from measures.publish import publish
from measures.selection import Selection
from settings import Settings

PLACES = ("E06000059", "E06000026")


def destinations(kind: str, **counts: int | None) -> pd.DataFrame:
    """Rows of one place in 2025; None is hidden."""
    return pd.DataFrame({
        "area_code": "A", "area_type": kind, "time_period": "2025", "group_code": list(counts), "group_name": list(counts),
        "numerator": [np.nan if count is None else count for count in counts.values()],
        "symbol": ["c" if count is None else None for count in counts.values()], "hidden_because": None,
    })  # fmt: skip


def shown(kind: str, whole: float, **counts: int | None) -> dict:
    rows = listed(
        destinations(kind, **counts), pd.DataFrame({"area_code": ["A"], "time_period": ["2025"], "numerator": [whole]}), Settings()
    )
    return {row["group_code"]: row["symbol"] if isinstance(row["symbol"], str) else row["numerator"] for row in rows.to_dict("records")}


@pytest.mark.parametrize("counts, expected", [
    ({"Own": 80, "Near": 20, "Nowhere": 0}, {"Own": 80, "Near": 20}),
    ({"Own": 70, "Near": 20, "East": None, "West": None}, {"Own": 70, "Near": 20, ELSEWHERE: 10}),
    ({"Own": 70, "Near": 20, "South": 6, "East": None, "West": None}, {"Own": 70, "Near": 20, ELSEWHERE: 10}),
    ({"Own": 95, "East": None, "West": None}, {ELSEWHERE: 100}),
], ids=["nothing is hidden", "more are left than are hidden", "too few are left: the smallest goes with them", "even the largest"])  # fmt: skip
def test_of_an_authority_hidden_places_are_told_together(counts, expected):
    assert shown("authority", 100, **counts) == expected


def test_of_a_ward_what_is_left_is_not_told():
    assert shown("ward", 15, Own=10, East=None, West=None) == {"Own": 10, ELSEWHERE: "c"}
    assert shown("ward", np.nan, East=None) == {ELSEWHERE: "c"}


def test_an_authority_whose_whole_is_hidden_tells_nothing_of_the_rest():
    assert shown("authority", np.nan, Own=10, East=None) == {"Own": 10, ELSEWHERE: "c"}


@pytest.mark.parametrize("authority", PLACES)
def test_of_the_generated_returns_no_hidden_place_is_named_and_all_that_is_listed_is_everybody(demo, authority):
    for by in ("", "ward"):
        rows = publish("own_children_looked_after", Selection(authority, breakdown="destination", period="all", by=by)).frame
        assert set(rows.loc[rows["symbol"] == "c", "group"]) <= {ELSEWHERE}
    whole = publish("own_children_looked_after", Selection(authority, period="all")).frame.set_index("time_period")["value"]
    found = publish("own_children_looked_after", Selection(authority, breakdown="destination", period="all")).frame
    assert (found.groupby("time_period")["value"].sum() == whole).all() and (found["value"] > 5).all()
    held = protected_rows(DAY, authority, [each.name for each in periods_of_care(DAY, authority)], ["destination"])
    assert (held["symbol"] == "c").any()  # so that there is something not to be named

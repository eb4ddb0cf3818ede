"""Places and periods are put together from what is shown, and say no more than it does."""

import pandas as pd
import pytest

from measures.disclosure import protect_cohort, together
from settings import Settings
from tests.unit.measures.disclosure.base import base, picture

WITHIN = {"W1": "A", "W2": "A", "W3": "A", "L1": "W1", "L2": "W1", "L3": "W1"}
ROWS = """
    a  b Total
L1  2  9    11
L2  3  8    11
L3  8  4    12
W1 13 21    34
W2 12 30    42
W3  4 38    42
A  29 89   118
"""


@pytest.fixture
def protected(rules) -> pd.DataFrame:
    return protect_cohort(base(ROWS), WITHIN, rules)


def seen(protected: pd.DataFrame, rules: Settings, *codes: str) -> str:
    return picture(together(protected, {"place": codes}, rules))["place"]


def test_the_base_of_these_tests(protected):
    assert picture(protected) == {
        "L1": "c 10 10", "L2": "c 10 10", "L3": "10 c 10", "W1": "15 20 35", "W2": "10 30 40", "W3": "c 40 40", "A": "29 89 118",
    }  # fmt: skip


def test_figures_shown_are_added(protected, rules):
    assert seen(protected, rules, "W1", "W2") == "25 50 75"


def test_one_area_has_its_own_figure(protected, rules):
    assert seen(protected, rules, "W3") == "c 40 40"
    assert seen(protected, rules, "A") == "29 89 118"


def test_all_lsoas_of_a_ward_are_the_ward_and_all_wards_the_authority(protected, rules):
    assert seen(protected, rules, "L3", "L1", "L2") == "15 20 35"
    assert seen(protected, rules, "L3", "L1", "L2", "W2", "W3") == "29 89 118"
    assert seen(protected, rules, "W1", "L1") == "15 20 35"


def test_a_hidden_part_counts_as_what_is_left_for_it(protected, rules):
    """Of W1's 15 L3 has 10; L1 and L2 share the other 5. W3 has what the exact 29 leaves beside 15 and 10."""
    taken = protected.set_index(["area_code", "group_code"])["numerator_taken"]
    assert (taken["L1", "a"], taken["L2", "a"], taken["W3", "a"]) == (2.5, 2.5, 4)
    assert seen(protected, rules, "L1", "L2") == "c 20 20"
    assert seen(protected, rules, "L1", "L3") == "15 10 20"
    assert seen(protected, rules, "W2", "W3") == "15 70 80"


def test_how_many_parts_are_hidden_is_told(protected, rules):
    found = together(protected, {"place": ["W2", "W3"]}, rules)
    assert found[["group_code", "parts", "parts_hidden"]].to_numpy().tolist() == [["a", 2, 1], ["b", 2, 0], ["Total", 2, 0]]


def test_a_place_of_mostly_hidden_children_is_hidden(protected, rules):
    """L1 has 2.5 of 10 in hidden figures with L3, but all of 5 with L2 alone."""
    found = together(protected, {"few": ["L1", "L3"], "most": ["L1", "L2"]}, rules).query("group_code == 'a'").set_index("area_code")
    assert found["symbol"].isna().to_dict() == {"few": True, "most": False}


def test_years_are_pooled_from_what_each_shows(rules):
    years = [base(ROWS, period=year) for year in ("202223", "202324", "202425")]
    protected = protect_cohort(pd.concat(years), WITHIN, rules)
    pools = {"three": ("202223", "202324", "202425"), "two": ("202223", "202324"), "202425": ("202425",)}
    found = together(protected, {"W2": ["W2"], "A": ["A"]}, rules, pools).set_index(["area_code", "time_period", "group_code"])["numerator"]
    assert [found["W2", pool, "b"] for pool in pools] == [90, 60, 30]
    assert [found["A", pool, "b"] for pool in pools] == [267, 178, 89]


def test_a_part_that_is_not_held_leaves_no_figure(rules):
    protected = protect_cohort(base("  Total\nW1 x\nW2 12\nW3 30\nA 70"), WITHIN, rules)
    assert (seen(protected, rules, "W1", "W2"), seen(protected, rules, "W2", "W3")) == ("x", "40")


def test_a_share_put_together_needs_ten_children_and_is_never_more_than_all(rules):
    rows = base("  Total\nL1 2\nL2 2\nL3 20\nW1 24\nW2 30\nA 54", "  Total\nL1 3\nL2 3\nL3 30\nW1 36\nW2 60\nA 96")
    protected = protect_cohort(rows, WITHIN, rules)
    few = together(protected, {"place": ["L1", "L2"]}, rules)
    assert few["numerator"].isna().all() and few["denominator"].isna().all()
    assert (protected["numerator_taken"] <= protected["denominator_taken"]).all()


def test_only_what_is_shown_decides(rules):
    """Other counts behind the same table: the same row for every place."""
    other = ROWS.replace("L1  2  9    11", "L1  3  8    11").replace("L2  3  8    11", "L2  2  9    11")
    both = [protect_cohort(base(text), WITHIN, rules) for text in (ROWS, other)]
    for codes in (["L1", "W2"], ["L1", "L2"], ["L2", "L3", "W3"]):
        pd.testing.assert_frame_equal(*(together(rows, {"place": codes}, rules) for rows in both))

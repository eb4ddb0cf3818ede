"""What cohort tables look like when they leave the engine: small tables in, protected tables out."""

import numpy as np
import pandas as pd
import pytest

from measures.disclosure import protect_cohort, why_hidden
from settings import Settings
from tests.unit.measures.disclosure.base import base, picture

WITHIN = {"W1": "A", "W2": "A", "W3": "A", "L1": "W1", "L2": "W1", "L3": "W1", "L4": "W1", "L5": "W1"}
EXACT = """
    a  b  c  Total
W1  3 20 10     33
W2 12 30 15     57
W3 40  9 25     74
A  55 59 50    164
"""


@pytest.fixture
def unrounded(tmp_path) -> Settings:
    """As a table is protected without rounding: the classical task."""
    return Settings(home=tmp_path, lsoa_cells=1200, round_to=1)


def test_counts_below_the_authority_are_rounded_and_small_ones_hidden(rules):
    assert picture(protect_cohort(base(EXACT), WITHIN, rules)) == {
        "W1": "c 20 10 35", "W2": "10 30 15 55", "W3": "40 10 25 75", "A": "55 59 50 164",
    }  # fmt: skip


def test_every_reason_is_said_once(rules):
    hidden = protect_cohort(base(EXACT), WITHIN, rules)["hidden_because"]
    assert why_hidden(hidden, rules) == ["c: hidden, because 1 to 5 people could be recognised."]


def test_without_rounding_the_fewest_and_smallest_further_cells_are_hidden(unrounded):
    """W1's a is 33 - 20 - 10. Three further cells at the corners of a rectangle are needed; these have the smallest counts."""
    found = protect_cohort(base(EXACT), WITHIN, unrounded)
    assert picture(found) == {"W1": "c 20 p 33", "W2": "p 30 p 57", "W3": "40 9 25 74", "A": "55 59 50 164"}
    reasons = found.loc[found["symbol"] == "c", "hidden_because"]
    assert (
        list(reasons)
        == ["small number: 1 to 5"] + ["hidden to protect another figure: a small number could be worked out from this one"] * 3
    )


def test_figures_shown_of_an_authority_add_up(rules):
    found = protect_cohort(base(EXACT), WITHIN, rules).query("area_code == 'A'").set_index("group_code")["numerator"]
    assert found[["a", "b", "c"]].sum() == found["Total"]


def test_a_small_group_of_the_authority_takes_another_with_it(rules):
    """59 + 50 and the exact total of 112 would give it away; the total itself is known to everybody."""
    found = protect_cohort(base("   a b  c Total\nA 3 59 50 112"), {}, rules)
    assert picture(found) == {"A": "c 59 p 112"}


def test_an_exact_figure_that_is_published_anyway_stays_and_protects_nothing(rules):
    rows = base("   a b  c Total\nA 3 59 50 112")
    found = protect_cohort(rows.assign(is_published=[False, False, True, True]), {}, rules)
    assert picture(found) == {"A": "c p 50 112"}
    assert picture(protect_cohort(rows.assign(is_published=True), {}, rules)) == {"A": "3 59 50 112"}


def test_five_places_of_one_child_each_are_not_told_by_the_five_of_their_ward(rules):
    """Ward and LSOAs each "1 to 5": five places that are not empty in a ward of at most five. The ward says less instead."""
    rows = base("  Total\nL1 1\nL2 1\nL3 1\nL4 1\nL5 1\nW1 5\nW2 30\nW3 20\nA 55")
    found = picture(protect_cohort(rows, WITHIN, rules))
    assert found == {"L1": "c", "L2": "c", "L3": "c", "L4": "c", "L5": "c", "W1": "p", "W2": "30", "W3": "20", "A": "55"}


def test_a_true_zero_is_shown_or_not_as_the_settings_say(tmp_path, rules):
    rows = base("  Total\nW1 0\nW2 30\nW3 20\nA 50")
    assert picture(protect_cohort(rows, WITHIN, rules))["W1"] == "0"
    hidden = protect_cohort(rows, WITHIN, Settings(home=tmp_path, show_zero=False))
    assert picture(hidden)["W1"] == "c"
    assert hidden["hidden_because"].iloc[0] == "small number: 0 to 5"


def test_the_threshold_is_a_setting(tmp_path):
    found = protect_cohort(base("  Total\nW1 8\nW2 10\nW3 40\nA 58"), WITHIN, Settings(home=tmp_path, suppress_to=9))
    assert picture(found) == {"W1": "c", "W2": "10", "W3": "40", "A": "58"}


def test_shares_need_ten_children_to_divide_by(rules):
    rows = base("  Total\nW1 7\nW2 6\nW3 30\nA 43", "  Total\nW1 9\nW2 10\nW3 60\nA 79")
    found = protect_cohort(rows, WITHIN, rules)
    assert (picture(found), picture(found, "denominator")) == (
        {"W1": "b", "W2": "5", "W3": "30", "A": "43"}, {"W1": "b", "W2": "10", "W3": "60", "A": "79"},
    )  # fmt: skip
    assert found["hidden_because"].iloc[0] == "fewer than 10 children to divide by"


def test_a_share_of_a_hidden_number_of_children_is_hidden(rules):
    found = protect_cohort(base("  Total\nW1 0\nW2 6\nW3 30\nA 36", "  Total\nW1 4\nW2 30\nW3 60\nA 94"), WITHIN, rules)
    assert picture(found)["W1"] == "b"
    assert found["hidden_because"].iloc[0] == "the number of children it would be divided by is hidden"
    assert found[["numerator", "denominator"]].iloc[0].isna().all()


def test_a_numerator_does_not_give_its_denominator_away(rules):
    """Of the ward's 7 pupils 6 reached the standard; L1's only pupil did not. A 0 shown there would say that L1 has one pupil."""
    rows = base("  Total\nL1 0\nL2 3\nL3 3\nW1 6\nW2 30\nA 36", "  Total\nL1 1\nL2 3\nL3 3\nW1 7\nW2 60\nA 67")
    counted = picture(protect_cohort(rows.assign(denominator=np.nan), WITHIN, rules))
    assert (counted["L1"], counted["W1"]) == ("0", "5")
    assert picture(protect_cohort(rows, WITHIN, rules))["W1"] == "p"


def test_denominators_are_hidden_alike_for_every_indicator(rules):
    below = "  Total\nL1 1\nL2 3\nL3 3\nW1 7\nW2 60\nA 67"
    few, many = (protect_cohort(base(f"  Total\nL1 {a}\nL2 2\nL3 3\nW1 {a + 5}\nW2 30\nA {a + 35}", below), WITHIN, rules) for a in (0, 1))
    assert picture(few) != picture(many)
    pd.testing.assert_series_equal(few["denominator"], many["denominator"])


def test_open_denominators_are_divided_by_as_they_are(rules):
    rows = base("  Total\nW1 7\nW2 12\nW3 30\nA 49", "  Total\nW1 4321\nW2 5\nW3 60\nA 4386")
    found = protect_cohort(rows, WITHIN, rules, open_denominator=True)
    assert picture(found, "denominator") == {"W1": "4321", "W2": "5", "W3": "60", "A": "4386"}


def test_what_is_not_held_keeps_its_symbol(rules):
    found = protect_cohort(base("  Total\nW1 x\nW2 12\nW3 30\nA 49"), WITHIN, rules)
    assert picture(found) == {"W1": "x", "W2": "10", "W3": "30", "A": "49"}
    assert found["hidden_because"].iloc[0] == "not available: nobody has published it, or it is not loaded"


def test_children_without_a_ward_leave_the_sum_open(unrounded):
    """Where readers know that wards need not add up to the authority, a small one is not told by the others."""
    closed = protect_cohort(base("  Total\nW1 3\nW2 30\nW3 20\nA 53"), WITHIN, unrounded)
    unplaced = protect_cohort(base("  Total\nW1 3\nW2 30\nW3 20\nA 60"), WITHIN, unrounded)
    assert (picture(closed)["W3"], picture(unplaced)["W3"]) == ("p", "20")


def test_what_is_hidden_does_not_depend_on_the_count_within_its_class(rules):
    """Another 1 to 5, another count that rounds to the same, the same exact totals: the very same table, so that it says no more."""
    one = "    a  b Total\nW1  3 21    24\nW2 12 30    42\nW3 40  9    49\nA  55 60   115"
    other = "    a  b Total\nW1  4 20    24\nW2 11 31    42\nW3 40  9    49\nA  55 60   115"
    assert picture(protect_cohort(base(one), WITHIN, rules)) == picture(protect_cohort(base(other), WITHIN, rules))


def test_periods_are_protected_one_by_one_and_the_rows_stay_in_order(rules):
    rows = pd.concat([base(EXACT, period="202324"), base(EXACT)]).sample(frac=1, random_state=1)
    found = protect_cohort(rows, WITHIN, rules)
    assert (found["area_code"].to_numpy() == rows["area_code"].to_numpy()).all()
    halves = [
        found[found["time_period"] == year].sort_values(["area_code", "group_code"])["numerator"].to_numpy()
        for year in ("202324", "202425")
    ]
    np.testing.assert_array_equal(*halves)


def test_two_rows_for_one_cell_are_refused(rules):
    with pytest.raises(ValueError, match="two rows for one area"):
        protect_cohort(pd.concat([base(EXACT), base(EXACT)]), WITHIN, rules)


def test_breakdowns_of_many_groups_are_not_given_by_lsoa(tmp_path):
    """Six groups of LSOAs are more than five figures: their totals are shown, and the groups of wards."""
    rows = base("  a b Total\nL1 10 20 30\nL2 14 16 30\nL3 11 19 30\nW1 35 55 90\nW2 12 30 42\nA 47 85 132")
    found = protect_cohort(rows, WITHIN, Settings(home=tmp_path, lsoa_cells=5))
    assert picture(found)["W1"] == "35 55 90"
    of_lsoa = found[found["area_code"] == "L1"]
    assert of_lsoa["numerator"].fillna(-1).to_list() == [-1, -1, 30]
    assert of_lsoa["hidden_because"].iloc[0] == "not shown for such small places: too few children in each group"
    assert picture(protect_cohort(rows, WITHIN, Settings(home=tmp_path, lsoa_cells=6)))["L1"] == "10 20 30"

"""Means of scores: kept where enough children are behind them, hidden otherwise, and not to be worked out from others."""

import pandas as pd
import pytest

from measures.disclosure import protect_cohort, protect_scores, together
from settings import Settings
from tests.unit.measures.disclosure.base import base, picture

WITHIN = {"W1": "A", "W2": "A", "W3": "A"}
SUMS = """
    a    b    c Total
W1  120  900  440  1460
W2  480 1500  700  2680
W3 1600  420 1250  3270
A  2200 2820 2390  7410
"""
PUPILS = """
    a  b  c Total
W1  3 20 10     33
W2 12 30 15     57
W3 40 12 25     77
A  55 62 50    167
"""


@pytest.fixture
def protected(rules) -> pd.DataFrame:
    return protect_scores(base(SUMS, PUPILS), WITHIN, rules)


def means(rows: pd.DataFrame) -> dict[tuple[str, str], float]:
    found = (rows["numerator"] / rows["denominator"]).round(6)
    return dict(zip(zip(rows["area_code"], rows["group_code"], strict=True), found, strict=True))


def test_the_mean_is_kept_over_the_rounded_number(protected):
    found = means(protected)
    assert (found["W2", "a"], found["W1", "b"], found["A", "a"]) == (40, 45, 40)
    assert protected.set_index(["area_code", "group_code"]).at[("W2", "a"), "numerator"] == 400


def test_scores_of_few_children_are_hidden_and_not_to_be_worked_out(protected):
    """W1's 1,460 less 900 and 440 would be 120, give or take the rounding: not to within three children's scores."""
    hidden = protected[protected["symbol"] == "c"].set_index(["area_code", "group_code"])["hidden_because"]
    assert hidden["W1", "a"] == "the number of children it would be divided by is hidden"
    assert pd.isna(means(protected)["W1", "a"])


def test_denominators_are_hidden_as_in_other_indicators(protected, rules):
    other = protect_cohort(
        base(PUPILS.replace("20 10     33", "15 10     28").replace("62 50    167", "57 50    162"), PUPILS), WITHIN, rules
    )
    assert picture(other, "denominator")["W2"] == picture(protected, "denominator")["W2"]
    pd.testing.assert_series_equal(other["denominator"].isna(), protected["denominator"].isna())


def test_exact_sums_take_others_with_them(tmp_path):
    """Without rounding the hidden sum follows from its row and its column."""
    found = protect_scores(base(SUMS, PUPILS), WITHIN, Settings(home=tmp_path, lsoa_cells=1200, round_to=1))
    protecting = found.loc[found["hidden_because"].fillna("").str.startswith("hidden to protect"), ["area_code", "group_code"]]
    assert len(protecting) >= 3


def test_places_put_together_have_the_mean_of_their_children(protected, rules):
    found = together(protected, {"place": ["W2", "W3"]}, rules, of_people=False)
    assert means(found)["place", "b"] == pytest.approx((50 * 30 + 35 * 10) / 40)
    assert means(found)["place", "a"] == 40

"""An area's interval against the benchmark's value."""

from dataclasses import replace

import pandas as pd
import pytest

from measures.catalogue import indicator
from measures.comparators import comparator_area, comparator_selection, compare
from measures.errors import CannotAnswer
from measures.selection import Selection

SHARE = indicator("minority_ethnic_share")
NAN = float("nan")


def verdict(lower: float, upper: float, benchmark: float, wanted=SHARE, own: str = "W1", other: str = "E1") -> str:
    """Verdict of one area against one benchmark."""
    rows = pd.DataFrame({"area_code": [own], "time_period": ["2021"], "group": ["Total"], "lower": [lower], "upper": [upper]})
    against = pd.DataFrame({"area_code": [other], "time_period": ["2021"], "group": ["Total"], "value": [benchmark]})
    return compare(rows, against, wanted, "England")["verdict"].iloc[0]


def test_the_interval_lies_above_below_or_around():
    assert verdict(10.1, 12, 10) == "higher"
    assert verdict(8, 9.9, 10) == "lower"
    assert verdict(9, 11, 10) == "similar"


def test_an_interval_that_just_touches_is_similar():
    assert verdict(10, 12, 10) == "similar"
    assert verdict(8, 10, 10) == "similar"


@pytest.mark.parametrize(("polarity", "above", "below"), [
    ("higher_is_better", "better", "worse"), ("lower_is_better", "worse", "better"), ("neutral", "higher", "lower"),
])  # fmt: skip
def test_words_follow_the_polarity(polarity, above, below):
    wanted = replace(SHARE, polarity=polarity)
    assert verdict(11, 12, 10, wanted) == above
    assert verdict(8, 9, 10, wanted) == below
    assert verdict(9, 11, 10, wanted) == "similar"


@pytest.mark.parametrize("unknown", [(NAN, 12, 10), (11, NAN, 10), (11, 12, NAN)])
def test_nothing_unknown_is_compared(unknown):
    assert verdict(*unknown) == "not compared"


def test_an_area_is_never_compared_with_itself():
    assert verdict(11, 12, 10, own="E1", other="E1") == "not compared"


def test_counts_are_never_compared():
    assert verdict(11, 12, 10, indicator("births")) == "not compared"


def test_each_row_is_compared_with_its_own_period_and_group():
    rows = pd.DataFrame({"area_code": "W1", "time_period": ["2020", "2021", "2021"], "group": ["a", "a", "b"],
                         "lower": 5.0, "upper": 6.0})  # fmt: skip
    against = rows.assign(area_code="E1", value=[4.0, 7.0, 5.5])
    found = compare(rows, against, SHARE, "England")
    assert list(found["verdict"]) == ["higher", "lower", "similar"]
    assert list(found["comparator_value"]) == [4, 7, 5.5]
    assert set(found["comparator"]) == {"England"}


@pytest.mark.parametrize(("chosen", "expected"), [
    ("none", ("", "")), ("england", ("E92000001", "England")), ("region", ("E12000009", "South West")),
    ("authority", ("E06000026", "Plymouth")),
])  # fmt: skip
def test_the_area_of_each_comparator(demo, chosen, expected):
    assert comparator_area(Selection("E06000026", comparator=chosen)) == expected


def test_a_former_authority_has_its_successors_region(demo):
    assert comparator_area(Selection("E06000029", comparator="region")) == ("E12000009", "South West")


def test_a_region_and_a_county_lie_in_no_region_that_is_held(demo):
    assert comparator_area(Selection("E12000009", comparator="region")) == ("", "")
    assert comparator_area(Selection("E10000008", comparator="authority")) == ("E10000008", "Devon")


def test_an_unknown_comparator_is_refused(demo):
    with pytest.raises(CannotAnswer, match='no comparator "moon"'):
        comparator_area(Selection("E06000026", comparator="moon"))


def test_the_comparator_as_a_selection_of_its_own(demo):
    chosen = Selection("E06000026", wards=("E05002078",), period="2021", comparator="england")
    assert comparator_selection(chosen) == Selection("E92000001", period="2021")
    assert comparator_selection(chosen.but(comparator="none")) is None

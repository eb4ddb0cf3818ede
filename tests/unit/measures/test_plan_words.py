"""What plans say, in words."""

import pytest

from measures import plans
from measures.plans import fact_figure, plan_areas, plan_facts, plan_indicators, topic_words

POOLE = "poole-2014"


@pytest.mark.parametrize(("value", "unit", "text"), [
    (12.5, "percent", "12.5%"), (32_770, "count", "32,770"), (1_500_000, "gbp", "£1,500,000"), (20, "miles", "20 miles"),
    (54, "rate_per_10000", "54 per 10,000"), (7.5, "rate_per_1000", "7.5 per 1,000"), (3, "rank", "rank 3"),
    (4, "change_percent", "+4%"), (-4, "change_percent", "-4%"), (1.5, None, "1.5"), (2, "stories", "2"),
    (None, "percent", ""), (float("nan"), "count", ""), (0, "count", "0"),
])  # fmt: skip
def test_a_figure_with_its_unit(value, unit, text):
    assert fact_figure(value, unit) == text


@pytest.mark.parametrize(("topic", "text"), [("send", "SEND"), ("neet", "NEET"), ("early-years", "Early years")])
def test_subjects_as_a_reader_writes_them(topic, text):
    assert topic_words(topic) == text


def fact(**stated) -> dict:
    return {"direction": None, "comparator_name": None, "comparator_value": None, "unit": "percent"} | stated


@pytest.mark.parametrize(("stated", "text"), [
    (fact(), ""),
    (fact(direction="rising"), "▲ rising"),
    (fact(direction="above_comparator", comparator_name="England"), "above England"),
    (fact(direction="below_comparator", comparator_name="England", comparator_value=20.5), "below England (20.5%)"),
    (fact(direction="above_comparator"), "above its comparator"),
    (fact(direction="above_comparator", comparator_name="not stated"), "above what is not stated"),
])  # fmt: skip
def test_level_or_trend(stated, text):
    assert plans._direction(stated) == text


def test_facts_of_the_bundled_plan_keep_its_own_figures(demo):
    facts = plan_facts(POOLE)
    assert set(facts["judgement"].dropna()) <= {"encouraging", "concerning", "neutral"}
    assert "32,770" in set(facts["Figure"])
    assert not facts["What"].isna().any()
    assert not facts[["Who", "When", "Figure", "Level or trend"]].isna().any(axis=None)


def test_indicators_of_the_bundled_plan_are_all_worded(demo):
    listed = plan_indicators(POOLE)
    assert set(listed["Better when"]) <= {"higher is better", "lower is better", "neither way is better"}
    assert set(listed["Main or secondary"]) == {"main", "secondary"}
    assert not listed.isna().any(axis=None)


def test_places_of_a_plan_with_and_without_wards(demo):
    places = plan_areas("dorset-2020").set_index("area_name")
    assert places.at["Chesil", "ward_codes"] == []
    assert len(places.at["Weymouth and Portland", "wards"]) == len(places.at["Weymouth and Portland", "ward_codes"]) == 7

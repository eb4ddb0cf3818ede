"""Priority areas against the rest for every indicator: pairs, intervals, movement, and nothing dropped without a word."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from measures.catalogue import indicators
from measures.gaps import differences, moved
from measures.priority_gaps import areas_to_choose, comparable, gap_rows, gap_sentences, move_words, tables_by_priority_area, without_gap
from measures.publish import publish
from measures.selection import Selection
from measures.statistics import wilson

POOLE, DORSET, WEYMOUTH = "E06000029", "E06000059", "dorset-2020.weymouth-and-portland"


def published(key: str, chosen: Selection, **changes):
    return publish(key, chosen.but(**changes))


@cache
def _tables(area: str) -> list:
    return tables_by_priority_area(Selection(area), comparable(), published)


@pytest.fixture
def dorset(demo):
    return _tables(DORSET)


def test_every_indicator_that_wards_have_and_that_can_be_compared(demo):
    assert {"children_low_income_ahc_share", "population_0_4_share", "minority_ethnic_share", "imd_rank_weighted"} <= set(comparable())
    assert not any(indicators()[key].kind == "count" for key in comparable())
    assert "cla_rate" not in comparable() and "crime_rank_weighted" not in comparable()


def test_the_areas_with_a_boundary_all_together_first(dorset):
    assert list(areas_to_choose(dorset[0]).values()) == ["All priority areas of Dorset", "Weymouth and Portland"]
    assert areas_to_choose(publish("population_0_19", Selection(DORSET, by="ward"))) == {}


def test_gap_in_the_latest_official_period_with_newcombe_s_interval(dorset):
    row = gap_rows(dorset, WEYMOUTH, 2024).set_index("indicator").loc["lsoas_most_deprived_20pct_imd"]
    frame = publish("lsoas_most_deprived_20pct_imd", Selection(DORSET, by="priority_area", period="2025")).frame
    own, rest = frame[frame["area_code"] == WEYMOUTH].iloc[0], frame.iloc[-1]
    n, d = np.array([own["numerator"], rest["numerator"]]), np.array([own["denominator"], rest["denominator"]])
    p, (low, high) = n / d, wilson(n, d)
    assert (row["period"], row["value"], row["rest"]) == ("2025", own["value"], rest["value"])
    assert row["gap"] == pytest.approx(100 * (p[0] - p[1]))
    assert row["gap_lower"] == pytest.approx(100 * (p[0] - p[1] - np.sqrt((p[0] - low[0]) ** 2 + (high[1] - p[1]) ** 2)))
    assert row["gap_upper"] == pytest.approx(100 * (p[0] - p[1] + np.sqrt((high[0] - p[0]) ** 2 + (p[1] - low[1]) ** 2)))


def test_how_a_gap_has_moved(demo):
    row = gap_rows(tables_by_priority_area(Selection(POOLE), ["population_5_14_share"], published), "poole-2014.bourne-valley", 2018).iloc[
        0
    ]
    both = {}
    for period in (row["earlier_period"], row["period"]):
        frame = publish("population_5_14_share", Selection(POOLE, by="priority_area", period=period)).frame.set_index("area_code")
        own, rest = frame.loc["poole-2014.bourne-valley"], frame.iloc[-1]
        both[period] = 100 * (own["numerator"] / own["denominator"] - rest["numerator"] / rest["denominator"])
    assert row["gap"] == pytest.approx(both[row["period"]]) and row["earlier_gap"] == pytest.approx(both[row["earlier_period"]])
    assert row["moved"] == pytest.approx(row["gap"] - row["earlier_gap"])
    assert row["moved_lower"] < row["moved"] < row["moved_upper"]


def test_movement_joins_the_intervals_of_both_gaps():
    found = moved(pd.Series({"gap": 10.0, "lower": 7.0, "upper": 14.0}), pd.Series({"gap": 4.0, "lower": 1.0, "upper": 8.0}))
    assert found.to_dict() == pytest.approx({"gap": 6.0, "lower": 6 - 5.0, "upper": 6 + 5.0})


def row(**known) -> dict:
    return {"gap": 5.0, "gap_lower": 3.0, "gap_upper": 6.0, "earlier_gap": 2.0, "moved_lower": 1.0, "moved_upper": 4.0} | known


@pytest.mark.parametrize(("given", "words"), [
    (row(), "wider"), (row(gap=1.0, moved_lower=-2.0, moved_upper=-0.5), "narrower"), (row(gap=-1.0, moved_upper=-1.0, moved_lower=-5.0), "turned round"),
    (row(gap=-0.1, gap_lower=-1.0, gap_upper=1.0, moved_upper=-1.0, moved_lower=-5.0), "narrower"), (row(moved_lower=-1.0), "no clear change"), (row(earlier_gap=np.nan), "one period only"), (row(moved_lower=np.nan), "not tested"),
])  # fmt: skip
def test_movement_in_words(given, words):
    assert move_words(given, indicators()["population_0_4_share"]) == words


def test_editions_are_not_compared(dorset):
    rows = gap_rows(dorset, WEYMOUTH, 2024).set_index("indicator")
    assert pd.isna(rows.at["imd_rank_weighted", "earlier_gap"])
    assert move_words(rows.loc["imd_rank_weighted"].to_dict(), indicators()["imd_rank_weighted"]) == "editions are not compared"


def test_what_cannot_be_paired_is_said(dorset):
    rows = gap_rows(dorset, WEYMOUTH, 2024)
    lacking = [table.title for table in dorset if table.indicator.indicator_id not in set(rows["indicator"])]
    assert all(title in without_gap(dorset, rows) for title in lacking)
    assert without_gap([], rows) == ""


def test_sentences_count_the_tested_ones_only(dorset):
    rows = gap_rows(dorset, WEYMOUTH, 2024)
    tested = rows.dropna(subset=["gap_lower"])
    clear = ((tested["gap_lower"] > 0) | (tested["gap_upper"] < 0)).sum()
    assert gap_sentences(rows, "Weymouth and Portland")[0] == (
        f"**Weymouth and Portland** differs from the rest by more than chance in {clear} of {len(tested)} figures tested."
    )


def test_counts_have_no_differences(demo):
    assert differences(publish("births", Selection(DORSET, by="ward"))).isna().all(axis=None)

"""Smoothed shares: equal to esda's estimates, nearer to the whole the fewer people they rest on, and never without saying so."""

import numpy as np
import pytest
from esda.smoothing import Empirical_Bayes

from measures.publish import publish
from measures.selection import Selection
from measures.smoothing import NOTE, empirical_bayes, smoothed

PLYMOUTH = "E06000026"
EVENTS, AT_RISK = np.array([5.0, 60, 130, 0, 90]), np.array([20.0, 400, 500, 30, 450])


def test_equal_to_esda():
    assert empirical_bayes(EVENTS, AT_RISK) == pytest.approx(Empirical_Bayes(EVENTS, AT_RISK).r.ravel())


def test_by_hand():
    """Marshall's formulas written out for two areas: 10 of 100 and 90 of 300."""
    overall = 100 / 400
    spread = (100 * (0.1 - overall) ** 2 + 300 * (0.3 - overall) ** 2) / 400
    between = spread - overall / 200
    expected = [overall + (rate - overall) * between / (between + overall / n) for rate, n in ((0.1, 100), (0.3, 300))]
    assert empirical_bayes(np.array([10.0, 90.0]), np.array([100.0, 300.0])) == pytest.approx(expected)


def test_differences_of_chance_alone_are_smoothed_away():
    assert empirical_bayes(np.array([9.0, 11.0]), np.array([100.0, 100.0])) == pytest.approx([0.1, 0.1])


def test_areas_without_a_number_get_none_and_move_no_other():
    found = empirical_bayes(np.array([*EVENTS, np.nan, 3.0]), np.array([*AT_RISK, 100.0, 0.0]))
    assert found[:5] == pytest.approx(empirical_bayes(EVENTS, AT_RISK))
    assert np.isnan(found[5:]).all()
    assert np.isnan(empirical_bayes(np.array([np.nan]), np.array([1.0]))).all()


def by_ward(**chosen):
    return publish("children_low_income_ahc_share", Selection(PLYMOUTH, by="ward", **chosen))


def test_every_ward_moves_towards_the_whole_and_says_so(demo):
    raw = by_ward()
    table = smoothed(raw, raw)
    whole = 100 * raw.frame["numerator"].sum() / raw.frame["denominator"].sum()
    before, after = raw.frame["value"] - whole, table.frame["value"] - whole
    assert (after.abs() <= before.abs() + 0.06).all() and (before * after >= -0.01).all()
    assert (table.indicator.indicator_id, table.notes[0]) == ("children_low_income_ahc_share_smoothed", NOTE)
    assert table.frame[["lower", "upper"]].isna().all(axis=None)
    esda = 100 * Empirical_Bayes(raw.frame["numerator"].to_numpy(), raw.frame["denominator"].to_numpy()).r.ravel()
    assert table.frame["value"].to_numpy() == pytest.approx(esda, abs=0.0501)


def test_some_wards_are_smoothed_among_all_of_them(demo):
    all_of_them, two = by_ward(), by_ward(wards=("E05002080", "E05002078"))
    some, whole = smoothed(two, all_of_them), smoothed(all_of_them, all_of_them)
    expected = whole.frame.set_index("area_code").loc[some.frame["area_code"], "value"]
    assert list(some.frame["value"]) == list(expected)

"""Values and intervals against OHID's package, and halves rounded up as the DfE does."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PHStatsMethods.confidence_intervals import byars_lower, byars_upper, exact_upper, wilson_lower, wilson_upper

from measures.statistics import byar, round_half_up, wilson

COUNTS = st.integers(min_value=1, max_value=10_000_000)


def limits(method, *counts: float) -> tuple[float, float]:
    lower, upper = method(*(np.array([count], dtype=float) for count in counts))
    return lower[0], upper[0]


@given(st.data())
def test_wilson_is_the_oracles(data):
    denominator = data.draw(COUNTS)
    numerator = data.draw(st.integers(min_value=0, max_value=denominator))
    expected = wilson_lower(numerator, denominator), wilson_upper(numerator, denominator)
    assert limits(wilson, numerator, denominator) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(COUNTS)
def test_byar_is_the_oracles(count):
    assert limits(byar, count) == pytest.approx((byars_lower(count), byars_upper(count)), rel=1e-9)


@pytest.mark.parametrize("count", range(1, 12))
def test_byar_of_small_counts_is_the_oracles(count):
    """Exact Poisson up to 9, Byar from 10 on."""
    assert limits(byar, count) == pytest.approx((byars_lower(count), byars_upper(count)), rel=1e-12)


def test_byar_of_zero():
    """The oracle refuses 0 in byars_upper; its exact method gives the upper limit, and nothing lies below 0."""
    with pytest.raises(ValueError, match="positive"):
        byars_upper(0)
    assert limits(byar, 0) == (0, pytest.approx(exact_upper(0)))
    assert exact_upper(0) == pytest.approx(3.689, abs=0.0005)


def test_wilson_stays_between_nothing_and_everything():
    assert limits(wilson, 0, 40)[0] == 0
    assert limits(wilson, 40, 40)[1] == 1


@pytest.mark.parametrize(("numerator", "denominator"), [(5, 0), (0, 0), (5, np.nan), (np.nan, 10)])
def test_wilson_of_nothing_known_is_nan(numerator, denominator):
    assert np.isnan(limits(wilson, numerator, denominator)).all()


def test_byar_of_nothing_known_is_nan():
    assert np.isnan(limits(byar, np.nan)).all()


def test_all_rows_at_once_are_the_rows_one_by_one():
    counts = np.array([0.0, 3.0, 9.0, 10.0, 250.0])
    lower, upper = byar(counts)
    assert [limits(byar, count) for count in counts] == list(zip(lower, upper, strict=True))


@pytest.mark.parametrize(("value", "decimals", "rounded"), [
    (0.5, 0, 1), (1.5, 0, 2), (2.5, 0, 3), (2.4999, 0, 2), (0.25, 1, 0.3), (0.35, 1, 0.4), (10.05, 1, 10.1), (30.65, 1, 30.7), (0, 1, 0),
])  # fmt: skip
def test_halves_go_up(value, decimals, rounded):
    assert round_half_up(np.array([value]), decimals)[0] == rounded


@given(st.integers(min_value=0, max_value=10_000_000), st.integers(min_value=0, max_value=2))
def test_rounding_is_that_of_decimal_numbers(thousandths, decimals):
    exact = Decimal(thousandths) / 1000
    expected = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    assert round_half_up(np.array([float(exact)]), decimals)[0] == pytest.approx(float(expected), abs=1e-9)


def test_nothing_rounds_to_nothing():
    assert np.isnan(round_half_up(np.array([np.nan]), 1)[0])

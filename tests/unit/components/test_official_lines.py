"""Names at the ends of lines keep apart and stay in order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.charts.official_lines import spread


@pytest.mark.parametrize(
    ("values", "placed"), [([1.0, 5.0], [1.0, 5.0]), ([3.0, 3.0], [2.5, 3.5]), ([0.0, 5.0, 5.2], [0.0, 4.6, 5.6]), ([], [])]
)
def test_what_lies_too_close_moves_apart_as_little_as_need_be(values, placed):
    assert spread(values, 1.0) == pytest.approx(placed)


@given(st.lists(st.floats(0, 100), max_size=6).map(sorted), st.floats(0.1, 10))
def test_labels_never_cover_each_other_and_stay_around_their_lines(values, least):
    placed = spread(values, least)
    assert all(above - below >= least - 1e-6 for below, above in pairwise(placed))
    assert sum(placed) == pytest.approx(sum(values))

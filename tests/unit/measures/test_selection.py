"""A selection in SQL, in a link and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.selection import COMPARATORS, Selection

TEXT = st.text(min_size=1, max_size=8)
SELECTIONS = st.builds(
    Selection, authority=TEXT, plan=st.just("") | TEXT, wards=st.lists(TEXT, max_size=3).map(tuple), priority_area=st.just("") | TEXT,
    period=st.just("") | TEXT, comparator=st.sampled_from(sorted(COMPARATORS)),
)  # fmt: skip


@given(SELECTIONS)
def test_a_link_gives_the_selection_back(chosen):
    assert Selection.from_query(chosen.to_query()) == chosen


def test_empty_fields_stay_out_of_the_link():
    assert Selection("E06000026").to_query() == {"la": "E06000026", "compare": "none"}


def test_a_link_with_one_ward_and_one_with_nothing():
    assert Selection.from_query({"la": "A", "ward": "W1"}).wards == ("W1",)
    assert Selection.from_query({}) == Selection("")


@pytest.mark.parametrize(("period", "periods"), [("", None), ("all", None), ("2022", ["2022"]), ("202425", ["202425"])])
def test_parameters_for_sql(period, periods):
    assert Selection("A", period=period, breakdown="sex").parameters() == {"time_periods": periods, "breakdown": "sex"}


def test_a_changed_copy_leaves_the_first_as_it_was():
    first = Selection("A", period="2022")
    assert first.but(period="2023") == Selection("A", period="2023")
    assert first.period == "2022"


@pytest.mark.parametrize(("chosen", "words"), [
    (Selection("A"), "Plymouth, 2022"),
    (Selection("A", by="ward", comparator="england"), "Plymouth, by ward, 2022, compared with England"),
    (Selection("A", comparator="region"), "Plymouth, 2022, compared with its region"),
])  # fmt: skip
def test_in_words(chosen, words):
    assert chosen.sentence("Plymouth", "2022") == words


def test_in_words_without_a_period():
    assert Selection("A").sentence("Plymouth", "") == "Plymouth, all periods held"


@pytest.mark.parametrize(("written", "words"), [
    ("202425", "2024/25"), ("202122 to 202425", "2021/22 to 2024/25"), ("202223-202425", "2022/23 to 2024/25"), ("2023", "2023"),
    ("202503", "202503"), ("2021-12-31", "2021-12-31"),
])  # fmt: skip
def test_academic_years_are_written_as_people_write_them(written, words):
    assert Selection("A").sentence("Plymouth", written) == f"Plymouth, {words}"

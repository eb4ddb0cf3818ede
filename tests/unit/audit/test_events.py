"""What may be said is closed: events, fields, numbers, and texts that are codes."""

import pytest

import audit
from audit.events import NOT_KEPT


def test_an_unknown_event_or_field_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="no event"):
        audit.event("peeked")
    with pytest.raises(ValueError, match="has no field numerator"):
        audit.event("saw", numerator=3)


@pytest.mark.parametrize("value", [3.5, True, None, "3"])
def test_a_count_is_a_whole_number(value):
    with pytest.raises(ValueError, match="rows must be a whole number"):
        audit.event("saw", rows=value)


@pytest.mark.parametrize("value", [3, 3.5, {"a": 1}])
def test_a_field_of_words_takes_no_number(value):
    with pytest.raises(ValueError, match="period must be a text"):
        audit.event("saw", period=value)


@pytest.mark.parametrize("text", ["a\nb", "<b>", "x" * 200, "=1+1", '"'])
def test_a_text_that_is_no_code_is_not_kept(text):
    assert audit.event("saw", priority_area=text).said == (("priority_area", NOT_KEPT),)
    assert audit.event("saw", wards=["E05000001", text]).said == (("wards", ("E05000001", NOT_KEPT)),)


def test_what_is_empty_is_left_out_and_zero_is_not():
    assert audit.event("saw", period="", wards=(), rows=0).said == (("rows", 0),)

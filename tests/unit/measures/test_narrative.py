"""Sentences say only what was tested."""

import pandas as pd
import pytest

from measures.catalogue import indicator
from measures.narrative import demography_sentences
from measures.publish import publish
from measures.selection import Selection
from measures.table import MeasureTable

PLYMOUTH = "E06000026"


def published(indicator_id: str, chosen: Selection, **changes) -> MeasureTable:
    return publish(indicator_id, chosen.but(**changes))


def instead(verdicts: list[str], values: list[float] | None = None, comparator: str = "England"):
    """``published``, but shares have these verdicts, one row each."""

    def given(indicator_id: str, chosen: Selection, **changes) -> MeasureTable:
        table = published(indicator_id, chosen, **changes)
        if not indicator_id.endswith("_share"):
            return table
        numbers = values or [20.0 + n for n in range(len(verdicts))]
        frame = pd.DataFrame({"area_name": [f"Ward {n}" for n in range(len(verdicts))], "time_period": "2022", "value": numbers,
                              "symbol": None, "verdict": verdicts, "comparator": comparator, "comparator_value": 21.0,
                              "nature": "official"})  # fmt: skip
        return MeasureTable(indicator(indicator_id), chosen, table.area_name, frame, (), ())

    return given


def test_how_many_children_with_the_figures_of_the_tables(demo):
    first = demography_sentences(Selection(PLYMOUTH, period="2022"), published)[0]
    assert first.startswith("In mid-2022, **59,991 children and young people aged 0 to 19** lived in Plymouth, 22.5% of all residents")


def test_modelled_figures_are_called_modelled(demo):
    assert demography_sentences(Selection("E06000029", period="2013"), published)[0].endswith("(modelled).")
    assert "(modelled)" not in demography_sentences(Selection(PLYMOUTH, period="2022"), published)[0]


@pytest.mark.parametrize(("verdict", "words"), [
    ("higher", ": a larger share than in England (21.0%)."), ("lower", ": a smaller share than in England (21.0%)."),
    ("similar", ": about the same share as in England (21.0%)."),
])  # fmt: skip
def test_a_tested_difference_is_said(demo, verdict, words):
    assert demography_sentences(Selection(PLYMOUTH, period="2022"), instead([verdict]))[0].endswith(words)


@pytest.mark.parametrize("verdict", ["not compared", ""])
def test_an_untested_difference_is_not_said(demo, verdict):
    first = demography_sentences(Selection(PLYMOUTH, period="2022"), instead([verdict]))[0]
    assert first.endswith("20.0% of all residents.")
    assert "England" not in first


def test_wards_that_differ_are_counted_and_the_ends_named(demo):
    said = demography_sentences(Selection(PLYMOUTH, period="2022"), instead(["lower", "similar", "higher", "higher"]))
    assert said[1] == (
        "The share is above the authority's in 2 of 4 wards, most in **Ward 3** (23.0%), and below it in 1, least in **Ward 0** (20.0%)."
    )


def test_the_highest_ward_is_not_named_when_it_does_not_differ(demo):
    said = demography_sentences(Selection(PLYMOUTH, period="2022"), instead(["lower", "higher", "similar"]))
    assert "**Ward 1** (21.0%)" in said[1]
    assert "Ward 2" not in said[1]


def test_wards_that_are_all_alike_get_no_sentence(demo):
    said = " ".join(demography_sentences(Selection(PLYMOUTH, period="2022"), instead(["similar", "similar"])))
    assert "wards" not in said


def test_one_ward_alone_is_not_ranked(demo):
    said = " ".join(demography_sentences(Selection(PLYMOUTH, wards=("E05002078",), period="2022"), published))
    assert "wards" not in said


def growing(by_percent: float):
    """``published``, but counts over all years start at 1,000 in 2024 and end in 2035 having moved by ``by_percent``."""

    def given(indicator_id: str, chosen: Selection, **changes) -> MeasureTable:
        table = published(indicator_id, chosen, **changes)
        if changes.get("period") != "all":
            return table
        frame = pd.DataFrame({"time_period": ["2024", "2035"], "value": [1000.0, 1000.0 + 10 * by_percent], "nature": "modelled"})
        return MeasureTable(table.indicator, chosen, table.area_name, frame, (), ())

    return given


@pytest.mark.parametrize(("by_percent", "words"), [
    (12, "the number under 5 rises by 12% to 2035"), (-7, "the number under 5 falls by 7% to 2035"),
    (0.2, "the number under 5 stays about the same to 2035"), (-0.2, "the number under 5 stays about the same to 2035"),
])  # fmt: skip
def test_a_projection_is_called_modelled_and_moves_as_far_as_its_figures(demo, by_percent, words):
    last = demography_sentences(Selection(PLYMOUTH, period="2022"), growing(by_percent))[-1]
    assert last.startswith("In the modelled projection from 2024, ")
    assert words in last


def test_an_area_without_figures_gets_one_sentence(demo):
    assert demography_sentences(Selection("E07000040"), published) == [
        "No count of children and young people aged 0 to 19 is held for East Devon."
    ]

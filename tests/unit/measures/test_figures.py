"""Entries of indicators/*.toml made into parameters, and what of them differs between breakdowns."""

import numpy as np
import pandas as pd
import pytest

from measures.catalogue import indicator, indicators
from measures.figures import parameters_of
from measures.holdings import indicator_holdings
from measures.periods import as_held
from measures.pupils import without_home
from measures.values import measured
from warehouse import query

STATED = {"measure": "m", "kind": "share", "figures": {"by": {
    "codes": {"A": {"name": "first", "old": "Alpha"}, "B": "second"}, "figure": [["new::{code}", "old::{old}|Total"]]}}}  # fmt: skip


def test_a_word_of_a_group_stands_in_its_parts_and_a_group_without_it_has_no_such_part():
    found = parameters_of(STATED)
    parts = list(zip(found["groups"], found["measures"], found["source_groups"], found["preferences"], strict=True))
    assert parts == [("A", "new", "A", 0), ("A", "old", "Alpha|Total", 1), ("B", "new", "B", 0)]


def test_no_part_of_an_indicator_holds_a_word_that_was_not_filled_in():
    found = [text for wanted in indicators().values() for name in ("measures", "source_groups") for text in wanted.parameters.get(name, ())]
    assert found and not [text for text in found if "{" in text]


def test_a_breakdown_is_shown_with_the_decimals_of_its_publisher():
    wanted = indicator("persistent_absence")
    assert (wanted.decimals, wanted.shown_by("social_care").decimals, wanted.shown_by("phase").decimals) == (2, 1, 2)
    assert wanted.shown_by("social_care").indicator_id == "persistent_absence"


@pytest.mark.parametrize("asked", ["202425", "2024/25", "2024-25", "2025"])
def test_an_academic_year_may_be_asked_for_in_any_of_its_writings(asked):
    assert as_held(asked, pd.Series({"202324": "official", "202425": "official"})) == "202425"


def test_a_year_that_is_held_is_itself_and_one_that_is_not_stays_as_asked():
    held = pd.Series({"2025": "official", "2023/24": "official"})
    assert [as_held(text, held) for text in ("2025", "2023/24", "2019", "soon")] == ["2025", "2023/24", "2019", "soon"]


def test_a_published_figure_never_stands_for_a_hidden_count():
    counts = pd.DataFrame({"numerator": [np.nan, 3.0], "denominator": [10.0, 10.0], "published": [31.0, 31.0], "symbol": ["c", None],
                           "hidden_because": ["small", None], "nature": "official", "denominator_nature": "official"})  # fmt: skip
    shown = measured(counts, indicator("gld"))["value"]
    assert np.isnan(shown[0]) and shown[1] == 31


def test_the_list_says_of_each_indicator_what_its_own_query_would(demo):
    """Looked up together for speed, the holdings are those found one by one; pupils are counted below the authority.
    Returns of children looked after have a test of their own."""
    areas = query("lookups/areas_by_type").set_index("area_code")["area_type"]
    for key, held in indicator_holdings().items():
        wanted = indicator(key)
        if wanted.returns:
            continue
        rows = query(wanted.query, area_codes=list(areas.index), scope_code=None, **wanted.parameters, time_periods=None, breakdown="Total")
        years = set(without_home(wanted).index) if wanted.pupils else set()
        assert held["periods"] == sorted({*rows["time_period"]} | years), key
        assert held["area_types"] == sorted({*rows["area_code"].map(areas)} | ({"ward", "lsoa"} if years else set())), key


def test_the_list_has_the_years_of_returns(demo):
    held = indicator_holdings()
    assert held["placements_outside_la"] == {
        "periods": ["2014", "2015", *map(str, range(2020, 2026))], "area_types": ["authority", "ward"],
    }  # fmt: skip
    assert held["children_looked_after_by_month"]["periods"][:1] == ["2013-04"] and held["own_children_starting"]["area_types"] == [
        "authority"
    ]

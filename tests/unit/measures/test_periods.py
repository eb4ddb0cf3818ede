"""Which periods are held, and which is shown first."""

import pandas as pd
import pytest

from measures.catalogue import indicator
from measures.periods import latest_official_year, latest_period, periods_of


@pytest.mark.parametrize(("held", "last_year", "shown"), [
    ({"2021": "official", "2022": "official", "2023": "modelled"}, 2025, "2022"),
    ({"2021": "modelled", "2022": "official"}, 2018, "2022"),
    ({"2017": "modelled", "2018": "modelled", "2019": "modelled"}, 2018, "2018"),
    ({"2030": "modelled", "2031": "modelled"}, 2025, "2030"),
    ({"202324": "modelled", "202425": "modelled", "202526": "modelled"}, 2024, "202425"),
])  # fmt: skip
def test_the_latest_official_period_else_the_latest_in_the_areas_time_else_the_first(held, last_year, shown):
    assert latest_period(pd.Series(held), last_year) == shown


def test_a_period_with_one_modelled_figure_is_modelled(demo):
    held = periods_of("population_0_17", "E06000026")
    assert (held["2022"], held["2024"], held["2030"]) == ("official", "official", "modelled")
    assert list(held.index) == sorted(held.index)


def test_a_share_over_modelled_residents_is_held_as_modelled(demo):
    assert periods_of("population_0_17_share", "E06000026")["2024"] == "modelled"


def test_nothing_held_is_empty(demo):
    assert periods_of("births", "E07000040").empty


def test_projections_begin_after_the_last_official_year_or_the_areas_end(demo):
    assert latest_official_year("E06000026") == 2024
    assert latest_official_year("E06000029") == 2018


def test_the_indicators_of_the_catalogue_name_their_polarity_and_interval():
    births = indicator("births")
    assert (births.polarity, births.interval, births.kind, births.data) == ("neutral", "byar", "count", "place")

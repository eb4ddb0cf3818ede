"""Small numbers are hidden before anything is divided."""

import numpy as np
import pandas as pd
import pytest

from measures.catalogue import indicator
from measures.disclosure import hidden_range, protect
from measures.values import measured
from settings import Settings

RULES = Settings()


def counts(*numerators: float | None, area_type: str = "ward", nature: str = "official", symbol: str | None = None) -> pd.DataFrame:
    """Rows as a query returns them, over a denominator of 200."""
    return pd.DataFrame({
        "area_type": area_type, "nature": nature, "numerator": pd.array(numerators, dtype="Float64").to_numpy(float, na_value=np.nan),
        "denominator": 200.0, "denominator_nature": nature, "symbol": pd.Series([symbol] * len(numerators), dtype=object),
        "group_code": "Total",
    })  # fmt: skip


def symbols(protected: pd.DataFrame) -> list[str]:
    return list(protected["symbol"].fillna(""))


def test_one_to_five_are_hidden_and_a_true_zero_is_shown():
    protected = protect(counts(0, 1, 5, 6), RULES)
    assert symbols(protected) == ["", "c", "c", ""]
    assert list(protected["numerator"].fillna(-1)) == [0, -1, -1, 6]
    assert list(protected["hidden_because"].fillna("")) == ["", "small number: 1 to 5", "small number: 1 to 5", ""]


@pytest.mark.parametrize("area_type", ["ward", "lsoa", "msoa", "wards together"])
def test_official_figures_below_authority_are_hidden_too(area_type):
    assert symbols(protect(counts(3, area_type=area_type), RULES)) == ["c"]


@pytest.mark.parametrize("area_type", ["authority", "district", "county", "region", "country"])
def test_official_figures_of_an_authority_and_above_are_shown_as_published(area_type):
    protected = protect(counts(3, area_type=area_type), RULES)
    assert (symbols(protected), list(protected["numerator"])) == ([""], [3])


def test_modelled_figures_of_an_authority_are_hidden():
    assert symbols(protect(counts(3, area_type="authority", nature="modelled"), RULES)) == ["c"]


def test_zero_is_hidden_where_the_settings_say_so():
    rules = Settings(show_zero=False)
    assert symbols(protect(counts(0, 6), rules)) == ["c", ""]
    assert hidden_range(rules) == "0 to 5"


def test_the_threshold_is_a_setting():
    rules = Settings(suppress_to=7)
    protected = protect(counts(6, 7, 8), rules)
    assert symbols(protected) == ["c", "c", ""]
    assert protected["hidden_because"][0] == "small number: 1 to 7"


def test_what_the_publisher_hid_stays_hidden_with_its_own_reason():
    protected = protect(counts(None, symbol="c"), RULES)
    assert (
        protected["hidden_because"][0]
        == "hidden by the publisher, so that nobody is recognised: a small number, or one that would give a small number away"
    )
    assert symbols(protect(counts(None, symbol="z"), RULES)) == ["z"]


def test_the_given_counts_are_not_changed():
    given = counts(3)
    protect(given, RULES)
    assert given["numerator"][0] == 3


def test_value_share_and_limits_of_a_hidden_count_are_empty():
    for indicator_id in ("births", "minority_ethnic_share"):
        row = measured(protect(counts(3), RULES), indicator(indicator_id)).iloc[0]
        assert row[["numerator", "value", "lower", "upper"]].isna().all()
        assert row["symbol"] == "c"


def test_a_share_is_divided_after_protection():
    rows = measured(protect(counts(0, 3, 20), RULES), indicator("minority_ethnic_share"))
    assert list(rows["value"].fillna(-1)) == [0, -1, 10]


def test_without_a_denominator_a_share_is_not_available():
    for nothing in (0, np.nan):
        row = measured(protect(counts(20).assign(denominator=nothing), RULES), indicator("minority_ethnic_share")).iloc[0]
        assert (row["symbol"], row["hidden_because"]) == ("x", "no denominator is held")
        assert row[["value", "lower", "upper"]].isna().all()

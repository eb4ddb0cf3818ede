"""Text cells as numbers, symbols and years."""

import math

import pandas as pd
import pytest

from importers.cells import mid_year, numbers, slug, symbols
from importers.reading import Refused


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,405", 1405),
        ("30.7%", 30.7),
        ("7.0000000000000007E-2", 0.07),
        ("-3.5", -3.5),
        ("0", 0),
        ("1760.00", 1760),
        ("12 %", 12),
        (".5", 0.5),
    ],
)
def test_numbers(text, number):
    assert numbers(pd.Series([text])).tolist() == pytest.approx([number])


@pytest.mark.parametrize("text", ["", "x", "1,4", "12,34", "inf", "nan", "1e999", "1e300", "-9e15", "0x1A", "1_000", "5 6", ".", "%", "e5"])
def test_what_is_no_number(text):
    assert math.isnan(numbers(pd.Series([text]))[0])


def test_index_is_kept():
    assert numbers(pd.Series(["5", "x", "5"], index=[7, 9, 12])).index.tolist() == [7, 9, 12]


def test_symbols_in_any_dress():
    found = symbols(pd.Series(["C", "[x]", "Low", "*", "No data", "7"]))
    assert found[:5].tolist() == ["c", "x", "low", "c", "x"]
    assert pd.isna(found[5])


@pytest.mark.parametrize("text", ["mid-2022", "Mid 2022", "Mid-2022 Ward 2023", "estimates, June 2022"])
def test_mid_year(text):
    assert mid_year(["something else 1999", text]) == 2022


def test_mid_year_not_stated():
    with pytest.raises(Refused, match="the year of the estimates is not stated"):
        mid_year(["Ward 2023"])


def test_slug():
    assert slug("Poole Town Centre (parts)", "-") == "poole-town-centre-parts"

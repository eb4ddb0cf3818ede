"""The bars of what is registered: in order, with the words at their ends, numbers apart from what is not stated."""

import pandas as pd
import pytest

from components.charts.provision import _rows
from measures.care_provision import Provision


@pytest.fixture
def found() -> Provision:
    rows = [
        ("Children's home", "Good", 2, 7.0, None), ("Children's home", "Inadequate", 1, 3.0, None), ("Children's home", "Not yet judged", 1, None, "x"),
        ("Secure children's home", "Good", 1, None, "x"), ("Independent Fostering Agency", "Good", 2, None, "z"), ("Boarding School", "Good", 1, 90.0, None),
        ("Residential family centre", "Outstanding", 1, 1.0, None),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["kind", "second", "providers", "places", "symbol"])
    return Provision("Dorset", "2023-03-31", frame, 2, (), (), ())


def test_words_at_the_ends_most_places_first_and_no_boarding_school(found):
    ends = _rows(found).dropna(subset=["shown"])
    assert dict(zip(ends["name"], ends["shown"], strict=True)) == {
        "Children's home": "4 providers, 10 places", "Residential family centre": "1 provider, 1 place",
        "Independent fostering agency": "2 providers, no places to register", "Secure children's home": "1 provider, places not stated",
    }  # fmt: skip
    assert ends["name"].tolist()[:2] == ["Children's home", "Residential family centre"]


def test_parts_stand_side_by_side_in_the_order_of_judgements(found):
    rows = _rows(found)
    homes = rows[(rows["name"] == "Children's home") & rows["judgement"].notna()]
    assert homes["judgement"].tolist() == ["Good", "Inadequate", "Not yet judged"]
    assert homes[["low", "middle", "high"]].values.tolist() == [[0, 3.5, 7], [7, 8.5, 10], [10, 10, 10]]

"""What is said of children looked after: months with their peaks, curves, flows, sentences."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from measures.care_curves import curve, middle
from measures.care_flows import flows
from measures.care_months import course, month_words, runs_of, turning_points
from measures.care_words import care_sentences
from measures.catalogue import indicator
from measures.publish import publish
from measures.selection import Selection
from measures.table import COLUMNS, MeasureTable


def table_of(breakdown: str, rows: list[tuple], key: str = "own_children_looked_after", **selection: str) -> MeasureTable:
    frame = pd.DataFrame(rows, columns=["area_code", "area_name", "time_period", "group", "value", "symbol"])
    frame = frame.assign(group_name=frame["group"]).reindex(columns=[*COLUMNS])
    return MeasureTable(indicator(key), Selection("A1", breakdown=breakdown, **selection), "Aford", frame, (), ())


def months(text: str) -> MeasureTable:
    rows = [("A1", "Aford", period, "Total", float(value), None) for period, value in (part.split("=") for part in text.split())]
    return table_of("Total", rows, "children_looked_after_by_month")


def test_a_peak_between_the_ends_is_told():
    found = months("2014-01=380 2014-02=400 2014-03=425 2014-04=425 2014-05=392")
    assert [point.words for point in turning_points(found)] == ["March 2014: 425"]
    assert course(found) == (
        "Between January 2014 (380) and May 2014 (392) the most were looked after at the end of March 2014: 425."
    )  # fmt: skip


def test_years_that_are_not_held_part_the_months():
    assert runs_of(pd.Series(["2014-11", "2014-12", "2015-01", "2019-04"])).tolist() == [1, 1, 1, 2]
    assert len(turning_points(months("2014-12=5 2015-01=10 2019-04=20"))) == 2 and month_words("2019-04") == "April 2019"


def test_no_months_nothing_said():
    assert course(months("")) == "" and turning_points(months("")) == []


def far(counts: dict[str, float | None]) -> MeasureTable:
    return table_of("how_far", [("A1", "Aford", "2025", code, np.nan if count is None else count, "c" if count is None else None)
                                for code, count in counts.items()])  # fmt: skip


GROUPS = ("UpTo5", "UpTo10", "UpTo20", "UpTo50", "UpTo100", "Over100", "Unknown")


def shares(*counts: float | None, total: float) -> list[float | None]:
    found = curve(far(dict(zip(GROUPS, counts, strict=True))), total).frame["value"]
    return [None if np.isnan(value) else value for value in found]


def test_a_curve_falls_from_everybody_to_those_beyond_its_last_end():
    assert shares(20, 20, 20, 20, 10, 10, 0, total=100) == [100, 80, 60, 40, 20, 10]


def test_who_is_not_known_is_left_out():
    assert shares(10, 10, 10, 10, 5, 5, 50, total=100) == [100, 80, 60, 40, 20, 10]


def test_a_hidden_group_hides_the_share_beside_it_only_where_the_rest_does_not_tell():
    assert shares(20, 20, 20, 20, None, None, 0, total=100) == [100, 80, 60, 40, 20, None]


def test_where_the_unknown_are_hidden_so_is_all():
    assert shares(20, 20, 20, 20, 10, 10, None, total=100)[1:] == [None] * 5


def test_the_middle_is_read_off_the_curve():
    found = curve(far(dict(zip(GROUPS, (25, 25, 25, 15, 5, 5, 0), strict=True))), 100)
    assert middle(found) == (5, 10, 20)
    assert middle(curve(far(dict(zip(GROUPS, (5, 5, 5, 5, 20, 60, 0), strict=True))), 100)) is None


def flow_tables(whole: dict, wards: dict) -> tuple[MeasureTable, MeasureTable]:
    of_whole = [
        ("A1", "Aford", "2025", code, np.nan if count is None else count, "c" if count is None else None) for code, count in whole.items()
    ]
    of_wards = [
        (ward, ward, "2025", code, np.nan if count is None else count, "c" if count is None else None)
        for (ward, code), count in wards.items()
    ]
    return table_of("destination", of_whole), table_of("destination", of_wards, by="ward")


def test_flows_are_those_shown_and_the_rest_where_it_is_more_than_is_hidden():
    found = flows(*flow_tables({"A1": 100.0, "B1": 30.0, "B2": 12.0, "B3": None, "Unknown": 9.0, "Elsewhere": 15.0},
                               {("W1", "B1"): 10.0, ("W2", "B1"): None, ("W1", "B2"): 10.0, ("W1", "A1"): 50.0}))  # fmt: skip
    assert [(flow.place, flow.destination, flow.children) for flow in found] == [
        ("the rest of Aford", "B1", 20), ("W1", "B1", 10), ("W1", "B2", 10),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [0.0, None])
def test_no_flow_for_nobody_or_for_what_is_hidden(count):
    assert flows(*flow_tables({"B1": count}, {})) == []


def test_sentences_name_each_measure(demo):
    said = " ".join(care_sentences(Selection("E06000059", period="2020"), publish))
    assert "**476 children** were looked after by Dorset on 31 March 2020, 71 per 10,000 children." in said
    assert "are placed more than 20 miles from home" in said and "are placed outside the authority" in said and "are both" in said


def test_no_return_no_sentence(demo):
    assert care_sentences(Selection("E06000044"), publish) == []


def test_a_table_stays_as_it_was():
    given = far(dict(zip(GROUPS, (25, 25, 25, 15, 5, 5, 0), strict=True)))
    before = given.frame.copy()
    curve(given, 100)
    pd.testing.assert_frame_equal(given.frame, before)
    assert replace(given).title

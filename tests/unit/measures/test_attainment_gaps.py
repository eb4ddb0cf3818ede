"""Gaps between groups of pupils: sides, intervals, symbols, pupils; ranks; series breaks; the same children as they grow."""

import json

import numpy as np
import pandas as pd
import pytest

from measures.__main__ import main
from measures.attainment_gaps import gap_table, period_told
from measures.attainment_groups import counterparts, groups_of, peers_of
from measures.attainment_places import MEAN, beside, change_words
from measures.errors import CannotAnswer
from measures.gap_rows import Gap
from measures.publish import publish
from measures.same_children import Stage, ends_in, same_children
from measures.selection import Selection
from measures.series_breaks import breaks_of, runs, since_break, without_tests
from measures.standings import ranks, standing
from measures.statistics import wilson

DORSET, PLYMOUTH, ENGLAND = "E06000059", "E06000026", "E92000001"


def published(key: str, selection: Selection, **changes):
    return publish(key, selection.but(**changes))


def row_of(gap: Gap, area: str = DORSET, **chosen) -> dict:
    """The only row of a gap."""
    (row,) = gap_table(gap, Selection(area, **chosen), published).frame.to_dict("records")
    return row


def test_the_gap_is_the_comparison_less_the_group_with_newcombe_s_interval(demo):
    row = row_of(Gap("gld", "fsm", "FSM"))
    sides = publish("gld", Selection(DORSET, breakdown="fsm")).frame.set_index("group").loc[["NotKnownFSM", "FSM"]]
    p, (low, high) = (
        (sides["numerator"] / sides["denominator"]).to_numpy(),
        wilson(*(sides[n].to_numpy(dtype=float) for n in ("numerator", "denominator"))),
    )
    assert (row["value"], row["group_value"], row["comparator_value"]) == (27.8, 41.4, 69.2)
    assert row["comparator"] == "not known to be eligible for free school meals, same authority"
    assert row["exact_lower"] == pytest.approx(100 * (p[0] - p[1] - np.hypot(p[0] - low[0], high[1] - p[1])))
    assert row["exact_upper"] == pytest.approx(100 * (p[0] - p[1] + np.hypot(high[0] - p[0], p[1] - low[1])))
    assert row["verdict"] == "behind"
    assert row["pupils"] == np.ceil(0.278 * sides.at["FSM", "denominator"])


def test_to_england_without_counts_the_interval_is_the_group_s_own(demo):
    row = row_of(Gap("ks2_rwm_expected", "social_care", "CINO", "national_all"), PLYMOUTH)
    own = publish("ks2_rwm_expected", Selection(PLYMOUTH, breakdown="social_care")).frame.set_index("group").loc["CINO"]
    low, high = (100 * limit for limit in wilson(own["numerator"], own["denominator"]))
    exact = 100 * own["numerator"] / own["denominator"]
    assert row["comparator_value"] == 61
    assert (row["exact_lower"], row["exact_upper"]) == pytest.approx((61 - high, 61 - low))
    assert row["exact_lower"] < 61 - exact < row["exact_upper"]


def test_a_side_that_is_hidden_or_not_held_hides_the_gap_and_says_which(demo):
    rows = gap_table(Gap("ks2_rwm_expected", "social_care", "CLA"), Selection(PLYMOUTH), published).frame
    assert list(rows["symbol"]) == ["x"] and rows["hidden_because"].iloc[0].startswith("all pupils, same authority: not available")
    frame = publish("ks4_engmath_9_4", Selection(DORSET, breakdown="social_care", period="all")).frame.set_index("group")
    hidden = frame[frame["symbol"] == "c"]
    assert len(hidden)
    for group, period in hidden["time_period"].items():
        row = row_of(Gap("ks4_engmath_9_4", "social_care", group), period=period)
        assert row["symbol"] == "c" and pd.isna(row["value"]) and row["hidden_because"].startswith(hidden.at[group, "group_name"])


def test_nothing_that_is_hidden_leaves_by_the_other_columns(demo):
    for key in ("ks2_rwm_expected", "ks4_engmath_9_4", "ks4_engmath_9_5"):
        frame = gap_table(Gap(key, "social_care", "CLA", "national_all"), Selection(DORSET, period="all"), published).frame
        hidden = frame[frame["symbol"] == "c"]
        assert hidden[["value", "lower", "upper", "group_value", "pupils", "exact_lower", "exact_upper"]].isna().all().all()


def test_who_is_set_against_whom(demo):
    assert counterparts("gld", "fsm", "FSM") == ("NonFSM", "NotKnownFSM") and counterparts("phonics", "fsm", "FSM") == ("Total",)
    assert set(groups_of("gld", "sen")) == {"SENSupport", "EHCP"} and set(groups_of("gld", "sex")) == {"Boys"}
    assert peers_of("gld", "social_care", "CLA") == ("local", "national_all") and "national" in peers_of("gld", "fsm", "FSM")


@pytest.mark.parametrize(("gap", "words"), [
    (Gap("gld", "Total", "Total"), "by breakdown only"), (Gap("gld", "fsm", "CLA"), 'no group "CLA"'), (Gap("gld", "fsm", "FSM", "us"), 'to "us"'),
    (Gap("glad", "fsm", "FSM"), "did you mean gld"),
])  # fmt: skip
def test_what_does_not_exist_is_refused(demo, gap, words):
    with pytest.raises(CannotAnswer, match=words):
        gap_table(gap, Selection(DORSET), published)


def test_beside_stand_england_the_region_and_the_neighbours(demo):
    table = beside(Gap("gld", "fsm", "FSM"), Selection(DORSET), "202122", published)
    rows = table.frame.set_index("area_name")
    assert list(rows.index[:3]) == ["Dorset", "England", "South West"]
    assert rows.loc["Dorset", "verdict"] == "" and set(rows["verdict"].iloc[1:]) <= {"better", "worse", "in line", "not tested"}
    assert rows.at["England", "verdict"] == "worse" and not (rows["area_type"] == MEAN).any()
    assert any("No mean of neighbours is given: only" in note for note in table.notes)


def test_change_has_three_verdicts_and_one_for_what_cannot_be_tested():
    wider, unclear, unknown = ({"gap": gap, "lower": low, "upper": high} for gap, low, high in ((3, 1, 5), (1, -1, 3), (3, np.nan, np.nan)))
    assert [change_words(pd.Series(c), low_is_best=True) for c in (wider, unclear, unknown)] == ["worse", "in line", "not tested"]
    assert change_words(pd.Series(wider), low_is_best=False) == "better"


def test_the_period_told_is_the_chosen_one_or_the_latest_with_a_gap(demo):
    gap = Gap("ks2_rwm_expected", "disadvantaged", "DAP")
    assert period_told(gap, Selection(ENGLAND), published) == "202425"
    assert period_told(gap, Selection(ENGLAND, period="201819"), published) == "201819"
    assert period_told(gap, Selection(ENGLAND, period="1999"), published) == "202425"
    assert period_told(gap, Selection(PLYMOUTH), published) == ""


def test_ranks_share_and_the_worst_fifth_is_flagged():
    values = pd.Series({f"A{n}": float(n) for n in range(1, 101)} | {"A3": 2.0, "X": np.nan})
    found = ranks(values, low_is_best=True)
    assert (found.at["A1", "rank"], found.at["A2", "rank"], found.at["A3", "rank"], found.at["A4", "rank"]) == (1, 2, 2, 4)
    assert list(found.loc[["A20", "A21", "A80", "A81", "A100"], "fifth"]) == [1, 2, 4, 5, 5] and "X" not in found.index
    assert standing(values, "A100", low_is_best=True).words == "rank 100 of 100, bottom fifth"
    assert standing(values, "A100", low_is_best=False).words == "rank 1 of 100"
    assert not standing(values, "X", low_is_best=True).is_known
    assert standing(values.head(5), "A1", low_is_best=True).words == "no rank, because 5 authorities with a figure are held"


def test_no_run_crosses_a_break_or_a_year_without_figure(demo):
    periods = ["201617", "201718", "201819", "202122", "202223"]
    assert breaks_of("ks2_rwm_expected")["202122"] == "first tests after two years without"
    assert list(runs(periods, "ks2_rwm_expected").values()) == [0, 1, 1, 2, 2]
    assert since_break(periods, "ks2_rwm_expected") == ["202122", "202223"]
    assert without_tests(periods) == ["201920", "202021"] and without_tests(["202122", "202223"]) == []
    assert breaks_of("neet_or_not_known") == {}


def test_the_same_children_are_those_of_the_years_that_fit():
    def stage(age, key, periods):
        frame = pd.DataFrame({"time_period": periods, "value": [20.0 + n for n in range(len(periods))]})
        for name in ("lower", "upper", "group_value", "comparator_value"):
            frame[name] = np.nan
        table = publish_like(frame)
        return Stage(age, Gap(key, "fsm", "FSM"), table)

    found = same_children([stage(5, "gld", ["201718", "201819"]), stage(11, "ks2_rwm_expected", ["202324"]), stage(16, "ks4_engmath_9_4", ["202829"]),
                           stage(16, "ks4_attainment8", ["202829"])])  # fmt: skip
    assert list(found[["cohort", "age", "time_period"]].itertuples(index=False, name=None)) == [
        (2018, 5, "201718"), (2018, 11, "202324"), (2018, 16, "202829")]  # fmt: skip


def test_an_academic_year_ends_a_year_later_and_a_calendar_year_in_itself():
    assert (ends_in("202425"), ends_in("2025")) == (2025, 2025)


def publish_like(frame: pd.DataFrame):
    """A table with nothing but rows."""
    return type("Rows", (), {"frame": frame})()


def test_the_command_line_tells_gaps(demo, capsys):
    assert main(["gld", "--area", DORSET, "--breakdown", "fsm", "--gap", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (row,) = found["rows"]
    assert (row["group"], row["value"], row["verdict"], row["rank"]) == ("FSM", 27.8, "behind", None) and row["pupils"] > 0
    assert main(["gld", "--area", DORSET, "--breakdown", "sen", "--gap"]) == 0
    said = capsys.readouterr().out
    assert said.count("(percentage points)") == 2 and "SEN support" in said and "behind" in said


@pytest.mark.parametrize(("given", "words"), [
    (["--breakdown", "fsm", "--gap", "CLA"], "choose one of FSM"), (["--gap"], "by breakdown only"), (["--peers", "national"], "ask with --gap"),
    (["--breakdown", "fsm", "--gap", "--comparator", "england"], "by --peers"), (["--breakdown", "fsm", "--gap", "--period", "1999"], "not held for 1999"),
])  # fmt: skip
def test_gaps_that_cannot_be_told_are_one_sentence(demo, capsys, given, words):
    assert main(["gld", "--area", DORSET, *given]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and words in printed.err and printed.err.count("\n") == 1

"""Places side by side: of every kind, in one period, with marks of what was tested; similar wards by their average deprivation."""

import pytest

from measures.compare import HIGHER, LOWER, UNCLEAR, UNTESTED, compare_sentences, held_for, marks, side_by_side
from measures.errors import CannotAnswer
from measures.gaps import differences
from measures.places import offered, place_of, usual
from measures.publish import publish
from measures.selection import Selection
from measures.similar import MANY, rule, similar_wards

PLYMOUTH, DORSET, POOLE, DEVONPORT, HAM, WEYMOUTH = (
    "E06000026", "E06000059", "E06000029", "E05002080", "E05002084", "dorset-2020.weymouth-and-portland",
)  # fmt: skip


def published(key: str, chosen: Selection, **changes):
    return publish(key, chosen.but(**changes))


def compared(key: str, *codes: str, comparator: str = "none"):
    return side_by_side(key, tuple(map(place_of, codes)), comparator, published)


def test_each_place_has_the_figure_it_has_alone(demo):
    table = compared("children_low_income_ahc_share", DEVONPORT, PLYMOUTH, WEYMOUTH)
    alone = [publish("children_low_income_ahc_share", chosen).frame["value"].iloc[0] for chosen in (
        Selection(PLYMOUTH, wards=(DEVONPORT,)), Selection(PLYMOUTH), Selection(DORSET, priority_area=WEYMOUTH))]  # fmt: skip
    assert list(table.frame["value"]) == alone
    assert list(table.frame["area_code"]) == [DEVONPORT, PLYMOUTH, WEYMOUTH]
    assert table.area_name == "Devonport (Plymouth), Plymouth and Weymouth and Portland (Dorset)"


def test_one_period_for_all(demo):
    """Poole's wards can be put together in 2019 only where the whole is asked for; Plymouth has both editions."""
    assert set(compared("imd_rank_weighted", PLYMOUTH, POOLE).frame["time_period"]) == {"2019"}
    assert set(compared("imd_rank_weighted", PLYMOUTH, DORSET).frame["time_period"]) == {"2025"}


def test_marks_follow_the_interval_of_the_difference(demo):
    table = compared("lsoas_most_deprived_20pct_imd", DEVONPORT, HAM, DORSET, PLYMOUTH)
    found = differences(table)
    for mark, row in zip(marks(table)[1:], found.to_dict("records")[1:], strict=True):
        assert mark == (LOWER if row["upper"] < 0 else HIGHER if row["lower"] > 0 else UNCLEAR)
    assert marks(table)[0] == "" and LOWER in marks(table) and UNCLEAR in marks(table)


@pytest.mark.parametrize("key", ["population_0_19", "imd_rank_weighted", "children_low_income_ahc"])
def test_counts_averages_and_figures_without_interval_are_not_tested(demo, key):
    assert marks(compared(key, PLYMOUTH, DORSET))[1:] == [UNTESTED]


def test_a_place_without_a_figure_keeps_its_row(demo):
    table = compared("children_low_income_ahc_share", PLYMOUTH, "E05010543")
    assert table.frame["symbol"].iloc[1] == "x" and marks(table)[1] == UNTESTED


def test_nowhere_held(demo):
    with pytest.raises(CannotAnswer, match="no figure is held"):
        compared("crime_rank_weighted", PLYMOUTH, DORSET)


def test_sentences_of_tested_differences_only(demo):
    tables = [compared(key, PLYMOUTH, DORSET) for key in ("children_low_income_ahc_share", "imd_rank_weighted", "population_0_19")]
    assert compare_sentences(tables) == [
        "Share of children under 16 in relative low income, after housing costs, 2025: **Plymouth** (27.3%) is higher than Dorset (23.3%)."
    ]


def test_indicators_held_for_all_of_them(demo):
    authority, ward = held_for((place_of(PLYMOUTH),)), held_for((place_of(PLYMOUTH), place_of(DEVONPORT)))
    assert "cla_rate" in authority and "cla_rate" not in ward
    assert set(ward) < set(authority) and not any("crime" in key for key in authority)


@pytest.mark.parametrize("code", ["E99", "dorset-2020.chesil", ""])
def test_what_cannot_be_compared_says_why(demo, code):
    with pytest.raises(CannotAnswer):
        place_of(code)


def test_what_is_offered_can_be_placed(demo):
    assert all(place_of(code).code == code for code in offered(DORSET))
    assert WEYMOUTH in offered(DORSET) and "dorset-2020.chesil" not in offered(DORSET)


def test_the_usual_places(demo):
    assert usual(Selection(PLYMOUTH, wards=(DEVONPORT, HAM))) == (DEVONPORT, HAM, PLYMOUTH)
    assert usual(Selection(DORSET, priority_area=WEYMOUTH)) == (WEYMOUTH, DORSET)
    assert usual(Selection(PLYMOUTH))[0] == PLYMOUTH and len(set(usual(Selection(PLYMOUTH)))) == 3


def test_similar_wards_are_the_nearest_by_average_rank(demo):
    averages = {}
    for authority in ("E06000026", "E06000044", "E06000058", "E06000059", "E07000044", "E07000047"):
        frame = publish("imd_rank_weighted", Selection(authority, by="ward", period="2025")).frame.dropna(subset="value")
        averages |= dict(zip(frame["area_code"], frame["numerator"] / frame["denominator"], strict=True))
    nearest = sorted((abs(value - averages[DEVONPORT]), code) for code, value in averages.items() if code != DEVONPORT)
    assert list(similar_wards(DEVONPORT)) == [code for _, code in nearest[:MANY]]
    assert f"of {len(averages)} wards held, the {MANY}" in rule() and "2025" in rule()
    assert similar_wards("E05010543") == (), "a ward of a former authority"


def test_a_ward_against_the_mean_of_those_like_it(demo):
    row = publish("children_low_income_ahc_share", Selection(PLYMOUTH, wards=(DEVONPORT,), comparator="similar_wards"))
    others = [
        publish("children_low_income_ahc_share", Selection(home, wards=(code,))).frame["value"].iloc[0]
        for code in similar_wards(DEVONPORT) for home in [_home(code)]
    ]  # fmt: skip
    assert row.frame["comparator_value"].iloc[0] == pytest.approx(sum(others) / len(others), abs=0.11)
    assert any("10 of 10 similar wards" in note for note in row.notes)
    whole = publish("children_low_income_ahc_share", Selection(PLYMOUTH, comparator="similar_wards"))
    assert "The mean of the wards most like it is not held, so nothing is compared." in whole.notes


def _home(ward: str) -> str:
    return place_of(ward).selection.authority

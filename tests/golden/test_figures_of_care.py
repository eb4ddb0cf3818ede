"""Children's social care as the department publishes it, through ``python -m measures``."""

from fractions import Fraction
from statistics import mean, median

import pandas as pd
import pytest

from measures.catalogue import indicators
from tests.golden.published import (
    AREAS,
    BCP,
    DORSET,
    ENGLAND,
    FOUR,
    PLYMOUTH,
    PORTSMOUTH,
    SOUTH_EAST,
    SOUTH_WEST,
    asker,
    ees,
    ees_cell,
    half_up,
    shown,
)
from tests.real_files import real_file

pytestmark = pytest.mark.xdist_group("real_figures")
RATES, PLACED, STABILITY = "cla_number_and_rate_per_10k_children", "la_cla_during_year_new_placements", "la_cla_placement_stability"
LEAVERS = "la_care_leavers_accommodation_suitability"
ON_31_MARCH, STARTING = "Children looked after on 31 March each year", "Children starting to be looked after each year"
WHERE = "Location of new placements during the year"
FAR = ("Placed inside LA boundary more than 20 miles from home", "Placed outside LA boundary more than 20 miles from home")
NEAR = ("Placed inside LA boundary less than 20 miles from home", "Placed outside LA boundary less than 20 miles from home")
UNKNOWN, ALL_PLACED = "Distance not known or not recorded", "Total new placements"


@pytest.fixture
def ask(demo_home, use_home, capsys):
    return asker(demo_home, use_home, capsys)


# ------------------------------------------------------------------------------------------------- new placements


def placed(area: str, period: str, band: str) -> Fraction | str:
    return ees_cell(PLACED, area, period, "children_count", characteristic=WHERE, breakdown=band)


def far_share(area: str, period: str, with_unknown: bool) -> float | str:
    """Per cent more than 20 miles from home, whether inside or outside the authority; "c" where a part is hidden."""
    parts = [placed(area, period, band) for band in FAR]
    whole = [placed(area, period, band) for band in ((ALL_PLACED,) if with_unknown else (*FAR, *NEAR))]
    hidden = [cell for cell in parts + whole if isinstance(cell, str)]
    return hidden[0] if hidden else half_up(100 * sum(parts) / sum(whole), 1)


@pytest.mark.parametrize("period", ["2021", "2023", "2025"])
@pytest.mark.parametrize("area", AREAS)
def test_new_placements_over_20_miles(ask, area, period):
    asked = ("new_placements_over_20_miles", area, "--period", period)
    assert shown(ask(*asked)) == far_share(area, period, with_unknown=True)
    assert shown(ask(*asked, "--without-unknown")) == far_share(area, period, with_unknown=False)


def test_new_placements_of_dorset_as_its_plan_quotes_them(ask):
    assert (far_share(DORSET, "2025", True), far_share(DORSET, "2025", False)) == (44.1, 48.9)
    assert shown(ask("new_placements_over_20_miles", DORSET)) == 44.1
    assert shown(ask("new_placements_over_20_miles", DORSET, "--without-unknown")) == 48.9


@pytest.mark.parametrize("area", [PLYMOUTH, PORTSMOUTH])
def test_hidden_new_placements_come_with_bounds(ask, area):
    """Each hidden count is at least 1, and what is not far is near or unknown."""
    far, rest = ([placed(area, "2025", band) for band in bands] for bands in (FAR, (*NEAR, UNKNOWN)))
    least, rest_least = (sum(1 if cell == "c" else cell for cell in cells) for cells in (far, rest))
    whole = placed(area, "2025", ALL_PLACED)
    low, high = half_up(100 * least / whole, 1), half_up(100 * (whole - rest_least) / whole, 1)
    answer = ask("new_placements_over_20_miles", area, "--period", "2025")
    assert "c" in far and shown(answer) == "c"
    assert any(f"between {low}% and {high}% ({least} to {whole - rest_least} of {whole})" in note for note in answer["notes"])


def test_the_tools_measure_of_distance_is_another_one():
    """LACDistance counts children on 31 March who are far AND outside the authority; no indicator may be made of it by mistake."""
    assert not [key for key, wanted in indicators().items() if any("LACDistance" in name for name in wanted.parameters.get("measures", ()))]


# ------------------------------------------------------------------------------------------------- rates, and who they are compared with


@pytest.mark.parametrize("period", ["2021", "2024", "2025"])
@pytest.mark.parametrize("area", AREAS)
def test_children_looked_after_and_their_rate(ask, area, period):
    count, rate = (ees_cell(RATES, area, period, column, population_type=ON_31_MARCH) for column in ("children_count", "rate_per_10000"))
    assert shown(ask("children_looked_after", area, "--period", period)) == count
    assert shown(ask("cla_rate", area, "--period", period)) == rate


@pytest.mark.parametrize(("area", "period"), [("E12000005", "2024"), ("E13000001", "2023")])
def test_a_rate_of_a_region_is_the_published_one_not_that_of_its_rounded_counts(ask, area, period):
    count, children, rate = (ees_cell(RATES, area, period, column, population_type=ON_31_MARCH)
                             for column in ("children_count", "population_estimate", "rate_per_10000"))  # fmt: skip
    assert half_up(10_000 * count / children, 0) != rate == shown(ask("cla_rate", area, "--period", period))


@pytest.mark.parametrize("area", AREAS)
def test_children_starting_to_be_looked_after(ask, area):
    assert shown(ask("children_starting_to_be_looked_after", area, "--period", "2025")) == ees_cell(
        RATES, area, "2025", "children_count", population_type=STARTING
    )


def rates_of_dorset_and_its_ten() -> dict[str, Fraction]:
    """Children looked after per 10,000 in 2025 by code, as published; Dorset first."""
    frame = ees(RATES)
    codes = frame[frame["geographic_level"] == "Local authority"].set_index("old_la_code")["new_la_code"].to_dict()
    chosen = [DORSET, *(codes[number] for number in neighbour_numbers())]
    return {code: ees_cell(RATES, code, "2025", "rate_per_10000", population_type=ON_31_MARCH) for code in chosen}


def neighbour_numbers() -> list[str]:
    """Numbers of the ten authorities that the 2025 model holds for Dorset."""
    model = pd.read_csv(real_file("dfe_ees/sn_model_2025_wide.csv"), dtype=str, encoding="utf-8-sig").set_index("old_la_code")
    return [model.at["838", f"SN_{rank}"] for rank in range(1, 11)]


def test_the_rate_of_dorset_among_itself_and_its_ten_neighbours(ask):
    rates = rates_of_dorset_and_its_ten()
    answer = ask("cla_rate", DORSET, "--by", "neighbours", "--period", "2025")
    assert {row["area_code"]: row["value"] for row in answer["rows"]} == rates
    place = 1 + sum(rate > rates[DORSET] for rate in rates.values())
    assert (rates[DORSET], place, len(rates)) == (65, 4, 11)
    assert "Dorset is number 4 from the top of the 11 with a figure: itself and its statistical neighbours." in answer["notes"]


@pytest.mark.parametrize(("comparator", "middle"), [("neighbours", mean), ("neighbours_median", median)])
def test_the_mean_and_the_median_of_the_ten(ask, comparator, middle):
    ten = [rate for code, rate in rates_of_dorset_and_its_ten().items() if code != DORSET]
    answer = ask("cla_rate", DORSET, "--comparator", comparator, "--period", "2025")
    assert answer["rows"][0]["comparator_value"] == half_up(middle(ten), 0)
    assert any("rests on 10 of 10 neighbours" in note for note in answer["notes"])


# ------------------------------------------------------------------------------------------------- stability, care leavers


@pytest.mark.parametrize("area", AREAS)
def test_placement_stability(ask, area):
    for indicator, group, kept, period in (
        ("placement_moves_3_or_more", "CLA on 31 March", "With 3 or more placements during the year", "2024"),
        ("stable_2_years", "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years",
         "Living with the same carer for at least 2 years", "2025"),
    ):  # fmt: skip
        some, every = (
            ees_cell(STABILITY, area, period, "children_count", cla_group=group, placement_stability=part)
            for part in (kept, "Total children")
        )
        percent = ees_cell(STABILITY, area, period, "children_percent", cla_group=group, placement_stability=kept)
        value = shown(ask(indicator, area, "--period", period))
        assert value == half_up(100 * some / every, 1) and half_up(value, 0) == pytest.approx(float(percent), abs=1)


@pytest.mark.parametrize("area", AREAS)
def test_care_leavers_in_suitable_accommodation(ask, area):
    answer = ask("care_leavers_suitable_accommodation", area, "--period", "2025", "--breakdown", "care_leaver_age")
    for group, age in (("17-18", "17 to 18 years"), ("19-21", "19 to 21 years")):
        some, every, percent = (ees_cell(LEAVERS, area, "2025", column, care_leaver_age=age, breakdown=part) for column, part in (
            ("care_leaver_count", "Accommodation considered suitable"), ("care_leaver_count", "Suitability total"),
            ("care_leaver_percent", "Accommodation considered suitable")))  # fmt: skip
        known = not isinstance(some, str) and not isinstance(every, str)
        value = shown(answer, group)
        assert value == (half_up(100 * some / every, 1) if known else float(percent) if not isinstance(percent, str) else some)


# ------------------------------------------------------------------------------------------------- need, referrals, plans

IN_NEED, REFERRALS, PLANS = ("b1_children_in_need_2013_to_2025", "c1_children_in_need_referrals_and_rereferrals_2013_to_2025",
                             "d3_cpps_subsequent_plan_2013_to_2025")  # fmt: skip


@pytest.mark.parametrize(("area", "period"), [*((area, "2025") for area in AREAS), (DORSET, "2020"), ("E10000009", "2018"),
                                              ("E06000029", "2018"), ("E06000028", "2013"), (BCP, "2021"), (ENGLAND, "2013")])  # fmt: skip
def test_need_referrals_and_repeated_plans(ask, area, period):
    def asked(indicator):
        return shown(ask(indicator, area, "--period", period))

    assert asked("children_in_need") == ees_cell(IN_NEED, area, period, "at31_episodes")
    for indicator, file, columns in (
        ("rereferrals_share", REFERRALS, ("rereferral_count", "referral_count", "rereferral_percent")),
        ("repeat_protection_plans_share", PLANS, ("cpp_subsequent", "cpp_start", "cpp_subsequent_percent")),
    ):
        again, every, percent = (ees_cell(file, area, period, column) for column in columns)
        assert asked(indicator) == (percent if isinstance(percent, str) else half_up(percent, 1))
        if area not in (ENGLAND, SOUTH_WEST, SOUTH_EAST) and not isinstance(percent, str):  # whose counts are rounded to 10
            assert half_up(percent, 1) == half_up(100 * again / every, 1)


@pytest.mark.parametrize("area", FOUR)
def test_no_figure_of_an_authority_is_made_up_before_it_was_one(ask, area):
    """Dorset and BCP of today begin in 2019, whatever their predecessors published."""
    periods = {row["time_period"] for row in ask("children_in_need", area, "--period", "all")["rows"]}
    frame = ees(IN_NEED)
    assert periods == set(frame.loc[frame["area"] == area, "time_period"])


def test_the_region_is_compared_with_england(ask):
    row = ask("cla_rate", SOUTH_WEST, "--comparator", "england", "--period", "2025")["rows"][0]
    assert row["comparator_value"] == ees_cell(RATES, ENGLAND, "2025", "rate_per_10000", population_type=ON_31_MARCH)

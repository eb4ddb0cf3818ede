"""Figures of children looked after through the one door: protected, rounded, by ward and priority area, beside official ones."""

import pytest

from measures.access import Access
from measures.care_figures import care_figures
from measures.errors import CannotAnswer, NotPermitted
from measures.publish import publish
from measures.selection import ALL_PERIODS, Selection
from warehouse import query

DORSET, PLYMOUTH, PORTSMOUTH = "E06000059", "E06000026", "E06000044"
ANALYST = Access("analyst")
PLACED = ("placements_over_20_miles", "placements_outside_la", "placements_over_20_miles_outside_la")


def table(key: str, area: str = DORSET, **more: object):
    return publish(key, Selection(area, **more), ANALYST)


def only(key: str, area: str = DORSET, **more: object) -> dict:
    return table(key, area, **more).frame.iloc[0].to_dict()


def test_the_generated_return_says_what_the_department_does(demo):
    for area in (DORSET, PLYMOUTH):
        official = table("children_looked_after", area, period=ALL_PERIODS).frame.set_index("time_period")["value"]
        own = table("own_children_looked_after", area, period=ALL_PERIODS).frame.set_index("time_period")["value"]
        assert len(official) == 5 and own.reindex(official.index).to_dict() == official.to_dict()


def test_generated_figures_say_so(demo):
    found = table("placements_over_20_miles")
    assert found.nature == "modelled" and any("no real children" in note for note in found.notes)


def test_three_measures_of_distance_are_told_apart(demo):
    far, outside, both = (only(key, period="2024") for key in PLACED)
    assert {row["denominator"] for row in (far, outside, both)} == {446}
    assert both["numerator"] < min(far["numerator"], outside["numerator"])
    assert round(far["value"]) == round(100 * far["numerator"] / 446)


def test_who_is_not_known_stays_in_the_total_unless_left_out(demo):
    found, known = only("placements_outside_la", period="2025"), only("placements_outside_la_known", period="2025")
    assert found["numerator"] == known["numerator"] and known["denominator"] < found["denominator"]


def test_groups_of_a_set_are_rounded_wholes_are_exact(demo):
    groups = table("placements_over_20_miles", breakdown="age", period="2024").frame
    assert (groups["numerator"].dropna() % 5 == 0).all()
    assert {only(key, period=year)["numerator"] % 5 for key in PLACED for year in ("2023", "2024")} != {0}


def test_small_numbers_are_hidden_everywhere(demo):
    for by in ("", "ward"):
        for breakdown in ("Total", "destination"):
            frame = table("own_children_looked_after", by=by, breakdown=breakdown).frame
            shown = frame["value"].dropna()
            assert not shown.between(1, 4).any() and (by == "" or (shown % 5 == 0).all())
            assert frame.loc[frame["value"].isna(), "symbol"].isin(["c", "z"]).all()


def test_wards_together_and_priority_areas_are_sums_of_what_is_shown(demo):
    wards = table("own_children_looked_after", by="ward").frame
    shown = wards.dropna(subset=["value"]).nlargest(2, "value")
    together = only("own_children_looked_after", wards=tuple(shown["area_code"]))
    assert together["value"] == shown["value"].sum()


def test_months_are_rounded_but_march_is_the_table_of_the_day(demo):
    months = table("children_looked_after_by_month", PLYMOUTH, period=ALL_PERIODS).frame.set_index("time_period")["value"]
    others = months[~months.index.str.endswith("-03")]
    assert (others % 5 == 0).all() and months["2015-03"] == 392
    assert months["2014-09"] == 425 == months[:"2015-03"].max()


def test_a_rate_is_divided_as_the_department_divides(demo):
    rate, number = only("own_cla_rate", period="2024"), only("own_children_looked_after", period="2024")
    assert rate["numerator"] == number["value"] and rate["denominator"] == only("cla_rate", period="2024")["denominator"]
    assert rate["value"] == only("cla_rate", period="2024")["value"]
    later = only("own_cla_rate", period="2025")  # of which the department has not said anything yet
    assert later["denominator"] == only("population_0_17", period="2024")["value"]


def test_a_rate_of_a_ward_rests_on_its_own_children(demo):
    row = table("own_cla_rate", by="ward", period="2023").frame.dropna(subset=["value"]).iloc[0]
    assert (
        row["denominator"] == table("population_0_17", by="ward", period="2022").frame.set_index("area_code").at[row["area_code"], "value"]
    )


def test_own_figures_are_compared_with_official_ones(demo):
    row = only("own_cla_rate", period="2024", comparator="england")
    assert row["comparator_value"] == publish("cla_rate", Selection("E92000001", period="2024")).frame["value"].iloc[0] and row["verdict"]


def test_a_group_nobody_is_in_is_not_applicable(demo):
    frame = table("placements_over_20_miles", breakdown="age", period="2024").frame.set_index("group")
    assert frame.at["Unknown", "symbol"] == "z"


def test_lasting_placements_are_told_where_the_years_before_are_held(demo):
    frame = table("own_stable_2_years", period=ALL_PERIODS).frame.set_index("time_period")
    assert frame.at["2020", "symbol"] == "x" and frame.at["2025", "denominator"] > 100


def test_authorities_without_a_return_have_none(demo):
    assert only("own_children_looked_after", PORTSMOUTH)["symbol"] == "x"


def test_lsoas_have_none(demo):
    frame = table("own_children_looked_after", by="lsoa").frame
    assert frame["value"].isna().all()


def test_breakdowns_are_those_of_the_indicator(demo):
    with pytest.raises(CannotAnswer, match="cannot be broken down by sex"):
        table("own_children_starting", breakdown="sex")


def test_figures_of_real_children_need_a_role(demo, monkeypatch):
    monkeypatch.setattr("measures.care._sources", lambda version: RealSources)
    with pytest.raises(NotPermitted, match="children's records"):
        publish("own_children_looked_after", Selection(DORSET), Access("viewer"))


class RealSources:
    source_ids, nature, data = (), "local", "cohort"


def test_no_query_counts_children_but_those_of_the_tables():
    """What is shown is put together from the tables: figures take nothing else from the file of children."""
    assert "query(" not in __import__("inspect").getsource(__import__("inspect").getmodule(care_figures))
    assert query  # the door that other modules have

"""The one door, on the default warehouse."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from measures import catalogue
from measures.access import Access
from measures.catalogue import indicators
from measures.errors import CannotAnswer, NotPermitted
from measures.publish import publish
from measures.selection import Selection
from measures.table import COLUMNS

PLYMOUTH, POOLE, WEST_DEVON, EAST_DEVON = "E06000026", "E06000029", "E07000047", "E07000040"


@pytest.fixture
def cohort_births(monkeypatch):
    """Births as if they came from children's records."""
    changed = indicators() | {"births": replace(indicators()["births"], data="cohort")}
    monkeypatch.setattr(catalogue, "indicators", lambda: changed)


def only_row(*given, **chosen):
    frame = publish(given[0], Selection(given[1], **chosen)).frame
    assert len(frame) == 1
    return frame.iloc[0]


def test_one_row_with_every_column_of_the_contract(demo):
    table = publish("population_0_19", Selection(PLYMOUTH, period="2022"))
    assert tuple(table.frame.columns[: len(COLUMNS)]) == COLUMNS
    row = table.frame.iloc[0]
    assert (row["area_code"], row["area_name"], row["area_type"]) == (PLYMOUTH, "Plymouth", "authority")
    assert (row["time_period"], row["value"], row["nature"], row["group"]) == ("2022", 59_991, "official", "Total")
    assert table.sentence() == "Children and young people aged 0 to 19: Plymouth, 2022"


def test_without_a_period_the_latest_official_one_is_shown(demo):
    assert only_row("population_0_19", PLYMOUTH)["time_period"] == "2022"
    assert only_row("population_0_17", PLYMOUTH)["time_period"] == "2024"


@pytest.mark.parametrize("authority", [POOLE, WEST_DEVON])
@pytest.mark.parametrize("indicator_id", ["population_0_24", "population_0_17_share", "births", "minority_ethnic_share"])
def test_a_value_is_empty_exactly_where_a_symbol_says_why(demo, indicator_id, authority):
    for breakdown in indicators()[indicator_id].breakdowns:
        frame = publish(indicator_id, Selection(authority, by="ward", period="all", breakdown=breakdown)).frame
        assert (frame["value"].isna() == frame["symbol"].notna()).all()
        assert (frame["symbol"].notna() == frame["hidden_because"].notna()).all()
        assert not frame["numerator"].between(1, 5).any()
        assert frame.loc[frame["symbol"].notna(), ["numerator", "lower", "upper"]].isna().all(axis=None)
        shown = frame.dropna(subset=["value", "lower"])
        assert (shown["lower"] <= shown["value"]).all()
        assert (shown["value"] <= shown["upper"]).all()


@pytest.mark.parametrize(("indicator_id", "breakdown"), [
    ("births", "Total"), ("population_0_24_share", "age_band"), ("population_0_24", "Total"),
])  # fmt: skip
@pytest.mark.parametrize("by", ["", "ward"])
def test_one_period_asked_for_alone_is_the_same_as_among_all(demo, indicator_id, breakdown, by):
    chosen = Selection(POOLE, by=by, breakdown=breakdown, period="2018")
    alone = publish(indicator_id, chosen).frame
    among = publish(indicator_id, chosen.but(period="all")).frame
    pd.testing.assert_frame_equal(alone, among[among["time_period"] == "2018"].reset_index(drop=True))


def test_small_numbers_of_wards_are_hidden_and_the_notes_say_so(demo):
    table = publish("births", Selection(WEST_DEVON, by="ward", period="2019"))
    chagford = table.frame.set_index("area_name").loc["Chagford"]
    assert (chagford["symbol"], chagford["hidden_because"]) == ("c", "small number: 1 to 5")
    assert np.isnan(chagford["value"])
    assert "c: hidden, because 1 to 5 people could be recognised." in table.notes


def test_a_share_comes_with_its_interval_and_both_counts(demo):
    row = only_row("minority_ethnic_share", PLYMOUTH)
    assert row["value"] == pytest.approx(100 * row["numerator"] / row["denominator"], abs=0.05)
    assert row["lower"] < row["value"] < row["upper"]


def test_a_population_count_has_no_interval_and_the_notes_say_why(demo):
    table = publish("population_0_4", Selection(PLYMOUTH))
    assert table.frame[["lower", "upper"]].isna().all(axis=None)
    assert any(note.startswith("No interval is given: ") for note in table.notes)


def test_an_area_without_figures_is_a_row_that_says_so(demo):
    table = publish("population_0_19", Selection(EAST_DEVON, period="2022"))
    row = table.frame.iloc[0]
    assert (row["area_name"], row["symbol"], row["time_period"]) == ("East Devon", "x", "2022")
    assert row["hidden_because"] == "not available: nobody has published it, or it is not loaded"
    assert table.is_empty
    assert "x: not available." in table.notes


def test_official_figures_are_called_official_and_named_by_their_publisher(demo):
    table = publish("population_0_17", Selection(PLYMOUTH, period="2024"))
    assert (table.nature, table.frame["nature"][0]) == ("official", "official")
    assert [source.nature for source in table.sources] == ["official"]
    assert table.frame["source"][0] == table.sources[0].short
    assert table.sources[0].licence
    assert not any("Modelled" in note for note in table.notes)


def test_modelled_figures_are_called_modelled_and_their_method_is_noted(demo):
    table = publish("births", Selection(PLYMOUTH, period="2022"))
    assert (table.nature, table.is_partly_official) == ("modelled", False)
    assert any(note.startswith("Modelled, not published by anybody: ") for note in table.notes)


def test_a_share_of_modelled_residents_is_modelled_though_its_children_were_counted(demo):
    count = publish("population_0_17", Selection(PLYMOUTH, period="2024"))
    share = publish("population_0_17_share", Selection(PLYMOUTH, period="2024"))
    assert (count.nature, share.nature) == ("official", "modelled")
    assert {source.nature for source in share.sources} == {"official", "modelled"}
    assert all(source.short in share.frame["source"][0] for source in share.sources)


def test_a_comparison_carries_the_comparators_value_and_a_verdict(demo):
    table = publish("minority_ethnic_share", Selection(PLYMOUTH, by="ward", comparator="authority"))
    authority = only_row("minority_ethnic_share", PLYMOUTH)["value"]
    assert set(table.frame["comparator"]) == {"Plymouth"}
    assert set(table.frame["comparator_value"]) == {authority}
    assert set(table.frame["verdict"]) == {"higher", "lower", "similar"}


def test_a_modelled_comparator_is_noted(demo):
    table = publish("minority_ethnic_share", Selection(PLYMOUTH, comparator="england"))
    assert "The figure of England is modelled, not published." in table.notes


def test_an_authority_is_not_compared_with_itself(demo):
    assert only_row("minority_ethnic_share", PLYMOUTH, comparator="authority")["verdict"] == "not compared"
    assert only_row("minority_ethnic_share", "E92000001", comparator="england")["verdict"] == "not compared"


def test_without_a_region_nothing_is_compared_and_the_notes_say_so(demo):
    table = publish("population_0_17", Selection("E12000009", comparator="region"))
    assert table.frame["verdict"][0] == ""
    assert "Its region is not held, so nothing is compared." in table.notes


def test_wards_together_are_the_sum_of_the_wards(demo):
    wards = ("E05002078", "E05002079")
    one_by_one = publish("population_0_4", Selection(PLYMOUTH, wards=wards, by="ward", period="2022")).frame
    together = only_row("population_0_4", PLYMOUTH, wards=wards, period="2022")
    assert (together["value"], together["area_type"]) == (one_by_one["value"].sum(), "wards together")


def test_a_ward_under_a_new_code_says_where_its_figures_come_from(demo):
    wards = publish("population_0_4", Selection("E06000059", by="ward", period="2022"))
    assert wards.frame["value"].notna().all()


@pytest.mark.parametrize(("indicator_id", "chosen", "sentence"), [
    ("nonsense", Selection(PLYMOUTH), 'There is no indicator "nonsense"; python -m measures --list shows them all.'),
    ("births", Selection(PLYMOUTH, breakdown="sex"), "Live births cannot be broken down by sex; choose one of Total."),
    ("births", Selection("X1"), 'The warehouse holds no area "X1"; load its official files first.'),
])  # fmt: skip
def test_what_cannot_be_answered_is_said_in_one_sentence(demo, indicator_id, chosen, sentence):
    with pytest.raises(CannotAnswer) as refusal:
        publish(indicator_id, chosen)
    assert str(refusal.value) == sentence


def test_a_period_that_is_not_held_is_refused_with_those_that_are(demo):
    with pytest.raises(CannotAnswer, match="is not held for 1999 in Plymouth; held are 2021"):
        publish("minority_ethnic_share", Selection(PLYMOUTH, period="1999"))


@pytest.mark.parametrize("role", ["viewer", "facilitator", "", "nobody"])
def test_figures_from_childrens_records_are_not_for_everybody(demo, cohort_births, role):
    with pytest.raises(NotPermitted, match="open statistics only"):
        publish("births", Selection(PLYMOUTH), Access(role))


def test_without_a_role_nothing_from_childrens_records_is_handed_out(demo, cohort_births):
    with pytest.raises(NotPermitted):
        publish("births", Selection(PLYMOUTH))


@pytest.mark.parametrize("role", ["analyst", "data_officer"])
def test_analysts_and_data_officers_may_see_them(demo, cohort_births, role):
    assert not publish("births", Selection(PLYMOUTH), Access(role)).is_empty


def test_figures_of_authorities_only_say_so_where_wards_are_asked_for(demo):
    table = publish("cla_rate", Selection(PLYMOUTH, by="ward"))
    assert set(table.frame["symbol"]) == {"x"}
    assert any(note.endswith("held by authority, country, county and region, not for the wards asked for.") for note in table.notes)
    assert not any("asked for" in note for note in publish("cla_rate", Selection(PLYMOUTH)).notes)


def test_figures_of_a_ward_published_under_its_later_code_are_shown(demo):
    frame = publish("children_low_income_ahc", Selection("E06000059", by="ward", period="2025")).frame.set_index("area_name")
    assert frame.loc["Bridport", ["value", "numerator"]].tolist() == [30.7, 582]
    assert frame["symbol"].isna().all()

"""Figures counted from results of pupils: by ward, LSOA and priority area, rounded, pooled, and for whom."""

import json
import os
from functools import partial

import pandas as pd
import pytest

from importers.load import load
from measures.__main__ import main
from measures.access import Access, acting_as, at_this_machine
from measures.attainment_gaps import gap_table
from measures.errors import CannotAnswer, NotPermitted
from measures.exports import csv_bytes, file_name
from measures.gap_rows import Gap
from measures.holdings import indicator_holdings
from measures.priority_gaps import tables_by_priority_area
from measures.publish import publish
from measures.pupils import pooled_period, pooled_years
from measures.selection import Selection
from settings import settings
from tests.homes import copy_of
from tests.pupil_files import KEY, pupil, pupils_file, ward_rows
from tests.small import AUTHORITY, LSOAS, WARDS

pytestmark = pytest.mark.xdist_group("pupil_figures")  # what they share is made once

DORSET, PLYMOUTH = "E06000059", "E06000026"
ANALYST = Access("analyst")
RWM = "ks2_rwm_expected"


@pytest.fixture(scope="module")
def pupils_home(small_home, tmp_path_factory):
    """The small place with the pupils of ``ward_rows``, and in each of the two years before twelve of the second ward. Never load into it."""
    folder = tmp_path_factory.mktemp("pupils")
    home = copy_of(small_home, folder / "home")
    before = [pupil(1000 + n, academic_year=year, home_lsoa=LSOAS[7]) for n, year in enumerate(["202223"] * 12 + ["202324"] * 12)]
    (folder / "pupils.csv").write_bytes(pupils_file([*ward_rows(), *before]))
    os.environ["NEEDS_ATLAS_PUPIL_KEY"] = KEY
    settings.cache_clear()
    try:
        assert load([folder / "pupils.csv"], home)[0].status == "loaded"
    finally:
        del os.environ["NEEDS_ATLAS_PUPIL_KEY"]
        settings.cache_clear()
    return home


@pytest.fixture
def small(pupils_home, use_home):
    return use_home(pupils_home)


def rows(table, *columns):
    frame = table.frame[list(columns)].astype(object)
    return [tuple(row) for row in frame.where(frame.notna(), None).itertuples(index=False)]


def test_wards_are_counted_from_rounded_numbers_in_whole_percentages(small):
    table = publish(RWM, Selection(AUTHORITY[0], by="ward", period="202425"), ANALYST)
    first, second = sorted(rows(table, "area_code", "numerator", "denominator", "value", "symbol", "nature"))
    assert first == (WARDS[0][0], 40.0, 60.0, 67.0, None, "local")  # 38 of 60
    assert second == (WARDS[1][0], None, None, None, "c", "local")  # 7 of 7: fewer than 10
    assert any("fewer than 10 children" in note for note in table.notes)
    assert any("not published by anybody" in note and "nearest 5" in note for note in table.notes)


def test_groups_are_counted_apart_and_gaps_have_joined_intervals(small):
    table = publish(RWM, Selection(AUTHORITY[0], by="ward", breakdown="fsm", period="202425"), ANALYST)
    mine = [row[1:] for row in rows(table, "area_code", "group", "numerator", "denominator", "value") if row[0] == WARDS[0][0]]
    assert mine == [("FSM", 10.0, 20.0, 50.0), ("NonFSM", 30.0, 40.0, 75.0)]
    asked = Selection(AUTHORITY[0], by="ward", period="202425")
    gaps = gap_table(Gap(RWM, "fsm", "FSM"), asked, partial(publish, access=ANALYST)).frame.set_index("area_code")
    found = gaps.loc[WARDS[0][0]]
    assert found["value"] == 25 and found["lower"] < 2 < 45 < found["upper"] and found["verdict"] == "in line"
    assert pd.isna(gaps.loc[WARDS[1][0], "value"]) and gaps.loc[WARDS[1][0], "symbol"] == "z"


def test_one_ward_some_wards_and_lsoas_are_counted_too(small):
    one = publish(RWM, Selection(AUTHORITY[0], wards=(WARDS[0][0],), period="202425"), ANALYST)
    assert rows(one, "area_code", "denominator") == [(WARDS[0][0], 60.0)]
    both = publish(RWM, Selection(AUTHORITY[0], wards=(WARDS[0][0], WARDS[1][0]), period="202425"), ANALYST)
    assert rows(both, "denominator") == [(67.0,)]  # these are the whole authority, which is exact


def test_the_authority_stays_with_official_figures(small):
    assert publish(RWM, Selection(AUTHORITY[0])).is_empty


@pytest.mark.parametrize("role", ["viewer", "facilitator", "nobody"])
def test_real_pupils_are_for_analysts_and_data_officers(small, monkeypatch, role):
    monkeypatch.setenv("NEEDS_ATLAS_ROLE", role)
    settings.cache_clear()
    with acting_as(at_this_machine()), pytest.raises(NotPermitted, match="open statistics only"):
        publish(RWM, Selection(AUTHORITY[0], by="ward"))


def test_the_role_of_the_settings_counts(small, monkeypatch):
    monkeypatch.setenv("NEEDS_ATLAS_ROLE", "data_officer")
    settings.cache_clear()
    with acting_as(at_this_machine()):
        assert not publish(RWM, Selection(AUTHORITY[0], by="ward")).is_empty


def test_the_command_ends_with_three_where_the_role_does_not_suffice(small, monkeypatch, capsys):
    asked = [RWM, "--area", AUTHORITY[0], "--by", "ward"]
    assert main(asked) == 3
    said = capsys.readouterr()
    assert (
        said.out == ""
        and said.err == "Figures from children's records need the role analyst or data officer; others may see open statistics only.\n"
    )
    monkeypatch.setenv("NEEDS_ATLAS_ROLE", "analyst")
    settings.cache_clear()
    assert main([*asked, "--json"]) == 0
    assert {row["nature"] for row in json.loads(capsys.readouterr().out)["rows"]} == {"local"}


def test_who_lives_nowhere_known_is_said(small):
    table = publish(RWM, Selection(AUTHORITY[0], by="ward", period="202425"), ANALYST)
    assert "The home of up to 5 pupils with a result is not known: no ward, LSOA or priority area counts them." in table.notes


def test_three_years_are_offered_where_they_show_more_and_labelled(small):
    single = publish(RWM, Selection(AUTHORITY[0], by="ward", period="202425"), ANALYST)
    assert "1 of 1 hidden figures can be shown for three years together: ask for the period 202223-202425." in single.notes
    together = publish(RWM, Selection(AUTHORITY[0], by="ward", period="202223-202425"), ANALYST)
    assert sorted(rows(together, "area_code", "denominator")) == [
        (WARDS[0][0], 60.0),
        (WARDS[1][0], 25.0),
    ]  # 12, 12 and the 7 that 67 leave
    assert set(together.frame["time_period"]) == {"202223-202425"}
    assert any(note.startswith("Three academic years together, 2022/23 to 2024/25") for note in together.notes)
    assert not any("three years together: ask" in note for note in together.notes)


@pytest.mark.parametrize("period", ["202122-202324", "202223-202324", "202324-202223", "202223-202426"])
def test_years_that_are_not_held_or_are_not_three_are_refused(small, period):
    with pytest.raises(CannotAnswer, match="held are 202223, 202324, 202425"):
        publish(RWM, Selection(AUTHORITY[0], by="ward", period=period), ANALYST)


def test_all_periods_are_the_single_years(small):
    table = publish(RWM, Selection(AUTHORITY[0], by="ward", period="all"), ANALYST)
    assert table.periods == ("202223", "202324", "202425")


def test_a_breakdown_that_pupils_do_not_have_is_refused_in_words(small):
    with pytest.raises(CannotAnswer, match="cannot be broken down by month; choose one of Total, sex"):
        publish(RWM, Selection(AUTHORITY[0], by="ward", breakdown="month"), ANALYST)


def test_generated_pupils_may_be_seen_by_everybody_and_say_what_they_are(demo):
    table = publish(RWM, Selection(PLYMOUTH, by="ward", breakdown="fsm"))
    assert not table.is_empty and table.nature == "modelled" and set(table.frame["nature"].dropna()) == {"modelled"}
    assert any("no real children" in note for note in table.notes) and any("No child's data" in note for note in table.notes)
    assert file_name(table).endswith("_modelled.csv")
    text = csv_bytes(table).decode("utf-8-sig")
    assert "Generated pupils: no child's data" in text and "Nature: modelled" in text
    assert set(table.frame["source"].dropna()) == {"Needs Atlas, Generated pupils: no child's data"}


def test_an_average_score_is_over_pupils_and_has_no_exact_number_behind_it(demo):
    table = publish("ks4_attainment8", Selection(PLYMOUTH, by="ward", period="202425"))
    shown = table.frame[table.frame["value"].notna()]
    assert shown["value"].between(30, 65).all() and len(shown) > 15
    assert (shown["denominator"] % 5 == 0).all()
    assert (shown["numerator"] / shown["denominator"]).round(1).sub(shown["value"]).abs().max() < 0.06


def test_priority_areas_and_lsoas_are_counted_from_pupils(demo):
    areas = publish("gld", Selection(DORSET, by="priority_area", period="202425"))
    assert "Weymouth and Portland" in set(areas.frame.loc[areas.frame["value"].notna(), "area_name"])
    lsoas = publish("gld", Selection(PLYMOUTH, by="lsoa", period="202425"))
    assert set(lsoas.frame["area_type"]) == {"lsoa"} and (lsoas.frame["denominator"].dropna() % 5 == 0).all()
    assert (lsoas.frame.loc[lsoas.frame["value"].notna(), "denominator"] >= 10).all()


def test_wards_are_compared_with_the_official_figure_of_their_authority(demo):
    table = publish("gld", Selection(PLYMOUTH, by="ward", period="202122", comparator="authority"))
    assert set(table.frame["comparator_value"].dropna()) == {64.0}
    assert {"better", "worse"} <= set(table.frame["verdict"])


def test_the_list_of_indicators_says_where_pupils_are_counted(demo):
    assert {"ward", "lsoa", "authority"} <= set(indicator_holdings()["gld"]["area_types"])
    assert {"202122", "202425"} <= set(indicator_holdings()["gld"]["periods"])


def test_real_pupils_put_generated_ones_out_of_force(demo_home, use_home, tmp_path, monkeypatch):
    home = use_home(copy_of(demo_home, tmp_path / "home"))
    monkeypatch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
    settings.cache_clear()
    (tmp_path / "real.csv").write_bytes(pupils_file([pupil(n, home_lsoa="E01015023") for n in range(20)]))
    assert load([tmp_path / "real.csv"], home)[0].status == "loaded"
    with pytest.raises(NotPermitted):
        publish(RWM, Selection(PLYMOUTH, by="ward"))
    shown = tables_by_priority_area(Selection(DORSET), [RWM, "population_0_19_share"], publish)  # a page goes on without it
    assert [table.indicator.indicator_id for table in shown] == ["population_0_19_share"]
    table = publish(RWM, Selection(PLYMOUTH, by="ward"), ANALYST)
    assert rows(table.of_rows(table.frame[table.frame["value"].notna()]), "denominator", "nature") == [(20.0, "local")]


def test_periods_of_three_years():
    assert pooled_years("202223-202425") == ["202223", "202324", "202425"]
    assert pooled_years("199900-200102") == ["199900", "200001", "200102"] and pooled_years("202425") == []
    assert pooled_period("202425", ["202223", "202324", "202425"]) == "202223-202425"
    assert pooled_period("202425", ["202324", "202425"]) == "" and pooled_period("all", []) == ""

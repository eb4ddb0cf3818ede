"""The generated pupils of the bundled pack add up to the official figures it carries, exactly."""

import csv
from functools import cache

import pandas as pd
import pytest

from importers.children import is_sample
from importers.files import given_files
from measures.catalogue import indicator
from measures.disclosure import remembered
from measures.publish import publish
from measures.pupil_base import protected_base
from measures.selection import Selection
from settings import PROJECT
from warehouse import query

pytestmark = pytest.mark.xdist_group("generated_pupils")  # what they share is made once

AUTHORITIES = ["E06000059", "E06000058", "E06000026", "E06000044"]
INDICATORS = ["gld", "ks2_rwm_expected", "ks4_attainment8", "ks4_engmath_9_4", "ks4_engmath_9_5"]
PACK = PROJECT / "data" / "demo"
AS_OF_PUPILS = {"NotKnownFSM": "NonFSM"}  # of a pupil it is known; the profile counts those of whom nothing is known with the others


@cache
def homes(authority: str) -> list[str]:
    with next(PACK.glob("lookups/LSOA_(2021)*.csv")).open(encoding="utf-8") as file:
        return [row["LSOA21CD"] for row in csv.DictReader(file) if row["LAD23CD"] == authority]


@cache
def base(indicator_id: str, authority: str) -> pd.DataFrame:
    """Counts of generated pupils of an authority, taken as one ward, before they are protected."""
    lsoas = homes(authority)
    rows = query("cohort/pupils_base", "cohort", lsoa_codes=lsoas, ward_codes=["all"] * len(lsoas), authority_code=authority,
                 source_ids=list(query("lookups/pupil_sources")["source_id"]), **indicator(indicator_id).pupils)  # fmt: skip
    return rows[rows["area_code"] == authority]


def exact(indicator_id: str, authority: str, breakdown: str) -> pd.DataFrame:
    """The same by period and group of a breakdown."""
    rows = base(indicator_id, authority)
    return rows[rows["breakdown"] == breakdown].set_index(["time_period", "group_code"])


@pytest.mark.parametrize("indicator_id", INDICATORS)
def test_totals_and_groups_of_the_authorities_come_back_exactly(demo, indicator_id):
    compared = 0
    for authority in AUTHORITIES:
        for breakdown in set(indicator(indicator_id).breakdowns) & {"Total", "sex", "fsm", "sen", "social_care"}:
            official = publish(indicator_id, Selection(authority, period="all", breakdown=breakdown)).frame
            mine = exact(indicator_id, authority, breakdown)
            for row in official[official["source"].notna()].itertuples():
                counted = mine.loc[row.time_period, AS_OF_PUPILS.get(row.group, row.group)]
                if row.denominator == row.denominator:
                    assert counted["denominator"] == row.denominator, row
                if row.numerator == row.numerator:
                    assert counted["numerator"] == row.numerator, row
                elif row.value == row.value:
                    assert counted["numerator"] / counted["denominator"] == pytest.approx(row.value, abs=0.05), row
                compared += row.denominator == row.denominator
    assert compared == {"gld": 32, "ks2_rwm_expected": 12}.get(indicator_id, 12)


def test_pupils_at_sixteen_come_back_exactly_by_where_they_live(demo):
    """The pack has these by residence for 2023/24, in a file that no indicator is made of."""
    with (PACK / "ees" / "ks4-lad-2024.csv").open(encoding="utf-8") as file:
        official = {row["lad_code"]: row for row in csv.DictReader(file)}
    for authority in AUTHORITIES:
        stated = official[authority]
        four, five, score = (exact(key, authority, "Total").loc["202324", "Total"] for key in INDICATORS[3:] + INDICATORS[2:3])
        assert {part["denominator"] for part in (four, five, score)} == {float(stated["t_pupils"])}
        assert (four["numerator"], five["numerator"]) == (float(stated["t_l2basics_94"]), float(stated["t_l2basics_95"]))
        assert round(score["numerator"] / score["denominator"], 1) == float(stated["avg_att8"])


def test_children_not_known_to_be_eligible_for_meals_come_back_exactly_too(demo):
    with (PACK / "ees" / "1_eyfsp_headline_measures_2022.csv").open(encoding="utf-8") as file:
        stated = {row["new_la_code"]: row for row in csv.DictReader(file) if row["characteristic_type"].startswith("Not known to be")}
    for authority in AUTHORITIES:
        counted = exact("gld", authority, "fsm").loc["202122", "NonFSM"]
        assert [counted["numerator"], counted["denominator"]] == [
            float(stated[authority][key]) for key in ("gld_number", "children_number")
        ]


def test_wards_where_more_children_are_poor_fare_worse(demo):
    for authority in AUTHORITIES:
        reached, rank = (
            publish(key, Selection(authority, by="ward", period=period)).frame.set_index("area_code")["value"]
            for key, period in (("ks2_rwm_expected", "202223-202425"), ("idaci_rank_weighted_children", "2025"))
        )
        assert reached.corr(rank, method="spearman") < -0.5  # of average ranks the greater is the poorer


def test_three_years_of_each_stage_are_held(demo):
    for indicator_id in INDICATORS:
        years = set(exact(indicator_id, "E06000026", "Total").index.get_level_values("time_period"))
        assert {"202223", "202324", "202425"} <= years <= {"202122", "202223", "202324", "202425"}


def test_the_file_is_known_as_the_sample_by_its_content_and_is_small():
    zipped = next((PACK / "pupils").glob("*.zip"))
    with given_files([zipped]) as (files, _):
        assert [is_sample(file) for file in files] == [True]
        assert files[0].path.read_text(encoding="utf-8").startswith("\"Modelled by Needs Atlas. No child's data")
    assert sum(path.stat().st_size for path in (PACK / "pupils").iterdir()) < 2_000_000


def test_what_is_hidden_of_them_is_in_the_pack_and_need_not_be_worked_out(demo, monkeypatch):
    def never(table, seconds):
        raise AssertionError("a pattern of the pack is missing: python -m measures --protect, then python -m tools.bundle_patterns")

    monkeypatch.setattr(remembered, "hide_more", never)
    remembered.forget()
    for authority in AUTHORITIES:
        for indicator_id in ("ks2_rwm_expected", "ks4_attainment8"):
            assert len(protected_base(indicator_id, authority, "202425")) > 1000

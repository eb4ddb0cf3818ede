"""Priority areas as rows: each, all together with every ward once, and the rest; on the default warehouse."""

import tomllib

import pytest

from measures.areas import scope_of
from measures.errors import CannotAnswer
from measures.publish import publish
from measures.selection import Selection
from settings import PROJECT

POOLE, DORSET, PLYMOUTH = "E06000029", "E06000059", "E06000026"


def table(indicator_id: str, authority: str, **chosen):
    return publish(indicator_id, Selection(authority, by="priority_area", **chosen))


def test_each_then_all_together_then_the_rest(demo):
    found = table("population_0_19", POOLE, plan="poole-2014", period="2018").frame.set_index("area_name")
    assert list(found["area_type"])[-2:] == ["priority areas together", "rest of the authority"]
    own = {
        row["area_name"]: row["value"]
        for row in publish("population_0_19", Selection(POOLE, by="ward", period="2018")).frame.to_dict("records")
    }
    assert found.at["Hamworthy", "value"] == own["Hamworthy East"] + own["Hamworthy West"]
    assert found["value"].iloc[-2] + found["value"].iloc[-1] == sum(own.values())
    assert found["value"].iloc[-2] < found["value"].iloc[:-2].sum(), "wards that lie in several areas count once"


def test_overlap_and_missing_boundaries_are_said(demo):
    assert any("in more than one of these areas" in note for note in table("population_0_19", POOLE).notes)
    dorset = table("imd_rank_weighted", DORSET)
    assert any(note.startswith("North Dorset, Chesil: no boundary") for note in dorset.notes)
    assert list(dorset.frame.loc[dorset.frame["symbol"] == "x", "area_name"]) == ["North Dorset", "Chesil"]


def test_an_area_named_by_two_plans_is_told_apart(demo):
    names = list(table("population_0_19", POOLE).frame["area_name"])
    assert "Turlin Moor (Poole 2014-17)" in names
    assert len(names) == len(set(names))


def test_an_authority_without_priority_areas(demo):
    with pytest.raises(CannotAnswer, match=r"^No priority area of Plymouth is held\.$"):
        table("population_0_19", PLYMOUTH)


def test_a_percentage_published_for_wards_is_put_together_for_an_area_of_several(demo):
    row = table("children_low_income_ahc_share", DORSET).frame.iloc[0]
    wards = publish("children_low_income_ahc_share", Selection(DORSET, priority_area="dorset-2020.weymouth-and-portland", by="ward")).frame
    assert row["numerator"] == wards["numerator"].sum()
    assert wards["value"].min() < row["value"] < wards["value"].max()
    assert row["lower"] < row["value"] < row["upper"]


def test_lsoas_of_some_wards_only(demo):
    one = scope_of(Selection(PLYMOUTH, wards=("E05002080",), by="lsoa"))
    assert one.area_type == "lsoa"
    rows = publish("imd_decile", Selection(PLYMOUTH, wards=("E05002080",), by="lsoa", period="2025")).frame
    assert len(rows) == 10 and rows["value"].between(1, 10).all()


def test_lsoas_of_another_census_are_no_gap(demo):
    rows = publish("imd_decile", Selection(PLYMOUTH, by="lsoa", period="2019")).frame
    assert len(rows) == 161 and rows["value"].notna().all()


def test_no_indicator_is_stated_in_two_files():
    files = (PROJECT / "measures" / "indicators").glob("*.toml")
    stated = [key for path in files for key in tomllib.loads(path.read_text(encoding="utf-8"))["indicator"]]
    assert sorted(stated) == sorted(set(stated))


def test_counts_of_lsoas_are_shown_however_few(demo):
    rows = publish("lsoas_most_deprived_20pct_imd", Selection(PLYMOUTH, by="ward", period="2025")).frame
    assert rows["numerator"].between(1, 5).any() and rows["symbol"].isna().all()


def test_an_lsoa_without_a_ward_is_reported(demo, monkeypatch):
    from measures import small_areas

    held = small_areas.lsoas_of(PLYMOUTH).copy()
    held.loc[(held["lsoa_code"] == "E01015023") & (held["edition"] == "2025"), ["ward_code", "ward_name"]] = None
    monkeypatch.setattr(small_areas, "lsoas_of", lambda authority: held)
    notes = publish("lsoas_most_deprived_20pct_imd", Selection(PLYMOUTH, by="ward", period="2025")).notes
    assert "2025: Plymouth 003A lies in no ward by the lookup held, so no ward counts it; the authority does." in notes

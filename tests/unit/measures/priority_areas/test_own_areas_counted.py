"""People's own areas are counted like those of the plans; children of overlapping ones once; LSOAs by LSOA."""

import pandas as pd
import pytest

from importers.load import load
from measures.areas import scope_of
from measures.errors import CannotAnswer
from measures.priority_areas import store
from measures.priority_areas.area import Member, OwnArea
from measures.priority_areas.overlaps import overlap_sentence
from measures.priority_scopes import notes_of_priority_areas
from measures.publish import publish
from measures.selection import Selection
from measures.small_areas import lsoas_of
from settings import settings
from tests.small import AUTHORITY, WARDS, lookup_rows, table

POOLE, PLYMOUTH = "E06000029", "E06000026"
ALDERNEY, HAMWORTHY_WEST = "E05010534", "E05010543"


def own(name: str, *codes: str, authority: str = POOLE) -> str:
    return store.save(OwnArea(name, authority, tuple(Member(code, 2011) for code in codes))).area_id


def lsoas_in(ward: str, edition: str = "2019") -> list[str]:
    held = lsoas_of(POOLE)
    return list(held.loc[(held["edition"] == edition) & (held["ward_code"] == ward), "lsoa_code"])


def children(area_id: str, authority: str = POOLE, period: str = "2015"):
    return publish("population_0_15", Selection(authority, priority_area=area_id, period=period)).frame.iloc[0]["value"]


def by_area(indicator_id: str = "population_0_15", period: str = "2015", **more):
    return publish(indicator_id, Selection(POOLE, by="priority_area", period=period, **more))


def by_lsoa(period: str = "2015"):
    return publish("population_0_15", Selection(POOLE, by="lsoa", period=period)).frame.set_index("area_code")["value"]


def test_an_area_of_a_ward_has_the_wards_own_figures(areas_home):
    area_id = own("Elms", ALDERNEY)
    ward = publish("population_0_19", Selection(POOLE, wards=(ALDERNEY,), period="2018")).frame["value"].iloc[0]
    assert publish("population_0_19", Selection(POOLE, priority_area=area_id, period="2018")).frame["value"].iloc[0] == ward


def test_an_area_of_lsoas_is_their_sum_and_the_rest_all_others(areas_home):
    codes = lsoas_in(ALDERNEY)[:3]
    area_id = own("Elms", *codes)
    of_lsoas = by_lsoa()
    assert children(area_id) == of_lsoas[codes].sum()
    found = by_area(plan="poole-earlyhelp-2017").frame.set_index("area_type")["value"]
    assert found["rest of the authority"] + found["priority areas together"] == of_lsoas.sum()


def test_a_ward_and_an_lsoa_in_it_count_once(areas_home):
    codes = lsoas_in(ALDERNEY)
    both, ward = own("Both", ALDERNEY, codes[0]), own("Ward", ALDERNEY)
    asked = {"period": "2018"}
    assert children(both, **asked) == children(ward, **asked)


def test_a_ward_with_lsoas_of_another_is_counted_in_lsoas(areas_home):
    others = lsoas_in(HAMWORTHY_WEST)[:2]
    area_id = own("Mixed", ALDERNEY, *others)
    assert children(area_id) == by_lsoa()[lsoas_in(ALDERNEY) + others].sum()


def test_overlapping_areas_count_children_once_and_say_so(areas_home):
    codes = lsoas_in(ALDERNEY)
    first, second = own("First", *codes[:3]), own("Second", *codes[2:4])
    found = by_area()
    together = found.frame.set_index("area_type")["value"]["priority areas together"]
    expected = by_lsoa()
    wards = [code for name in (ALDERNEY, HAMWORTHY_WEST, "E05010542", "E05010545", "E05010549") for code in lsoas_in(name)]
    assert together == expected[sorted(set(wards))].sum(), "the plans' wards have these LSOAs already"
    assert any(note.startswith("Alderney, ") and "counted once in all of them together" in note for note in found.notes)
    assert "First overlaps with Bourne Valley, Alderney, Second (in Alderney)" in overlap_sentence(first, POOLE)
    assert overlap_sentence(own("Apart", "E05010539"), POOLE) == ""
    store.archive(second)
    assert "Second" not in overlap_sentence(first, POOLE)


def test_where_a_figure_is_not_held_by_lsoa_the_areas_of_wards_stand_alone(areas_home):
    before = by_area("population_0_19", "2018").frame.set_index("area_name")["value"]
    own("Elms", *lsoas_in(ALDERNEY)[:3])
    found = by_area("population_0_19", "2018")
    after = found.frame.set_index("area_name")
    assert after.at["Elms", "symbol"] == "x"
    assert (after["value"].reindex(before.index) == before).all()
    assert any(note.startswith("Elms: made of LSOAs, of which this figure is not held") for note in found.notes)


def test_rows_of_wards_say_that_they_are_whole(areas_home):
    area_id = own("Elms", *lsoas_in(ALDERNEY)[:3])
    wards = publish("population_0_19", Selection(POOLE, priority_area=area_id, by="ward"))
    assert list(wards.frame["area_name"]) == ["Alderney"]
    assert "Rows are whole wards; of some Elms has only a part." in wards.notes
    lsoas = publish("population_0_15", Selection(POOLE, priority_area=area_id, by="lsoa", period="2015")).frame
    assert list(lsoas["area_code"]) == lsoas_in(ALDERNEY)[:3]


def test_small_numbers_of_an_area_are_hidden(areas_home, monkeypatch):
    monkeypatch.setenv("NEEDS_ATLAS_SUPPRESS_TO", "100000")
    settings.cache_clear()
    row = publish("population_0_15", Selection(POOLE, priority_area=own("Elms", *lsoas_in(ALDERNEY)[:1]), period="2015")).frame.iloc[0]
    assert (row["symbol"], row["value"] == row["value"]) == ("c", False)


def test_a_former_ward_is_counted_by_what_replaced_it(own_home, use_home, tmp_path):
    """Chesil Bank goes on under a new code; the area that names the old one is counted by the new one and says so."""
    use_home(own_home)
    area_id = own("Former", WARDS[0][0], authority=AUTHORITY[0])
    header, *rows = lookup_rows()
    later = [[cell.replace(WARDS[0][0], "E05000009") for cell in row] for row in rows]
    (tmp_path / "later.csv").write_bytes(table([[name.replace("23", "25") for name in header], *later]))
    assert [outcome.status for outcome in load([tmp_path / "later.csv"], own_home)] == ["loaded"]
    chosen = Selection(AUTHORITY[0], priority_area=area_id)
    scope = scope_of(chosen)
    assert scope.codes == ("E05000009",)
    notes = notes_of_priority_areas(pd.DataFrame({"value": []}), chosen, scope)
    assert notes == ["Chesil Bank (E05000001) is no longer in use; Chesil Bank (E05000009) stands for it."]


def test_a_member_that_is_gone_is_named(areas_home):
    area_id = own("Elms", "E05000998", ALDERNEY)
    with pytest.raises(CannotAnswer) as refusal:
        children(area_id)
    assert str(refusal.value).startswith("Elms cannot be counted: E05000998 is not among the wards and LSOAs in use here")
    assert by_area("population_0_19", "2018").frame.set_index("area_name").at["Elms", "symbol"] == "x"

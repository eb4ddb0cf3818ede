"""Which areas a selection means."""

import pytest

from measures.areas import narrowed_wards, scope_of
from measures.errors import CannotAnswer
from measures.selection import Selection

PLYMOUTH, POOLE, DORSET = "E06000026", "E06000029", "E06000059"
BUDSHEAD, COMPTON, DEVONPORT, DRAKE = "E05002078", "E05002079", "E05002080", "E05002081"


def test_the_whole_authority(demo):
    scope = scope_of(Selection(PLYMOUTH))
    assert (scope.codes, scope.scope_code, scope.name, scope.area_type) == ((PLYMOUTH,), None, "Plymouth", "authority")


def test_one_ward(demo):
    scope = scope_of(Selection(PLYMOUTH, wards=(BUDSHEAD,)))
    assert (scope.codes, scope.scope_code, scope.name, scope.area_type) == ((BUDSHEAD,), None, "Budshead", "ward")


def test_wards_together_are_one_area_with_a_code_of_their_own(demo):
    scope = scope_of(Selection(PLYMOUTH, wards=(DEVONPORT, BUDSHEAD)))
    assert (scope.codes, scope.scope_code) == ((BUDSHEAD, DEVONPORT), f"{BUDSHEAD}+{DEVONPORT}")
    assert (scope.name, scope.area_type) == ("Budshead and Devonport", "wards together")


def test_the_name_of_wards_together(demo):
    assert scope_of(Selection(PLYMOUTH, wards=(BUDSHEAD, COMPTON, DEVONPORT))).name == "Budshead, Compton and Devonport"
    assert scope_of(Selection(PLYMOUTH, wards=(BUDSHEAD, COMPTON, DEVONPORT, DRAKE))).name == "4 wards together"


def test_a_ward_named_twice_counts_once(demo):
    assert scope_of(Selection(PLYMOUTH, wards=(BUDSHEAD, BUDSHEAD))).codes == (BUDSHEAD,)


def test_by_ward_has_every_ward_of_the_vintage_shown(demo):
    scope = scope_of(Selection(PLYMOUTH, by="ward"))
    assert (len(scope.codes), scope.scope_code, scope.area_type) == (20, None, "ward")
    assert scope.names[BUDSHEAD] == "Budshead"


def test_by_ward_of_some_wards_has_just_these(demo):
    assert scope_of(Selection(PLYMOUTH, wards=(DRAKE, BUDSHEAD), by="ward")).codes == (BUDSHEAD, DRAKE)


def test_by_authority_takes_the_whole_though_wards_are_chosen(demo):
    assert scope_of(Selection(PLYMOUTH, wards=(DRAKE,), by="authority")).codes == (PLYMOUTH,)


def test_a_former_authority_keeps_its_own_wards(demo):
    scope = scope_of(Selection(POOLE, by="ward"))
    assert (len(scope.codes), scope.name) == (16, "Poole")


def test_a_priority_area_is_the_wards_it_is_read_as(demo):
    members = narrowed_wards(Selection(POOLE, priority_area="poole-2014.hamworthy"))
    assert members == ("E05010542", "E05010543")


def test_wards_chosen_within_a_priority_area_are_those_in_both(demo):
    chosen = Selection(POOLE, wards=("E05010543", "E05010534"), priority_area="poole-2014.hamworthy")
    assert narrowed_wards(chosen) == ("E05010543",)


@pytest.mark.parametrize(("chosen", "sentence"), [
    (Selection("X99"), 'The warehouse holds no area "X99"; load its official files first.'),
    (Selection(PLYMOUTH, wards=("E05999999",)), '"E05999999" is no ward of Plymouth in the vintage shown.'),
    (Selection(PLYMOUTH, wards=("E05010543",)), '"E05010543" is no ward of Plymouth in the vintage shown.'),
    (Selection(POOLE, priority_area="nowhere"), 'There is no priority area "nowhere".'),
    (Selection(DORSET, priority_area="dorset-2020.chesil"), "Chesil has no boundary: the plan names none, so it cannot filter figures."),
    (Selection(PLYMOUTH, by="planet"), 'Figures can be had by authority, ward, lsoa, priority_area, neighbours, england, not by "planet".'),
    (Selection("E12000009", by="ward"), "No wards of South West are held; load an ONS ward lookup or boundaries."),
])  # fmt: skip
def test_what_cannot_be_meant_is_said_in_one_sentence(demo, chosen, sentence):
    with pytest.raises(CannotAnswer) as refusal:
        scope_of(chosen)
    assert str(refusal.value) == sentence

"""Roles and what they may do, who is asking when nobody says, and that no table is handed to another role."""

import threading

import pytest

from components import published as kept
from measures.access import (
    AT_THIS_MACHINE,
    COHORT,
    LOAD,
    MEANINGS,
    OPEN,
    PERMISSIONS,
    ROLES,
    WARMER,
    Access,
    access_here,
    acting_as,
    at_this_machine,
    roles_with,
    strongest,
)
from measures.errors import NotPermitted
from measures.publish import publish
from measures.selection import Selection
from settings import settings

pytestmark = pytest.mark.xdist_group("cohort_home")
PLYMOUTH, GLD = "E06000026", "gld"
ASKED = Selection(PLYMOUTH, by="ward", period="202425")
DATA = ("place", "generated", "cohort", "something new")
MAY_SEE = {
    "viewer": DATA[:2], "facilitator": DATA[:2], "analyst": DATA, "data_officer": DATA, WARMER: DATA[:2], "": (), "admin": (), "Analyst": (),
}  # fmt: skip


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("role", MAY_SEE)
def test_every_role_and_every_kind_of_data(role, data):
    if data in MAY_SEE[role]:
        Access(role).check(data)
        return
    with pytest.raises(NotPermitted):
        Access(role).check(data)


@pytest.mark.parametrize(("role", "what"), [("viewer", 1), ("facilitator", 3), ("analyst", 3), ("data_officer", 6)])
def test_how_much_a_role_may_do(role, what):
    assert len(PERMISSIONS[role]) == sum(Access(role).may(each) for each in MEANINGS) == what


def test_a_refusal_names_the_roles_that_are_needed():
    with pytest.raises(NotPermitted, match=r"^Loading files and taking them back needs the role data officer; yours is viewer\.$"):
        Access().require(LOAD)
    with pytest.raises(NotPermitted, match=r"needs the role viewer, facilitator, analyst or data officer; you have none\.$"):
        Access("").require(OPEN)
    assert roles_with(COHORT) == "analyst or data officer"


def test_the_strongest_role_wins():
    assert strongest({"viewer", "analyst", "facilitator"}) == "analyst"
    assert strongest(set(ROLES)) == "data_officer"
    assert strongest({"admin", WARMER}) == strongest(set()) == ""


def test_who_it_is_and_what_else_they_may_do_has_no_part_in_equality():
    assert Access("analyst", "one") == Access("analyst", "two", AT_THIS_MACHINE)
    assert hash(Access("analyst", "one")) == hash(Access("analyst"))
    assert Access("analyst").sharing != Access("data_officer").sharing
    assert Access("facilitator").sharing == Access(WARMER).sharing == Access("viewer") != Access("").sharing


def test_without_a_decision_the_least_role_asks(monkeypatch):
    monkeypatch.setenv("NEEDS_ATLAS_ROLE", "data_officer")
    settings.cache_clear()
    assert access_here().role == "viewer"
    with acting_as(at_this_machine()):
        assert access_here().role == "data_officer"
        seen = []
        thread = threading.Thread(target=lambda: seen.append(access_here().role))
        thread.start()
        thread.join()
    assert seen == ["viewer"] and access_here().role == "viewer"
    settings.cache_clear()


@pytest.mark.parametrize("role", ["admin", "", WARMER])
def test_a_role_of_the_settings_that_there_is_not_is_the_least(monkeypatch, role):
    monkeypatch.setenv("NEEDS_ATLAS_ROLE", role)
    settings.cache_clear()
    assert at_this_machine().role == "viewer" and not at_this_machine().may(COHORT)
    settings.cache_clear()


def test_whoever_sits_at_this_machine_may_not_see_more_than_their_role():
    assert COHORT not in AT_THIS_MACHINE and OPEN not in AT_THIS_MACHINE


@pytest.fixture
def cohort(cohort_home, use_home):
    use_home(cohort_home)
    kept._published.cache_clear()


def by(role, *asked, **changes):
    with acting_as(Access(role)):
        return kept.published(*asked, **changes)


def test_no_table_from_childrens_records_is_shared_between_roles(cohort):
    analysts, officers = by("analyst", GLD, ASKED), by("data_officer", GLD, ASKED)
    assert analysts.nature == "local" and analysts is not officers and by("analyst", GLD, ASKED) is analysts
    for role in ("viewer", "facilitator", WARMER, "", "admin"):
        with pytest.raises(NotPermitted):
            by(role, GLD, ASKED)


def test_open_statistics_are_made_once_for_everybody_who_may_see_them(cohort):
    asked = ("population_0_19", Selection(PLYMOUTH, period="2022"))
    table = by(WARMER, *asked)
    assert all(by(role, *asked) is table for role in ROLES)
    with pytest.raises(NotPermitted, match="you have none"):
        by("", *asked)


def test_what_is_made_of_tables_is_remembered_by_role(cohort):
    @kept.remembered
    def pupils(chosen):
        return kept.published(GLD, chosen).frame["denominator"].sum()

    with acting_as(Access("analyst")):
        assert pupils(ASKED) == 100
    for role in ("viewer", "", "facilitator"):
        with acting_as(Access(role)), pytest.raises(NotPermitted):
            pupils(ASKED)


def test_every_breakdown_and_place_of_pupils_is_refused_to_a_viewer(cohort):
    for by_what in ("ward", "lsoa"):
        for breakdown in ("Total", "fsm", "sex"):
            with pytest.raises(NotPermitted):
                publish(GLD, Selection(PLYMOUTH, by=by_what, breakdown=breakdown), Access("facilitator"))

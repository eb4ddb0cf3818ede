"""What is said of places for children in care: homes, judgements, what lacks a number, children placed across, and what to load."""

import pytest

from measures.access import NOBODY, Access, acting_as
from measures.care_provision import across_boundaries, across_sentence, day_words, kind_words, provision, provision_sentences, why_no_list
from measures.care_series import against, series_sentence, why_no_series
from measures.errors import CannotAnswer, NotPermitted
from measures.publish import publish
from measures.selection import Selection
from tests.care_place_files import BCP, DORSET, PORTSMOUTH

pytestmark = pytest.mark.xdist_group("care_places")
HOME, AGENCY = "Children's home", "Independent Fostering Agency"


def published(key: str, selection: Selection, **changes: object):
    return publish(key, selection.but(**changes))


@pytest.fixture
def home(care_places, use_home):
    return use_home(care_places)


def test_kinds_by_judgement(home):
    found = provision(DORSET[0], "judgement", published)
    rows = {(row["kind"], row["second"]): (row["providers"], row["places"] if row["places"] == row["places"] else row["symbol"])
            for row in found.frame.to_dict("records")}  # fmt: skip
    assert rows == {
        (HOME, "Good"): (1, 4), (HOME, "Requires improvement to be good"): (1, 3), (HOME, "Not yet judged"): (1, "x"),
        ("Boarding School", "Good"): (1, 90), (AGENCY, "Good"): (1, "z"),
    }  # fmt: skip
    assert (found.as_at, found.day, found.without_places) == ("2023-03-31", "31 March 2023", 1)
    assert [source.publisher for source in found.sources] == ["Ofsted"]
    assert any("nothing more exact than its authority and its constituency" in note for note in found.notes)


def test_kinds_by_constituency(home):
    frame = provision(DORSET[0], "constituency", published).frame
    assert frame[["kind", "second", "providers"]].values.tolist() == [
        ["Boarding School", "South Dorset", 1], [HOME, "North Dorset", 1], [HOME, "South Dorset", 2], [AGENCY, "North Dorset", 1],
    ]  # fmt: skip


def test_sentences(home):
    assert provision_sentences(provision(DORSET[0], "judgement", published)) == [
        "On 31 March 2023 Ofsted listed **3 children’s homes** with 7 registered places in Dorset and 1 independent fostering agency based there.",
        "Latest overall judgement of the homes: 1 good, 1 requires improvement and 1 not yet judged.",
        "1 provider of a kind that has places states none; it is not in the sums.",
    ]
    first, second = provision_sentences(provision(BCP[0], "judgement", published))
    assert first.endswith("and no independent fostering agencies based there.") and second.endswith("1 outstanding.")


def test_places_for_each_ten_thousand_children_and_each_hundred_looked_after(home):
    row = publish("childrens_home_places_rate", Selection(DORSET[0])).frame.iloc[0]
    assert (row["numerator"], row["denominator"], row["value"], row["time_period"]) == (7, 70_000, 1.0, "2023-03-31")
    row = publish("childrens_home_places_per_100_looked_after", Selection(DORSET[0])).frame.iloc[0]
    assert (row["numerator"], row["denominator"], row["value"]) == (7, 350, 2.0)
    row = publish("childrens_home_places_rate", Selection(BCP[0])).frame.iloc[0]
    assert row["symbol"] == "x" and row["hidden_because"] == "no denominator is held"


def test_nothing_more_exact_than_the_constituency_can_be_asked_for(home):
    with pytest.raises(CannotAnswer, match="cannot be broken down by ward"):
        publish("childrens_homes", Selection(DORSET[0], breakdown="ward"))
    assert publish("childrens_homes", Selection(DORSET[0], by="ward")).is_empty


def test_who_is_not_let_in_gets_no_figure(home):
    with acting_as(Access(NOBODY)), pytest.raises(NotPermitted):
        provision(DORSET[0], "judgement", published)


def test_why_an_authority_has_no_list(home):
    assert "has none in Portsmouth: it may hold some regions only" in why_no_list(PORTSMOUTH[0])
    with pytest.raises(CannotAnswer, match="has none in Portsmouth"):
        provision(PORTSMOUTH[0], "judgement", published)


def test_why_there_is_none_in_the_bundled_pack(demo):
    assert "is not held. Load it on the Data page" in why_no_list(DORSET[0])
    assert "South Hams is a district of one" in why_no_list("E07000044")
    assert why_no_series("E07000044", "cla_rate").endswith("South Hams is a district of one.")
    assert "“la_cla_placement_stability”" in why_no_series(DORSET[0], "stable_2_years")
    assert "Interactive Tool" in why_no_series(DORSET[0], "care_leavers_not_in_touch")
    with pytest.raises(CannotAnswer, match="netgain"):
        across_boundaries(DORSET[0], published)


def test_across_the_boundary(home):
    here, outside, net = across_boundaries(DORSET[0], published)
    assert net.frame["value"].tolist() == [-20, -20]
    assert across_sentence(here, outside) == (
        "On 31 March 2023 **190 children of other authorities** lived in placements here, and 210 children of Dorset lived in placements "
        "outside it: 20 more went out than came in."
    )  # fmt: skip
    assert publish("children_placed_outside_share", Selection(DORSET[0])).frame["value"].tolist() == [60.0]
    assert "as many as went out" in across_sentence(here, here)


def test_a_series_says_its_latest_year_and_only_what_is_held(home):
    own, near = against(Selection(DORSET[0]), "cla_rate", published)
    assert own.frame["value"].tolist() == [70, 69, 50] and near.frame["comparator_value"].isna().all()
    assert series_sentence(own, near) == "2023: **Dorset 50**, England 71: lower than England by more than chance."


def test_words_of_kinds_and_days():
    assert kind_words(AGENCY) == "Independent fostering agency" and kind_words("Residential special school (registered as a children's home)") == "Special school and home"  # fmt: skip
    assert day_words("2024-09-01") == "1 September 2024"

"""Nobody who asks for every table that the pages allow learns a hidden count; without disclosure control everybody does.

The attacker knows the rules, the geography and all exact totals of the authority (tests/attack/attacker.py).
"""

import random

import pytest

from settings import Settings
from tests.attack.asking import Ask, engine, exact, primary_only, requests
from tests.attack.attacker import Pinned, attack, hidden_cells, learned, small_cells, truth
from tests.attack.authority import YEARS, Authority, generated

SEEDS = range(10)
KEY = ["area_code", "time_period", "breakdown", "group_code"]


@pytest.fixture
def rules(tmp_path) -> Settings:
    return Settings(home=tmp_path)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_hidden_count_can_be_worked_out(seed, rules):
    authority = generated(seed, wards=10, lsoas=30)
    ask = engine(authority, rules)
    known = learned(ask, requests(authority, seed), authority, rules)
    hidden = sorted({*small_cells(authority), *hidden_cells(ask, authority)})
    found = attack(known, hidden, rules.protection_width)
    assert len(found.hidden) > 200
    assert not found.contradicts, "the attacker is mistaken about the rules"
    assert found.too_closely == {}
    assert known.unexplained == 0, "a row put together says more than its parts"


def tried(ask: Ask, authority: Authority, rules: Settings, step: int) -> Pinned:
    """The attack on forty small cells."""
    known = learned(ask, requests(authority, own=12), authority, rules, step=step, knows_sums=False)
    return attack(known, random.Random(3).sample(small_cells(authority), 40), rules.protection_width)


def every_one_right(found: Pinned, authority: Authority) -> bool:
    return all(low <= truth(authority, key) <= high for key, (low, high) in found.too_closely.items())


@pytest.fixture(scope="module")
def one_year() -> Authority:
    return generated(1, wards=5, lsoas=16, years=YEARS[:1])


def test_without_disclosure_control_every_small_count_is_known(one_year, rules):
    found = tried(exact(one_year), one_year, rules, step=1)
    assert {key: low for key, (low, _) in found.too_closely.items()} == {key: truth(one_year, key) for key in found.hidden}


def test_hiding_small_numbers_alone_gives_them_all_away(one_year, rules):
    found = tried(primary_only(one_year, rules, rounded=False), one_year, rules, step=1)
    assert found.too_closely == {key: (truth(one_year, key),) * 2 for key in found.hidden}


def test_rounding_every_table_by_itself_gives_most_away(one_year, rules):
    """An area with one LSOA more rounds otherwise from some count on; enough of such areas say which."""
    found = tried(primary_only(one_year, rules, rounded=True), one_year, rules, step=5)
    assert every_one_right(found, one_year)
    assert found.share > 0.8


def test_a_row_counted_anew_is_noticed(one_year, rules):
    """Priority areas counted from children rather than put together from protected cells."""
    honest, leaking = engine(one_year, rules), primary_only(one_year, rules, rounded=True)

    def ask(request):
        return honest(request) if all(len(codes) == 1 for codes in request.places.values()) else leaking(request)

    assert learned(ask, requests(one_year, own=4), one_year, rules).unexplained > 0

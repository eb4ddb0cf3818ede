"""Nobody who asks for every table that the pages allow learns a hidden count; without disclosure control everybody does.

The attacker knows the rules, the geography and all exact totals of the authority (tests/attack/attacker.py).
"""

import random

import numpy as np
import pandas as pd
import pytest

from measures.disclosure import remembered
from measures.disclosure.secondary import Pattern
from settings import Settings
from tests.attack.asking import Ask, engine, exact, primary_only, requests
from tests.attack.attacker import Pinned, attack, hidden_cells, learned, small_cells, truth, twin, with_classes
from tests.attack.authority import YEARS, Authority, generated

SEEDS = range(10)
KEY = ["area_code", "time_period", "breakdown", "group_code"]


@pytest.fixture
def rules(tmp_path) -> Settings:
    return Settings(home=tmp_path, lsoa_cells=1200)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_hidden_count_can_be_worked_out(seed, rules):
    authority = generated(seed, wards=8, lsoas=22)
    ask = engine(authority, rules)
    known = learned(ask, requests(authority, seed, own=5), authority, rules)
    hidden = sorted({*small_cells(authority), *hidden_cells(ask, authority)})
    found = attack(known, hidden, rules.protection_width)
    assert len(found.hidden) > 120
    assert not found.contradicts, "the attacker is mistaken about the rules"
    assert found.too_closely == {}
    assert known.unexplained == 0, "a row put together says more than its parts"


def tried(ask: Ask, authority: Authority, rules: Settings, step: int) -> Pinned:
    """The attack on twenty-five small cells."""
    known = learned(ask, requests(authority, own=8), authority, rules, step=step, knows_sums=False)
    return attack(known, random.Random(3).sample(small_cells(authority), 25), rules.protection_width)


def every_one_right(found: Pinned, authority: Authority) -> bool:
    return all(low <= truth(authority, key) <= high for key, (low, high) in found.too_closely.items())


@pytest.fixture(scope="module")
def one_year() -> Authority:
    return generated(1, wards=4, lsoas=12, years=YEARS[:1])


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


def test_rounded_fixed_tables_without_further_cells_hidden_give_some_away(one_year, rules, monkeypatch):
    """Five places of one child each in a ward of five, and the like: the search for further cells is not for show."""
    monkeypatch.setattr(remembered, "hide_more", lambda table, seconds: Pattern(np.zeros(len(table.low), dtype=bool), True, ()))
    remembered.forget()
    ask = engine(one_year, rules)
    found = attack(learned(ask, requests(one_year, own=1), one_year, rules), small_cells(one_year), rules.protection_width)
    remembered.forget()
    assert every_one_right(found, one_year)
    assert len(found.too_closely) > 5


def test_a_row_counted_anew_is_noticed(one_year, rules):
    """Priority areas counted from children rather than put together from protected cells."""
    honest, leaking = engine(one_year, rules), primary_only(one_year, rules, rounded=True)

    def ask(request):
        return honest(request) if all(len(codes) == 1 for codes in request.places.values()) else leaking(request)

    assert learned(ask, requests(one_year, own=4), one_year, rules).unexplained > 0


def test_other_authorities_give_the_very_same_answers(rules):
    """Two authorities in which a hidden count differs by the protection or more, and no table tells one from the other, not even to
    somebody who runs the engine on every authority there could be. For counts that rest on others being hidden there need not be
    such a pair: decision 0021 says how many."""
    authority = generated(2, wards=4, lsoas=8, years=YEARS[:1])
    asked = requests(authority, 2, own=1)
    known = with_classes(learned(engine(authority, rules), asked, authority, rules), authority, rules)
    told = attack(known, small_cells(authority), rules.protection_width)
    for key in random.Random(5).sample(sorted(set(told.hidden) - set(told.too_closely)), 1):
        twins = [twin(known, authority, key, sign) for sign in (1, -1)]
        assert truth(twins[0], key) - truth(twins[1], key) >= rules.protection_width
        doors = [engine(each, rules) for each in twins]
        assert all(_alike(doors[0](request), doors[1](request)) for request in asked)


def _alike(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    columns = [*KEY, "numerator", "denominator", "symbol", "hidden_because"]
    return one[columns].sort_values(KEY, ignore_index=True).equals(other[columns].sort_values(KEY, ignore_index=True))

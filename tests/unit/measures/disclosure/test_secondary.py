"""The search for further cells to hide: never more than needed, never too few, and safe when it is cut short."""

import numpy as np
import pandas as pd
import pytest

from measures.disclosure import protect_cohort, remembered
from measures.disclosure.audit import weak_cells
from measures.disclosure.layers import Base
from measures.disclosure.secondary import hide_more
from measures.disclosure.sums import weak_by_one_sum
from measures.disclosure.table import Table
from settings import Settings
from tests.attack.asking import engine, single_areas
from tests.attack.attacker import attack, hidden_cells, learned, small_cells
from tests.attack.authority import YEARS, Authority, generated
from tests.unit.measures.disclosure.base import base
from tests.unit.measures.disclosure.test_cohort import EXACT, WITHIN


@pytest.fixture(autouse=True)
def nothing_remembered():
    remembered.forget()
    yield
    remembered.forget()


def table(rows: pd.DataFrame, rules: Settings) -> Table:
    return Base.of(rows, WITHIN, rules).table(rows["numerator"].to_numpy(dtype=float))


def test_no_smaller_pattern_would_do():
    """Every pair of cells of the example with three is tried."""
    of = table(base(EXACT), Settings(round_to=1))
    found = hide_more(of, seconds=20)
    assert (found.is_least, int(found.wide.sum()), found.exposed) == (True, 3, ())
    free = np.flatnonzero(of.free & ~of.hidden)
    pairs = [np.isin(np.arange(len(of.low)), [one, other]) for one in free for other in free if one <= other]
    assert len(pairs) > 50
    assert all(weak_cells(of, wide, 5) for wide in pairs)
    assert not weak_cells(of, found.wide, 5)


def test_without_time_more_is_hidden_but_nothing_is_weak():
    of = table(base(EXACT), Settings(round_to=1))
    found = hide_more(of, seconds=0)
    assert not found.is_least
    assert found.wide.sum() >= 3
    assert not weak_cells(of, found.wide, 5)


def test_what_nothing_can_protect_is_said():
    """A single ward of an authority whose exact total everybody knows."""
    rows = base("  Total\nW1 3\nA 3").assign(is_published=[False, True])
    assert hide_more(table(rows, Settings(round_to=1)), seconds=5).exposed == (0,)


def test_what_cannot_be_protected_does_not_keep_the_rest_from_it():
    """Many single wards that everybody knows, and an authority whose small ward can be protected."""
    lost = [base(f"  Total\nW{n} 3\nA{n} 3") for n in range(10, 35)]
    rows = pd.concat([*lost, base("  Total\nW1 3\nW2 30\nW3 20\nA 53")], ignore_index=True)
    rows["is_published"] = rows["area_type"] == "authority"
    within = WITHIN | {f"W{n}": f"A{n}" for n in range(10, 35)}
    of = Base.of(rows, within, Settings(round_to=1)).table(rows["numerator"].to_numpy(dtype=float))
    found = hide_more(of, seconds=20)
    assert len(found.exposed) == 25
    assert list(rows.loc[found.wide[: len(rows)], "area_code"]) == ["W3"]


@pytest.mark.parametrize("seed", range(6))
def test_one_sum_never_calls_a_safe_cell_weak_and_cuts_hold(seed):
    """What is found without solving is confirmed by solving, with conditions that the pattern found in the end meets."""
    authority = generated(seed, wards=4, lsoas=4, years=YEARS[:1])
    of = Base.of(authority.rows, authority.within, Settings(round_to=1)).table(authority.rows["numerator"].to_numpy(dtype=float))
    nothing = np.zeros(len(of.low), dtype=bool)
    quick, found = weak_by_one_sum(of, nothing), hide_more(of, seconds=20)
    for weak in quick:
        alone = Table(**{**vars(of), "need": np.where(np.arange(len(of.low)) == weak.cell, of.need, 0)})
        assert weak_cells(alone, nothing, 5), weak.cell
        assert weak.gain[found.wide].sum() >= weak.lacking - 1e-6


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("zero", [True, False])
def test_nothing_hidden_follows_from_rows_and_columns_without_rounding(seed, zero, tmp_path):
    """The attacker of tests/attack on small tables whose figures are exact, where every sum gives something away."""
    rules = Settings(home=tmp_path, lsoa_cells=1200, round_to=1, minimum_denominator=0, show_zero=zero)
    authority = generated(seed, wards=4, lsoas=4, years=YEARS[:1], pupils=25)
    wards = Authority(authority.rows[authority.rows["area_type"] != "lsoa"], {c: a for c, a in authority.within.items() if c[:3] == "E05"})
    ask = engine(wards, rules)
    known = learned(ask, single_areas(wards), wards, rules, step=1)
    hidden = sorted({*small_cells(wards), *hidden_cells(ask, wards)})
    assert hidden
    found = attack(known, hidden, rules.protection_width)
    assert not found.contradicts
    assert found.too_closely == {}


def test_a_pattern_is_worked_out_once_and_kept_beside_the_warehouse(tmp_path, monkeypatch):
    rules = Settings(home=tmp_path, lsoa_cells=1200)
    first = protect_cohort(base(EXACT), WITHIN, rules)
    remembered.forget()

    def never(*_):
        raise AssertionError("worked out again")

    monkeypatch.setattr(remembered, "hide_more", never)
    pd.testing.assert_frame_equal(protect_cohort(base(EXACT), WITHIN, rules), first)
    with pytest.raises(AssertionError, match="worked out again"):
        protect_cohort(base(EXACT), WITHIN, Settings(home=tmp_path, protection_width=4))

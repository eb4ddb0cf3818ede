"""The same attack on the whole way from files to ``publish``: pupils of a generated authority are loaded, and the attacker asks the one door."""

import os
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from importers.load import load
from measures import pupil_base
from measures.access import Access
from measures.disclosure import together
from measures.priority_areas import store
from measures.priority_areas.area import Member, OwnArea
from measures.publish import publish
from measures.pupil_base import protected_base
from measures.selection import Selection
from settings import settings
from tests.attack.asking import Request
from tests.attack.attacker import Knowledge, attack, learned, small_cells
from tests.attack.authority import Authority
from tests.iod_files import lsoa_file
from tests.pupil_files import KEY, pupil, pupils_file
from tests.small import AUTHORITY, LOOKUP_HEADER, table

pytestmark = pytest.mark.xdist_group("published_attack")  # what they share is made once

RWM, CODE = "ks2_rwm_expected", AUTHORITY[0]
BREAKDOWNS = ("Total", "fsm", "sen")
YEARS, POOLED = ("202223", "202324", "202425"), "202223-202425"
ANALYST = Access("analyst")
WARDS, LSOAS = 5, 14


def _homes() -> dict[str, str]:
    """The ward of each LSOA."""
    return {f"E01{number:06d}": f"E05{number % WARDS:06d}" for number in range(LSOAS)}


def _pupils(seed: int) -> list[dict[str, object]]:
    chance, rows = np.random.default_rng(seed), []
    for year in YEARS:
        for lsoa in _homes():
            for _ in range(chance.poisson(chance.gamma(1.6, 7))):
                fed, need = chance.random() < 0.25, str(chance.choice(["NoSEN", "SENSupport", "EHCP"], p=[0.8, 0.15, 0.05]))
                rows.append(pupil(len(rows), home_lsoa=lsoa, academic_year=year, fsm="FSM" if fed else "NonFSM", sen=need,
                                  result=int(chance.random() < (0.4 if fed else 0.7))))  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A home with the pupils of a generated authority."""
    folder = tmp_path_factory.mktemp("attack")
    lookup = [[lsoa, f"Dorset {lsoa[-2:]}", ward, f"Ward {ward[-1]}", *AUTHORITY] for lsoa, ward in _homes().items()]
    (folder / "lookup.csv").write_bytes(table([LOOKUP_HEADER, *lookup]))
    ranked = [[lsoa, f"Dorset {lsoa[-2:]}", *AUTHORITY, 1000 + place, 1] for place, lsoa in enumerate(_homes())]
    (folder / "imd.csv").write_bytes(table([lsoa_file(1, "2025")[0], *ranked]))
    (folder / "pupils.csv").write_bytes(pupils_file(_pupils(1)))
    os.environ["NEEDS_ATLAS_PUPIL_KEY"] = KEY
    settings.cache_clear()
    try:
        assert [found.status for found in load([folder], folder / "home")] == ["loaded"] * 3
    finally:
        del os.environ["NEEDS_ATLAS_PUPIL_KEY"]
        settings.cache_clear()
    return folder / "home"


@pytest.fixture
def home(loaded, use_home):
    return use_home(loaded)


def _exact() -> Authority:
    """The counts that the attacker is after."""
    held = pupil_base._counted(RWM, CODE, pupil_base.version())
    rows = pd.concat(held.values(), ignore_index=True)
    return Authority(rows[rows["breakdown"].isin(BREAKDOWNS)], _homes() | dict.fromkeys(_homes().values(), CODE))


def _seen(selection: Selection) -> pd.DataFrame:
    """What the door shows of every breakdown, in the columns the attacker reads."""
    tables = [publish(RWM, selection.but(breakdown=name), ANALYST).frame.assign(breakdown=name) for name in BREAKDOWNS]
    return pd.concat(tables, ignore_index=True).rename(columns={"group": "group_code"})


def _whole() -> pd.DataFrame:
    """All wards together are the authority."""
    return _seen(Selection(CODE, wards=tuple(sorted(set(_homes().values()))), period="all")).assign(area_code=CODE, area_type="authority")


def _door(authority: Authority, *, open_door: bool = False):
    """Every area by itself, in every year."""
    published = [_seen(Selection(CODE, by=by, period="all")) for by in ("ward", "lsoa")]
    rows = authority.rows.assign(hidden_because=None) if open_door else pd.concat([*published, _whole()], ignore_index=True)
    return lambda request: rows


def _learned(authority: Authority, **how: bool) -> Knowledge:
    single = Request({code: (code,) for code in (CODE, *authority.within)}, {year: (year,) for year in YEARS})
    known = learned(_door(authority, **how), [single], authority, settings(), knows_sums=False, step=1 if how else 5)
    known.sums = [each for each in known.sums if len(each[0]) > 1]  # rows of single areas are taken as cells
    return known


def test_no_hidden_count_can_be_worked_out_from_what_publish_returns(home):
    authority = _exact()
    found = attack(_learned(authority), small_cells(authority), settings().protection_width)
    assert len(found.hidden) > 100 and not found.contradicts
    assert found.too_closely == {}


def test_it_could_without_disclosure_control(home):
    authority = _exact()
    found = attack(_learned(authority, open_door=True), small_cells(authority), settings().protection_width)
    assert found.share == 1


def _own_areas() -> dict[str, tuple[str, ...]]:
    wards, lsoas = sorted(set(_homes().values())), list(_homes())
    areas = {f"pair {left} {right}": (left, right) for left, right in pairwise(wards)}
    areas |= {f"ward but {lsoa}": tuple(code for code in lsoas if _homes()[code] == _homes()[lsoa] and code != lsoa) for lsoa in lsoas[:4]}
    return areas | {"some": tuple(lsoas[:6]), "some but one": tuple(lsoas[1:6])}


@pytest.mark.parametrize("period", [*YEARS, POOLED])
def test_places_and_years_put_together_say_nothing_that_their_parts_do_not(home, period):
    """Overlapping and nested areas that people make, all of them together, the rest, several wards, and pooled years."""
    made = {area.name: area.area_id for area in store.own_areas()}
    members = _own_areas()
    for name, codes in members.items():
        if name not in made:
            made[name] = store.save(
                OwnArea(name, CODE, tuple(Member(code, 2023 if code.startswith("E05") else 2021) for code in codes))
            ).area_id
    years = YEARS if period == POOLED else (period,)
    base = pd.concat([protected_base(RWM, CODE, year) for year in years], ignore_index=True)
    expected = together(base, {made[name]: codes for name, codes in members.items()}, settings(), {period: years})
    found = _seen(Selection(CODE, by="priority_area", period=period))
    key = ["area_code", "breakdown", "group_code"]
    both = found.merge(expected[expected["breakdown"].isin(BREAKDOWNS)], on=key, suffixes=("", "_expected"))
    assert len(both) == len(members) * 6
    for name in ("numerator", "denominator"):
        pd.testing.assert_series_equal(both[name], both[f"{name}_expected"], check_names=False)

"""The forecast of children in care and its back-test, on invented returns counted again in plain Python."""

import datetime

import numpy as np
import pandas as pd
import pytest

from importers.load import load
from measures import care_forecast, care_nearer, care_sufficiency
from measures.access import Access
from measures.care_chain import AGES, PLACES
from measures.care_forecast import AHEAD, HELD, forecast
from measures.care_returns import returns_for
from measures.care_states import months_held
from measures.care_sufficiency import local_places, need
from measures.care_what_if import MEASURES, a_home, more_carers, what_if
from measures.errors import CannotAnswer, NotPermitted
from measures.exports import csv_bytes, file_name
from measures.held import version
from settings import settings
from tests.care_made import AUTHORITY, Rates, made, month_ends, on, write_postcodes, write_returns
from tests.homes import copy_of
from tests.return_files import KEY
from tests.small import WARDS, square

pytestmark = pytest.mark.xdist_group("care_forecast")
ANALYST, YEARS = Access("analyst"), (2022, 2025)
CHILDREN = made(*YEARS, Rates(), seed=12)


@pytest.fixture(scope="module")
def made_home(small_home, tmp_path_factory):
    """The small place with four years of returns of some 400 invented children. Never write to it."""
    from pyproj import Transformer

    folder = tmp_path_factory.mktemp("care")
    home = copy_of(small_home, folder / "home")
    to_grid = Transformer.from_crs(4326, 27700, always_xy=True)
    write_postcodes(home, [to_grid.transform(*square(place).centroid.coords[0]) for place in (0, 2, 5)])
    (folder / "returns").mkdir()
    write_returns(folder / "returns", CHILDREN, list(range(YEARS[0], YEARS[1] + 1)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
        settings.cache_clear()
        outcomes = load([folder / "returns"], home)
    settings.cache_clear()
    assert {outcome.status for outcome in outcomes} == {"loaded"}
    return home


@pytest.fixture
def care_home(made_home, use_home):
    return use_home(made_home)


def held():
    return months_held(AUTHORITY, returns_for(ANALYST).source_ids, version())


def age_of(child, day: datetime.date) -> int:
    age = day.year - child.born.year - (child.born.month > day.month)
    return next(band for band, limit in enumerate((1, 5, 10, 16, 99)) if age < limit)


def test_every_month_end_counts_the_children_that_plain_python_counts(care_home):
    months = held()
    ends = month_ends(*YEARS)
    assert months.names == tuple(end.strftime("%Y-%m") for end in ends[1:])
    for end, counted in zip(ends, [months.first, *months.standing], strict=True):
        truth = np.zeros((len(AGES), len(PLACES)))
        for child, episode in on(CHILDREN, end):
            truth[age_of(child, end), PLACES.index(episode["place"])] += 1
        assert (counted == truth).all(), end


def test_flows_are_those_of_plain_python(care_home):
    months = held()
    pairs = [
        (dict(_states(before)), dict(_states(after))) for before, after in zip(month_ends(*YEARS), month_ends(*YEARS)[1:], strict=False)
    ]
    assert months.flows.entered.sum(axis=(1, 2)).tolist() == [len(after.keys() - before.keys()) for before, after in pairs]
    assert months.flows.left.sum(axis=(1, 2)).tolist() == [len(before.keys() - after.keys()) for before, after in pairs]
    moved = [sum(before[one] != after[one] for one in before.keys() & after.keys()) for before, after in pairs]
    stayed = np.einsum("tapp->t", months.flows.kept)
    assert (months.flows.kept.sum(axis=(1, 2, 3)) - stayed).tolist() == moved


def _states(day: datetime.date):
    return ((child.number, episode["place"]) for child, episode in on(CHILDREN, day))


def test_36_months_are_forecast_from_the_last_one_held_and_say_that_they_are_modelled(care_home):
    found = forecast(AUTHORITY, ANALYST)
    assert (found.start, found.end, found.nature) == ("2025-03", "2028-03", "modelled")
    for table in found.tables.values():
        ahead = table.frame[table.frame["phase"] != HELD]
        assert ahead.groupby("group")["time_period"].nunique().eq(AHEAD).all() and set(ahead["nature"]) == {"modelled"}
        assert table.nature == "modelled" and any(source.nature == "modelled" for source in table.sources)
        assert table.notes[0].startswith("Modelled from the authority's return")


def test_the_truth_of_the_made_up_process_lies_within_the_interval(care_home):
    """9 enter a month, 2% leave, and whoever turns 18: in the long run somewhat fewer than 450."""
    last = forecast(AUTHORITY, ANALYST).tables["Total"].frame.iloc[-1]
    later = [len(on(made(YEARS[0], YEARS[1] + 3, Rates(), seed), datetime.date(2028, 3, 31))) for seed in range(20)]
    assert (
        last["lower"] <= np.median(later) <= last["upper"]
        and last["lower"] < last["lower_80"] < last["value"] < last["upper_80"] < last["upper"]
    )


def test_nothing_leaves_unrounded_and_nothing_between_1_and_5(care_home):
    for table in forecast(AUTHORITY, ANALYST).tables.values():
        frame = table.frame
        shown = frame[["value", "lower", "upper", "lower_80", "upper_80"]].to_numpy(dtype=float)
        assert not (shown[~np.isnan(shown)] % 5).any()
        assert (frame["value"].isna() == frame["symbol"].notna()).all()
        assert frame.loc[frame["symbol"].notna(), ["lower", "upper", "lower_80", "upper_80"]].isna().all(axis=None)


def test_a_group_with_few_children_now_is_hidden_throughout(care_home):
    """Of the made-up children hardly any is under 1: nobody may see how many."""
    now = held().standing[-1].sum(axis=1)[AGES.index("Under1")]
    assert 1 <= now <= 5
    frame = forecast(AUTHORITY, ANALYST).tables["age"].frame
    young = frame[(frame["group"] == "Under1") & (frame["phase"] != HELD)]
    assert len(young) == AHEAD and (young["symbol"] == "c").all()
    assert "Under1" not in set(forecast(AUTHORITY, ANALYST).tested["group"])


def test_the_back_test_says_what_plain_python_finds(care_home):
    """Error and coverage of the year left out, from the model's own runs and the children counted here."""
    found = forecast(AUTHORITY, ANALYST)
    months = held()
    runs = care_forecast.runs_from(months, len(months.names) - 12, 12, settings()).sum(axis=(2, 3))
    truth = [len(on(CHILDREN, end)) for end in month_ends(*YEARS)[-12:]]
    off = [abs(float(np.median(run)) - true) / true for run, true in zip(runs, truth, strict=True)]
    inside = sum(np.percentile(run, 2.5) <= true <= np.percentile(run, 97.5) for run, true in zip(runs, truth, strict=True))
    row = found.tested.set_index("group").loc["Total"]
    assert row["Error"] == f"{sum(off) / 12 * 100:.0f}%" and row["In 95%"] == f"{inside} of 12"
    assert found.sentence.startswith("Tested on the last year held: fitted without April 2024 to March 2025")
    assert f"mean error of {row['Error']}" in found.sentence and inside >= 9


def test_with_fewer_than_24_months_there_is_a_sentence_and_no_figure(care_home, monkeypatch):
    monkeypatch.setattr(care_forecast, "FEWEST", 49)
    care_forecast._forecast.cache_clear()
    with pytest.raises(CannotAnswer, match="it needs the children of 49 months without a gap, and for Dorset 48 are held"):
        forecast(AUTHORITY, ANALYST)
    with pytest.raises(CannotAnswer, match="none is held"):
        forecast("E06000026", ANALYST)


@pytest.mark.parametrize("ask", [forecast, lambda code, who: need(code, 2025, who), lambda code, who: local_places(code, 2025, who),
                                 lambda code, who: what_if(code, 2025, more_carers(5), who)])  # fmt: skip
def test_records_of_real_children_are_for_those_who_may_see_them(care_home, ask):
    with pytest.raises(NotPermitted):
        ask(AUTHORITY, Access("viewer"))


def test_need_is_what_plain_python_counts_rounded(care_home):
    there = on(CHILDREN, datetime.date(2025, 3, 31))
    frame = need(AUTHORITY, 2025, ANALYST).frame.set_index("group")
    for place in ("Foster", "ChildrensHome", "Supported"):
        assert frame.at[f"{place} all", "value"] == sum(episode["place"] == place for _, episode in there)
        assert frame.at[f"{place} outside", "value"] == _nearest(sum(episode["place"] == place and episode["far"] for _, episode in there))
    shown = frame.loc[frame["breakdown"] != "Total", "value"].dropna()  # all of a type are exact, as on the other tables of the day
    assert not (shown % 5).any() and frame.loc[frame["value"].isna(), "symbol"].eq("c").all()


def _nearest(count: int) -> int:
    return (count + 2) // 5 * 5


def test_local_places_are_counted_against_the_setting(care_home, monkeypatch):
    with pytest.raises(CannotAnswer, match="Load Ofsted's list"):
        local_places(AUTHORITY, 2025, ANALYST)
    monkeypatch.setenv("NEEDS_ATLAS_FOSTER_PLACES", "10000")
    settings.cache_clear()
    row = local_places(AUTHORITY, 2025, ANALYST).frame.set_index("group").loc["Foster Total"]
    first, last = datetime.date(2024, 4, 1), datetime.date(2025, 3, 31)
    begun = sum(
        each["place"] == "Foster" and each["far"] and first <= each["start"] <= last for child in CHILDREN for each in child.episodes
    )
    assert row["denominator"] == row["numerator"] == _nearest(begun) and row["value"] == 100 and row["nature"] == "modelled"
    monkeypatch.setenv("NEEDS_ATLAS_FOSTER_PLACES", "1")
    settings.cache_clear()
    assert local_places(AUTHORITY, 2025, ANALYST).frame.set_index("group").loc["Foster Total", "numerator"] == 0


def test_a_place_was_free_where_plain_python_finds_one(care_home, monkeypatch):
    """As many places as make it free for some and not for others; on the day before, the child itself not counted."""
    first, last = datetime.date(2024, 4, 1), datetime.date(2025, 3, 31)
    used = []
    for child in CHILDREN:
        for each in child.episodes:
            if each["place"] == "Foster" and each["far"] and first <= each["start"] <= last:
                before = on(CHILDREN, each["start"] - datetime.timedelta(days=1))
                used.append(sum(other["place"] == "Foster" and not other["far"] and one is not child for one, other in before))
    places = sorted(used)[len(used) // 2]
    free = sum(number < places for number in used)
    assert free > 5 and len(used) - free > 5
    monkeypatch.setenv("NEEDS_ATLAS_FOSTER_PLACES", str(places))
    settings.cache_clear()
    row = local_places(AUTHORITY, 2025, ANALYST).frame.set_index("group").loc["Foster Total"]
    assert (row["numerator"], row["denominator"]) == (_nearest(free), _nearest(len(used)))


def test_more_carers_move_the_measures_as_arithmetic_says(care_home):
    far = [episode["place"] for _, episode in on(CHILDREN, datetime.date(2025, 3, 31)) if episode["far"]]
    answer = what_if(AUTHORITY, 2025, more_carers(6, 1.7, 1000, 400), ANALYST)
    assert (answer.candidates, answer.moved) == (_nearest(far.count("Foster")), 10)
    assert answer.saving == 10 * 600 * 52 and "£310,000" in answer.sentences[2]
    frame = answer.table.frame.set_index("group")
    assert frame.at["far", "children_now"] == len(far) and frame.at["far", "children_then"] == _nearest(len(far) - 10)
    assert set(frame.index) == set(MEASURES) and (frame["nature"] == "modelled").all() and not (frame["children_then"] % 5).any()
    assert "It rests on assumptions" in answer.table.notes[0]


def test_more_places_than_children_move_all_of_them_and_no_more(care_home):
    answer = what_if(AUTHORITY, 2025, more_carers(400), ANALYST)
    assert answer.moved == answer.candidates and "all of them could be nearer" in answer.sentences[1]


def test_a_dearer_place_costs(care_home):
    assert "would cost about" in what_if(AUTHORITY, 2025, more_carers(6, 1.7, 400, 1000), ANALYST).sentences[2]


def test_a_home_needs_a_ward_that_is_known(care_home):
    with pytest.raises(CannotAnswer, match="There is no ward E05999999"):
        what_if(AUTHORITY, 2025, a_home(4, "E05999999"), ANALYST)


def test_a_home_takes_children_from_around_its_ward(care_home):
    """All of the small place lies within 20 miles: as many as in the whole authority, from protected wards give or take what rounding does."""
    far = sum(episode["far"] and episode["place"] == "ChildrensHome" for _, episode in on(CHILDREN, datetime.date(2025, 3, 31)))
    answer = what_if(AUTHORITY, 2025, a_home(3, WARDS[0][0]), ANALYST)
    assert answer.candidates == _nearest(far) and answer.moved == 3
    assert "from within 20 miles of Chesil Bank" in answer.sentences[0] and answer.saving == 3 * (6120 - 4700) * 52


def test_where_wards_are_hidden_children_come_from_where_children_live_or_there_is_no_answer(care_home, monkeypatch):
    monkeypatch.setattr(care_nearer, "_counted", lambda *_: None)
    with pytest.raises(CannotAnswer, match="is hidden, and where children live is not held"):
        what_if(AUTHORITY, 2025, a_home(3, WARDS[0][0]), ANALYST)
    monkeypatch.setattr(care_nearer, "_shared_out", lambda *_: care_nearer.Candidates(20, is_shared_out=True))
    assert "come from where all children of the authority live" in what_if(AUTHORITY, 2025, a_home(3, WARDS[0][0]), ANALYST).table.notes[0]


def test_wards_are_as_far_apart_as_the_earth_says():
    """A fiftieth of a degree of longitude at 50.71 degrees north is 0.875 miles; of latitude 1.382."""
    points = pd.DataFrame({"label_longitude": [0.0, 0.02, 0.0], "label_latitude": [50.71, 50.71, 50.73]}, index=["a", "b", "c"])
    assert care_nearer.miles_from(points, "a") == pytest.approx([0, 0.875, 1.382], abs=0.001)


def test_there_is_no_answer_on_hidden_numbers(care_home, monkeypatch):
    monkeypatch.setenv("NEEDS_ATLAS_SUPPRESS_TO", "1000")
    settings.cache_clear()
    with pytest.raises(CannotAnswer, match="a number of children that is hidden"):
        what_if(AUTHORITY, 2025, more_carers(6), ANALYST)


def test_a_year_that_is_not_held_is_said(care_home):
    with pytest.raises(CannotAnswer, match="No return of children looked after is held for Dorset in that year"):
        care_sufficiency.need(AUTHORITY, 2019, ANALYST)


def test_exports_say_that_they_are_modelled_and_hold_the_bands(care_home):
    for table in (forecast(AUTHORITY, ANALYST).tables["age"], what_if(AUTHORITY, 2025, more_carers(6), ANALYST).table):
        text = csv_bytes(table).decode("utf-8-sig")
        assert (
            "Modelled from the authority's return of children looked after, not published by anybody" in text and "Nature: modelled" in text
        )
        assert "modelled" in file_name(table) and all(name in text for name, _ in table.more)

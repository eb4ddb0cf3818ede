"""Returns whose postcodes nobody can place: what is not known is said, and is never 0."""

import pytest

from importers.load import load
from measures.access import Access
from measures.care_nearer import candidates
from measures.care_types import placed
from measures.care_words import PLACED, care_sentences
from measures.errors import CannotAnswer
from measures.publish import publish
from measures.selection import Selection
from settings import settings
from tests.care_made import AUTHORITY, Rates, made, write_returns
from tests.homes import copy_of
from tests.return_files import KEY

ANALYST = Access("analyst")


@pytest.fixture(scope="module")
def unplaced_home(small_home, tmp_path_factory):
    """The small place with a return of invented children, and no table of postcodes. Never write to it."""
    folder = tmp_path_factory.mktemp("unplaced")
    home = copy_of(small_home, folder / "home")
    (folder / "returns").mkdir()
    write_returns(folder / "returns", made(2025, 2025, Rates(), seed=12), [2025])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
        patch.setenv("NEEDS_ATLAS_RETURN_AUTHORITY", AUTHORITY)
        patch.setattr("importers.ssda903.postcodes.installed", lambda: None)
        settings.cache_clear()
        assert {outcome.status for outcome in load([folder / "returns"], home)} == {"loaded"}
    settings.cache_clear()
    return home


def published(key: str, chosen: Selection):
    return publish(key, chosen, ANALYST)


@pytest.mark.parametrize("key", [*PLACED, "own_new_placements_over_20_miles"])
def test_a_measure_of_what_is_known_of_nobody_is_not_available(unplaced_home, use_home, key):
    use_home(unplaced_home)
    row = published(key, Selection(AUTHORITY)).frame.iloc[0]
    assert row["symbol"] == "x" and row[["value", "lower", "numerator"]].isna().all()
    assert row["hidden_because"] == "not available: of no child it is known where the placement is"


def test_the_page_says_so_first(unplaced_home, use_home):
    use_home(unplaced_home)
    said = " ".join(care_sentences(Selection(AUTHORITY, period="2025"), published))
    assert "Of none of them it is known how far from home they are placed." in said and "0%" not in said and "foster carers" in said


def test_nobody_is_brought_nearer_who_may_be_near_already(unplaced_home, use_home):
    use_home(unplaced_home)
    rows = placed(AUTHORITY, 2025, ANALYST).set_index(["set_code", "breakdown", "group_code"])
    with pytest.raises(CannotAnswer, match="of no child it is known how far from home"):
        candidates(AUTHORITY, 2025, "Foster", "", rows)

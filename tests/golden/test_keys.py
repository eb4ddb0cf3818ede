"""The key of the table of figures, which has no index to hold it, and the areas it refers to."""

import pytest

from tests.golden.real_home import built_of_figures, rows

KEY = "measure, area_code, time_period, breakdown, group_code"


@pytest.fixture(params=["bundled pack", "publishers' files"])
def home(request, demo_home):
    """A warehouse of the bundled pack, and one of the publishers' own files."""
    return demo_home if request.param == "bundled pack" else built_of_figures(demo_home)


@pytest.mark.xdist_group("real_figures")
def test_no_figure_stands_twice(home):
    assert len(rows(home, "select measure from main.observation limit 1_000")) == 1_000
    assert rows(home, f"select {KEY}, count(*) as times from main.observation group by {KEY} having count(*) > 1").empty


@pytest.mark.xdist_group("real_figures")
def test_every_figure_and_every_area_has_what_it_refers_to(home):
    assert rows(home, "select area_code from main.observation anti join main.area using (area_code)").empty
    assert rows(home, "select source_id from main.area anti join main.source using (source_id)").empty

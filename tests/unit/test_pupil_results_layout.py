"""What docs/pupil-results.md shows can be done as it stands there."""

import re

from importers.load import load
from settings import PROJECT, settings
from tests.pupil_files import KEY
from tests.small import LSOAS
from warehouse.connection import cursor

PAGE = (PROJECT / "docs" / "pupil-results.md").read_text(encoding="utf-8")


def test_the_example_loads_whole(own_home, use_home, tmp_path, monkeypatch):
    monkeypatch.setenv("NEEDS_ATLAS_PUPIL_KEY", KEY)
    home = use_home(own_home)
    example = re.search(r"```csv\n(.+?)```", PAGE, re.DOTALL)[1]
    (tmp_path / "pupils.csv").write_text(re.sub(r"E0101502(\d)", LSOAS[0], example), encoding="utf-8")
    outcome = load([tmp_path / "pupils.csv"], home)[0]
    assert (outcome.status, outcome.loaded) == ("loaded", 5), outcome


def test_every_code_of_the_schema_is_told(demo):
    told = set(re.findall(r"`([^`]+)`", re.sub(r"```.+?```", "", PAGE, flags=re.DOTALL)))
    asked = cursor("cohort")
    codes = {code for (code,) in asked.execute("select group_code from pupil_group where breakdown <> 'Total'").fetchall()}
    measures = {word for row in asked.execute("select key_stage, measure from pupil_measure").fetchall() for word in row}
    assert (codes | measures) - told == set()
    assert settings().pupil_key in told

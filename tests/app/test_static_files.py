"""Static files ask nobody who they are: outlines of public places may lie there, and nothing else."""

import json
import re

import pytest

from components import access
from components.maps.outlines import label_address, layer_address
from measures.access import Access
from measures.held import layers
from settings import PROJECT, settings
from tests.app.visit import assert_sound, visit
from tests.architecture.modules import APP, short

pytestmark = pytest.mark.xdist_group("cohort_home")
KNOWN = re.compile(r"^(favicon\.png|outlines/[\w.-]+\.geojson|labels/[\w.-]+\.json)$")


def test_after_a_visit_to_pupils_there_are_outlines_and_names_only(cohort_home, use_home, monkeypatch):
    use_home(cohort_home)
    monkeypatch.setattr(access, "at_this_machine", lambda: Access("analyst"))
    assert_sound(visit("pages/learning/attainment.py", la="E06000026"))
    layer = layers().query("authority_code == 'E06000026' and area_type == 'ward'")["layer_id"].iloc[0]
    outlines, names = (json.loads((settings().static / address.removeprefix("app/static/")).read_text(encoding="utf-8"))
                       for address in (layer_address(layer), label_address(layer)))  # fmt: skip
    assert {key for feature in outlines["features"] for key in feature["properties"]} == {"i", "code", "name"}
    assert {key for name in names for key in name} == {"p", "n"}
    found = [str(path.relative_to(settings().static)) for path in settings().static.rglob("*") if path.is_file()]
    assert [name for name in found if not KNOWN.match(name) and not name.endswith(".part")] == []


def test_one_module_writes_static_files_and_knows_public_queries_only():
    writers = [path for path in APP if "settings().static" in path.read_text(encoding="utf-8")]
    assert [short(path) for path in writers] == ["components/maps/outlines.py"]
    asked = re.findall(r'query\("([\w/]+)"', writers[0].read_text(encoding="utf-8"))
    assert set(asked) == {"lookups/layer_geojson", "lookups/layer_labels"}
    for name in asked:
        assert not re.search(r"pupil|child|cohort", (PROJECT / "queries" / f"{name}.sql").read_text(encoding="utf-8"))

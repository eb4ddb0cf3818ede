"""What is asked for beforehand is what the pages show: asked for again, it is there already."""

from components.warm import warm
from measures import publish
from measures.selection import Selection
from tests.app.visit import assert_sound, visit


def test_a_page_finds_its_tables_made(demo, monkeypatch):
    link = {"la": "E06000044", "compare": "england"}
    warm(Selection(link["la"], comparator=link["compare"]))
    asked = []
    monkeypatch.setattr(publish, "counts_of", lambda *given: asked.append(given))  # would break the page if anything were asked
    assert_sound(visit("pages/place/demographics.py", **link))
    assert not asked

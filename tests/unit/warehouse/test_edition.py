"""A warehouse built by another edition is told apart, and made anew from what its sources said."""

import json

import pytest

from importers.deriving import rebuild
from importers.load import load
from settings import PROJECT
from warehouse.connection import WarehouseMissing, WarehouseOutdated, current_version
from warehouse.query import query


@pytest.fixture
def older(tmp_path, use_home):
    """A home whose pointer says that another edition built it."""
    load([PROJECT / "data" / "demo" / "lookups"], tmp_path, fresh=True)
    pointer = tmp_path / "current.json"
    pointer.write_text(json.dumps(json.loads(pointer.read_text()) | {"edition": "another"}))
    return use_home(tmp_path)


def test_an_older_edition_is_said_in_words(older):
    with pytest.raises(WarehouseOutdated, match="everything you loaded is kept"):
        current_version(older)


def test_pages_that_handle_a_missing_warehouse_handle_an_older_one():
    assert issubclass(WarehouseOutdated, WarehouseMissing)


def test_rebuilding_keeps_the_sources_and_puts_this_edition_in_force(older):
    assert rebuild(older) is True
    assert len(query("lookups/sources")) == 5
    assert len(query("lookups/current_wards")) > 150


def test_there_is_nothing_to_rebuild_twice(older):
    rebuild(older)
    assert rebuild(older) is False

"""A page sees one version of the warehouse from its first query to its last."""

from importers.load import load
from settings import PROJECT
from warehouse import current_version, one_version, query


def test_within_one_version_a_load_meanwhile_is_not_seen(tmp_path, use_home):
    load([PROJECT / "data" / "demo" / "lookups"], use_home(tmp_path), fresh=True)
    with one_version() as before:
        load([PROJECT / "data" / "demo" / "neighbours"], tmp_path)
        assert current_version() == before
        assert len(query("lookups/sources")) == 5
    assert len(query("lookups/sources")) == 6

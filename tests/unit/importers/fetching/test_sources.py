"""The list of addresses: the one that is shipped, and what is wrong with others."""

import pytest

from importers.fetching.failing import BadSources
from importers.fetching.sources import filled, read_sources
from settings import PROJECT
from tests.unit.importers.fetching.conftest import source_text

SHIPPED = read_sources(PROJECT / "data" / "sources.toml")


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: source.id)
def test_every_shipped_source_says_whose_it_is_and_is_asked_safely(source):
    assert source.publisher and source.title and source.attribution
    assert source.licence == "Open Government Licence v3.0"
    addresses = [source.address, *(step.address for step in source.find)]
    assert all(address.startswith("https://") for address in addresses if address != "{found}")
    assert source.must_have or source.format in ("xlsx", "ods")
    assert ("{area}" in source.file) == (source.each in ("area", "place"))


def test_every_kind_that_the_product_shows_has_a_source():
    assert {source.kind for source in SHIPPED} == {
        "boundaries", "lookups", "population", "census", "deprivation", "education", "neighbours", "income", "ofsted", "health",
    }  # fmt: skip


def test_paged_sources_ask_for_pages_as_large_as_they_say():
    for source in SHIPPED:
        if source.pages == "arcgis":
            assert source.query["resultRecordCount"] == str(source.page_size) and "orderByFields" in source.query
        if source.pages == "nomis":
            assert "record_count" in source.query["select"]


def test_placeholders_are_filled():
    assert filled("{area}/{since}-{until}?{neighbours}", {"area": "E06000059", "since": "2019", "until": "2024"}) == "E06000059/2019-2024?"


@pytest.mark.parametrize(("text", "why"), [
    (source_text(address="a", format="pdf"), 'format "pdf" is none of'),
    (source_text(address="a", pages="all"), 'pages "all" is none of'),
    (source_text(address="a", each="ward"), 'each "ward" is none of'),
    (source_text(address="https://host/{ward}"), "there is no placeholder {ward}"),
    (source_text(address="a", file="../outside.csv"), "its file lies outside the folder"),
    (source_text(address="a", file="/etc/outside.csv"), "its file lies outside the folder"),
    (source_text(address="a", file="a/b/c/d.csv"), "more than two folders deep"),
    (source_text(address="a", colour="red"), "unexpected keyword argument 'colour'"),
    (source_text(), "missing 1 required positional argument: 'address'"),
    (source_text(address="a") + source_text(address="a"), 'holds the source "figures" twice'),
    ("[[source", "cannot be read"), ("title = 1", r"holds no \[\[source\]\]"),
])  # fmt: skip
def test_a_list_that_makes_no_sense(tmp_path, text, why):
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSources, match=why):
        read_sources(tmp_path / "sources.toml")


def test_a_list_that_is_not_there(tmp_path):
    with pytest.raises(BadSources, match=r"There is no file of sources at none\.toml"):
        read_sources(tmp_path / "none.toml")

"""What goes over the wire: nothing leaves the machine, and a change of filter is small."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SEEN_BEFORE, FIRST_TIME = 20_000, 60_000


def test_a_whole_visit_leaves_nothing_and_fails_nothing(visit):
    """``visit`` itself asserts that no request went elsewhere, none failed and the console stayed clean."""
    with visit(fresh=True) as reader:
        reader.open("").go("Demographics")
        for plan in ("Poole 2014-17", "Plymouth 2015", "Portsmouth 2011-14"):
            reader.choose("Plan", plan)
        reader.choose("Authority", "West Devon").go("Overview")
        reader.page.get_by_text("Choose a plan in the filters").wait_for()
        assert any(url.startswith("ws://127.0.0.1") for url in reader.wire.requests)


def test_a_filter_set_back_costs_little(visit):
    with visit() as reader:
        reader.open("demographics?la=E06000059&compare=england")
        first = reader.bytes_of(lambda: reader.choose("Compare with", "Its region"))
        back = reader.bytes_of(lambda: reader.choose("Compare with", "England"))
        again = reader.bytes_of(lambda: reader.choose("Compare with", "Its region"))
        print(f"\nbytes of a change of comparator: first {first:,}, back {back:,}, again {again:,}")
        assert first <= FIRST_TIME
        assert max(back, again) <= SEEN_BEFORE


def test_another_authority_and_another_figure_on_the_map_cost_little(visit):
    with visit() as reader:
        reader.open("demographics?plan=dorset-2020")
        authority = reader.bytes_of(lambda: reader.choose("Authority", "Plymouth"))
        mapped = reader.bytes_of(lambda: reader.choose("Show on the map", "Live births"))
        back = reader.bytes_of(lambda: reader.choose("Authority", "Dorset"))
        print(f"\nbytes of another authority: {authority:,}, back {back:,}; of another figure on the map: {mapped:,}")
        assert max(authority, mapped) <= FIRST_TIME
        assert back <= FIRST_TIME

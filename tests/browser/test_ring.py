"""Twenty miles around an authority: the ring and the places in it are drawn, and another figure sends no outline again."""

import pytest

from components.theme import COMPARATOR, QUINTILES
from tests.browser.pixels import over, picture, pixels_of, rgb
from tests.care_place_files import DORSET

pytestmark = [pytest.mark.browser, pytest.mark.paints, pytest.mark.xdist_group("browser")]
FEW, MANY = 60, 150


def test_the_ring_and_two_places_in_it_are_drawn_and_coloured_anew_without_outlines(visit, another_server, care_places):
    with another_server(NEEDS_ATLAS_HOME=str(care_places)) as port, visit(port, fresh=True) as reader:
        reader.open(f"placements?la={DORSET[0]}&question=provision")
        chart = reader.page.get_by_test_id("stDeckGlJsonChart")
        chart.wait_for()
        chart.scroll_into_view_if_needed()

        def drawn() -> list[int]:
            """Pixels of the lower figure's colour, of the higher one's, and of the ring."""
            image = picture(chart)
            return [pixels_of(image, colour) for colour in (over(QUINTILES[1], "#ffffff"), over(QUINTILES[4], "#ffffff"), rgb(COMPARATOR))]

        reader.until(lambda: drawn()[0] > FEW and drawn()[1] > MANY and drawn()[2] > MANY, "two places and the ring")
        fetched = len(reader.wire.outlines_sent)
        reader.choose("Within 20 miles", "Children's homes")
        reader.page.get_by_role("heading", name="Children's homes within 20 miles of Dorset").wait_for()
        reader.until(lambda: drawn()[1] > MANY and drawn()[2] > MANY, "the map of homes")
        assert fetched == 2 and len(reader.wire.outlines_sent) == fetched
        assert "ring=childrens_homes" in reader.address()
        assert not reader.wire.outside() and not reader.wire.failed and not reader.wire.console

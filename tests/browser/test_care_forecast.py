"""Questions about the months ahead in a browser: the fan by placement with its table, and a what-if that follows the number given."""

import pytest

from tests.browser.test_attainment import open_first_table
from tests.browser.test_reading import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_the_fan_comes_with_its_table_and_a_what_if_answers_what_is_asked(visit):
    with visit() as reader:
        reader.open("placements?la=E06000059&question=forecast")
        reader.page.get_by_text("Tested on the last year held").wait_for(timeout=60_000)
        reader.choose("Children to forecast", "By placement")
        reader.until(lambda: reader.parameters().get("forecast") == ["placement_type"], "the address")
        assert_accessible(reader)
        text = open_first_table(reader)
        assert "Modelled from the authority's return" in text and "lower_80,upper_80" in text
        reader.choose("Question", "What would bring them nearer?")
        reader.page.get_by_text("With 17 more places, about").wait_for()
        carers = reader.page.get_by_label("Foster carers", exact=True)
        carers.fill("20")
        reader.after(lambda: carers.press("Enter"))
        reader.page.get_by_text("With 34 more places, about").wait_for()
        reader.page.set_viewport_size({"width": 800, "height": 900})
        assert reader.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")

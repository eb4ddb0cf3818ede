"""A priority area is made by clicking on the map, stands in the filter, and its link opens on a server nobody has visited."""

import pytest

from tests.browser.visit import Visit
from tests.homes import copy_of

pytestmark = [pytest.mark.browser, pytest.mark.paints, pytest.mark.xdist_group("browser")]
PAGE = "priority-areas?la=E06000029"


def click_on_map(reader: Visit) -> None:
    """Click in the middle of the form's map, the last one of the page; a map that is not drawn yet hears nothing, so look first."""
    canvas = reader.page.get_by_test_id("stDeckGlJsonChart").last
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tooltip = reader.page.get_by_text("Canford Heath East", exact=True)

    def is_pointed_at() -> bool:
        reader.page.mouse.move(middle[0] + 1, middle[1])
        reader.page.mouse.move(*middle)
        return any(each.is_visible() for each in tooltip.all())

    reader.until(is_pointed_at, "the tooltip of the ward")
    reader.page.mouse.click(*middle)


def test_make_one_find_it_in_the_filter_and_follow_its_link(visit, another_server, demo_home, tmp_path):
    home = copy_of(demo_home, tmp_path / "home")
    with another_server(NEEDS_ATLAS_HOME=str(home)) as port, visit(port) as reader:
        reader.open(PAGE)
        click_on_map(reader)
        reader.until(lambda: reader.page.get_by_text("1 member picked.").count(), "the ward to be picked")
        reader.paint_no_more()
        name = reader.page.get_by_role("textbox", name="Name", exact=True)
        reader.after(lambda: (name.fill("West Quay"), name.press("Tab")))
        reader.after(lambda: reader.page.get_by_role("button", name="Save the area").click())
        reader.until(lambda: reader.page.get_by_role("heading", name="West Quay").count(), "the area")
        reader.at_rest().go("Demographics").choose("Priority area", "West Quay")
        reader.until(lambda: reader.parameters().get("priority") == ["own.west-quay"], "the address")
        link, lead = reader.address(), reader.lead()
        assert "lived in Canford Heath East" in lead
    with another_server(NEEDS_ATLAS_HOME=str(home)) as port, visit(port, fresh=True, paints=False) as other:
        other.open(link)
        assert (other.chosen("Priority area"), other.lead()) == ("West Quay", lead)

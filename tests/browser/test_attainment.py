"""The Attainment page in a browser: a group is chosen, a sentence leads to its evidence, the gap comes with its table and CSV."""

import pytest

from tests.browser.test_reading import assert_accessible
from tests.browser.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def open_first_table(reader: Visit) -> str:
    """Open the first expander beneath a chart; the CSV behind its first button."""
    expander = reader.page.get_by_test_id("stExpander").first
    reader.after(lambda: expander.locator("summary").click())
    expander.get_by_test_id("stDataFrame").first.wait_for()
    with reader.page.expect_download() as download:
        expander.get_by_role("button", name="Download CSV", exact=False).first.click()
    return download.value.path().read_text(encoding="utf-8-sig")


def test_choose_a_group_follow_the_evidence_and_take_the_table(visit):
    with visit(theme="dark") as reader:
        reader.open("attainment?la=E06000059")
        reader.choose("By", "Special educational needs").choose("Group", "Education, health and care plan")
        reader.until(lambda: reader.parameters().get("group") == ["EHCP"], "the address")
        assert reader.parameters()["by"] == ["sen"] and "education, health and care plan" in reader.lead()
        assert_accessible(reader)
        reader.page.get_by_text("Evidence").first.click()
        heading = "each-group-and-local-peers"
        reader.until(lambda: reader.page.url.endswith(heading), "the link to the groups")
        top = "document.querySelector('[id$=\"each-group-and-local-peers\"]').getBoundingClientRect().top"
        reader.until(lambda: 0 <= reader.page.evaluate(top) < 200, "the groups to be in sight")
        text = open_first_table(reader)
        assert "percentage points" in text and "group_value,pupils" in text and "EHCP" in text
        reader.page.set_viewport_size({"width": 800, "height": 900})
        assert reader.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")

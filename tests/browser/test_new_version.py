"""A build while the app runs: its next run shows what is new."""

import pytest

from tests.app.newlyshire import CODE, NAME, add_newlyshire
from tests.homes import copy_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_new_version_is_picked_up_without_a_restart(visit, another_server, demo_home, tmp_path):
    home = copy_of(demo_home, tmp_path / "home")
    with another_server(NEEDS_ATLAS_HOME=str(home)) as port, visit(port) as reader:
        reader.open("demographics?la=E06000029")
        assert NAME not in offered(reader)
        lead = reader.lead()
        add_newlyshire(home, tmp_path)
        reader.choose("Compare with", "Its region")
        assert NAME in offered(reader)
        reader.choose("Compare with", "England")
        assert reader.lead() == lead
        reader.choose("Authority", NAME)
        assert reader.parameters()["la"] == [CODE]
        assert NAME in reader.lead()


def offered(reader) -> list[str]:
    """The authorities offered."""
    box = reader.page.get_by_role("combobox", name="Authority", exact=True)
    box.click()
    reader.page.get_by_role("option").first.wait_for()
    names = reader.page.get_by_role("option").all_inner_texts()
    reader.page.keyboard.press("Escape")
    return names

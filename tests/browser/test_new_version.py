"""A build while the app runs: its next run shows what is new."""

import shutil

import pytest

from importers.load import load

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LOOKUP = (
    "WD23CD,WD23NM,LAD23CD,LAD23NM,CTY23CD,CTY23NM,RGN23CD,RGN23NM,CTRY23CD,CTRY23NM\n"
    "E05099001,Upper Newly,E06099001,Newlyshire,,,E12000009,South West,E92000001,England\n"
)


def test_a_new_version_is_picked_up_without_a_restart(visit, another_server, demo_home, tmp_path):
    home = shutil.copytree(demo_home, tmp_path / "home")
    with another_server(NEEDS_ATLAS_HOME=str(home)) as port, visit(port) as reader:
        reader.open("demographics?la=E06000029")
        assert "Newlyshire" not in offered(reader)
        lead = reader.lead()
        (tmp_path / "new.csv").write_text(LOOKUP, encoding="utf-8")
        assert [outcome.status for outcome in load([tmp_path / "new.csv"], home)] == ["loaded"]
        reader.choose("Compare with", "Its region")
        assert "Newlyshire" in offered(reader)
        reader.choose("Compare with", "England")
        assert reader.lead() == lead
        reader.choose("Authority", "Newlyshire")
        assert reader.parameters()["la"] == ["E06099001"]
        assert "Newlyshire" in reader.lead()


def offered(reader) -> list[str]:
    """The authorities offered."""
    box = reader.page.get_by_role("combobox", name="Authority", exact=True)
    box.click()
    reader.page.get_by_role("option").first.wait_for()
    names = reader.page.get_by_role("option").all_inner_texts()
    reader.page.keyboard.press("Escape")
    return names

"""An upload by hand: the file is looked at, what it would change is shown, and only then it counts."""

import pytest

from tests.homes import copy_of
from tests.small import ages_rows, table

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_a_file_is_previewed_and_applied(visit, another_server, demo_home, tmp_path):
    home = copy_of(demo_home, tmp_path / "home")
    pointer = (home / "current.json").read_bytes()
    file = tmp_path / "Estimates of Dorset, mid-2023.csv"
    file.write_bytes(table(ages_rows(persons=4321)))
    with another_server(NEEDS_ATLAS_HOME=str(home)) as port, visit(port) as reader:
        reader.open("data?la=E06000059")
        main = reader.page.get_by_test_id("stMain")
        reader.after(lambda: reader.page.locator("input[type=file]").set_input_files(file))
        reader.after(lambda: main.get_by_role("button", name="See what this file would change").click())
        main.get_by_role("button", name="Apply 1 file").wait_for()
        reader.at_rest()
        assert main.get_by_text("would be new").count()
        assert (home / "current.json").read_bytes() == pointer
        reader.go("Overview")
        reader.go("Data")
        main.get_by_role("button", name="Apply 1 file").click()
        main.get_by_text("1 file is loaded; every page shows the new figures now.").wait_for()
        assert (home / "current.json").read_bytes() != pointer
        reader.at_rest()

"""What the command line prints is noted before it is printed, or not printed."""

import pytest

from audit.reading import events
from measures.__main__ import main
from tests.record import block


@pytest.mark.parametrize(("asked", "indicators"), [
    (["births", "--area", "E06000026", "--json"], ["births"]),
    (["gld", "--area", "E06000059", "--breakdown", "fsm", "--gap", "FSM"], ["gld_gap_fsm_FSM_local"]),
    (["--list"], []),
])  # fmt: skip
def test_a_table_that_is_printed_is_noted(areas_home, asked, indicators, capsys):
    assert main(asked) == 0
    lines = events(areas_home)
    assert [line["indicator"] for line in lines] == indicators
    assert all(line["event"] == "saw" and line["person"].startswith("os-") for line in lines)


def test_nothing_is_printed_that_cannot_be_noted(areas_home, capsys):
    block(areas_home)
    assert main(["births", "--area", "E06000026"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("The audit log of areas_home/ cannot be written")

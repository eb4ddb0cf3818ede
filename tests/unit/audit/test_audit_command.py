"""python -m audit: whether the chain holds, and what is in it."""

import json

import pytest

from audit.__main__ import main
from audit.folder import folder_of


def test_verify_says_so_and_ends_with_0(home, write, capsys):
    write("births", "gld")
    assert main(["verify", "--home", str(home)]) == 0
    assert capsys.readouterr().out.startswith("The chain holds: 2 events since")


def test_verify_names_the_first_broken_line_and_ends_with_2(home, write, lines, capsys):
    write("births", "gld", "neet")
    lines.put([found.replace(b"E06000026", b"E06000001") if number else found for number, found in enumerate(lines.read())])
    assert main(["verify"]) == 2
    assert capsys.readouterr().out.startswith(f"The chain is broken: line 2 of {lines.path.name} does not follow")


@pytest.mark.parametrize("noted", ["7:abc", "nonsense"])
def test_verify_against_a_head_that_was_noted(home, write, noted, capsys):
    write("births")
    assert main(["verify", "--head", noted]) == 2


def test_list_the_newest_first_and_narrowed(home, write, capsys):
    write("births", "gld", "births")
    assert main(["list"]) == 0
    found = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in found] == ["3", "2", "1"]
    assert "saw" in found[0] and "p-7 (data_officer, " in found[0] and "indicator=births" in found[0]
    assert main(["list", "--indicator", "gld", "--json"]) == 0
    assert [line["indicator"] for line in json.loads(capsys.readouterr().out)] == ["gld"]
    for nothing in (
        ["--until", "2001-01-01"],
        ["--since", "2100-01-01"],
        ["--person", "p-8"],
        ["--event", "loaded"],
        ["--area", "E06000001"],
    ):
        assert main(["list", *nothing]) == 0
        assert capsys.readouterr().out.startswith("No such event is in")
    assert main(["list", "--area", "E06000026", "--most", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_prune_says_what_is_kept(home, write, capsys):
    write("births")
    assert main(["prune"]) == 0
    assert capsys.readouterr().out == "0 months deleted; events are kept for 730 days.\n"


def test_a_folder_that_cannot_be_used_is_a_sentence(home, capsys):
    folder_of(home).write_text("in the way", encoding="utf-8")
    assert main(["prune"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_wrong_question_is_a_sentence(home, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["list", "--since", "yesterday"])
    assert ended.value.code == 2 and len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("does", ["verify", "list"])
def test_a_home_that_is_not_there_has_no_log_that_holds(home, tmp_path, does, capsys):
    assert main([does, "--home", str(tmp_path / "nohome")]) == 2
    assert capsys.readouterr().err == "There is no folder nohome/, so there is no audit log of it.\n"


def test_the_list_of_a_broken_log_says_so_first(home, write, lines, capsys):
    write("births", "gld", "neet")
    lines.put([found.replace(b"E06000026", b"E06000001") if number else found for number, found in enumerate(lines.read())])
    assert main(["list"]) == 0
    assert capsys.readouterr().out.startswith("The chain is broken: line 2 of")


def test_a_key_set_after_the_last_event_is_told_from_a_key_left_out(home, write, with_key, capsys):
    write("births")
    with_key("a key of the tests alone")
    assert main(["verify"]) == 2
    assert "set after the last event, then the next event takes it on" in capsys.readouterr().out
    write("gld")
    assert main(["verify"]) == 0

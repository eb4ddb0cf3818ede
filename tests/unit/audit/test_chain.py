"""Whatever is done to the log behind its back is told, and told where."""

import json

import pytest

import audit
from audit.chain import Link, linked
from audit.folder import folder_of
from audit.verify import verify

FIVE = ("births", "gld", "cla_rate", "neet", "population_0_17")


def broken(home, key="") -> str:
    verdict = verify(home, key)
    assert not verdict.holds
    return verdict.broken


def test_a_log_that_nobody_touched_holds(home, write):
    for name in FIVE:
        write(name)
    verdict = verify(home)
    assert (verdict.holds, verdict.lines, verdict.head.seq, verdict.remarks) == (True, 5, 5, ())
    assert verdict.sentence().startswith("The chain holds: 5 events since 20")
    assert verdict.sentence().endswith(f"head 5:{verdict.head.hash}.")


def test_an_empty_log_says_so(home):
    assert verify(home).holds and verify(home).sentence() == "The log is empty."


def test_a_line_has_who_what_when_and_its_place(home, write, lines):
    write("gld")
    said = json.loads(lines.read()[0])
    assert said.keys() == {"seq", "at", "event", "person", "role", "through", "indicator", "area", "rows", "hidden", "key", "hash"}
    assert (said["seq"], said["event"], said["person"], said["role"], said["through"]) == (1, "saw", "p-7", "data_officer", said["through"])
    assert said["at"].endswith("+00:00")


def test_a_changed_line_is_found(home, write, lines):
    write(*FIVE)
    found = lines.read()
    lines.put([*found[:2], found[2].replace(b"E06000026", b"E06000044"), *found[3:]])
    assert broken(home).startswith(f"line 3 of {lines.path.name} does not follow from the line before it")


def test_a_line_taken_out_is_found(home, write, lines):
    write(*FIVE)
    found = lines.read()
    lines.put([*found[:2], *found[3:]])
    assert broken(home).startswith(f"line 3 of {lines.path.name} does not follow")


def test_two_lines_that_changed_places_are_found(home, write, lines):
    write(*FIVE)
    found = lines.read()
    lines.put([found[0], found[2], found[1], *found[3:]])
    assert broken(home).startswith(f"line 2 of {lines.path.name} does not follow")


def test_a_line_put_in_is_found(home, write, lines):
    write(*FIVE)
    found = lines.read()
    lines.put([*found[:3], found[2], *found[3:]])
    assert broken(home).startswith(f"line 4 of {lines.path.name} does not follow")


def test_a_line_written_otherwise_is_found_though_it_says_the_same(home, write, lines):
    write(*FIVE)
    found = lines.read()
    lines.put([found[0], found[1].replace(b'":', b'": '), *found[2:]])
    assert "line 2" in broken(home) and "cannot be read, or was not written by this program" in broken(home)


@pytest.mark.parametrize("left", [0, 1, 4])
def test_lines_cut_off_the_end_are_found(home, write, lines, left):
    write(*FIVE)
    lines.put(lines.read()[:left])
    assert broken(home) == f"the log ends with line number {left}, but once reached number 5: the last lines were taken out."


def test_lines_cut_off_the_end_are_told_by_the_next_line_and_stay_told(home, write, lines):
    write(*FIVE)
    lines.put(lines.read()[:3])
    write("births")
    said = json.loads(lines.read()[3])
    assert (said["event"], said["expected"], said["seq"]) == ("missing", 5, 6)
    assert broken(home) == f"before line 4 of {lines.path.name} lines are missing: 2 of them."


def test_lines_and_head_taken_out_together_show_against_a_head_that_was_noted(home, write, lines):
    """Without a key nothing in the folder itself can show this; docs/decisions/0023 says so."""
    write("births", "gld")
    head_then, noted_early = (folder_of(home) / "head").read_bytes(), verify(home).head_text
    write("neet")
    noted = verify(home).head_text
    lines.put(lines.read()[:2])
    (folder_of(home) / "head").write_bytes(head_then)
    assert verify(home).holds
    assert not verify(home, noted=noted).holds and "once reached number 3" in verify(home, noted=noted).broken
    assert verify(home, noted=noted_early).holds


def test_a_log_made_anew_shows_against_a_head_that_was_noted(home, write, lines):
    write(*FIVE)
    noted = verify(home).head_text
    for path in folder_of(home).iterdir():
        path.unlink()
    write("births", *FIVE[1:])
    assert verify(home).holds
    assert verify(home, noted=noted).broken == "line number 5 has another hash than the one that was noted."


def test_a_head_that_was_changed_or_taken_away_is_found(home, write):
    write("births")
    head = folder_of(home) / "head"
    kept = head.read_text(encoding="ascii")
    head.write_text(kept.replace("000000000001", "000000000000"), encoding="ascii")
    assert "was changed by somebody else" in broken(home)
    head.unlink()
    assert "is gone" in broken(home)


def test_with_a_key_nobody_without_it_can_make_a_line(home, write, lines, with_key):
    with_key("only the data officer knows")
    write("births", "gld")
    said = json.loads(lines.read()[1])
    body = {name: value for name, value in said.items() if name not in ("hash", "seq", "key")} | {"person": "p-8"}
    before = Link(1, json.loads(lines.read()[0])["hash"], said["key"])
    for forged_with in ("", "a guess"):
        lines.put([lines.read()[0], linked(before, body, forged_with)[1]])
        assert "line 2" in broken(home, "only the data officer knows")


def test_without_a_key_everybody_can_make_a_line_but_not_one_that_keeps_the_head(home, write, lines):
    write("births", "gld")
    said = json.loads(lines.read()[1])
    body = {name: value for name, value in said.items() if name not in ("hash", "seq", "key")} | {"person": "p-8"}
    lines.put([lines.read()[0], linked(Link(1, json.loads(lines.read()[0])["hash"]), body, "")[1]])
    assert broken(home).endswith("has another hash than the one that was noted.")


def test_lines_of_before_a_key_are_told_apart(home, write, with_key):
    write("births")
    with_key("secret")
    write("gld")
    verdict = verify(home, "secret")
    assert verdict.holds and verdict.lines == 3  # the log itself says that a key was set
    assert "Lines before line 2 of" in verdict.remarks[0]


def test_who_has_another_key_or_none_can_neither_write_nor_tell(home, write, with_key):
    with_key("secret")
    write("births")
    for key in ("", "another"):
        with_key(key)
        with pytest.raises(audit.AuditFailed, match="kept with another key"):
            write("gld")
        assert "with a key (audit_key) that is not the one given here" in broken(home, key) or "changed by somebody else" in broken(
            home, key
        )
    assert verify(home, "secret").lines == 1

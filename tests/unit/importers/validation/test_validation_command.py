"""Full validation: what goes to the validator's own process, what comes back, and what is said where it cannot be asked."""

import json
import re
from pathlib import Path

import pytest

from audit.chain import read_line
from importers.validation import __main__ as command
from importers.validation.__main__ import main
from importers.validation.process import NoAnswer, answer
from settings import settings
from tests.record import raw_record
from tests.return_files import HEADERS, child, return_table, return_xml, row
from tests.small import AUTHORITY, workbook
from tests.unit.importers.ssda903.test_returns import given
from warehouse.validations import remembered

BAD_SEX = {"Header.csv": return_table("Header", [row(1), row(2, SEX="9"), row(3, SEX="X")])}
EPISODES = {"Episodes.csv": return_table("Episodes", [row(1), row(2, DEC="01/02/2025", REC="E8"), row(3)])}


def asked(capsys, *given: object) -> tuple[int, str, str]:
    code = main([str(each) for each in given])
    said = capsys.readouterr()
    assert code or not said.err or "rules" in said.err, said.err
    return code, said.out, said.err


def counts(out: str) -> dict[tuple[str, str, bool], int]:
    return {(each["rule"], each["table"], each["is_of_year_before"]): each["rows"] for each in json.loads(out)["broken"]}


def test_counts_by_rule_and_nothing_of_a_child(home, tmp_path, use_validator, capsys):
    use_validator()
    code, out, err = asked(capsys, given(tmp_path, EPISODES | BAD_SEX), "--home", home)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert (
        lines[0].startswith("Full validation of the return 2024/25 on ")
        and "1 of 4 rules broken. 8 rules of 2023/24 were to be asked" in lines[0]
    )
    assert "2 not, because what they ask about is not given, and 2 failed in the validator itself (csc-validator-be-903 0.0.9)." in lines[0]
    assert re.fullmatch(r"101 +2  Header +Sex is not valid in 2024\.", lines[2])
    assert lines[3:] == ["Not asked: 501, AD1.", "Failed in the validator itself: astray, breaks."]
    assert not any(secret in out for secret in (child(1), "QZ1", "17/04/2012"))


def test_last_years_return_goes_along_and_rows_are_told_only_when_asked_for(home, tmp_path, use_validator, capsys):
    use_validator()
    former = {"Episodes 2023-24.csv": return_table("Episodes", [row(1, DECOM="01/05/2023")] * 7)}
    this = {f"this/{name}": content for name, content in (EPISODES | BAD_SEX).items()}
    folder = given(tmp_path, this | {f"last/{name}": content for name, content in former.items()})
    _, out, _ = asked(capsys, folder, "--home", home, "--json")
    assert counts(out) == {("501", "Episodes", True): 7, ("101", "Header", False): 2}
    assert "first_rows" not in json.loads(out)
    _, out, _ = asked(capsys, folder, "--home", home, "--rows")
    assert "Year before. [rows 2, 3, 4, 5, 6 and more]" in out and "[rows 3, 4]" in out
    assert "Episodes, year before" in out


def test_the_year_before_alone_can_be_validated_and_other_rules_asked(home, tmp_path, use_validator, capsys):
    use_validator()
    former = {"last/Episodes 2023-24.csv": return_table("Episodes", [row(1, DECOM="01/05/2023")])}
    folder = given(tmp_path, EPISODES | former)
    _, out, _ = asked(capsys, folder, "--home", home, "--year", 2024, "--json")
    assert json.loads(out)["collection_year"] == 2024 and counts(out) == {("year", "Episodes", False): 1}
    _, out, _ = asked(capsys, folder, "--home", home, "--rules", 2030, "--json")
    assert json.loads(out)["rules_of"] == 2026
    _, out, _ = asked(capsys, folder, "--home", home, "--rules", 2001, "--json")
    assert json.loads(out)["rules_of"] == 2024
    code, out, err = asked(capsys, folder, "--home", home, "--year", 2019)
    assert (code, out, err) == (2, "", "No Episodes of 2018/19 are among the files.\n")


def test_workbook_and_xml_say_the_same_as_csv(home, tmp_path, use_validator, capsys):
    use_validator()
    header = HEADERS["Episodes"].split()
    rows = [row(1, DECOM="2024-05-01 00:00:00"), row(2, DECOM="01/05/2024")]
    sheets = {"Episodes": [header, *([each.get(name, "") for name in header] for each in rows)],
              "Header": [["CHILD", "SEX", "DOB", "ETHNIC"], [child(1), "9", "17/04/2012", "WBRI"]]}  # fmt: skip
    book = given(tmp_path, {"return.xlsx": workbook(sheets)})
    _, out, _ = asked(capsys, book, "--home", home, "--json")
    assert counts(out) == {("101", "Header", False): 1}
    assert json.loads(out)["notes"] == ["return/return.xlsx: Header has no column MOTHER, MC_DOB, UPN: given as empty"]
    xml = tmp_path / "return.xml"
    xml.write_bytes(return_xml([(row(1, SEX="9"), [row(1)])]))
    _, out, _ = asked(capsys, xml, "--home", home, "--json")
    assert counts(out) == {("101", "Header", False): 1}
    assert "AD1" not in json.loads(out)["skipped"]  # an XML is a whole return: what it does not have is empty


def test_what_is_found_is_remembered_and_recorded(home, tmp_path, use_validator, capsys):
    use_validator()
    folder = given(tmp_path, EPISODES | BAD_SEX)
    for _ in range(2):
        asked(capsys, folder, "--home", home)
    (kept,) = remembered(home)
    assert (kept.collection_year, kept.authority_code, kept.rules_broken, len(kept.files)) == (2025, AUTHORITY[0], 1, 2)
    assert [(each.rule, each.rows, each.says) for each in kept.broken] == [("101", 2, "Sex is not valid in 2024.")]
    assert child(1) not in (home / "validations.json").read_text()
    assert [line["read"] for line in map(read_line, raw_record(home).splitlines()) if line and line.get("event") == "validated"] == [6, 6]


def test_without_a_warehouse_nothing_is_remembered(tmp_path, use_validator, capsys):
    use_validator()
    code, out, _ = asked(capsys, given(tmp_path, EPISODES), "--home", tmp_path / "none", "--area", AUTHORITY[0], "--json")
    assert code == 0 and json.loads(out)["broken"] == []
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("mood", "sentence"),
    [
        ("raises", "The validator broke off (ValueError); what it said is withheld, because it may quote a cell."),
        ("dies", "The validator ended without an answer; the environment may be incomplete: --make-environment makes it anew."),
        ("sleeps", "The validation took longer than 2 seconds and was ended; --seconds gives it more."),
    ],
)
def test_no_answer_is_said_in_a_sentence_without_a_cell(home, tmp_path, use_validator, capsys, mood, sentence):
    use_validator(mood)
    code, out, err = asked(capsys, given(tmp_path, EPISODES), "--home", home, "--seconds", 2 if mood == "sleeps" else 60)
    assert (code, out, err) == (2, "", f"{sentence}\n")
    assert remembered(home) == []


def test_what_the_package_writes_to_its_output_does_not_leave_it(home, tmp_path, use_validator, capsys):
    use_validator("talks")
    code, out, err = asked(capsys, given(tmp_path, EPISODES), "--home", home)
    assert code == 0 and child(1) not in out + err


@pytest.mark.parametrize("line", ["nothing", '"text"', "[]", '{"answer": 7}', '{"failed": "ZX0000001 is bad"}'])
def test_a_process_that_is_not_ours_is_not_believed(tmp_path, line):
    script = tmp_path / "python"
    script.write_text(f"#!/bin/sh\ncat > /dev/null\necho '{line}'\n")
    script.chmod(0o755)
    with pytest.raises(NoAnswer) as refusal:
        answer({}, script, 10)
    assert "ZX0000001" not in str(refusal.value)


def test_an_answer_of_another_form_is_refused(home, tmp_path, use_validator, capsys, monkeypatch):
    use_validator()
    monkeypatch.setattr("importers.validation.validate.answer", lambda *given: {"broken": [{"table": "Children", "rows": 1, "rule": "1"}]})
    code, out, err = asked(capsys, given(tmp_path, EPISODES), "--home", home)
    assert (code, out, err) == (2, "", "The validator's answer cannot be read.\n")


def test_no_key_of_ours_and_no_cell_goes_by_arguments_or_environment(home, tmp_path, use_validator, capsys, monkeypatch):
    use_validator()
    seen = {}
    from importers.validation import process

    real = process.subprocess.Popen
    monkeypatch.setattr(process.subprocess, "Popen", lambda command, **how: (seen.update(how, command=command), real(command, **how))[1])
    assert asked(capsys, given(tmp_path, EPISODES), "--home", home)[0] == 0
    assert set(seen["env"]) <= {"PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR"}
    assert seen["command"] == [str(settings().validator / "bin" / "python"), "-I", "-B", str(Path(process.__file__).with_name("runner.py"))]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"Header.csv": return_table("Header", [row(1)])}, "return/Header.csv: the year of this table is not known"),
        ({"Episodes.csv": b"CHILD,DECOM,RNE,LS,PLACE,DEC\n"}, "return/Episodes.csv: the table has a header but no rows below it"),
        ({"notes.csv": b"a,b\n1,2\n"}, "No Episodes are among the files; return/notes.csv: no importer knows"),
        (
            EPISODES | {"more.csv": EPISODES["Episodes.csv"]},
            "return/more.csv: a second table Episodes of 2024/25; give one return of each year",
        ),
        ({"a.xml": b"<!DOCTYPE x><x/>"}, "No Episodes are among the files"),
        (
            {"Episodes.csv": return_table("Episodes", [row(1, HOME_POST="", PL_POST="")])},
            "The authority of the return is not known: name it",
        ),
    ],
)
def test_what_cannot_be_given_whole_is_refused(home, tmp_path, use_validator, capsys, files, sentence):
    use_validator()
    code, out, err = asked(capsys, given(tmp_path, files), "--home", home)
    assert (code, out) == (2, "") and err.startswith(sentence), err
    assert child(1) not in err


def test_a_table_without_rows_is_given_as_an_empty_one(home, tmp_path, use_validator, capsys):
    use_validator()
    empty = {"AD1.csv": b"CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"}
    _, out, _ = asked(capsys, given(tmp_path, EPISODES | empty), "--home", home, "--json")
    assert json.loads(out)["skipped"] == ["101", "501"]


def test_how_far_it_is_stands_on_one_line_of_a_terminal(home, tmp_path, use_validator, capsys, monkeypatch):
    use_validator()
    monkeypatch.setattr(command.sys.stderr, "isatty", lambda: True)
    _, _, err = asked(capsys, given(tmp_path, EPISODES), "--home", home)
    assert err.endswith("\r7 of 8 rules\r8 of 8 rules\n") and err.count("\n") == 1


@pytest.mark.parametrize("given", [[], ["x", "--seconds", "0"], ["x", "--year", "latest"]])
def test_a_wrong_request_is_one_sentence(capsys, given):
    with pytest.raises(SystemExit) as end:
        main(given)
    assert end.value.code == 2 and capsys.readouterr().err.count("\n") == 1

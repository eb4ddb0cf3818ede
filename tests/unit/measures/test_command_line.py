"""python -m measures: the contract that scripts rely on."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from measures import catalogue
from measures.__main__ import main
from measures.catalogue import indicators
from settings import PROJECT

PLYMOUTH = "E06000026"
KEYS = ["indicator", "title", "unit", "polarity", "selection", "rows", "notes"]
ROW = ["area_code", "area_name", "area_type", "time_period", "breakdown", "group", "numerator", "denominator", "value", "lower", "upper",
       "symbol", "hidden_because", "comparator", "comparator_value", "verdict", "nature", "source"]  # fmt: skip
ASKED_FOR = ["population_0_19", "population_0_4", "population_5_14", "population_15_19", "population_0_24", "population_0_17", "births",
             "minority_ethnic_share"]  # fmt: skip


def answer(capsys, *arguments: str) -> dict | list:
    """What is printed with --json."""
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refusal(capsys, *arguments: str) -> tuple[int, str]:
    """Exit status and the sentence on standard error; nothing is on standard output."""
    status = main(list(arguments))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    return status, printed.err.strip()


def test_json_has_just_the_keys_of_the_contract(demo, capsys):
    found = answer(capsys, "births", "--area", PLYMOUTH, "--comparator", "england")
    assert list(found) == KEYS
    assert [list(row) for row in found["rows"]] == [ROW]
    assert (found["indicator"], found["title"], found["unit"], found["polarity"]) == ("births", "Live births", "live births", "neutral")


@pytest.mark.parametrize("indicator_id", ASKED_FOR)
def test_by_ward(demo, capsys, indicator_id):
    rows = answer(capsys, indicator_id, "--area", PLYMOUTH, "--by", "ward")["rows"]
    assert len(rows) == 20
    assert {row["area_type"] for row in rows} == {"ward"}
    assert all(re.fullmatch(r"E05\d{6}", row["area_code"]) for row in rows)
    assert all((row["value"] is None) == (row["symbol"] is not None) for row in rows)
    assert all(row["nature"] in ("official", "modelled") and row["source"] for row in rows)


def test_a_ward_is_asked_for_by_its_own_code(demo, capsys):
    rows = answer(capsys, "births", "--area", "E05002078", "--period", "2022")["rows"]
    assert [(row["area_code"], row["area_name"]) for row in rows] == [("E05002078", "Budshead")]


def test_shares_are_percentages_and_nothing_is_a_magic_number(demo, capsys):
    rows = answer(capsys, "minority_ethnic_share", "--area", PLYMOUTH, "--by", "ward")["rows"]
    assert all(0 <= row["lower"] <= row["value"] <= row["upper"] <= 100 for row in rows)


def test_hidden_figures_are_null(demo, capsys):
    rows = answer(capsys, "births", "--area", "E07000047", "--by", "ward", "--period", "2019")["rows"]
    chagford = next(row for row in rows if row["area_name"] == "Chagford")
    assert [chagford[key] for key in ("value", "numerator", "lower", "upper", "symbol")] == [None, None, None, None, "c"]
    assert chagford["hidden_because"] == "small number: 1 to 5"


def test_breakdown_period_and_comparator(demo, capsys):
    found = answer(capsys, "population_0_24_share", "--area", PLYMOUTH, "--breakdown", "sex", "--period", "2022", "--comparator", "region")
    assert [(row["breakdown"], row["group"], row["time_period"], row["comparator"]) for row in found["rows"]] == [
        ("sex", "Female", "2022", "South West"), ("sex", "Male", "2022", "South West"),
    ]  # fmt: skip
    assert found["selection"]["compare"] == "region"


def test_all_periods(demo, capsys):
    periods = [row["time_period"] for row in answer(capsys, "births", "--area", PLYMOUTH, "--period", "all")["rows"]]
    assert periods == [str(year) for year in range(2012, 2036)]


def test_a_priority_area(demo, capsys):
    rows = answer(capsys, "births", "--area", "E06000029", "--priority-area", "poole-2014.turlin-moor", "--period", "2018")["rows"]
    assert [row["area_name"] for row in rows] == ["Hamworthy West"]


def test_text_has_title_rows_notes_and_source(demo, capsys):
    assert main(["births", "--area", PLYMOUTH, "--by", "ward", "--period", "2022"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Live births: Plymouth, by ward, 2022 (live births)"
    assert any(line.split()[0] == "Budshead" for line in lines)
    assert any(line.startswith("Modelled, not published by anybody: ") for line in lines)
    assert lines[-1].startswith("Source: Needs Atlas, ")


def test_text_shows_the_symbol_of_a_hidden_figure(demo, capsys):
    assert main(["births", "--area", "E07000047", "--by", "ward", "--period", "2019"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "Chagford" in line)
    assert line.split()[3] == "c"


def test_the_list_names_every_indicator_with_what_is_held(demo, capsys):
    found = {entry["indicator"]: entry for entry in answer(capsys, "--list")}
    assert list(found) == list(indicators())
    assert set(ASKED_FOR) <= set(found)
    assert list(found["births"]) == ["indicator", "title", "topic", "unit", "polarity", "periods", "area_types"]
    assert found["births"]["area_types"] == ["authority", "country", "district", "region", "ward"]
    assert (found["births"]["periods"][0], found["births"]["periods"][-1]) == ("2012", "2035")


def test_the_list_as_text(demo, capsys):
    assert main(["--list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(indicators())


@pytest.mark.parametrize(("arguments", "words"), [
    (["nonsense", "--area", PLYMOUTH], 'no indicator "nonsense"'),
    (["births", "--area", "X99"], 'no area "X99"'),
    (["births", "--area", PLYMOUTH, "--period", "1999"], "not held for 1999 in Plymouth"),
    (["births", "--area", PLYMOUTH, "--by", "planet"], 'not by "planet"'),
    (["births", "--area", PLYMOUTH, "--breakdown", "shoe_size"], "cannot be broken down by shoe_size"),
    (["births", "--area", PLYMOUTH, "--comparator", "moon"], 'no comparator "moon"'),
    (["births", "--area", PLYMOUTH, "--priority-area", "nowhere"], 'no priority area "nowhere"'),
])  # fmt: skip
def test_what_cannot_be_answered_is_2_and_a_sentence(demo, capsys, arguments, words):
    status, sentence = refusal(capsys, *arguments)
    assert status == 2
    assert words in sentence
    assert sentence.endswith(".")


def test_what_is_not_permitted_is_3_and_a_sentence(demo, capsys, monkeypatch):
    changed = indicators() | {"births": replace(indicators()["births"], data="cohort")}
    monkeypatch.setattr(catalogue, "indicators", lambda: changed)
    status, sentence = refusal(capsys, "births", "--area", PLYMOUTH)
    assert (status, sentence) == (
        3,
        "Figures from children's records need the role analyst or data officer; others may see open statistics only.",
    )


def test_an_empty_home_is_2_and_a_sentence(use_home, tmp_path, capsys):
    use_home(tmp_path)
    status, sentence = refusal(capsys, "births", "--area", PLYMOUTH)
    assert status == 2
    assert sentence.startswith("No warehouse has been built in ")


def test_nothing_asked_is_2(capsys):
    with pytest.raises(SystemExit) as leaving:
        main([])
    assert leaving.value.code == 2
    assert "--area" in capsys.readouterr().err


def as_a_command(*arguments: str) -> subprocess.CompletedProcess:
    environment = {key: value for key, value in os.environ.items() if key != "NEEDS_ATLAS_HOME"} | {"PYTHONPATH": str(PROJECT)}
    return subprocess.run([sys.executable, "-m", "measures", *arguments], env=environment, capture_output=True, text=True, check=False)


def test_as_a_command_with_a_home(demo_home):
    done = as_a_command("population_0_17", "--area", PLYMOUTH, "--period", "2024", "--home", str(demo_home), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["rows"][0]["value"] == 52_113


def test_as_a_command_that_fails(demo_home):
    done = as_a_command("nonsense", "--area", PLYMOUTH, "--home", str(demo_home))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'There is no indicator "nonsense"; python -m measures --list shows them all.\n'

"""Which figures of Placements a rule bears on, and how rules are named."""

import csv

import pandas as pd

from components.care import QUESTIONS
from components.care_findings import _RESTS_ON
from measures.care_rules import FIGURES, rules_words
from settings import PROJECT


def rules() -> list[dict[str, str]]:
    with (PROJECT / "warehouse" / "schema_cohort_returns.return_rule.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_rules_bear_on_figures_that_there_are_and_every_figure_has_a_rule():
    named = [set(rule["bears_on"].split()) for rule in rules()]
    assert set().union(*named) == set(FIGURES)
    assert {each for figures in _RESTS_ON.values() for each in figures} == set(FIGURES)


def test_every_question_that_needs_a_return_says_what_it_rests_on():
    assert {key for key, question in QUESTIONS.items() if question.of_returns} | {"leavers"} == set(_RESTS_ON)


def test_tables_that_no_figure_is_made_of_bear_on_nothing():
    counted = {"Episodes", "Header", "OC3", "UASC"}
    bearing = {rule["table_name"] for rule in rules() if rule["bears_on"]}
    assert bearing == counted
    assert [rule["rule_code"] for rule in rules() if rule["table_name"] == "Episodes" and not rule["bears_on"]] == ["1009"]


def test_rules_are_named_by_the_departments_numbers_alone():
    assert rules_words(pd.DataFrame({"rule_code": ["454", "own-home", "392b", "454"]})) == "rules 392b and 454"
    assert rules_words(pd.DataFrame({"rule_code": ["own-home"]})) == ""
    assert rules_words(pd.DataFrame({"rule_code": ["101"]})) == "rule 101"

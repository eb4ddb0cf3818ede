"""The children's plans: the files' form, and what data/plans says."""

import pandas as pd
import pytest

from importers.reading import Refused
from settings import PROJECT
from tests.tables import kind_of, reading_of, readings_of, records

FACTS = (
    "fact_id,plan_id,section,area_name,area_type,topic,measure,group,period,value,unit,comparator_name,comparator_value,"
    "direction,judgement,verbatim_hint\n"
    "P-1,poole-2014,1,Poole,unitary,health,Smoking,,2014,80,percent,Poole 2012,69,rising,,as printed\n"
)
FRAMEWORK = (
    "plan_id,priority_code,priority_title,outcome,indicator_id,indicator_name,polarity,unit,source_type,page_topic,main_or_secondary\n"
    "p,B,Second,,two,Two,low_is_good,count,local,care,main\n"
    "p,A,First,,one,One,high_is_good,percent,local,care,secondary\n"
    "p,B,Second,,three,Three,neutral,count,local,care,main\n"
)
AREAS = "plan_id,area_name,made_of,parent_authority,why_named\npoole-2014,Poole Town Centre (parts),parts,Borough of Poole,need\n"


def content(name: str, table: str) -> pd.DataFrame:
    (reading,) = readings_of(PROJECT / "data" / "plans" / f"{name}.csv").values()
    return reading.tables[table]


def test_facts():
    reading = reading_of(FACTS)
    assert kind_of(FACTS) == "plan_facts"
    assert records(reading, "plan_fact", "fact_id", "area_kind", "group_name", "value", "comparator_value", "judgement", "position") == [
        ("P-1", "unitary", None, 80, 69, None, 1)
    ]
    assert "verbatim_hint" not in reading.tables["plan_fact"]


def test_frameworks_keep_the_files_order():
    reading = reading_of(FRAMEWORK)
    assert records(reading, "plan_priority", "priority_code", "position") == [("B", 1), ("A", 2)]
    assert records(reading, "plan_indicator", "indicator_id", "polarity", "topic", "is_main", "position") == [
        ("two", "lower_is_better", "care", True, 1),
        ("one", "higher_is_better", "care", False, 1),
        ("three", "neutral", "care", True, 2),
    ]


def test_priority_areas():
    assert records(reading_of(AREAS), "priority_area", "priority_area_id", "authority_code", "reading", "position") == [
        ("poole-2014.poole-town-centre-parts", "E06000029", None, 1)
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (FACTS.replace("rising", "up"), 'row 2, column "direction": "up" is not one of above_comparator'),
        (FACTS.replace(",80,", ",most,"), 'row 2, column "value": "most" is not a number'),
        (FACTS.replace("P-1", ""), 'row 2, column "fact_id": the cell is empty'),
        (FRAMEWORK.replace("low_is_good", "low"), 'row 2, column "polarity": "low" is not one of'),
        (FRAMEWORK.replace("three", "two"), 'row 4, column "plan_id": p, B, two stands'),
        (FRAMEWORK.replace("source_type", "source"), 'column "source_type": the column is missing'),
        (AREAS.replace("Borough of Poole", "Poole"), 'row 2, column "parent_authority": "Poole" is not one of'),
        ("priority_area_id,area_code\na.b,Alderney\n", 'row 2, column "area_code": "Alderney" is not an area code'),
    ],
)
def test_refusals(text, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of(text)


def test_the_five_plans():
    plans = content("plans", "plan").set_index("plan_id")["area_code"].to_dict()
    assert plans == {
        "poole-2014": "E06000029", "dorset-2020": "E06000059", "poole-earlyhelp-2017": "E06000029",
        "plymouth-2015": "E06000026", "portsmouth-2011": "E06000044",
    }  # fmt: skip


def test_everything_belongs_to_a_plan():
    plans = set(content("plans", "plan")["plan_id"])
    for name, table in (
        ("facts", "plan_fact"),
        ("frameworks", "plan_priority"),
        ("priority_areas", "priority_area"),
        ("contradictions", "plan_contradiction"),
    ):
        assert set(content(name, table)["plan_id"]) <= plans, name
    assert len(content("facts", "plan_fact")) == 516
    assert len(content("frameworks", "plan_indicator")) == 188


def test_contradictions_name_facts_of_their_own_plan():
    facts = content("facts", "plan_fact").set_index("fact_id")["plan_id"]
    found = content("contradictions", "plan_contradiction")
    assert found["contradiction_id"].is_unique
    named = found.assign(fact_id=found["fact_ids"].str.split()).explode("fact_id").dropna(subset="fact_id")
    assert (named["fact_id"].map(facts) == named["plan_id"]).all()


def test_the_printed_shares_of_plymouth_add_up_to_what_is_said():
    facts = content("facts", "plan_fact")
    shares = facts[facts["measure"].str.startswith("Main problem in child protection plans")]["value"]
    assert round(shares.sum(), 1) == 94.8


def test_priority_areas_have_wards_or_say_why_not():
    areas = content("priority_areas", "priority_area").set_index("priority_area_id")
    members = content("priority_area_members", "priority_area_member")
    assert set(members["priority_area_id"]) <= set(areas.index)
    without = areas[~areas.index.isin(members["priority_area_id"])]
    assert set(without.index) == {"dorset-2020.north-dorset", "dorset-2020.chesil"}
    assert without["reading"].str.contains("names no boundary").all()


def test_words_copied_from_the_documents_are_not_kept():
    assert "verbatim_hint" not in (PROJECT / "data" / "plans" / "facts.csv").read_text(encoding="utf-8")

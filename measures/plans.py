"""What the plans say, as they say it: priorities, indicators, facts with judgement and direction, contradictions.

These are statements of published documents, not figures of this warehouse; they are quoted, never computed with.
"""

from functools import cache

import pandas as pd

from measures.held import priority_areas, version
from warehouse import query

_UNITS = {
    "percent": "{:g}%", "count": "{:,.0f}", "gbp": "£{:,.0f}", "miles": "{:g} miles", "rank": "rank {:g}",
    "rate_per_1000": "{:g} per 1,000", "rate_per_10000": "{:g} per 10,000", "change_percent": "{:+g}%",
}  # fmt: skip
_DIRECTIONS = {
    "rising": "▲ rising", "falling": "▼ falling", "stable": "▬ stable",
    "above_comparator": "above {}", "below_comparator": "below {}",
}  # fmt: skip
_POLARITIES = {"higher_is_better": "higher is better", "lower_is_better": "lower is better", "neutral": "neither way is better"}
_UNIT_WORDS = {"percentage_points": "percentage points", "rate_per_1000": "per 1,000", "rate_per_10000": "per 10,000",
               "rate_per_100000": "per 100,000", "percent": "%"}  # fmt: skip


@cache
def _listed(name: str, plan_id: str, in_version: str) -> pd.DataFrame:
    return query(f"lookups/{name}", plan_id=plan_id)


def plan_indicators(plan_id: str) -> pd.DataFrame:
    """Priority, Outcome, Indicator, Better when, Unit, From, Subject and Main of each indicator, in the plan's order."""
    rows = _listed("plan_indicators", plan_id, version())
    return pd.DataFrame({
        "priority_code": rows["priority_code"], "priority_title": rows["priority_title"], "Outcome": rows["outcome"],
        "Indicator": rows["indicator_name"], "Better when": rows["polarity"].map(_POLARITIES),
        "Unit": rows["unit"].map(lambda unit: _UNIT_WORDS.get(unit, unit)), "Taken from": rows["source_type"],
        "Subject": rows["topic"].map(topic_words), "Main or secondary": rows["is_main"].map({True: "main", False: "secondary"}),
    })  # fmt: skip


def topic_words(topic: str) -> str:
    """A subject as a reader writes it."""
    return {"send": "SEND", "neet": "NEET"}.get(topic, topic.replace("-", " ").capitalize())


def fact_figure(value: float | None, unit: str | None) -> str:
    """A figure of a plan with its unit; empty when the plan gives none."""
    if pd.isna(value):
        return ""
    return _UNITS.get(unit if isinstance(unit, str) else "", "{:g}").format(value)


def _direction(row: dict) -> str:
    """Level or trend in words, with what the plan compares with."""
    if not isinstance(row["direction"], str):
        return ""
    beside = row["comparator_name"] if isinstance(row["comparator_name"], str) else "its comparator"
    beside = "what is not stated" if beside == "not stated" else beside
    if row["direction"].endswith("_comparator") and not pd.isna(row["comparator_value"]):
        beside += f" ({fact_figure(row['comparator_value'], row['unit'])})"
    return _DIRECTIONS[row["direction"]].format(beside)


def plan_facts(plan_id: str) -> pd.DataFrame:
    """The facts of a plan in words: fact_id, section, topic, judgement, What, Who, Where, When, Figure, Level or trend."""
    rows = _listed("plan_facts", plan_id, version())
    return pd.DataFrame({
        "fact_id": rows["fact_id"], "section": rows["section"], "topic": rows["topic"], "judgement": rows["judgement"],
        "What": rows["measure"], "Who": rows["group_name"].fillna(""), "Where": rows["area_name"], "When": rows["period"].fillna(""),
        "Figure": [fact_figure(v, u) for v, u in zip(rows["value"], rows["unit"], strict=True)],
        "Level or trend": [_direction(row) for row in rows.to_dict("records")],
    })  # fmt: skip


def plan_contradictions(plan_id: str) -> pd.DataFrame:
    """contradiction_id, kind, statement, reading, fact_ids."""
    return _listed("plan_contradictions", plan_id, version())


def plan_areas(plan_id: str) -> pd.DataFrame:
    """One row a priority area of the plan: area_name, made_of, why_named, reading, wards (names) and ward_codes (lists)."""
    held = priority_areas()
    mine = held[held["plan_id"] == plan_id]
    keys = ["priority_area_id", "area_name", "made_of", "authority_code", "why_named", "reading"]
    grouped = mine.groupby(keys, sort=False, dropna=False)
    return grouped.agg(
        wards=("member_name", lambda names: list(names.dropna())), ward_codes=("member_code", lambda codes: list(codes.dropna()))
    ).reset_index()

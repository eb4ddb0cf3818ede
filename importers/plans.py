"""The children's plans: what each one is, what it says of need, and what it means to measure (files of data/plans)."""

from collections.abc import Callable

import pandas as pd

from importers.cells import filled, missing_where_blank, need_columns, numbers, one_of, refuse_duplicates, slug, years
from importers.codes import check_codes
from importers.reading import Importer, Provenance, Reading, Refused
from importers.sheets import Sheet

_POLARITY = {"high_is_good": "higher_is_better", "low_is_good": "lower_is_better", "neutral": "neutral"}
_DIRECTIONS = {"rising", "falling", "stable", "above_comparator", "below_comparator"}
_JUDGEMENTS = {"encouraging", "concerning", "neutral"}
_AUTHORITIES = {
    "Borough of Poole": "E06000029", "Dorset Council": "E06000059",
    "Plymouth City Council": "E06000026", "Portsmouth City Council": "E06000044",
}  # fmt: skip
_FACT_NAMES = {"area_type": "area_kind", "group": "group_name"}
_FACTS = [
    "fact_id", "plan_id", "section", "area_name", "area_type", "topic", "measure", "group", "period", "value", "unit",
    "comparator_name", "comparator_value", "direction", "judgement",
]  # fmt: skip
_INDICATORS = [
    "plan_id", "priority_code", "outcome", "indicator_id", "indicator_name", "polarity", "unit", "source_type", "topic", "is_main", "position",
]  # fmt: skip


def read_plans(sheet: Sheet) -> Reading:
    """One row a plan; years as whole numbers."""
    frame = sheet.frame
    need_columns(frame, "note")
    filled(frame, "plan_id", "title", "short_title", "area_code", "partnership", "start_year", "end_year")
    refuse_duplicates(frame, "plan_id")
    check_codes(frame, "area_code")
    spoken = {column: years(frame, column).astype("int64") for column in ("start_year", "end_year")}
    columns = ["plan_id", "title", "short_title", "area_code", "partnership", "note"]
    return Reading({"plan": missing_where_blank(frame[columns]).assign(**spoken)}, len(frame))


def read_facts(sheet: Sheet) -> Reading:
    """One row a statement of a plan, numbered in the document's order. Wording copied from the document is not taken over."""
    frame = sheet.frame
    need_columns(frame, *_FACTS)
    filled(frame, "fact_id", "plan_id", "section", "area_name", "area_type", "topic", "measure")
    refuse_duplicates(frame, "fact_id")
    one_of(frame, "direction", _DIRECTIONS | {""})
    one_of(frame, "judgement", _JUDGEMENTS | {""})
    facts = missing_where_blank(frame[_FACTS].rename(columns=_FACT_NAMES))
    figures = {column: _figures(frame, column) for column in ("value", "comparator_value")}
    position = frame.groupby("plan_id").cumcount() + 1
    return Reading({"plan_fact": facts.assign(**figures, position=position)}, len(frame))


def _figures(frame: pd.DataFrame, column: str) -> pd.Series:
    """Numbers, missing where the cell is empty. Refuses anything else."""
    found = numbers(frame[column])
    bad = found.isna() & (frame[column] != "")
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{frame.at[row, column][:40]}" is not a number', row=row, column=column)
    return found


def read_frameworks(sheet: Sheet) -> Reading:
    """The priorities of each plan, and under each what the plan means to measure; both in the file's order."""
    frame = sheet.frame
    filled(frame, "plan_id", "priority_code", "priority_title", "indicator_id", "indicator_name", "page_topic")
    need_columns(frame, "outcome", "polarity", "unit", "source_type", "main_or_secondary")
    refuse_duplicates(frame, "plan_id", "priority_code", "indicator_id")
    one_of(frame, "polarity", set(_POLARITY))
    one_of(frame, "main_or_secondary", {"main", "secondary"})
    priority = frame.drop_duplicates(["plan_id", "priority_code"])[["plan_id", "priority_code", "priority_title"]]
    indicators = frame.assign(
        polarity=frame["polarity"].map(_POLARITY), topic=frame["page_topic"], is_main=frame["main_or_secondary"] == "main",
        position=frame.groupby(["plan_id", "priority_code"]).cumcount() + 1,
    )[_INDICATORS]  # fmt: skip
    tables = {"plan_priority": priority.assign(position=_positions(priority)), "plan_indicator": indicators}
    return Reading(tables, len(frame))


def _positions(priority: pd.DataFrame) -> pd.Series:
    """Order of a plan's priorities: by number where all have one, else as the file gives them."""
    numbers = pd.to_numeric(priority["priority_code"], errors="coerce")
    numbered = numbers.notna().groupby(priority["plan_id"]).transform("all")
    listed = priority.groupby("plan_id").cumcount() + 1
    return numbers.where(numbered, listed).groupby(priority["plan_id"]).rank(method="first").astype(int)


def read_priority_areas(sheet: Sheet) -> Reading:
    """Places a plan names, numbered in the plan's order; ``reading`` is ours and may be absent."""
    frame = sheet.frame
    filled(frame, "plan_id", "area_name", "made_of", "parent_authority", "why_named")
    one_of(frame, "parent_authority", set(_AUTHORITIES))
    refuse_duplicates(frame, "plan_id", "area_name")
    named = frame["plan_id"] + "." + frame["area_name"].map(lambda name: slug(name, "-"))
    reading = frame["reading"] if "reading" in frame.columns else pd.Series("", index=frame.index)
    places = frame[["plan_id", "area_name", "made_of", "why_named"]].assign(
        priority_area_id=named, authority_code=frame["parent_authority"].map(_AUTHORITIES),
        reading=missing_where_blank(reading), position=frame.groupby("plan_id").cumcount() + 1,
    )  # fmt: skip
    return Reading({"priority_area": places}, len(frame))


def read_members(sheet: Sheet) -> Reading:
    """The wards that stand for each place on these pages."""
    frame = sheet.frame
    filled(frame, "priority_area_id", "area_code")
    check_codes(frame, "area_code")
    refuse_duplicates(frame, "priority_area_id", "area_code")
    return Reading({"priority_area_member": frame[["priority_area_id", "area_code"]]}, len(frame))


def read_contradictions(sheet: Sheet) -> Reading:
    """Where a plan contradicts itself; the facts concerned by number, separated by blanks."""
    frame = sheet.frame
    columns = ["contradiction_id", "plan_id", "kind", "statement", "reading", "fact_ids"]
    need_columns(frame, *columns)
    filled(frame, *columns[:-1])
    refuse_duplicates(frame, "contradiction_id")
    one_of(frame, "kind", {"contradiction", "does not add up", "unclear"})
    return Reading({"plan_contradiction": frame[columns]}, len(frame))


def _has(*columns: str) -> Callable[[tuple[str, ...]], bool]:
    """A test for headers that hold all of ``columns``."""
    return lambda header: set(columns) <= set(header)


def _provenance(title: str, nature: str) -> Provenance:
    return Provenance(
        "Needs Atlas, from the published plans", title,
        "Figures and facts from the published plan of each partnership; the wording is that of Needs Atlas.",
        "Facts quoted from published plans", nature,
    )  # fmt: skip


PLAN_IMPORTERS = [
    Importer("plan", 30, _has("plan_id", "short_title", "partnership"), read_plans, _provenance("The plans", "our reading")),
    Importer("plan_facts", 31, _has("fact_id", "plan_id", "measure"), read_facts, _provenance("What the plans say of need", "plan")),
    Importer("plan_frameworks", 32, _has("plan_id", "priority_code", "indicator_id"), read_frameworks,
             _provenance("What the plans measure", "plan")),
    Importer("plan_priority_areas", 33, _has("plan_id", "area_name", "parent_authority"), read_priority_areas,
             _provenance("Places the plans name", "plan")),
    Importer("plan_members", 34, _has("priority_area_id", "area_code"), read_members,
             _provenance("Wards of the places the plans name", "our reading")),
    Importer("plan_contradictions", 35, _has("contradiction_id", "plan_id", "statement"), read_contradictions,
             _provenance("Where the plans contradict themselves", "our reading")),
]  # fmt: skip

"""The parts of the Overview page: a plan's priorities, facts, places and contradictions, each as the plan gives them."""

import pandas as pd
import streamlit as st

from components.layout import pair
from components.maps.places import place_map
from measures.held import plans, sources
from measures.plans import plan_areas, plan_contradictions, plan_facts, plan_indicators, topic_words

_BADGES = {"contradiction": ":red-badge[contradiction]", "does not add up": ":orange-badge[does not add up]"}
_ALL = "All subjects"
_FACT_WIDTHS = {"What": 300, "Figure": 90, "Level or trend": 130, "Who": 120, "Where": 95, "When": 95, "Judged": 95, "Fact": 75}


def choose_a_plan() -> None:
    """No plan is chosen: say what can be chosen."""
    st.title("Overview")
    st.info("Choose a plan in the filters to see its priorities, the facts of its needs analysis and the places it names.")
    for plan in plans().itertuples():
        st.markdown(f"- **{plan.short_title}**: {plan.title}, {plan.partnership}")


def lead(plan_id: str) -> None:
    """Title, who, when and how much there is."""
    plan = plans().loc[plan_id]
    st.title(plan["title"])
    note = f" {plan['note']}" if isinstance(plan["note"], str) and plan["note"] else ""
    st.markdown(f"{plan['partnership']} · {plan['area_name']} · {plan['start_year']} to {plan['end_year']}.{note}")
    listed, facts = plan_indicators(plan_id), plan_facts(plan_id)
    figures = {
        "Priorities": listed["priority_code"].nunique(), "Outcomes": listed["Outcome"].nunique(), "Indicators": len(listed),
        "Facts in the needs analysis": len(facts), "Places named": len(plan_areas(plan_id)),
    }  # fmt: skip
    with st.container(horizontal=True, gap="large"):
        for label, value in figures.items():
            st.metric(label, f"{value:,}", width="content")


def show_priorities(plan_id: str) -> None:
    """One line a priority with its outcomes; the indicators open beneath it."""
    st.markdown("## Priorities, outcomes and indicators")
    listed = _in_order(plan_indicators(plan_id))
    for (code, title), rows in listed.groupby(["priority_code", "priority_title"], sort=False):
        outcomes = "; ".join(rows["Outcome"].unique())
        with st.expander(f"**{code}** · {title} ({len(rows)} indicator{'s' * (len(rows) != 1)})"):
            st.markdown(f"Outcomes: {outcomes}")
            st.dataframe(
                rows.drop(columns=["priority_code", "priority_title"]), hide_index=True, alt=f"Indicators of priority {code}, {title}"
            )


def _in_order(listed: pd.DataFrame) -> pd.DataFrame:
    """Numbered priorities by their number, others as the plan has them."""
    numbers = pd.to_numeric(listed["priority_code"], errors="coerce")
    return listed if numbers.isna().any() else listed.loc[numbers.sort_values(kind="stable").index]


def show_judgements(plan_id: str) -> None:
    """What the plan calls encouraging and what concerning, side by side for each age group."""
    facts = plan_facts(plan_id)
    judged = facts[facts["judgement"].isin(["encouraging", "concerning"])]
    if len(judged) < 10:
        return
    st.markdown("## What the needs analysis found encouraging and concerning")
    when = ", ".join(dict.fromkeys(judged["When"][judged["When"] != ""]))
    st.markdown(f"Level and trend are judged apart, each as the plan gives it. State of {when}.")
    for section, rows in judged.groupby("section", sort=False):
        st.markdown(f"### {section.split(':')[-1].strip()}")
        for column, judgement, icon in zip(st.columns(2, gap="large"), ("encouraging", "concerning"), ("✓", "!"), strict=True):
            mine = rows[rows["judgement"] == judgement]
            colour = "green" if judgement == "encouraging" else "red"
            column.markdown(f":{colour}-badge[{icon} {judgement.capitalize()}: {len(mine)}]")
            column.markdown("\n".join(map(_line, mine.to_dict("records"))) or "Nothing named.")


def _line(fact: dict) -> str:
    """A fact in a line; the children are named only where they are others than the section's own."""
    who = "" if fact["Who"].lower() in fact["section"].lower() else fact["Who"]
    said = " · ".join(filter(None, [fact["Figure"], fact["Level or trend"], who]))
    return f"- {fact['What']}" + (f" :small[({said})]" if said else "")


@st.fragment
def show_facts(plan_id: str) -> None:
    """Every fact of the needs analysis, by subject."""
    st.markdown("## Facts of the needs analysis")
    facts = plan_facts(plan_id)
    counts = facts["topic"].value_counts()
    topic = st.pills("Subject", [_ALL, *counts.index], default=_ALL, required=True, key="fact_topic",
                     format_func=lambda key: key if key == _ALL else f"{topic_words(key)} ({counts[key]})")  # fmt: skip
    shown = facts if topic == _ALL else facts[facts["topic"] == topic]
    named = shown[["What", "Figure", "Level or trend", "Who", "Where", "When"]].assign(
        Judged=shown["judgement"].fillna(""), Fact=shown["fact_id"], Part=shown["section"]
    )
    filled = [name for name in named if (named[name] != "").any()]
    st.dataframe(named[filled], hide_index=True, height=min(38 + 35 * len(named), 560), alt="Facts of the plan's needs analysis",
                 column_config={name: st.column_config.TextColumn(width=width) for name, width in _FACT_WIDTHS.items()})  # fmt: skip


def show_priority_areas(plan_id: str) -> None:
    """The places a plan names: on the map where it can be drawn, and each with its reason in words."""
    st.markdown("## Places the plan names")
    areas = plan_areas(plan_id)
    if areas.empty:
        st.markdown("The plan names no place for its needs.")
        return
    left, right = pair((3, 2))
    with left:
        place_map(areas, plans().at[plan_id, "area_code"])
    with right:
        for area in areas.itertuples():
            st.markdown(f"**{area.area_name}**: {area.why_named}. " + _boundary_words(area))


def _boundary_words(area) -> str:
    wards = f"Shown here as {', '.join(area.wards)}." if area.wards else "Not drawn: the plan gives no boundary."
    reading = f" *Our reading:* {area.reading}" if isinstance(area.reading, str) and area.reading else ""
    return f":small[In the plan: {area.made_of}. {wards}{reading}]"


def show_contradictions(plan_id: str) -> None:
    """Where the document contradicts itself, with how these pages treat it."""
    found = plan_contradictions(plan_id)
    st.markdown("## What the document contradicts or leaves unclear")
    if found.empty:
        st.markdown("Nothing was found.")
    for row in found.itertuples():
        badge = _BADGES.get(row.kind, ":gray-badge[unclear]")
        st.markdown(f"- {badge} {row.statement} *Our reading:* {row.reading}{_facts_words(row.fact_ids)}")


def _facts_words(fact_ids: object) -> str:
    return f" :small[Facts {', '.join(fact_ids.split())}.]" if isinstance(fact_ids, str) and fact_ids.strip() else ""


def show_origin(plan_id: str) -> None:
    """Where the page's statements come from."""
    kinds = ("plan_facts", "plan_frameworks", "plan_priority_areas")
    held = sources()
    used = held[held["kind"].isin(kinds)]
    words = "; ".join(dict.fromkeys(f"{row.title} ({row.publisher})" for row in used.itertuples()))
    st.markdown(f":small[Source: {plans().at[plan_id, 'title']}, as read into {words}. Figures are the plan's own, of its own time.]")

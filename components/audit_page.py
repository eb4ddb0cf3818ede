"""The Audit page: the record's state in words, its events newest first, narrowed and taken away."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st

import audit
from audit.events import EVENTS, OWN
from audit.reading import Sought, events, words
from audit.verify import Verdict, verify
from components.downloads import offer_csv
from components.watching import note
from measures.audit_words import EVENT_WORDS, area_words, done_words, indicator_words, who_words
from settings import settings

_DAYS, _MOST = 30, 1000
_WIDTHS = {"When (UTC)": 140, "Who": 185, "What": 115, "Of what": 330, "Rows": 50, "Hidden": 60, "Why hidden": 105, "By": 80, "Number": 65}


def show() -> None:
    """Whether the record holds, what is in it, and for how long. Opening it is noted too."""
    st.title("Audit")
    st.markdown("Who saw, took away, loaded or changed what. The record holds which tables were seen and how much of them was hidden, never a "
                "figure and never a name that somebody has typed.")  # fmt: skip
    note(audit.event("audit_opened"), once=True)
    _show_state(_verdict(settings().home, settings().audit_key, int(datetime.now(UTC).timestamp()) // 60))
    st.markdown("## Events")
    found = events(settings().home, _sought())
    if not found:
        st.info("No event of these days is one that you are looking for. Choose other days or fewer filters.", icon=":material/search_off:")
    else:
        _show_events(found)
    _show_retention()


@lru_cache(maxsize=4)
def _verdict(home: Path, key: str, minute: int) -> Verdict:
    """The chain is followed from its beginning, at most once a minute for all readers."""
    return verify(home, key)


def _show_state(verdict: Verdict) -> None:
    st.markdown("## Whether it holds")
    if not verdict.holds:
        st.error(f"{verdict.sentence()} Tell whoever is responsible for data protection; `python -m audit verify` shows the same.",
                 icon=":material/link_off:")  # fmt: skip
    else:
        st.success(
            f"The chain holds: {verdict.lines:,} event{'s' * (verdict.lines != 1)} since {verdict.since[:10]}.", icon=":material/link:"
        )
        st.markdown("Its head, to be noted outside this machine from time to time, so that a record that was cut or made anew can be told:")
        st.code(verdict.head_text, language=None, wrap_lines=True)
    more = list(verdict.remarks)
    if not settings().audit_key:
        more.append("No audit key is set: whoever can write the files of the record could make all of it anew. A noted head would show it; so "
                    "would a key (`audit_key` in the settings) that those people do not know.")  # fmt: skip
    for sentence in more:
        st.markdown(f":small[{sentence}]")


def _sought() -> Sought:
    """What is looked for, from the filters above the table."""
    today = datetime.now(UTC).date()
    held = _held(today)
    columns = st.columns([1, 1, 1, 1, 1.4])
    name = columns[0].selectbox(
        "Event", ["", *held["event"]], format_func=lambda key: EVENT_WORDS.get(key, "All events"), key="audit_event"
    )
    person = columns[1].selectbox(
        "Person", ["", *held["person"]], format_func=lambda key: who_words(key) if key else "Everybody", key="audit_person"
    )
    indicator = columns[2].selectbox(
        "Indicator", ["", *held["indicator"]], format_func=lambda key: indicator_words(key) or "All indicators", key="audit_indicator"
    )
    area = columns[3].selectbox("Area", ["", *held["area"]], format_func=lambda key: area_words(key) or "All areas", key="audit_area")
    days = columns[4].date_input("Days (UTC)", (today - timedelta(days=_DAYS), today), max_value=today, key="audit_days")
    return Sought(name, person, indicator, area, *_span(days, today))


def _span(days: tuple[date, ...] | date, today: date) -> tuple[date, date]:
    """First and last day; while only the first is chosen, up to today."""
    chosen = days if isinstance(days, tuple) else (days, days)
    return (chosen[0], chosen[-1] if len(chosen) > 1 else today) if chosen else (today - timedelta(days=_DAYS), today)


def _held(today: date) -> dict[str, list[str]]:
    """What the filters can offer: the values that are in the record of the last year."""
    lines = events(settings().home, Sought(since=today - timedelta(days=365)))
    found = {field: sorted({line[field] for line in lines if line.get(field)}) for field in ("event", "person", "indicator")}
    return found | {"area": sorted({line[field] for line in lines for field in ("area", "priority_area") if line.get(field)})}


def table_of(found: list[dict]) -> pd.DataFrame:
    """Events as a table in words, one row each, in their order."""
    return pd.DataFrame({
        "When (UTC)": [line["at"][:19].replace("T", " ") for line in found],
        "Who": [who_words(line.get("person", ""), line.get("role", "")) for line in found],
        "What": [EVENT_WORDS.get(line["event"], line["event"]) for line in found],
        "Of what": [done_words(line) for line in found],
        "Rows": [str(line.get("rows", line.get("loaded", ""))) for line in found],
        "Hidden": [str(line.get("hidden", "")) for line in found],
        "Why hidden": [words(line.get("hidden_kinds", "")) for line in found],
        "By": [line.get("through", "the record") for line in found],
        "Number": [line["seq"] for line in found],
    })  # fmt: skip


def _show_events(found: list[dict]) -> None:
    rows = table_of(found)
    shown = rows.head(_MOST)
    more = f" The latest {_MOST:,} are shown; the CSV has them all." if len(rows) > _MOST else ""
    st.markdown(f"{len(rows):,} event{'s' * (len(rows) != 1)}, the newest first.{more}")
    st.dataframe(shown, hide_index=True, height=min(35 * (len(shown) + 1) + 3, 520), alt="Events of the audit record, the newest first.",
                 column_config={name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()})  # fmt: skip
    offer_csv(rows, "audit", "Audit record of Needs Atlas", "csv_audit")


def _show_retention() -> None:
    st.markdown("## How long it is kept")
    days = settings().audit_days
    kept = (
        f"Events are kept for {days:,} days; a month goes when all of it is older, and the record says so."
        if days
        else "Everything is kept."
    )
    st.markdown(
        f"{kept} The number of days is `audit_days` of the settings. Events known: {', '.join(EVENT_WORDS[name] for name in [*EVENTS, *OWN])}."
    )

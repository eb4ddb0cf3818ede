"""What a reader of the Attainment page picks: measure, breakdown, group and comparison, all of them codes in the link."""

import streamlit as st

from components import attainment_tables as data
from components.choices import choose
from measures.attainment_groups import BREAKDOWNS, PEERS, groups_of, peers_of
from measures.catalogue import indicator
from measures.gap_rows import Gap
from measures.selection import Selection
from measures.words import capitalised

NOTHING_HELD = (
    "No figure of attainment is held for this authority. Load the DfE Local Authority Interactive Tool, or a file of key stage results from "
    "Explore Education Statistics, on the Data page."
)


def choices(chosen: Selection) -> Gap | None:
    """The gap picked; None, and why, where no figure of attainment is held."""
    held = data.held_measures(chosen)
    if not held:
        st.info(NOTHING_HELD, icon=":material/info:")
        return None
    with st.container(horizontal=True, key="attainment_choices"):
        return _picked(held, data.usual(chosen))


def _picked(held: dict[str, tuple[str, ...]], usual: Gap) -> Gap:
    """Where the link names nothing, the usual gap is meant, or the first of what the measure offers."""
    key = choose("Measure", tuple(held), "measure", lambda code: indicator(code).short, width=265, usual=usual.indicator_id)
    by = choose("By", held[key] or ("",), "by", lambda code: BREAKDOWNS.get(code, "All pupils"), width=185, usual=usual.breakdown)
    names = groups_of(key, by) or {"": "All pupils"}
    group = choose("Group", tuple(names), "group", lambda code: capitalised(names[code]), width=235)
    peers = choose("Set against", peers_of(key, by, group) if by else ("local",), "peers", lambda code: capitalised(PEERS[code]), width=185)
    return Gap(key, by, group, peers)

"""What the Attainment page says first: sentences with their evidence, what to beware of, and what its figures are called."""

import streamlit as st

from components import attainment_tables as data
from components.link import anchor
from components.published import published, remembered
from measures.attainment_gaps import gap_table
from measures.attainment_words import BESIDE, GROUPS, TREND, gap_sentences, warning
from measures.catalogue import indicator
from measures.errors import CannotAnswer
from measures.gap_rows import Gap
from measures.held import larger_areas
from measures.selection import Selection
from measures.words import year_words

WITHIN = "Within the authority"


def show_lead(chosen: Selection, gap: Gap) -> str:
    """Two or three sentences, each with a link to what it rests on, and what to beware of. The period told; empty where there is no gap."""
    period = data.told(gap, chosen)
    for sentence in _remarks(chosen, gap, period):
        st.info(sentence, icon=":material/info:")
    if period:
        st.markdown(_lead(chosen, gap, period))
        beware = _beware(chosen, gap, period)
        if beware:
            st.warning(beware, icon=":material/group:")
    return period


def whole(chosen: Selection) -> Selection:
    """The authority, whatever part of it and whatever comparator is chosen: the page has comparisons of its own."""
    return Selection(chosen.authority, period=chosen.period)


@remembered
def _beware(chosen: Selection, gap: Gap, period: str) -> str:
    return warning(gap_table(gap, whole(chosen).but(period=period), published), gap)


@remembered
def _remarks(chosen: Selection, gap: Gap, period: str) -> tuple[str, ...]:
    """What cannot be shown: wards, the year chosen, the gap itself."""
    name, title = larger_areas().at[chosen.authority, "area_name"], indicator(gap.indicator_id).title
    said = [f"{note} What follows is of the whole of {name}{_up_to(gap)}." for note in _of_wards(chosen, gap)]
    if not period:
        said.append(
            f"{title}: no gap of this group is held for {name} against {data.words_of_peers(gap)}; choose another comparison or group."
        )
    elif chosen.period and chosen.period != period:
        said.append(f"{title} is not held for {year_words(chosen.period)}; {year_words(period)} is shown.")
    return tuple(said)


def _of_wards(chosen: Selection, gap: Gap) -> list[str]:
    """What the figures themselves say where wards or a priority area are chosen."""
    if not (chosen.wards or chosen.priority_area):
        return []
    if indicator(gap.indicator_id).pupils:
        return ["Official figures are published of authorities, not of wards or priority areas."]
    try:
        notes = published(gap.indicator_id, chosen, period="", comparator="none").notes
        return [note for note in notes if "asked for" in note]
    except CannotAnswer as error:
        return [str(error)]


def _up_to(gap: Gap) -> str:
    return f'; what is held of the places chosen stands under "{WITHIN}"' if indicator(gap.indicator_id).pupils else ""


@remembered
def _lead(chosen: Selection, gap: Gap, period: str) -> str:
    titles = {GROUPS: groups_title(chosen, gap, period), BESIDE: beside_title(chosen, gap, period), TREND: trend_title(chosen, gap)}
    places = data.places(gap, period, whole(chosen))
    said = gap_sentences(gap, whole(chosen), period, places, published)
    return " ".join(f"{each.sentence} [:small[Evidence]](#{anchor(titles[each.evidence])})" for each in said)


def named(chosen: Selection, gap: Gap, *more: str) -> str:
    """ "Reading, writing and maths at 11, Dorset, 2024/25"."""
    return ", ".join([indicator(gap.indicator_id).short, larger_areas().at[chosen.authority, "area_name"], *more])


def groups_title(chosen: Selection, gap: Gap, period: str) -> str:
    """Of the dumbbells."""
    return f"{named(chosen, gap, year_words(period))}: each group and {data.words_of_peers(gap)}"


def beside_title(chosen: Selection, gap: Gap, period: str) -> str:
    """Of the table of places."""
    return f"{named(chosen, gap, year_words(period))}: gap to {data.words_of_peers(gap)} beside England, region and neighbours"


def trend_title(chosen: Selection, gap: Gap) -> str:
    """Of the lines."""
    return f"{named(chosen, gap)}: the group and {data.words_of_peers(gap)}"

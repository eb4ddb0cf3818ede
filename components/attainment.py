"""The figures of the Attainment page: what each is called, which tables it has and what draws them."""

import streamlit as st

from components import attainment_tables as data
from components.charts.dumbbells import dumbbells, dumbbells_marks
from components.charts.gap_lines import gap_lines, marks_words
from components.charts.rank_strip import rank_strip
from components.charts.stages import growing, heat
from components.figure import Figure, figure_of
from components.link import anchor
from components.published import published, remembered
from measures.areas import NEIGHBOUR_MODEL
from measures.attainment_gaps import Gap, gap_table
from measures.attainment_words import BESIDE, GROUPS, TREND, gap_sentences, warning
from measures.catalogue import indicator
from measures.comparators import ENGLAND
from measures.errors import CannotAnswer
from measures.held import larger_areas, statistical_neighbours
from measures.same_children import same_children
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import year_words


def show_lead(chosen: Selection, gap: Gap) -> str:
    """Two or three sentences, each with a link to what it rests on, and what to beware of. The period told; empty where there is no gap."""
    period = data.told(gap, chosen)
    for sentence in _remarks(chosen, gap, period):
        st.info(sentence, icon=":material/info:")
    if period:
        st.markdown(_lead(chosen, gap, period))
        beware = warning(gap_table(gap, _whole(chosen).but(period=period), published), gap)
        if beware:
            st.warning(beware, icon=":material/group:")
    return period


def _whole(chosen: Selection) -> Selection:
    """The authority, whatever part of it and whatever comparator is chosen: the page has comparisons of its own."""
    return Selection(chosen.authority, period=chosen.period)


@remembered
def _remarks(chosen: Selection, gap: Gap, period: str) -> tuple[str, ...]:
    """What cannot be shown: wards, the year chosen, the gap itself."""
    name, title = larger_areas().at[chosen.authority, "area_name"], indicator(gap.indicator_id).title
    said = [f"{note} What follows is of the whole of {name}." for note in _of_wards(chosen, gap)]
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
    try:
        return list(published(gap.indicator_id, chosen, period="", comparator="none").notes[-1:])
    except CannotAnswer as error:
        return [str(error)]


@remembered
def _lead(chosen: Selection, gap: Gap, period: str) -> str:
    titles = {GROUPS: groups_title(chosen, gap, period), BESIDE: beside_title(chosen, gap, period), TREND: trend_title(chosen, gap)}
    places = data.places(gap, period, _whole(chosen))
    said = gap_sentences(gap, _whole(chosen), period, places, published)
    return " ".join(f"{each.sentence} [:small[Evidence]](#{anchor(titles[each.evidence])})" for each in said)


def _named(chosen: Selection, gap: Gap, *more: str) -> str:
    """ "Reading, writing and maths at 11, Dorset, 2024/25"."""
    return ", ".join([indicator(gap.indicator_id).short, larger_areas().at[chosen.authority, "area_name"], *more])


def groups_title(chosen: Selection, gap: Gap, period: str) -> str:
    """Of the dumbbells."""
    return f"Each group against its peers ({data.words_of_peers(gap)}): {_named(chosen, gap, year_words(period))}"


def beside_title(chosen: Selection, gap: Gap, period: str) -> str:
    """Of the table of places."""
    return f"The gap beside England, the region and neighbours: {_named(chosen, gap, year_words(period))}"


def trend_title(chosen: Selection, gap: Gap) -> str:
    """Of the lines."""
    return f"The group and its peers over the years: {_named(chosen, gap)}"


@remembered
def groups(chosen: Selection, gap: Gap, period: str) -> Figure:
    """Every group of the measure as a dumbbell, the widest gap first."""

    def draw(table: MeasureTable) -> None:
        dumbbells(table, data.group_name(gap))

    return figure_of(
        groups_title(chosen, gap, period), data.groups_table, (gap.indicator_id, gap.peers, period, _whole(chosen)), draw, dumbbells_marks
    )


@remembered
def authorities(chosen: Selection, gap: Gap, period: str) -> Figure:
    """Every authority of England on one line."""
    by_gap, by_figure = data.places(gap, period, _whole(chosen))
    near = tuple(statistical_neighbours(chosen.authority, NEIGHBOUR_MODEL)["neighbour_code"])
    name = larger_areas().at[chosen.authority, "area_name"]

    def draw(table: MeasureTable) -> None:
        rank_strip(table, chosen.authority, name, near, _england(gap, period), by_gap.words)

    def marks(*_: MeasureTable) -> str:
        of_figure = f" By the group's own figure: {by_figure.words}." if by_figure.is_known else ""
        return f"{name}: {by_gap.words} by the gap, 1 is the best.{of_figure} Orange line: England's gap."

    title = f"Among the authorities of England: gap to {data.words_of_peers(gap)}, {_named(chosen, gap, year_words(period))}"
    return figure_of(title, data.authorities_table, (gap, period), draw, marks)


def _england(gap: Gap, period: str) -> float | None:
    try:
        value = gap_table(gap, Selection(ENGLAND, period=period), published).frame["value"].iloc[0]
    except CannotAnswer:
        return None
    return None if value != value else float(value)


@remembered
def trend(chosen: Selection, gap: Gap) -> Figure:
    """The group's figure and its peers' over the years."""
    name = larger_areas().at[chosen.authority, "area_name"]
    unit = indicator(gap.indicator_id).unit

    def draw(own: MeasureTable, *_: MeasureTable) -> None:
        who = own.frame["comparator"].iloc[0].replace("same authority", name)
        parts = ((own, "group_value", f"{data.group_name(gap)}, {name}", "", ""), (own, "comparator_value", who, "", ""))
        gap_lines(parts, gap.indicator_id, unit, f"Lines over the years: {data.group_name(gap)} and {who}. {_lines_marks(own, gap)}")

    return figure_of(trend_title(chosen, gap), data.trend_tables, (gap, _whole(chosen)), draw, lambda own, *_: _lines_marks(own, gap))


def _lines_marks(table: MeasureTable, gap: Gap) -> str:
    return marks_words(list(table.frame.loc[table.frame["value"].notna(), "time_period"]), gap.indicator_id)


@remembered
def gap_trend(chosen: Selection, gap: Gap) -> Figure:
    """The gap itself over the years, the authority's and England's."""

    def draw(*tables: MeasureTable) -> None:
        parts = tuple((table, "value", table.area_name, "", "") for table in tables)
        said = f"The gap over the years: {' and '.join(table.area_name for table in tables)}. {_lines_marks(tables[0], gap)}"
        gap_lines(parts, gap.indicator_id, f"Gap in {tables[0].indicator.unit}", said)

    def marks(own: MeasureTable, *_: MeasureTable) -> str:
        bars = "Upright bars: 95% intervals. " if own.frame["lower"].notna().any() else ""
        return f"{bars}{_lines_marks(own, gap)}"

    title = f"The gap over the years, to {data.words_of_peers(gap)}: {_named(chosen, gap)}"
    return figure_of(title, data.trend_tables, (gap, _whole(chosen)), draw, marks)


@remembered
def small_multiples(chosen: Selection, gap: Gap) -> Figure:
    """The gap of every group of the breakdown over the years, a small chart each."""
    short = larger_areas().at[chosen.authority, "area_name"]

    def draw(table: MeasureTable) -> None:
        held = table.frame.dropna(subset=["value"])
        pairs = held[["area_code", "area_name", "group", "group_name"]].drop_duplicates().to_dict("records")
        parts = tuple((_of_area(table, row["area_code"]), "value", row["area_name"], row["group_name"], row["group"]) for row in pairs)
        gap_lines(
            parts, gap.indicator_id, table.indicator.unit, f"A small chart a group: the gap of {short} and of England over the years."
        )

    title = f"Group by group, gap to {data.words_of_peers(gap)}: {_named(chosen, gap)}"
    asked = (gap.indicator_id, gap.breakdown, gap.peers, _whole(chosen))
    return figure_of(title, data.groups_trends, asked, draw, lambda table: f"Gap in points. {_lines_marks(table, gap)}")


@remembered
def _of_area(table: MeasureTable, code: str) -> MeasureTable:
    return table.of_rows(table.frame[table.frame["area_code"] == code])


@remembered
def by_age(chosen: Selection, gap: Gap) -> Figure:
    """Every group's gap at 5, 11, 16 and 19."""
    marks = (
        "Gap in points, the latest year of each. ▼ bottom fifth of England's authorities, ▲ best fifth. At 16: English and maths 9-4, or where a "
        "group has none Attainment 8 (A8), whose points are of another scale."
    )
    title = f"By age: each group's gap to {data.words_of_peers(gap)}, {larger_areas().at[chosen.authority, 'area_name']}"
    return figure_of(title, data.stage_tables, (gap.peers, _whole(chosen)), heat, lambda *_: marks)


@remembered
def as_they_grow(chosen: Selection, gap: Gap) -> Figure:
    """The gap of the same children at 5, 11 and 16."""
    name = larger_areas().at[chosen.authority, "area_name"]

    def make(*asked: object) -> list[MeasureTable]:
        found = list(data.growing(*asked))
        if same_children(found).empty:
            raise CannotAnswer(
                f"The same children cannot be followed here: {data.group_name(gap)}, {name}, has no two gaps in points that lie six or five years apart."
            )
        return [stage.table for stage in found]

    def draw(*_: MeasureTable) -> None:
        growing(same_children(list(data.growing(gap, _whole(chosen)))), name)

    def marks(*_: MeasureTable) -> str:
        return "A line follows the children who were 5 in one year. Another authority's children have moved in and out meanwhile; profile and tests are no one scale."

    title = f"The same children as they grow: gap of those {data.group_name(gap)} to {data.words_of_peers(gap)}, {name}"
    return figure_of(title, make, (gap, _whole(chosen)), draw, marks)

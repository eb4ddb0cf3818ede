"""The figures of the Attainment page: what each is called, which tables it has and what draws them."""

from components import attainment_tables as data
from components.attainment_lead import groups_title, named, trend_title, whole
from components.charts.dumbbells import dumbbells, dumbbells_marks
from components.charts.gap_lines import gap_lines, marks_words
from components.charts.rank_strip import rank_strip
from components.figure import Figure, figure_of
from components.published import published, remembered
from measures.areas import NEIGHBOUR_MODEL
from measures.attainment_gaps import gap_table
from measures.catalogue import indicator
from measures.comparators import ENGLAND
from measures.errors import CannotAnswer
from measures.gap_rows import Gap
from measures.held import larger_areas, statistical_neighbours
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import capitalised, year_words


@remembered
def groups(chosen: Selection, gap: Gap, period: str) -> Figure:
    """Every group of the measure as a dumbbell, the widest gap first."""

    def draw(table: MeasureTable) -> None:
        dumbbells(table, data.group_name(gap))

    return figure_of(
        groups_title(chosen, gap, period), data.groups_table, (gap.indicator_id, gap.peers, period, whole(chosen)), draw, dumbbells_marks
    )


@remembered
def authorities(chosen: Selection, gap: Gap, period: str) -> Figure:
    """Every authority of England on one line."""
    by_gap, by_figure = data.places(gap, period, whole(chosen))
    near = tuple(statistical_neighbours(chosen.authority, NEIGHBOUR_MODEL)["neighbour_code"])
    name = larger_areas().at[chosen.authority, "area_name"]

    def draw(table: MeasureTable) -> None:
        rank_strip(table, chosen.authority, name, near, _england(gap, period), by_gap.words)

    def marks(*_: MeasureTable) -> str:
        of_figure = f" By the group's own figure {by_figure.words}." if by_figure.is_known else ""
        return f"Those {data.group_name(gap)}, a dot an authority. {name}: {by_gap.words}{', 1 the narrowest' * by_gap.is_known}.{of_figure} Orange line: England's gap."

    title = f"Gap to {data.words_of_peers(gap)} among the authorities of England, {year_words(period)}"
    return figure_of(title, data.authorities_table, (gap, period), draw, marks)


def _england(gap: Gap, period: str) -> float | None:
    try:
        value = gap_table(gap, Selection(ENGLAND, period=period), published).frame["value"].iloc[0]
    except CannotAnswer:
        return None
    return None if value != value else float(value)


def over_the_years(chosen: Selection, gap: Gap) -> tuple[Figure, ...]:
    """The lines of the group and of the gap; one sentence where there is nothing to draw."""
    first = trend(chosen, gap)
    return (first,) if first.problem else (first, gap_trend(chosen, gap))


@remembered
def trend(chosen: Selection, gap: Gap) -> Figure:
    """The group's figure and its peers' over the years."""
    name = larger_areas().at[chosen.authority, "area_name"]
    unit = indicator(gap.indicator_id).unit

    def draw(own: MeasureTable, *_: MeasureTable) -> None:
        who = own.frame["comparator"].iloc[0].replace("same authority", name)
        parts = ((own, "group_value", f"{data.group_name(gap)}, {name}", "", ""), (own, "comparator_value", who, "", ""))
        gap_lines(parts, gap.indicator_id, unit, f"Lines over the years: {data.group_name(gap)} and {who}. {_lines_marks(gap, own)}")

    return figure_of(trend_title(chosen, gap), data.trend_tables, (gap, whole(chosen)), draw, lambda own, *_: _lines_marks(gap, own))


def _lines_marks(gap: Gap, *tables: MeasureTable) -> str:
    """What is drawn beside the lines of these tables together."""
    periods = {period for table in tables for period in table.frame.loc[table.frame["value"].notna(), "time_period"]}
    return marks_words(sorted(periods), gap.indicator_id)


@remembered
def gap_trend(chosen: Selection, gap: Gap) -> Figure:
    """The gap itself over the years, the authority's and England's."""

    def draw(*tables: MeasureTable) -> None:
        parts = tuple((table, "value", table.area_name, "", "") for table in tables)
        said = f"The gap over the years: {' and '.join(table.area_name for table in tables)}. {_lines_marks(gap, *tables)}"
        gap_lines(parts, gap.indicator_id, f"Gap in {tables[0].indicator.unit}", said)

    def marks(own: MeasureTable, *more: MeasureTable) -> str:
        bars = "Upright bars: 95% intervals. " if own.frame["lower"].notna().any() else ""
        return f"{bars}{_lines_marks(gap, own, *more)}"

    title = f"{named(chosen, gap)}: the gap to {data.words_of_peers(gap)}"
    return figure_of(title, data.trend_tables, (gap, whole(chosen)), draw, marks)


@remembered
def small_multiples(chosen: Selection, gap: Gap) -> Figure:
    """The gap of every group of the measure over the years, a small chart each."""
    short = larger_areas().at[chosen.authority, "area_name"]

    def draw(table: MeasureTable) -> None:
        held = table.frame.dropna(subset=["value"])
        pairs = held[["area_code", "area_name", "group", "group_name"]].drop_duplicates().to_dict("records")
        parts = tuple(
            (_of_area(table, row["area_code"]), "value", row["area_name"], capitalised(row["group_name"]), row["group"]) for row in pairs
        )
        gap_lines(
            parts, gap.indicator_id, table.indicator.unit, f"A small chart a group: the gap of {short} and of England over the years."
        )

    title = f"{named(chosen, gap)}: the gap of each group to {data.words_of_peers(gap)} over the years"
    asked = (gap.indicator_id, gap.peers, whole(chosen))
    return figure_of(title, data.groups_trends, asked, draw, lambda table: f"Gap in points. {_lines_marks(gap, table)}")


@remembered
def _of_area(table: MeasureTable, code: str) -> MeasureTable:
    return table.of_rows(table.frame[table.frame["area_code"] == code])

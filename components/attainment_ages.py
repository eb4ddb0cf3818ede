"""Gaps by age on the Attainment page: every group at 5, 11, 16 and 19, and the same children as they grow."""

from components import attainment_age_tables as data
from components.attainment_lead import whole
from components.attainment_tables import group_name, words_of_peers
from components.charts.stages import growing, heat
from components.figure import Figure, figure_of
from components.published import remembered
from measures.errors import CannotAnswer
from measures.gap_rows import Gap
from measures.held import larger_areas
from measures.same_children import same_children
from measures.selection import Selection
from measures.table import MeasureTable


@remembered
def by_age(chosen: Selection, gap: Gap) -> Figure:
    """Every group's gap at 5, 11, 16 and 19."""
    marks = (
        "Gap in points, the latest year of each. The darker, the worse the fifth of England's authorities (▼ bottom, ▲ best); grey: no rank. At 16: English and maths 9-4, or where a "
        "group has none Attainment 8 (A8), whose points are no percentages."
    )
    title = f"Gap to {words_of_peers(gap)} by age, {larger_areas().at[chosen.authority, 'area_name']}"
    return figure_of(title, data.stage_tables, (gap.peers, whole(chosen)), heat, lambda *_: marks)


@remembered
def as_they_grow(chosen: Selection, gap: Gap) -> Figure:
    """The gap of the same children at 5, 11 and 16."""
    name = larger_areas().at[chosen.authority, "area_name"]

    def make(*asked: object) -> list[MeasureTable]:
        found = list(data.growing(*asked))
        if same_children(found).empty:
            raise CannotAnswer(
                f"The same children cannot be followed here: {group_name(gap)}, {name}, has no two gaps in points that lie six or five years apart."
            )
        return [stage.table for stage in found]

    def draw(*_: MeasureTable) -> None:
        growing(same_children(list(data.growing(gap, whole(chosen)))), name)

    def marks(*_: MeasureTable) -> str:
        return (
            f"Those {group_name(gap)}. A line follows the children who were 5 in one year; some have moved in or out since, and profile, tests "
            "and examinations are not one scale."
        )

    title = f"The same children as they grow, gap to {words_of_peers(gap)}, {name}"
    return figure_of(title, make, (gap, whole(chosen)), draw, marks)

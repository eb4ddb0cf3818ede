"""What the Attainment page asks for first: its usual gap, every authority's, and those by age."""

from collections.abc import Callable
from functools import partial

from components import attainment_age_tables as ages
from components import attainment_tables as data
from components.attainment_lead import whole
from measures.selection import Selection


def of(chosen: Selection) -> list[Callable[[Selection], object]]:
    """What makes the tables of a selection; nothing where no gap is held."""
    gap, place = data.usual(chosen), whole(chosen)
    period = data.told(gap, chosen)
    if not period:
        return []
    made = (
        partial(data.groups_table, gap.indicator_id, gap.peers, period), partial(data.places, gap, period), partial(data.beside_tables, gap, period),
        partial(data.trend_tables, gap), partial(data.groups_trends, gap.indicator_id, gap.peers), partial(ages.stage_tables, gap.peers),
        ages.absence_tables, ages.phase_tables,
    )  # fmt: skip
    return [partial(_of_place, tables, place) for tables in made]


def _of_place(tables: Callable[[Selection], object], place: Selection, chosen: Selection) -> None:
    """The page's tables are those of the whole authority, whatever part of it is chosen."""
    tables(place)

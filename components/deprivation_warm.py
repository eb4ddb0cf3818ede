"""What the Deprivation page asks for first: its usual index and edition."""

from collections.abc import Callable
from functools import partial

from components import deprivation_tables as data
from components import priority_gaps
from components.deprivation_tables import LOW_INCOME, mapped
from measures.editions import editions_of
from measures.hotspots import hotspots
from measures.selection import Selection


def of(chosen: Selection) -> list[Callable[[Selection], object]]:
    """What makes the tables of a selection, for each edition and the first index; nothing where no edition is held."""
    made = []
    for edition in editions_of(chosen.authority):
        asked = {"index": "imd", "edition": edition}
        made += [partial(data.ward_tables, key=key, **asked) for key in (mapped(chosen, **asked)[0], LOW_INCOME)]
        made += [partial(tables, **asked) for tables in (data.ranking_tables, data.hidden_tables, data.priority_tables)]
        made.append(partial(_spots, **asked))
    return [*made, priority_gaps.tables] if chosen.comparator == "none" else made


def _spots(chosen: Selection, index: str, edition) -> None:
    hotspots(chosen.authority, index, edition)

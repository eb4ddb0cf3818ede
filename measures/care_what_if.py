"""What more places near home would change: more foster carers, or a home in a ward. Modelled, on protected counts and on assumptions that are said.

Nothing is counted for a question: every count is one of the fixed table of 31 March (docs/decisions/0026), of the authority or its wards put together. Where a count that the answer rests on is hidden there is no answer.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from measures.access import Access
from measures.care_nearer import IN_TYPE, MILES, Candidates, candidates, known_count, ward_points
from measures.care_returns import MODEL, care_table, name_of, sources_with_model
from measures.care_types import ALL, BOTH, FAR, OUTSIDE, placed
from measures.catalogue import Indicator
from measures.disclosure import to_nearest
from measures.errors import CannotAnswer
from measures.publish import source_of
from measures.selection import Selection
from measures.table import MeasureTable
from settings import settings

WEEKS = 52
MEASURES = {
    FAR: "more than 20 miles from home",
    BOTH: "more than 20 miles from home and outside the authority",
    OUTSIDE: "outside the authority",
}
MORE = (("now", "Now %"), ("children_now", "Children now"), ("children_then", "Children then"))
WHAT_IF = Indicator("care_what_if", "Children placed far from home if there were more places near it", "Children in care and in need", "cohort", "share",
                    "% of children looked after", "lower_is_better", 0, "none", "cohort/care_base", "on 31 March", ("Total",))  # fmt: skip


@dataclass(frozen=True)
class Question:
    """More places for one type of placement: ``places`` of them, in ``ward`` (a code; empty: anywhere near the children), at pounds a week and child
    now and then."""

    place_type: str
    places: int
    week_now: float
    week_then: float
    ward: str = ""


def more_carers(
    carers: int, places_per_carer: float | None = None, week_now: float | None = None, week_then: float | None = None
) -> Question:
    """So many more foster carers of the authority's own; what is not given is that of the settings."""
    held = settings()
    each = held.places_per_carer if places_per_carer is None else places_per_carer
    now, then = (
        given if given is not None else usual for given, usual in ((week_now, held.week_agency_carer), (week_then, held.week_own_carer))
    )
    return Question("Foster", math.floor(carers * each + 1e-9), now, then)


def a_home(places: int, ward: str, week_now: float | None = None, week_then: float | None = None) -> Question:
    """A children's home of so many places in a ward."""
    held = settings()
    now, then = (
        given if given is not None else usual for given, usual in ((week_now, held.week_childrens_home), (week_then, held.week_own_home))
    )
    return Question("ChildrensHome", places, now, then, ward)


@dataclass(frozen=True, eq=False)
class Answer:
    """``sentences`` first what it is about, then what would change; ``table`` the three measures now and then; ``candidates`` and ``moved`` children;
    ``saving`` pounds a year."""

    sentences: tuple[str, ...]
    table: MeasureTable
    candidates: int
    moved: int
    saving: float


def what_if(authority: str, year: int, asked: Question, access: Access | None = None) -> Answer:
    """What would change. Raises NotPermitted, or CannotAnswer where a count that it rests on is hidden or nobody could move."""
    rows = placed(authority, year, access).set_index(["set_code", "breakdown", "group_code"])
    far = candidates(authority, year, asked.place_type, asked.ward, rows)
    moved = min(far.children, asked.places)
    counts = {name: known_count(rows, name) for name in MEASURES}
    everybody = known_count(rows, ALL)
    less = {FAR: moved} | dict.fromkeys((BOTH, OUTSIDE), moved * _share_outside(rows, asked.place_type))
    frame = pd.DataFrame([_row(name, counts[name], less[name], everybody, year) for name in MEASURES])
    saving = moved * (asked.week_now - asked.week_then) * WEEKS
    sources = (
        *(source_of(key) for key in rows["source_id"].unique()),
        *sources_with_model([], "What if there were more places near home", "arithmetic on rounded counts"),
    )
    table = care_table(WHAT_IF, Selection(authority, period=str(year)), frame, (_rests_on(asked, authority, far),), sources, MORE)
    return Answer(_sentences(authority, asked, far, moved, saving, year), table, far.children, moved, saving)


def _share_outside(rows: pd.DataFrame, place_type: str) -> float:
    """Of the children more than 20 miles from home the share who are outside, in the type where it is known, else in all types."""
    for breakdown, group in (("placement_type", place_type), ("Total", "Total")):
        far, outside = (rows.at[(of, breakdown, group), "numerator"] for of in (FAR, BOTH))
        if far > 0 and not math.isnan(outside):
            return min(outside / far, 1.0)
    raise CannotAnswer("No answer: how many of the children far from home are outside the authority is hidden.")


def _row(name: str, now: int, less: float, everybody: int, year: int) -> dict[str, object]:
    then = int(to_nearest(np.array([max(now - less, 0)]), settings().round_to)[0])
    shares = {key: round(count * 100 / everybody) for key, count in (("value", then), ("now", now))}
    return shares | {"group": name, "group_name": MEASURES[name], "time_period": str(year), "breakdown": "Total", "numerator": then, "denominator": everybody,
                     "children_now": now, "children_then": then, "nature": "modelled", "symbol": None, "hidden_because": None}  # fmt: skip


def _sentences(authority: str, asked: Question, far: Candidates, moved: int, saving: float, year: int) -> tuple[str, ...]:
    """What is asked, who could be nearer, what it would save."""
    whence = f", from within {MILES} miles of {ward_points(authority)['ward_name'][asked.ward]}" if asked.ward else ""
    who = f"About **{far.children}** children {IN_TYPE[asked.place_type]} on 31 March {year} are more than {MILES} miles from home{whence}."
    all_of_them = "all of them" if moved == far.children else f"about **{moved}** of them"
    nearer = f"With {asked.places} more places, {all_of_them} could be nearer."
    word = "save" if saving >= 0 else "cost"
    pounds = to_nearest(np.array([abs(saving)]), 10_000)[0]
    money = f"At £{asked.week_now:,.0f} a week now and £{asked.week_then:,.0f} then that would {word} about **£{pounds:,.0f}** a year."
    return who, nearer, money


def _rests_on(asked: Question, authority: str, far: Candidates) -> str:
    where = "the new home takes children from its own surroundings first" if asked.ward else "the new carers live near the children's homes"
    shared = (
        " that these children come from where all children of the authority live (too few come from single wards to say more);"
        * far.is_shared_out
    )
    return (
        f"{MODEL}. It rests on assumptions: that {where};{shared} that the places suit these children and stand ready for them; that children of other "
        f"authorities do not take them; that those who move are outside {name_of(authority)} as often as others of that type; and on the costs given. "
        "Children are rounded to the nearest 5. It is an upper bound, no plan for any child."
    )

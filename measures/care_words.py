"""What the Placements page says first: how many children, how far from home, with whom; the three distance measures each by its own name."""

from collections.abc import Callable

from measures.care_shares import UNKNOWN
from measures.errors import or_none
from measures.selection import Selection
from measures.table import MeasureTable
from measures.words import value_text

Published = Callable[..., MeasureTable]
PLACED = {
    "placements_over_20_miles": "more than 20 miles from home",
    "placements_outside_la": "outside the authority",
    "placements_over_20_miles_outside_la": "both",
}


def care_sentences(chosen: Selection, published: Published) -> list[str]:
    """Sentences about one place on 31 March; none where no return is held of it."""
    number = or_none(published, "own_children_looked_after", chosen)
    if number is None or number.is_empty:
        return []
    row = number.frame.iloc[0]
    rate = or_none(published, "own_cla_rate", chosen.but(period=row["time_period"]))
    per = "" if rate is None or rate.is_empty else f", {rate.frame['value'].iloc[0]:,.0f} per 10,000 children"
    is_whole = row["area_code"] == chosen.authority
    who = "were looked after by" if is_whole else "were looked after who came from homes in"
    said = [f"**{row['value']:,.0f} children** {who} {number.area_name} on 31 March {row['time_period']}{per}."]
    if number.nature == "modelled":
        said.insert(0, "Generated figures, of no real children:")
    return [*said, *_placed(chosen.but(period=row["time_period"]), published)]


def _placed(chosen: Selection, published: Published) -> list[str]:
    found = [(words, _figure(key, chosen, published)) for key, words in PLACED.items()]
    far = [f"{figure} are placed {words}" if words != "both" else f"{figure} are both" for words, figure in found if figure]
    foster = _figure("foster_care_share", chosen, published)
    far = far or ["Of none of them it is known how far from home they are placed"] * _is_known_of_nobody(chosen, published)
    return [f"{', '.join(far)}."] * bool(far) + [f"{foster} live with foster carers."] * bool(foster)


def _is_known_of_nobody(chosen: Selection, published: Published) -> bool:
    table = or_none(published, "placements_over_20_miles", chosen)
    return table is not None and bool((table.frame["hidden_because"] == UNKNOWN).any())


def _figure(key: str, chosen: Selection, published: Published) -> str:
    """The share in words, or nothing where it is hidden or not held."""
    table = or_none(published, key, chosen)
    if table is None or table.is_empty:
        return ""
    row = table.frame.iloc[0]
    return f"**{value_text(row['value'], row['symbol'], 'share', 0)}** ({row['numerator']:,.0f} of {row['denominator']:,.0f})"

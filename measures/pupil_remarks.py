"""What is to be said beside figures counted from results of pupils: what they rest on, who is in no area, what pooling would show."""

import numpy as np
import pandas as pd

from measures.catalogue import Indicator
from measures.disclosure import to_nearest
from measures.pupils import is_from_pupils, pooled_period, pooled_years, pupil_sources, without_home
from measures.selection import ALL_PERIODS, Selection
from measures.words import year_words
from settings import settings

_RESTS_ON = {
    "modelled": "Counted from generated pupils, who are no real children, by their homes",
    "local": "Counted from the authority's own records of pupils, by their homes; not published by anybody",
}


def notes_of_pupils(rows: pd.DataFrame, wanted: Indicator, selection: Selection) -> list[str]:
    """Sentences for a table counted from pupils; none for any other."""
    if not is_from_pupils(wanted) or not pupil_sources().source_ids or rows["source_id"].isna().all():
        return []
    means = "" if wanted.kind == "score" else ", and percentages are worked out from the rounded counts"
    notes = [f"{_RESTS_ON[pupil_sources().nature]}. Counts of pupils are rounded to the nearest {settings().round_to}{means}."]
    if (rows["parts"] > 1).any():
        notes.append("Places and years put together are sums of rounded figures; hidden ones count as what the figures around them leave.")
    years = pooled_years(selection.period)
    if years:
        notes.append(f"Three academic years together, {year_words(years[0])} to {year_words(years[-1])}: every year's pupils are counted.")
    if (rows["symbol"] == "z").any():
        notes.append("z: no pupil of the group has a result here.")
    return notes + _homeless(wanted, years or [selection.period])


def _homeless(wanted: Indicator, periods: list[str]) -> list[str]:
    held = without_home(wanted)
    asked = held if periods == [ALL_PERIODS] else held[held.index.isin(periods)]
    count = int(asked["without_home"].sum())
    if not count:
        return []
    about = (
        f"up to {settings().suppress_to}"
        if count <= settings().suppress_to
        else f"about {int(to_nearest(np.array([count]), settings().round_to)[0]):,}"
    )
    return [f"The home of {about} pupils with a result is not known: no ward, LSOA or priority area counts them."]


def offered(selection: Selection, held: pd.Index) -> str:
    """The three years up to the period asked for, where they are held and would be another period; else nothing."""
    return "" if selection.period == ALL_PERIODS else pooled_period(selection.period, held)


def offer(rows: pd.DataFrame, together: pd.DataFrame, period: str) -> list[str]:
    """A sentence where figures hidden in one year could be shown for three ``together``."""
    key = ["area_code", "group"]
    hidden = rows.loc[rows["symbol"] == "c", key]
    gained = len(hidden.merge(together.loc[together["value"].notna(), key]))
    if not gained:
        return []
    return [f"{gained} of {len(hidden)} hidden figures can be shown for three years together: ask for the period {period}."]

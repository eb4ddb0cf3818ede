"""Which year a return is of, told by its header, its name and its dates; never guessed where these do not say it or contradict each other.

A collection year is called by the year in which it ends: 2025 is 1 April 2024 to 31 March 2025.
"""

import re
from pathlib import Path

import pandas as pd

from importers.reading import Refused

_BOTH = re.compile(r"(?<!\d)(20\d\d)[-_ /]?(?:20)?(\d\d)(?!\d)")
_ONE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_STRAY = 0.1  # share of ends that may lie in other years, as slips


def year_words(collection_year: int) -> str:
    """The year as people write it: 2024/25."""
    return f"{collection_year - 1}/{collection_year % 100:02d}"


def years_in(text: str) -> tuple[int | None, int | None]:
    """The collection year that a name states in full ("2024-25", "202425"), and a single year that may be the one it begins or ends in."""
    for found in _BOTH.finditer(text):
        if (int(found[1]) + 1) % 100 == int(found[2]):
            return int(found[1]) + 1, None
    single = _ONE.search(text)
    return None, int(single[1]) if single else None


def mark_of(path: Path) -> tuple[str, tuple[int | None, int | None]]:
    """What tables of one return have in common: their folder and the years in their names."""
    return str(path.parent), years_in(path.stem)


def year_of_episodes(found: pd.DataFrame, name: str, said: str) -> tuple[int, str]:
    """The collection year of a table Episodes, and what told it.

    ``found`` has collection_year, ended, started; ``name`` is the file's, ``said`` what a header states. Raises Refused.
    """
    by_dates = _by_dates(found)
    stated, single = (years_in(said)[0] or int(said[:4]), None) if said else years_in(name)
    if stated is None and by_dates is None:
        raise Refused("the year of the return is not known: no episode has a date, and its name does not state both years, like 2024-25")
    allowed = {stated} if stated else {single, single + 1} if single else {by_dates}
    if by_dates is not None and by_dates not in allowed:
        where = "its header" if said else "its name"
        raise Refused(
            f"most of its episodes end in {year_words(by_dates)}, and {where} says {stated or single}; correct whichever is wrong"
        )
    if stated:
        return stated, "header" if said else "name"
    return by_dates, "dates"


def _by_dates(found: pd.DataFrame) -> int | None:
    """The year in which the episodes end. Refused where they end in several; without any end, the year of the last start."""
    if found.empty:
        return None
    ends, total = found.set_index("collection_year")["ended"], int(found["ended"].sum())
    if not total:
        return int(found["collection_year"].max())
    most = int(ends.idxmax())
    if total - ends[most] > _STRAY * total:
        told = ", ".join(f"{count:,} in {year_words(int(year))}" for year, count in ends[ends > 0].items())
        raise Refused(
            f"episodes of several years stand in one table: of those that have ended, {told}; give each year as a table of its own"
        )
    return most

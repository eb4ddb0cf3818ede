"""What each figure of the Demographics page publishes; the drawing is in demography.py, the words in measures/narrative.py.

Every function takes the reader's selection, returns the tables of one figure and raises CannotAnswer when there are none.
"""

from components.published import published
from measures.areas import scope_of
from measures.catalogue import indicator
from measures.comparators import comparator_selection
from measures.errors import or_none
from measures.periods import periods_held
from measures.selection import ALL_PERIODS, Selection
from measures.table import MeasureTable

MAPPED = (
    "population_0_19_share", "population_0_19", "population_0_4_share", "population_0_4", "population_5_14_share", "population_5_14",
    "population_15_19_share", "population_15_19", "population_0_24", "births", "minority_ethnic_share", "other_first_language_share",
)  # fmt: skip
TREND = {"Aged 0 to 4": "population_0_4", "Aged 5 to 14": "population_5_14", "Aged 15 to 19": "population_15_19"}


def _in_one_year(chosen: Selection) -> Selection:
    """The selection with "latest official" made the year that the count of ages 0 to 19 has."""
    periods = published("population_0_19", chosen, comparator="none").periods
    return chosen.but(period=periods[0]) if periods else chosen


def _in_held_year(indicator_id: str, chosen: Selection) -> Selection:
    """The selection in the year asked for where the indicator has it, else in the indicator's latest official one."""
    held = periods_held(indicator(indicator_id), scope_of(chosen))
    return chosen if chosen.period in held.index else chosen.but(period="")


def pyramid_tables(chosen: Selection) -> list[MeasureTable]:
    """Residents aged 0 to 24 by sex and single year; then the comparator's of the same year, where it has them."""
    own = published("population_0_24", _in_one_year(chosen), breakdown="sex_and_single_year", comparator="none")
    other = None if own.is_empty else _comparator_pyramid(chosen, own.periods[0])
    return [own] if other is None else [own, other]


def _comparator_pyramid(chosen: Selection, period: str) -> MeasureTable | None:
    other = comparator_selection(chosen)
    if other is None:
        return None
    table = or_none(published, "population_0_24", other, breakdown="sex_and_single_year", period=period)
    return None if table is None or table.is_empty else table


def band_tables(chosen: Selection) -> list[MeasureTable]:
    """Five-year bands as counts and as shares of all residents."""
    chosen = _in_one_year(chosen)
    counts = published("population_0_24", chosen, breakdown="age_band", comparator="none")
    return [counts, published("population_0_24_share", chosen, breakdown="age_band")]


def map_tables(chosen: Selection, mapped: str = MAPPED[0]) -> list[MeasureTable]:
    """One figure by ward, against what the reader chose, or the authority when that is nothing."""
    by_ward = chosen.but(by="ward", comparator="authority" if chosen.comparator == "none" else chosen.comparator)
    return [published(mapped, _in_held_year(mapped, by_ward))]


def trend_tables(chosen: Selection) -> list[MeasureTable]:
    """Three age groups over all years held, in the order of TREND."""
    return [published(key, chosen, period=ALL_PERIODS, comparator="none") for key in TREND.values()]


def births_tables(chosen: Selection) -> list[MeasureTable]:
    """Births over all years held."""
    return [published("births", chosen, period=ALL_PERIODS, comparator="none")]


def ethnicity_tables(chosen: Selection) -> list[MeasureTable]:
    """Broad ethnic groups, latest census."""
    return [published("minority_ethnic_share", chosen, breakdown="broad_group", period="")]


def language_tables(chosen: Selection) -> list[MeasureTable]:
    """Broad groups of main language, latest census."""
    return [published("other_first_language_share", chosen, breakdown="broad_group", period="")]


def ward_tables(chosen: Selection) -> list[MeasureTable]:
    """Shares of five-year bands by ward, against the authority."""
    by_ward = _in_one_year(chosen.but(by="ward"))
    return [published("population_0_24_share", by_ward, breakdown="age_band", comparator="authority")]


ALL = (pyramid_tables, band_tables, map_tables, trend_tables, births_tables, ethnicity_tables, language_tables, ward_tables)

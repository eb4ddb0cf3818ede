"""What each figure of the Deprivation page publishes; the drawing is in deprivation.py, the words in measures/deprivation_words.py.

Every function takes the reader's selection, the index and the edition, returns the tables of one figure and raises CannotAnswer when
there are none.
"""

from components.published import published
from measures.catalogue import indicator
from measures.editions import Edition
from measures.selection import Selection
from measures.table import MeasureTable

INDICES = {"imd": "Index of Multiple Deprivation (IMD)", "idaci": "Income deprivation affecting children (IDACI)"}
AVERAGE = {"imd": "imd_rank_weighted", "idaci": "idaci_rank_weighted_children"}
LOW_INCOME = "children_low_income_ahc_share"


def mapped(index: str) -> tuple[str, ...]:
    """The indicators that the ward map offers."""
    return (
        f"lsoas_most_deprived_20pct_{index}", f"lsoas_most_deprived_10pct_{index}", f"children_in_most_deprived_20pct_{index}_share",
        f"children_in_most_deprived_20pct_{index}", AVERAGE[index], LOW_INCOME,
    )  # fmt: skip


def _of_edition(key: str, chosen: Selection, edition: Edition, **changes: object) -> MeasureTable:
    period = edition.name if indicator(key).of_indices else ""
    return published(key, chosen.but(period=period, **changes))


def ward_tables(chosen: Selection, index: str, edition: Edition, key: str) -> list[MeasureTable]:
    """One figure by ward against the authority, whatever the reader compares with: England has a fifth by definition."""
    return [_of_edition(key, chosen, edition, by="ward", comparator="authority")]


def ranking_tables(chosen: Selection, index: str, edition: Edition) -> list[MeasureTable]:
    """Children living in the most deprived fifth, their share, and the share of LSOAs, by ward."""
    keys = (
        f"children_in_most_deprived_20pct_{index}_share",
        f"children_in_most_deprived_20pct_{index}",
        f"lsoas_most_deprived_20pct_{index}",
    )
    return [_of_edition(key, chosen, edition, by="ward", comparator="authority") for key in keys]


def low_income_tables(chosen: Selection) -> list[MeasureTable]:
    """Children in low-income families by ward, against the authority."""
    return [published(LOW_INCOME, chosen.but(period="", by="ward", comparator="authority"))]


def small_area_tables(chosen: Selection, index: str, edition: Edition) -> list[MeasureTable]:
    """National decile and rank of each LSOA, and the children who live there."""
    by_lsoa = chosen.but(by="lsoa", comparator="none")
    return [
        published(f"{index}_decile", by_lsoa, period=edition.name),
        published(f"{index}_rank", by_lsoa, period=edition.name),
        published("population_0_15", by_lsoa, period=edition.population_period),
    ]


def hidden_tables(chosen: Selection, index: str, edition: Edition) -> list[MeasureTable]:
    """Those of the LSOAs, and the average rank of each ward."""
    average = published(AVERAGE[index], chosen.but(by="ward", comparator="none", period=edition.name))
    return [*small_area_tables(chosen, index, edition), average]


def priority_tables(chosen: Selection, index: str, edition: Edition) -> list[MeasureTable]:
    """Each priority area, all together and the rest of the authority."""
    keys = (f"children_in_most_deprived_20pct_{index}_share", f"lsoas_most_deprived_20pct_{index}", LOW_INCOME)
    whole = chosen.but(wards=(), priority_area="")
    return [_of_edition(key, whole, edition, by="priority_area", comparator="none") for key in keys]

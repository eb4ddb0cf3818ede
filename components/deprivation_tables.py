"""What each figure of the Deprivation page publishes; the drawing is in deprivation.py, the words in measures/deprivation_words.py.

Every function takes the reader's selection, the index and the edition, returns the tables of one figure and raises CannotAnswer when
there are none.
"""

from components.published import published, remembered
from measures.catalogue import indicator
from measures.divergence import OVERALL
from measures.editions import Edition
from measures.errors import CannotAnswer
from measures.indices import indices
from measures.rurality import BREAKDOWN
from measures.rurality import to_load as to_load_classes
from measures.selection import Selection
from measures.small_areas import to_load
from measures.smoothing import smoothed
from measures.table import MeasureTable

LOW_INCOME = "children_low_income_ahc_share"


def average_of(index: str) -> str:
    """The indicator of an index's average rank: weighted by the people it is about, as far as it is about all of them or children."""
    return f"{index}_rank_weighted" + "_children" * (index == "idaci")


@remembered
def lacking(chosen: Selection, index: str, edition: Edition) -> str:
    """Why an index cannot be shown in an edition, and which file to load; empty where it is held."""
    try:
        held = published(f"{index}_decile", chosen.but(wards=(), priority_area="", by="lsoa", comparator="none", period=edition.name))
    except CannotAnswer as other_edition:
        return f"{other_edition} {to_load(index)}"
    return f"It is not held for {held.area_name} in the {edition.name} edition. {to_load(index)}" if held.is_empty else ""


def mapped(chosen: Selection, index: str, edition: Edition) -> tuple[str, ...]:
    """The indicators that the ward map offers; low income alone where the index is not held."""
    if lacking(chosen, index, edition):
        return (LOW_INCOME,)
    return (
        f"lsoas_most_deprived_20pct_{index}", f"lsoas_most_deprived_10pct_{index}", f"children_in_most_deprived_20pct_{index}_share",
        f"children_in_most_deprived_20pct_{index}", average_of(index), LOW_INCOME,
    )  # fmt: skip


def _of_edition(key: str, chosen: Selection, edition: Edition, **changes: object) -> MeasureTable:
    period = edition.name if indicator(key).of_indices else ""
    return published(key, chosen.but(period=period, **changes))


def ward_tables(chosen: Selection, index: str, edition: Edition, key: str) -> list[MeasureTable]:
    """One figure by ward against the authority, whatever the reader compares with: England has a fifth by definition.

    Shares of low income come raw and smoothed, because they are counts of few.
    """
    raw = _of_edition(key, chosen, edition, by="ward", comparator="authority")
    if key != LOW_INCOME or raw.is_empty:
        return [raw]
    return [raw, smoothed(raw, _of_edition(key, chosen, edition, by="ward", comparator="none", wards=(), priority_area=""))]


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
    """National decile of each LSOA, the ranks of all LSOAs of the authority, because places are told among them, and the children."""
    by_lsoa = chosen.but(by="lsoa", comparator="none")
    return [
        published(f"{index}_decile", by_lsoa, period=edition.name),
        published(f"{index}_rank", by_lsoa, period=edition.name, wards=(), priority_area=""),
        published("population_0_15", by_lsoa, period=edition.population_period),
    ]


def divergence_tables(chosen: Selection, index: str, edition: Edition) -> list[MeasureTable]:
    """The average rank of each ward by every index that is held in the edition, the overall one first; weighted by residents throughout."""
    by_ward = chosen.but(by="ward", comparator="none", period=edition.name)
    keys = [key for key in indices() if not lacking(chosen, key, edition)]
    if OVERALL not in keys or len(keys) == 1:
        raise CannotAnswer(f"Indices can be told apart only where the overall one and another are held. {to_load('barriers')}")
    return [published(f"{key}_rank_weighted", by_ward) for key in keys]


def hidden_tables(chosen: Selection, index: str, edition: Edition) -> list[MeasureTable]:
    """Those of the LSOAs, and the average rank of each ward."""
    average = published(average_of(index), chosen.but(by="ward", comparator="none", period=edition.name))
    return [*small_area_tables(chosen, index, edition), average]


def rural_tables(chosen: Selection, index: str, edition: Edition) -> list[MeasureTable]:
    """LSOAs and children of the most deprived fifth, rural against urban. CannotAnswer where no classification is held."""
    split = chosen.but(breakdown=BREAKDOWN, comparator="none", period=edition.name)
    found = [published(key, split) for key in (f"lsoas_most_deprived_20pct_{index}", f"children_in_most_deprived_20pct_{index}_share")]
    if found[0].is_empty:
        raise CannotAnswer(to_load_classes(edition.census_year))
    return found


def priority_tables(chosen: Selection, index: str, edition: Edition) -> list[MeasureTable]:
    """Each priority area, all together and the rest of the authority."""
    keys = (f"children_in_most_deprived_20pct_{index}_share", f"lsoas_most_deprived_20pct_{index}", LOW_INCOME)
    whole = chosen.but(wards=(), priority_area="")
    return [_of_edition(key, whole, edition, by="priority_area", comparator="none") for key in keys]

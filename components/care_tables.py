"""What the figures of the Placements page publish; drawing is in care_*.py, words in measures/care_words.py."""

from components.published import published, remembered
from measures.care import years_of_returns
from measures.care_curves import SCALES, curve
from measures.catalogue import indicator
from measures.errors import CannotAnswer, or_none
from measures.held import larger_areas
from measures.selection import ALL_PERIODS, Selection
from measures.table import MeasureTable

GROUPS = {
    "age": "Age", "placement_type": "Placement type", "placement_provider": "Provider", "need": "Need", "legal_status": "Legal status",
    "sex": "Sex", "ethnicity": "Ethnicity", "entry": "How they came into care", "asylum": "Unaccompanied asylum seekers",
}  # fmt: skip


def year_of(chosen: Selection) -> str:
    """The year of the return that is told: the one chosen where its return is held, else the latest; empty where none is."""
    held = [str(year) for year in years_of_returns(chosen.authority)]
    return chosen.period if chosen.period in held else held[-1] if held else ""


def whole(chosen: Selection, breakdown: str = "Total") -> Selection:
    """The whole authority in the year told."""
    return Selection(chosen.authority, period=year_of(chosen), breakdown=breakdown)


def name_of(chosen: Selection) -> str:
    """The authority's name."""
    return larger_areas().at[chosen.authority, "area_name"]


def by_group(key: str, chosen: Selection, breakdown: str) -> list[MeasureTable]:
    """An indicator by the groups of a breakdown."""
    return [published(key, whole(chosen, breakdown))]


def by_month(chosen: Selection) -> list[MeasureTable]:
    """Children looked after at the end of every month held."""
    return [published("children_looked_after_by_month", Selection(chosen.authority, period=ALL_PERIODS))]


def over_years(chosen: Selection, *keys: str) -> list[MeasureTable]:
    """Indicators of the authority over all years held; those that are not held are left out."""
    found = [or_none(published, key, Selection(chosen.authority, period=ALL_PERIODS)) for key in keys]
    tables = [table for table in found if table is not None and not table.is_empty]
    if not tables:
        is_hidden = any((table.frame["symbol"] == "c").any() for table in found if table is not None)
        why = "every figure is hidden (c), so that nobody is recognised" if is_hidden else "no figure is held"
        raise CannotAnswer(f"{indicator(keys[0]).title}, {name_of(chosen)}: {why}.")
    return tables


@remembered
def curve_of(chosen: Selection, breakdown: str) -> list[MeasureTable]:
    """The curve of one of SCALES for the year told, and the counts it is made of."""
    counts = published("own_children_looked_after", whole(chosen, breakdown))
    total = published("own_children_looked_after", whole(chosen)).frame["value"].iloc[0]
    shares = curve(counts, float(total))
    if shares.frame["value"].iloc[1:].isna().all():
        is_unknown = (shares.frame["symbol"] == "x").any()
        why = "it is known of no child" if is_unknown else "too few children to be shown"
        raise CannotAnswer(f"By {SCALES[breakdown].unit}: {why}.")
    return [shares, counts]


def by_ward(key: str, chosen: Selection) -> list[MeasureTable]:
    """An indicator by the ward children came from, within the wards chosen."""
    return [published(key, chosen.but(by="ward", period=year_of(chosen), comparator="none", breakdown="Total"))]


def by_priority_area(key: str, chosen: Selection) -> list[MeasureTable]:
    """The same by priority area."""
    return [published(key, chosen.but(by="priority_area", wards=(), priority_area="", period=year_of(chosen), comparator="none"))]


def destinations(chosen: Selection) -> list[MeasureTable]:
    """Children by the authority where they are placed: of the whole authority, and by ward of home."""
    asked = whole(chosen, "destination")
    return [published("own_children_looked_after", asked), published("own_children_looked_after", asked.but(by="ward"))]

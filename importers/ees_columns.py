"""Tell the columns of a DfE Explore Education Statistics file apart: identifiers, filters and indicators."""

import re

import pandas as pd

from importers.cells import numbers, symbols

# The level of a row, and where its code and name stand.
LEVELS = {
    "National": ("country_code", "country_name"), "Regional": ("region_code", "region_name"),
    "Local authority": ("new_la_code", "la_name"), "Local authority district": ("lad_code", "lad_name"),
    "Ward": ("ward_code", "ward_name"),
}  # fmt: skip
_IDENTIFIERS = {
    "time_period", "time_identifier", "geographic_level", "old_la_code", "school_urn", "school_laestab", "school_name",
    "local_authority_selection_status", *(name for pair in LEVELS.values() for name in pair),
}  # fmt: skip
_OTHER_PLACE = re.compile(
    r"^(pcon|parliamentary_constituency|opportunity_area|sponsor|rsc_region|mayoral_combined_authority|"
    r"english_devolved_area|local_enterprise_partnership|local_skills_improvement_plan_area|mat|provider|"
    r"planning_area|pfa|institution)_(code|name|id|ukprn|lead_name)$|^(local_enterprise_partnership|rsc_region_lead)_?\w*$"
)
_LIKE_AN_INDICATOR = re.compile(
    r"_(count|counts|number|percent|percentage|rate|average|score|estimate|fte|headcount|total)$|_per_\d+$|"
    r"^(t|pt|avg|pct|num)_|^(number|percentage|percent|count|rate|average)$"
)
_FEW = 0.01


def split(frame: pd.DataFrame, column_types: dict[str, str]) -> tuple[list[str], list[str]]:
    """Filters and indicators, in the file's order. ``column_types`` (from a metadata file) outweighs what the cells look like."""
    filters, indicators = [], []
    for column in frame.columns:
        if column in _IDENTIFIERS or _OTHER_PLACE.match(column) or (frame[column] == "").all():
            continue
        stated = column_types.get(column)
        is_indicator = stated == "Indicator" if stated in ("Indicator", "Filter") else _counts_something(frame[column])
        (indicators if is_indicator else filters).append(column)
    if frame["time_identifier"].nunique() > 1:
        filters.append("time_identifier")
    return filters, indicators


def _counts_something(cells: pd.Series) -> bool:
    """Numbers and symbols all through; or nearly so, and then the odd cell is an error that the reader will find."""
    figures = numbers(cells).notna()
    fits = figures | symbols(cells).notna()
    if fits.all():
        return True
    named = _LIKE_AN_INDICATOR.search(cells.name) is not None
    return (named and figures.mean() >= 0.5) or (figures.any() and (~fits).mean() < _FEW)

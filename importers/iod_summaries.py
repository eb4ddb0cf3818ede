"""English indices of deprivation, summaries of authorities: lower tier (File 10) and upper tier (File 11), a sheet a domain."""

import pandas as pd

from importers.cells import refuse_duplicates
from importers.codes import area_rows
from importers.iod import bounded, check_places, published, refuse_second
from importers.iod_columns import LSOAS, Place, places, summaries, unknown
from importers.reading import Importer, Note, Reading, Refused
from importers.sheets import Sheet

_EDITIONS = {2013: "2015", 2015: "2015", 2019: "2019", 2024: "2025"}
_MOST_AUTHORITIES = 400
_MOST_PEOPLE = 100_000_000
# By level of the header: code and name of the group that ranks are among, and the first characters of its codes.
_TIERS = {
    "localauthoritydistrict": ("lower_tier", "Lower-tier local authorities", ("E06", "E07", "E08", "E09")),
    "uppertierlocalauthoritydistrict": ("upper_tier", "Upper-tier local authorities", ("E06", "E08", "E09", "E10")),
}


def _tier(header: tuple[str, ...]) -> tuple[str, Place] | None:
    """The level of the authorities of a header and their columns; none where it speaks of LSOAs."""
    found = places(header)
    level = next((level for level in reversed(_TIERS) if level in found), None)
    return None if level is None or "lsoa" in found else (level, found[level])


def recognises(header: tuple[str, ...]) -> bool:
    """Authorities of one tier with at least one summary of an index."""
    return _tier(header) is not None and bool(summaries(header))


def read(sheet: Sheet) -> Reading:
    """Each summary as a measure of its own; the tier stands as the group, because ranks are among the authorities of a tier."""
    header, frame = sheet.header, sheet.frame
    level, place = _tier(header)
    code, name, kinds = _TIERS[level]
    if place.year not in _EDITIONS:
        raise Refused(f"no edition of the indices is known with authorities of {place.year}")
    found = summaries(header)
    refuse_second([(measure, column) for column, measure in found])
    check_places(frame, place.code, kinds)
    refuse_duplicates(frame, place.code)
    edition = _EDITIONS[place.year]
    base = pd.DataFrame({
        "area_code": frame[place.code], "time_period": edition, "breakdown": "tier", "group_code": code, "group_name": name,
        "symbol": None,
    })  # fmt: skip
    rows = [base.assign(measure=measure, value=_values(frame, column, measure, edition)) for column, measure in found]
    left = unknown(header, {column for column, _ in found})
    notes = [Note("the column was left out; it is no summary of the indices", column=column) for column in left]
    areas = area_rows(frame[place.code], frame[place.name or place.code], place.year)
    provenance = published(f"summaries of {name[0].lower()}{name[1:]}")
    return Reading({"area": areas, "observation": pd.concat(rows)}, len(frame), notes=notes, release=edition, provenance=provenance)


def _values(frame: pd.DataFrame, column: str, measure: str, edition: str) -> pd.Series:
    """A column of summaries as published: proportions and extents are fractions, ranks whole numbers."""
    if "_rank_of_" in measure:
        return bounded(frame, column, 1, _MOST_AUTHORITIES, whole=True)
    if measure.endswith(("_extent", "_10_percent")):
        return bounded(frame, column, 0, 1)
    if measure.endswith(("_average_rank", "_local_concentration")):
        return bounded(frame, column, 1, LSOAS[edition])
    return bounded(frame, column, 0, _MOST_PEOPLE) if measure.endswith("_scale") else bounded(frame, column, -100, 1000)


IOD_SUMMARIES = Importer("iod_summaries", 53, recognises, read, published("summaries of local authorities"))

"""English indices of deprivation: ranks and deciles of LSOAs (File 3, File 7), and their population denominators (File 6)."""

import re

import pandas as pd

from importers.cells import counts, refuse_duplicates, year_in
from importers.codes import area_rows, check_codes
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet

_LSOA = re.compile(r"^LSOA (code|name) \((\d{4})\)$", re.IGNORECASE)
_DISTRICT = re.compile(r"^Local Authority District (code|name) \((\d{4})\)$", re.IGNORECASE)
_EDITIONS = {(2011, 2013): "2015", (2011, 2019): "2019", (2021, 2024): "2025"}
_DOMAINS = {
    "imd": "Index of Multiple Deprivation (IMD)", "idaci": "Income Deprivation Affecting Children Index (IDACI)",
    "idaopi": "Income Deprivation Affecting Older People (IDAOPI)", "income": "Income", "employment": "Employment",
    "education": "Education, Skills and Training", "health": "Health Deprivation and Disability", "crime": "Crime",
    "housing": "Barriers to Housing and Services", "environment": "Living Environment",
}  # fmt: skip
_AGES = {
    "Total population:": (0, 120), "Dependent Children aged 0-15:": (0, 15),
    "Population aged 16-59:": (16, 59), "Older population aged 60 and over:": (60, 120),
}  # fmt: skip


def _columns(header: tuple[str, ...], pattern: re.Pattern) -> dict[str, tuple[str, int]]:
    """The columns that ``pattern`` matches: "code" or "name" to (column, year)."""
    return {match[1].lower(): (column, int(match[2])) for column in header if (match := pattern.match(column))}


def _starting(header: tuple[str, ...], start: str) -> str | None:
    return next((column for column in header if column.lower().startswith(start.lower())), None)


def _ranked(header: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """The domains in a header, each with its columns of ranks and of deciles."""
    found = {name: (_starting(header, f"{words} Rank"), _starting(header, f"{words} Decile")) for name, words in _DOMAINS.items()}
    return {name: pair for name, pair in found.items() if all(pair)}


def _counted(header: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """The columns of residents in a header, each with its ages."""
    return {column: ages for start, ages in _AGES.items() if (column := _starting(header, start)) and year_in(column)}


def _has_areas(header: tuple[str, ...]) -> bool:
    return "code" in _columns(header, _LSOA) and "code" in _columns(header, _DISTRICT)


def recognises_ranks(header: tuple[str, ...]) -> bool:
    """LSOAs and districts with the rank and decile of at least one index."""
    return _has_areas(header) and bool(_ranked(header))


def recognises_denominators(header: tuple[str, ...]) -> bool:
    """LSOAs and districts with residents of a stated mid-year."""
    return _has_areas(header) and bool(_counted(header))


def read(sheet: Sheet) -> Reading:
    """Ranks, deciles and residents, whichever the file holds, with the LSOAs and their districts."""
    header, frame = sheet.header, sheet.frame
    (lsoa, lsoa_year), (district, district_year) = _columns(header, _LSOA)["code"], _columns(header, _DISTRICT)["code"]
    if (lsoa_year, district_year) not in _EDITIONS:
        raise Refused(f"no edition of the indices is known with LSOAs of {lsoa_year} and districts of {district_year}")
    check_codes(frame, lsoa)
    check_codes(frame, district)
    refuse_duplicates(frame, lsoa)
    edition = _EDITIONS[lsoa_year, district_year]
    reading = Reading(_areas(sheet), len(frame), release=edition)
    if _ranked(header):
        reading.tables["deprivation"] = pd.concat([_ranks(frame, lsoa, edition, *found) for found in _ranked(header).items()])
    if _counted(header):
        reading.tables["population"] = pd.concat([_residents(frame, lsoa, *found) for found in _counted(header).items()])
        reading.notes = [Note("the residents leave out prisoners")] * any("excluding prisoners" in name for name in header)
    return reading


def _areas(sheet: Sheet) -> dict[str, pd.DataFrame]:
    frame, named = sheet.frame, []
    for pattern in (_LSOA, _DISTRICT):
        found = _columns(sheet.header, pattern)
        code, year = found["code"]
        named.append(area_rows(frame[code], frame[found.get("name", found["code"])[0]], year))
    lsoa, (district, year) = _columns(sheet.header, _LSOA)["code"][0], _columns(sheet.header, _DISTRICT)["code"]
    within = pd.DataFrame({
        "child_code": frame[lsoa], "parent_code": frame[district], "lookup_year": year, "relation": "within",
    })  # fmt: skip
    return {"area": pd.concat(named), "area_lookup": within}


def _ranks(frame: pd.DataFrame, lsoa: str, edition: str, domain: str, columns: tuple[str, str]) -> pd.DataFrame:
    rank, decile = (counts(frame, column) for column in columns)
    for found, column, most in ((rank, columns[0], 40_000), (decile, columns[1], 10)):
        bad = ~found.between(1, most)
        if bad.any():
            raise Refused(f"{found[bad.idxmax()]:,} is not between 1 and {most:,}", row=bad.idxmax(), column=column)
    return pd.DataFrame({
        "area_code": frame[lsoa], "edition": edition, "domain": domain, "national_rank": rank, "national_decile": decile,
    })  # fmt: skip


def _residents(frame: pd.DataFrame, lsoa: str, column: str, ages: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame({
        "area_code": frame[lsoa], "time_period": str(year_in(column)), "sex": "Persons",
        "age_from": ages[0], "age_to": ages[1], "persons": counts(frame, column),
    })  # fmt: skip


def _provenance(title: str) -> Provenance:
    return Provenance(
        "Ministry of Housing, Communities and Local Government", f"English indices of deprivation: {title}",
        "Contains public sector information licensed under the Open Government Licence v3.0. "
        "Source: MHCLG, English indices of deprivation.",
    )  # fmt: skip


IOD_RANKS = Importer("iod_ranks", 43, recognises_ranks, read, _provenance("ranks and deciles"))
IOD_DENOMINATORS = Importer("iod_denominators", 44, recognises_denominators, read, _provenance("population denominators"))

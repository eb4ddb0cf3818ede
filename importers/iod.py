"""English indices of deprivation by LSOA: ranks and deciles, scores, transformed scores and population denominators (Files 1 to 7, 9)."""

import pandas as pd

from importers.cells import counts, numbers, refuse_duplicates, year_in
from importers.codes import area_rows, check_codes
from importers.iod_columns import EDITIONS, LSOAS, Place, figures, places, residents, unknown
from importers.reading import Importer, Note, Provenance, Reading, Refused
from importers.sheets import Sheet

_LSOA, _DISTRICT = "lsoa", "localauthoritydistrict"
_KINDS = {_LSOA: ("E01",), _DISTRICT: ("E06", "E07", "E08", "E09")}
_RATES = {"income", "employment", "idaci", "idaopi", "adult_skills"}
_ZERO_TO_HUNDRED = {"imd", "education", "housing", "environment"}
_SAID = {
    "score": "scores", "national_rank": "ranks", "national_decile": "deciles", "transformed_score": "exponentially transformed scores",
}  # fmt: skip


def _has_areas(header: tuple[str, ...]) -> bool:
    return {_LSOA, _DISTRICT} <= places(header).keys()


def recognises_ranks(header: tuple[str, ...]) -> bool:
    """LSOAs and districts with the rank or decile of at least one index."""
    return _has_areas(header) and any(said in ("national_rank", "national_decile") for _, _, said in figures(header))


def recognises_scores(header: tuple[str, ...]) -> bool:
    """LSOAs and districts with at least one score, transformed or not."""
    return _has_areas(header) and bool(figures(header))


def recognises_denominators(header: tuple[str, ...]) -> bool:
    """LSOAs and districts with residents of a stated mid-year."""
    return _has_areas(header) and bool(residents(header))


def read(sheet: Sheet) -> Reading:
    """Ranks, deciles, scores and residents, whichever the file holds, with the LSOAs and their districts."""
    header, frame = sheet.header, sheet.frame
    found, counted = figures(header), residents(header)
    refuse_second([(f"{domain} {said}", column) for column, domain, said in found])
    refuse_second([(f"residents aged {ages}", column) for column, ages in counted])
    areas = places(header)
    edition = _edition(areas)
    for level in (_LSOA, _DISTRICT):
        check_places(frame, areas[level].code, _KINDS[level])
    lsoa = areas[_LSOA].code
    refuse_duplicates(frame, lsoa)
    reading = Reading(_areas(frame, areas), len(frame), release=edition, provenance=_provenance(found, counted))
    if found:
        rows = _figures(frame, found, edition)
        reading.notes += _apart(rows, edition)
        reading.tables["deprivation"] = pd.concat([_domain(rows, frame[lsoa], edition, domain) for domain in rows])
    if counted:
        reading.tables["population"] = pd.concat([_residents(frame, lsoa, *pair) for pair in counted])
        reading.notes += [Note("the residents leave out prisoners")] * any("excluding prisoners" in column for column, _ in counted)
    known = {column for column, *_ in [*found, *counted]}
    reading.notes += [Note("the column was left out; it is none of the indices' own", column=name) for name in unknown(header, known)]
    return reading


def refuse_second(columns: list[tuple[str, str]]) -> None:
    """Refuse a header in which two columns say the same; ``columns`` are pairs of what is said and by which column."""
    seen = {}
    for said, column in columns:
        if said in seen:
            raise Refused(f'says the same as the column "{seen[said]}"; one of them has to go', column=column)
        seen[said] = column


def check_places(frame: pd.DataFrame, column: str, kinds: tuple[str, ...]) -> None:
    """Refuse the first cell of ``column`` that is no code of England's areas of these ``kinds`` (first three characters)."""
    check_codes(frame, column)
    bad = ~frame[column].str[:3].isin(kinds)
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{frame.at[row, column][:40]}" is not a code that begins with {" or ".join(kinds)}', row=row, column=column)


def _edition(areas: dict[str, Place]) -> str:
    lsoa_year, district_year = areas[_LSOA].year, areas[_DISTRICT].year
    if (lsoa_year, district_year) not in EDITIONS:
        raise Refused(f"no edition of the indices is known with LSOAs of {lsoa_year} and districts of {district_year}")
    return EDITIONS[lsoa_year, district_year]


def _areas(frame: pd.DataFrame, areas: dict[str, Place]) -> dict[str, pd.DataFrame]:
    lsoa, district = areas[_LSOA], areas[_DISTRICT]
    named = [area_rows(frame[place.code], frame[place.name or place.code], place.year) for place in (lsoa, district)]
    within = pd.DataFrame({
        "child_code": frame[lsoa.code], "parent_code": frame[district.code], "lookup_year": district.year, "relation": "within",
    })  # fmt: skip
    return {"area": pd.concat(named), "area_lookup": within}


def _figures(frame: pd.DataFrame, found: list[tuple[str, str, str]], edition: str) -> dict[str, pd.DataFrame]:
    """By domain: its figures, checked, in columns named as in the warehouse."""
    checked: dict[str, dict[str, pd.Series]] = {}
    for column, domain, said in found:
        least, most = _limits(domain, said, edition)
        whole = said in ("national_rank", "national_decile")
        cells = bounded(frame, column, least, most, whole=whole)
        checked.setdefault(domain, {})[said] = cells.astype("Int64") if whole else cells
    return {domain: pd.DataFrame(columns, index=frame.index) for domain, columns in checked.items()}


def _limits(domain: str, said: str, edition: str) -> tuple[float, float]:
    """The least and the largest that a figure can be."""
    if said == "national_rank":
        return 1, LSOAS[edition]
    if said == "national_decile":
        return 1, 10
    if said == "score" and domain in _RATES:
        return 0, 1
    return (0, 100) if said == "transformed_score" or domain in _ZERO_TO_HUNDRED else (-100, 1000)


def bounded(frame: pd.DataFrame, column: str, least: float, most: float, *, whole: bool = False) -> pd.Series:
    """A column of numbers (whole ones) from ``least`` to ``most``. Refuses the first cell that is anything else."""
    found = numbers(frame[column])
    bad = found.isna() | ((found % 1 != 0) & whole)
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{frame.at[row, column][:40]}" is not a {"whole " * whole}number', row=row, column=column)
    outside = ~found.between(least, most)
    if outside.any():
        row = outside.idxmax()
        raise Refused(f"{found[row]:,.12g} is not between {least:,} and {most:,}", row=row, column=column)
    return found


def _apart(rows: dict[str, pd.DataFrame], edition: str) -> list[Note]:
    """A note for each domain in which a rank lies in another tenth than the decile beside it says."""
    notes = []
    for domain, given in rows.items():
        if not {"national_rank", "national_decile"} <= set(given.columns):
            continue
        tenth = given["national_rank"].astype(float) * 10 / LSOAS[edition]
        apart = ~(given["national_decile"].astype(float) - tenth).between(-0.001, 1.001)
        if apart.any():
            notes.append(Note(f"{apart.sum():,} deciles ({domain}) are not those of the ranks beside them", row=int(apart.idxmax())))
    return notes


def _domain(rows: dict[str, pd.DataFrame], lsoa: pd.Series, edition: str, domain: str) -> pd.DataFrame:
    return rows[domain].assign(area_code=lsoa, edition=edition, domain=domain)


def _residents(frame: pd.DataFrame, lsoa: str, column: str, ages: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame({
        "area_code": frame[lsoa], "time_period": str(year_in(column)), "sex": "Persons",
        "age_from": ages[0], "age_to": ages[1], "persons": counts(frame, column),
    })  # fmt: skip


def published(title: str) -> Provenance:
    """The publisher's words for a file of the indices."""
    return Provenance(
        "Ministry of Housing, Communities and Local Government", f"English indices of deprivation: {title}",
        "Contains public sector information licensed under the Open Government Licence v3.0. "
        "Source: MHCLG, English indices of deprivation.",
    )  # fmt: skip


def _provenance(found: list, counted: list) -> Provenance:
    held = [words for said, words in _SAID.items() if any(said == other for _, _, other in found)]
    held += ["population denominators"] * bool(counted)
    return published(" and ".join(filter(None, [", ".join(held[:-1]), held[-1]])))


IOD_RANKS = Importer("iod_ranks", 43, recognises_ranks, read, published("ranks and deciles"))
IOD_SCORES = Importer("iod_scores", 45, recognises_scores, read, published("scores"))
IOD_DENOMINATORS = Importer("iod_denominators", 44, recognises_denominators, read, published("population denominators"))

"""What is held of an authority, subject by year: official, partly modelled, modelled, published without a figure, or not held."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from measures.held import authorities, larger_areas, version, wards_of
from measures.subjects import Subject, subject_of, subjects, year_of
from warehouse import query

LEVELS = {"authority": "Authority", "ward": "Wards", "lsoa": "LSOAs"}
OFFICIAL, PARTLY, MODELLED, NO_FIGURE, NOT_HELD = "official", "partly modelled", "modelled", "published without a figure", "not held"
STATES = (OFFICIAL, PARTLY, MODELLED, NO_FIGURE, NOT_HELD)
ENGLAND = "E92000001"


@dataclass(frozen=True, eq=False)
class Holdings:
    """What is held of some areas.

    ``cells``: one row a subject and year held (subject_id, year, periods, state, areas, codes, figures, official, modelled).
    ``subjects``: the subjects that have a cell, in their order. ``areas``: how many areas were asked about.
    """

    cells: pd.DataFrame
    subjects: tuple[Subject, ...]
    areas: int

    @property
    def years(self) -> list[int]:
        """From the first year held to the last, without a gap."""
        return list(range(self.cells["year"].min(), self.cells["year"].max() + 1)) if len(self.cells) else []

    def of(self, subject: Subject) -> pd.DataFrame:
        """The cells of a subject in order of year."""
        return self.cells[self.cells["subject_id"] == subject.subject_id].sort_values("year")


def areas_of(authority: str, level: str) -> tuple[str, ...]:
    """The areas of an authority at a level: itself, the wards of the vintage shown, its LSOAs of any census."""
    if level == "ward":
        return tuple(wards_of(authority)["ward_code"])
    if level == "lsoa":
        return tuple(query("lookups/lsoas_of_authority", authority_code=authority)["area_code"])
    return (authority,)


def larger_than(authority: str) -> dict[str, str]:
    """The authority's region and England, as far as the warehouse knows them: name by code."""
    held = larger_areas()
    codes = [authorities().at[authority, "region_code"], ENGLAND]
    return {code: held.at[code, "area_name"] for code in codes if code in held.index}


def holdings(authority: str, level: str) -> Holdings:
    """What is held of an authority at a level. Remembered while the warehouse stays; not to be changed."""
    return _holdings(authority, level, version())


@lru_cache(maxsize=512)
def _holdings(authority: str, level: str, in_version: str) -> Holdings:
    return holdings_of(areas_of(authority, level))


def holdings_of(area_codes: tuple[str, ...]) -> Holdings:
    """What is held of these areas together."""
    rows = query("lookups/held_by_period", area_codes=list(area_codes) or [""])
    found = [subject_of(*key) for key in rows[["held_as", "measure", "breakdown", "topic", "title"]].itertuples(index=False)]
    rows = rows.assign(subject_id=[subject.subject_id for subject in found], year=rows["time_period"].map(year_of))
    known = {subject.subject_id: subject for subject in (*subjects(), *found)}
    held = set(rows["subject_id"])
    cells = [_cell(key, group) for key, group in rows.groupby(["subject_id", "year"])]
    columns = ["subject_id", "year", "periods", "state", "areas", "codes", "figures", "official", "modelled"]
    return Holdings(
        pd.DataFrame(cells, columns=columns), tuple(subject for key, subject in known.items() if key in held), len(area_codes)
    )  # fmt: skip


def _cell(key: tuple[str, int], rows: pd.DataFrame) -> dict:
    official, modelled = (int(rows.loc[rows["nature"] == nature, "figures"].sum()) for nature in ("official", "modelled"))
    codes = frozenset(code for codes, figures in zip(rows["area_codes"], rows["figures"], strict=True) if figures for code in codes)
    return {
        "subject_id": key[0], "year": int(key[1]), "periods": ", ".join(sorted(set(rows["time_period"]))),
        "state": _state(official, modelled), "areas": len(codes), "codes": codes, "figures": official + modelled,
        "official": official, "modelled": modelled,
    }  # fmt: skip


def _state(official: int, modelled: int) -> str:
    if official and modelled:
        return PARTLY
    return OFFICIAL if official else MODELLED if modelled else NO_FIGURE


def not_held(authority: str, level: str) -> tuple[list[Subject], dict[str, list[Subject]]]:
    """The subjects of which nothing is held of an authority at any level, and by level those that are held at another one only."""
    mine = set(holdings(authority, level).subjects)
    elsewhere = {
        other: [subject for subject in holdings(authority, other).subjects if subject not in mine] for other in LEVELS if other != level
    }
    everywhere = mine.union(*elsewhere.values())
    return [subject for subject in subjects() if subject not in everywhere], {key: found for key, found in elsewhere.items() if found}

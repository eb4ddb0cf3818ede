"""Areas and their relations in a table that a mapping describes: which lies in which, and which replaced which."""

import pandas as pd

from importers.cells import refuse_duplicates, years
from importers.codes import area_rows, check_codes
from importers.mapped_cells import refuse_vintage
from importers.mapping import Mapping
from importers.mapping_toml import Table
from importers.reading import Note, Reading
from importers.sheets import Sheet


def read_lookup(mapping: Mapping, sheet: Sheet) -> Reading:
    """The names of every [[area]], and every [[relation]]."""
    frame = sheet.frame
    related, notes = [], []
    for relation in mapping.written.tables("relation"):
        rows, left = _relation(relation, frame)
        related.append((relation, rows))
        notes += left
    areas = pd.concat([_areas(area, frame, related) for area in mapping.written.tables("area")])
    columns = ["child_code", "parent_code", "lookup_year", "relation"]
    lookup = pd.concat([rows for _, rows in related]).drop_duplicates() if related else pd.DataFrame(columns=columns)
    release = max([*areas["boundary_year"], *lookup["lookup_year"]], default="")
    return Reading({"area": areas, "area_lookup": lookup}, len(frame), notes=notes, release=str(release))


def _chosen(table: Table, frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The rows a table speaks of: those its ``only`` lets through, with a code in each of ``columns``."""
    only = table.get("only", {})
    kept = pd.Series(True, index=frame.index)
    for column, text in only.items():
        kept &= frame[column] == text
    for column in columns:
        kept &= frame[column] != ""
    if not kept.any():
        raise table.fault("only" if only else "", "no row of the file is left")
    rows = frame[kept]
    for column in columns:
        check_codes(rows, column)
    return rows


def _relation(relation: Table, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Note]]:
    child, parent, kind = relation.get("child"), relation.get("parent"), relation.get("relation")
    rows = _chosen(relation, frame, child, parent)
    rows = rows[rows[child] != rows[parent]]
    if kind == "best_fit":
        refuse_duplicates(rows, child)
    year, notes = _years(relation, rows)
    found = pd.DataFrame({"child_code": rows[child], "parent_code": rows[parent], "lookup_year": year, "relation": kind})
    return found.dropna().astype({"lookup_year": "int64"}).drop_duplicates(), notes


def _years(relation: Table, rows: pd.DataFrame) -> tuple[pd.Series, list[Note]]:
    """The year of each relation; empty, with a note, for a parent whose year the mapping does not say."""
    if relation.get("year_column"):
        return years(rows, relation.get("year_column")).astype("int64"), []
    if relation.get("year"):
        return pd.Series(relation.get("year"), index=rows.index), []
    parents = rows[relation.get("parent")]
    found = parents.map(relation.get("years"))
    unsaid = sorted(parents[found.isna()].unique())
    if not unsaid:
        return found, []
    row = int(found.isna().idxmax())
    return found, [Note(f"left out, because [[relation]] years names no year for {', '.join(unsaid)[:200]}", row, relation.get("parent"))]


def _areas(area: Table, frame: pd.DataFrame, related: list[tuple[Table, pd.DataFrame]]) -> pd.DataFrame:
    """Names of one [[area]]: of its own vintage, else of the years of the relations it stands in."""
    code = area.get("code")
    rows = _chosen(area, frame, code)
    names = rows[area.get("name")]
    if area.get("vintage"):
        refuse_vintage(area, rows[code], area.get("vintage"))
        return area_rows(rows[code], names, area.get("vintage"))
    if area.get("vintage_column"):
        dated = years(rows, area.get("vintage_column")).astype("int64")
        return pd.concat([area_rows(rows[code][dated == year], names[dated == year], int(year)) for year in sorted(dated.unique())])
    return pd.concat([_dated(rows[code], names, found, code, relation) for relation, found in related])


def _dated(codes: pd.Series, names: pd.Series, found: pd.DataFrame, code: str, relation: Table) -> pd.DataFrame:
    """Names in the year of a relation; of an area that was replaced, in the year before."""
    before = int(relation.get("relation") == "successor")
    ends = [("child_code", before)] * (relation.get("child") == code) + [("parent_code", 0)] * (relation.get("parent") == code)
    dated = [
        area_rows(codes[held], names[held], int(year) - back)
        for end, back in ends
        for year, rows in found.groupby("lookup_year")
        for held in [codes.isin(rows[end])]
    ]
    return pd.concat(dated) if dated else pd.DataFrame(columns=["area_code", "area_name", "area_type", "boundary_year"])

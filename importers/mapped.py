"""Tables read by a mapping: one that lies beside the file, one given on the command line, or one of data/mappings with the same header."""

import logging
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from importers.mapped_figures import read_observation, read_population
from importers.mapped_lookup import read_lookup
from importers.mapping import Mapping, read_mapping
from importers.reading import Importer, Note, Reading, Refused
from importers.sheets import LOOK_FOR_HEADER, Sheet, unique_names
from settings import settings

_log = logging.getLogger(__name__)
_READERS: dict[str, tuple[int, Callable[[Mapping, Sheet], Reading]]] = {
    "area_lookup": (15, read_lookup), "population": (46, read_population), "observation": (54, read_observation),
}  # fmt: skip


def mapped(mapping: Mapping) -> Importer:
    """The importer that a mapping describes."""
    order, _ = _READERS[mapping.loads]
    return Importer(f"mapped_{mapping.loads}", order, lambda header: header == mapping.header, partial(_read, mapping), mapping.provenance)


def _read(mapping: Mapping, sheet: Sheet) -> Reading:
    refuse_strange(mapping, sheet.header)
    reading = _READERS[mapping.loads][1](mapping, sheet)
    reading.provenance = mapping.provenance
    reading.release = mapping.table("source").get("release") or reading.release
    reading.notes.append(Note(f"read by the mapping {mapping.written.name}"))
    return reading


def fitting(mapping: Mapping, sheets: list[Sheet]) -> list[Sheet]:
    """The sheets that have every column the mapping names, their headers set. Refused, by key, where none has."""
    wanted = {column for _, _, column in mapping.columns()}
    found, nearest = [], ()
    for sheet in sheets:
        rows = sheet.preview[:LOOK_FOR_HEADER]
        shared = [len(wanted & set(row)) for row in rows]
        place = shared.index(max(shared)) if shared else 0
        if shared and wanted <= set(rows[place]):
            sheet.header_at = place
            found.append(sheet)
        elif shared and (not nearest or shared[place] > len(wanted & set(nearest))):
            nearest = rows[place]
    if not found:
        refuse_strange(mapping, nearest)
    return found


def refuse_strange(mapping: Mapping, header: tuple[str, ...]) -> None:
    """Refuse the first column of a mapping that a file does not have, or has twice."""
    names = [name for name in header if name]
    for table, key, column in mapping.columns():
        if column not in names:
            raise table.fault(key, f'the file has no column "{column}"; it has {", ".join(names[:12])[:200] or "none"}')
        if names.count(column) > 1:
            raise table.fault(key, f'the file has {names.count(column)} columns "{column}"; give them names of their own')


def known_mapping(given: list[Sheet]) -> tuple[Mapping, list[Sheet]] | None:
    """The mapping of data/mappings whose header is exactly that of one of the sheets, with those sheets."""
    kept = tuple((path, path.stat().st_mtime_ns) for path in sorted(settings().mappings.glob("*.toml")))
    for mapping in _read_once(kept):
        sheets = [sheet for sheet in given if _set_header(mapping, sheet)]
        if sheets:
            return mapping, sheets
    return None


def _set_header(mapping: Mapping, sheet: Sheet) -> bool:
    rows = [tuple(unique_names(_without_end(row))) for row in sheet.preview[:LOOK_FOR_HEADER]]
    if not mapping.header or mapping.header not in rows:
        return False
    sheet.header_at = rows.index(mapping.header)
    return True


def _without_end(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without the empty cells at its end."""
    return row[: max((place for place, name in enumerate(row, start=1) if name), default=0)]


@lru_cache(maxsize=2)
def _read_once(paths: tuple[tuple[Path, int], ...]) -> list[Mapping]:
    """The mappings at ``paths`` (with the time of their last change). One that breaks a rule is left out, with a warning,
    so that it does not stop files it has nothing to do with."""
    kept = []
    for path, _ in paths:
        try:
            kept.append(read_mapping(path))
        except (Refused, OSError) as error:
            _log.warning("The mapping is not used: %s", error)
    return kept

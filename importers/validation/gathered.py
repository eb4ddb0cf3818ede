"""The tables of a return and of the year before it, out of the files given, as the validator is to see them."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from importers.children import LINES_ARE_NOT_ROWS, is_sample, rows_of
from importers.files import XML, GivenFile, given_files
from importers.reading import NoRows, Refused, ReturnTable
from importers.recognising import recognised
from importers.sheets import Sheet
from importers.ssda903.postcodes import made_up, table_in
from importers.ssda903.tables import RETURN_IMPORTERS, read, table_named
from importers.ssda903.telling import remember, told_of
from importers.ssda903.xml import open_return
from importers.ssda903.years import year_words
from settings import SAMPLE_PUPIL_KEY
from warehouse.looking import Looking, looking
from warehouse.returns import KINDS, Told
from warehouse.stated import Table, Unreadable

EPISODES = "episode"
_MORE = {EPISODES: (), "child": ("UPN",), "uasc": ("DOB",), "prev_perm": ("DOB", "LA_PERM")}  # beside what the importer reads
_DERIVED = ("PL_LOCATION", "PL_DISTANCE")
COLUMNS = {
    name: tuple(dict.fromkeys([column for column in kind.columns if column not in _DERIVED] + list(_MORE.get(name, ("DOB",)))))
    for name, kind in KINDS.items()
}
_DAYS = frozenset(["DOB", "MC_DOB", "DECOM", "DEC", "REVIEW", "DUC", "DATE_INT", "DATE_MATCH", "DATE_PLACED", "DATE_PLACED_CEASED", "DATE_PERM",
                   "MIS_START", "MIS_END", "SW_DECOM", "SW_DEC", "DOLO_START", "DOLO_END"])  # fmt: skip
_IN_NO_XML = ("sw_episode", "dolo")  # any other table that an XML does not have is empty


@dataclass(frozen=True)
class Gathered:
    """A return and the year before it: texts by the validator's name of the table, indexed by row; the files; what is to be said of them."""

    collection_year: int
    authority_code: str
    tables: dict[str, pd.DataFrame]
    files: tuple[str, ...]
    notes: tuple[str, ...]


def gather(paths: list[Path], home: Path, *, year: int | None = None, area: str = "") -> Gathered:
    """The return of ``year`` (a collection year; the latest given, unless named) and of the year before, where that is given.

    ``area`` is its authority where files and settings do not tell it. Raises Refused with a sentence, for any table of a return that
    cannot be given whole too; what is of no return is left aside and named.
    """
    with given_files(paths) as (files, refused), looking() as draft:
        found = _Gathering(draft, home, [f"{name}: {reason}" for name, reason in refused])
        opened = [(file, found.sheets(file)) for file in files]
        for file, sheets in sorted(opened, key=lambda one: (not _has_episodes(one[1]), one[0].name)):
            found.take(file, sheets)
    wanted = year or max(found.authorities, default=0)
    if wanted not in found.authorities:
        which = f"No Episodes of {year_words(wanted)} are among the files" if wanted else "No Episodes are among the files"
        raise Refused("; ".join([which, *found.notes]))
    authority = area or found.authorities[wanted]
    if not authority:
        raise Refused("The authority of the return is not known: name it with --area")
    tables = found.tables[wanted] | {f"{name}_last": rows for name, rows in found.tables[wanted - 1].items()}
    return Gathered(wanted, authority, tables, tuple(found.files[wanted] + found.files[wanted - 1]), tuple(found.notes))


def _has_episodes(sheets: list[Sheet]) -> bool:
    return any(table_named(sheet.header) == EPISODES for sheet in sheets)


@dataclass
class _Gathering:
    """Tables by collection year, as file after file is taken."""

    draft: Looking
    home: Path
    notes: list[str]
    tables: dict[int, dict[str, pd.DataFrame]] = field(default_factory=lambda: defaultdict(dict))
    files: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    authorities: dict[int, str | None] = field(default_factory=dict)
    known: dict[tuple, object] = field(default_factory=dict)

    def sheets(self, file: GivenFile) -> list[Sheet]:
        """The tables of a return in a file; none where it is of no return."""
        try:
            if file.path.suffix.lower() == XML:
                return open_return(file.path, COLUMNS)
            return [sheet for importer, sheet in recognised(file).parts if importer in RETURN_IMPORTERS]
        except Refused as error:
            self.notes.append(f"{file.name}: {error}")
            return []

    def take(self, file: GivenFile, sheets: list[Sheet]) -> None:
        """Put the tables of a file to those of its year."""
        told = None
        for sheet in sorted(sheets, key=lambda sheet: table_named(sheet.header) != EPISODES):
            try:
                told = self._table(file, sheet, told)
            except Refused as error:
                raise Refused(f"{file.name}: {error}") from None
            except Unreadable as error:
                raise Refused(f"{file.name}: {Refused(str(error), row=error.line)}") from None
        if told:
            self.files[told.collection_year].append(file.checksum)
            remember(self.known, file, told)
            if file.path.suffix.lower() == XML:
                self._empty_of_xml(told.collection_year)

    def _table(self, file: GivenFile, sheet: Sheet, told: Told | None) -> Told:
        name = table_named(sheet.header)
        try:
            (part,) = read(sheet).returned
            lines = rows_of(part.table)
        except NoRows:
            if name == EPISODES:
                raise
            part, lines = ReturnTable(name, Table(COLUMNS[name], 0), sheet.said), 0
        if lines:
            self.draft.look_at(name, part.table, SAMPLE_PUPIL_KEY, self._postcodes(file))  # nothing of it is hashed or kept
        told = told or told_of(self.draft, self.known, file, part)
        rows = self.draft.texts(part.table, COLUMNS[name], _DAYS) if lines else pd.DataFrame(columns=COLUMNS[name])
        if len(rows) != lines:
            raise Refused(LINES_ARE_NOT_ROWS)
        if lacking := [column for column in COLUMNS[name] if column not in part.table.header]:
            self.notes.append(f"{file.name}: {KINDS[name].name} has no column {', '.join(lacking)}: given as empty")
        if KINDS[name].name in self.tables[told.collection_year]:
            raise Refused(f"a second table {KINDS[name].name} of {year_words(told.collection_year)}; give one return of each year")
        self.tables[told.collection_year][KINDS[name].name] = rows
        if name == EPISODES:
            self.authorities[told.collection_year] = told.authority_code
        return told

    def _postcodes(self, file: GivenFile):
        """By which the homes tell the authority."""
        if is_sample(file):
            return made_up()
        return table_in(self.home) if self.home.is_dir() else None

    def _empty_of_xml(self, collection_year: int) -> None:
        """An XML is a whole return: what it has no record of is empty."""
        for name, kind in KINDS.items():
            if name not in _IN_NO_XML:
                self.tables[collection_year].setdefault(kind.name, pd.DataFrame(columns=COLUMNS[name]))

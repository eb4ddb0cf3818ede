"""Write a new version of the warehouse beside the one in force, then swap it in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd
from filelock import FileLock, Timeout

from settings import settings
from warehouse.checking import findings, findings_again, numbered
from warehouse.cohort import CohortDraft
from warehouse.drafting import Draft, remove
from warehouse.edition import edition
from warehouse.fitting import Misfit, Rules, arrow, misfit
from warehouse.query import QUERIES, run
from warehouse.returns_checking import findings_of_returns
from warehouse.room import enough_room
from warehouse.versions import VersionFiles, discard_unfinished, next_files, place_before, prune, read_pointer, with_cohort, write_pointer

CLEAN = sorted(path.stem for path in (QUERIES / "clean").glob("*.sql"))

_LEAST_MEMORY, _MEMORY_A_ROW = 450_000_000, 400  # bytes; with what Python holds, a load of all publishers' files stays under 1 GB


class BuildInProgress(Exception):
    """Another process is building in the same home folder."""


class NothingBefore(Exception):
    """No version before the one in force is kept."""


class Version:
    """A place file being written. Tables are named ``raw.population``, ``boundary`` and so on. ``cohort`` is the file of children's records."""

    def __init__(self, draft: Draft, cohort: CohortDraft):
        self._draft = draft
        self.cohort = cohort
        self._rules = Rules(draft.connection)
        self.touched: set[str] = set()

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return self._draft.connection

    @property
    def is_carried(self) -> bool:
        """Whether schema main still holds what was made for the version before."""
        return self._draft.is_carried

    def begin_anew(self) -> None:
        """Leave schema main empty, keeping what every source said."""
        if self.is_carried:
            self._draft.begin_anew()
            self._rules = Rules(self._connection)

    def misfit(self, tables: dict[str, pd.DataFrame]) -> Misfit | None:
        """The first cell of a file's ``tables`` (named as in schema raw) that the schema would not take; None when all fit."""
        return misfit(self._connection, self._rules, tables)

    def insert(self, table: str, frame: pd.DataFrame) -> None:
        """Append ``frame`` to ``table`` by column name; absent columns stay empty."""
        if frame.empty:
            return
        self.touched.add(table)
        self._connection.register("incoming", arrow(frame))
        columns = ", ".join(f'"{column}"' for column in frame.columns)
        self._connection.execute(f"insert into {table} ({columns}) select {columns} from incoming")
        self._connection.unregister("incoming")

    def forget(self, source_id: str) -> None:
        """Take out a source and all that it said. Ends the transaction, because DuckDB deletes no row together with what refers to it."""
        self.begin_anew()
        tables = self._connection.execute("select table_name from duckdb_tables() where schema_name = 'raw' order by all").fetchall()
        for name in [*(f"raw.{table}" for (table,) in tables), "source_note", "source"]:
            self._connection.execute(f"delete from {name} where source_id = $source_id", {"source_id": source_id})
            self._connection.commit()
            self._connection.begin()

    def mark(self, source_id: str, **values: object) -> None:
        """Set columns of one row of the table source, such as ``is_withdrawn``."""
        columns = ", ".join(f'"{column}" = ?' for column in values)
        self._connection.execute(f"update main.source set {columns} where source_id = ?", [*values.values(), source_id])

    def run(self, name: str, **parameters: object) -> pd.DataFrame:
        """Rows of ``queries/<name>.sql`` on the file being written."""
        return run(self._connection, name, parameters)

    def bound_memory(self) -> None:
        """Let statements sort and join on disk beyond a few hundred MB; more where more rows are held, because what they index must fit."""
        (rows,) = self._connection.execute("select sum(estimated_size) from duckdb_tables() where schema_name = 'raw'").fetchone()
        self._connection.execute(f"set memory_limit = '{max(_LEAST_MEMORY, int(rows) * _MEMORY_A_ROW)}B'")

    def attach_former(self, place: Path) -> None:
        """Let statements see the place file of another version under the name ``former``; read-only."""
        quoted = str(place).replace("'", "''")
        self._connection.execute(f"attach '{quoted}' as former (read_only)")

    def clean(self, first: str, last: str) -> None:
        """Run the statements of ``queries/clean`` from ``first`` to ``last``, in the order of their numbers."""
        for name in CLEAN:
            if first <= name[:2] <= last:
                self.run(f"clean/{name}")

    def empty(self, table: str) -> None:
        """Take all rows out of a table of schema main that no other refers to."""
        self._connection.execute(f"delete from main.{table}")

    def forget_measures(self, measures: Sequence[str]) -> None:
        """Take out of main.observation what is in force of some measures."""
        self._connection.execute("delete from main.observation where measure in $measures", {"measures": list(measures)})

    @contextmanager
    def only(self, variable: str, values: Sequence[str]) -> Iterator[None]:
        """Within the block the statements of ``queries/clean`` that know the variable keep to ``values``."""
        self._connection.execute(f"set variable {variable} = $given", {"given": list(values)})
        try:
            yield
        finally:
            self._connection.execute(f"reset variable {variable}")

    def check(self, sources: Sequence[str] | None = None) -> None:
        """Fill ``finding`` with what the statements of ``queries/checks`` and the rules of returns find; with ``sources`` only their rows have changed."""
        found = findings(self) if sources is None else findings_again(self, list(sources))
        of_returns = findings_of_returns(self, self.cohort, is_changed=sources is None or self.cohort.is_begun)
        found = numbered([found, of_returns])
        self.empty("finding")
        self.insert("finding", found)


@contextmanager
def new_version(
    home: Path, *, fresh: bool = False, back: bool = False, without: frozenset[str] = frozenset(), commit: bool = True, carry: bool = False
) -> Iterator[Version]:  # fmt: skip
    """A Version to fill; put in force when the block ends well, thrown away when it raises.

    ``fresh`` starts empty instead of from the sources in force; ``back`` starts from those of the version before
    (raises NothingBefore where none is kept); ``without`` leaves sources out; ``commit=False`` throws the version
    away at the end (a dry run); ``carry`` starts with schema main as it is in force, where this edition made it.
    Raises BuildInProgress when another process builds in ``home``, NoRoom when memory or disk do not suffice.
    """
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home / ".build.lock", timeout=0), enough_room(home):
            yield from _filled(home, fresh, back, without, commit, carry)
    except Timeout:
        raise BuildInProgress(f"Another load is running in {home.name}/; try again when it has ended.") from None


def _start(home: Path, inforce: VersionFiles | None, fresh: bool, back: bool) -> Path | None:
    """The place file whose sources a new version takes over."""
    if not back:
        return home / inforce.place if inforce and not fresh else None
    before = place_before(home, inforce)
    if before is None:
        raise NothingBefore(f"There is no version before the one in force in {home.name}/ to go back to.")
    return home / before


def _filled(home: Path, fresh: bool, back: bool, without: frozenset[str], commit: bool, carry: bool) -> Iterator[Version]:
    discard_unfinished(home)
    previous = read_pointer(home)
    start = _start(home, previous, fresh, back)
    files = next_files(home)
    carry = carry and not back and not without and previous is not None and previous.edition == edition()
    cohort = _cohort(home, previous, files, fresh)
    try:
        draft = Draft(home / files.place, start, carry=carry, without=without)
        try:
            version = Version(draft, cohort)
            version.bound_memory()
            yield version
            draft.close(commit=commit)
            cohort.close(commit=commit)
        finally:
            draft.connection.close()
            cohort.close(commit=False)
        if commit:
            files = with_cohort(files, previous, is_new=cohort.is_begun)
            write_pointer(home, files)
            prune(home, settings().keep_versions)
    finally:
        if read_pointer(home) != files:
            remove(home / files.place)
            cohort.remove()


def _cohort(home: Path, previous: VersionFiles | None, files: VersionFiles, fresh: bool) -> CohortDraft:
    """The cohort file of a new version; begun at once where the one in force cannot stay."""
    former = home / previous.cohort if previous and not fresh and (home / previous.cohort).exists() else None
    is_current = former is not None and previous.edition == edition()
    cohort = CohortDraft(home / files.cohort, former, is_current=is_current)
    if not is_current:
        cohort.begin()
    return cohort

"""The SSDA903 returns of the cohort file being written: a table judged in SQL (queries/returns), kept, and set against what is held already.

What identifies a child is hashed while it is read and never reaches the file; postcodes go no further than the judging.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from warehouse.fitting import arrow
from warehouse.keys import pads
from warehouse.query import run, text_of
from warehouse.stated import Table, lsoas_of_postcodes, quoted, readable, stated
from warehouse.withheld import without_cells

_NO_POSTCODES = (
    "select null::varchar as postcode, null::integer as easting, null::integer as northing, null::varchar as authority_code where false"
)


@dataclass(frozen=True)
class Kind:
    """A table of a return: its ``columns``, those that a file ``needs`` to be known by, and ``again``, by which two years say the same."""

    name: str
    columns: tuple[str, ...]
    needs: frozenset[str]
    again: tuple[str, ...] = ()


def _kind(name: str, columns: str, needs: str, *again: str) -> Kind:
    return Kind(name, tuple(columns.split()), frozenset(["CHILD", *needs.split()]), again)


# By the table of the schema that holds it. OC2 and OC3 speak of their year alone: nothing of another year says the same.
KINDS = {
    "episode": _kind(
        "Episodes",
        "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN PL_LOCATION PL_DISTANCE",
        "DECOM RNE LS PLACE DEC", "child_key", "episode_start",
    ),
    "child": _kind("Header", "CHILD SEX DOB ETHNIC MOTHER MC_DOB", "SEX DOB ETHNIC", "child_key"),
    "review": _kind("Reviews", "CHILD REVIEW REVIEW_CODE", "REVIEW REVIEW_CODE", "child_key", "review_date"),
    "uasc": _kind("UASC", "CHILD SEX DUC", "DUC", "child_key"),
    "oc2": _kind(
        "OC2",
        "CHILD SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE "
        "INTERVENTION_RECEIVED INTERVENTION_OFFERED",
        "SDQ_SCORE HEALTH_CHECK",
    ),
    "care_leaver": _kind("OC3", "CHILD DOB IN_TOUCH ACTIV ACCOM", "IN_TOUCH ACTIV ACCOM"),
    "adoption": _kind("AD1", "CHILD DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR", "DATE_INT DATE_MATCH", "child_key"),
    "placed_adoption": _kind("PlacedAdoption", "CHILD DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED", "DATE_PLACED", "child_key", "decided_on"),
    "prev_perm": _kind("PrevPerm", "CHILD PREV_PERM DATE_PERM", "PREV_PERM", "child_key"),
    "missing": _kind("Missing", "CHILD MISSING MIS_START MIS_END", "MIS_START MIS_END", "child_key", "missing_start"),
    "sw_episode": _kind("SWEpisodes", "CHILD SW_ID SW_DECOM SW_DEC SW_REASON", "SW_DECOM", "child_key", "worker_start"),
    "dolo": _kind("DoLo", "CHILD DOLO_START DOLO_END", "DOLO_START", "child_key", "dolo_start"),
}  # fmt: skip
_AS_STATED = frozenset(["CHILD"])


@dataclass(frozen=True)
class Told:
    """What is known of a return: its year and authority, and by what."""

    collection_year: int
    year_told_by: str
    authority_code: str | None = None
    authority_told_by: str | None = None


class ReturnsDraft:
    """The tables of returns in a cohort file being written."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self._connection = connection

    @without_cells
    def run(self, name: str, **parameters: object) -> pd.DataFrame:
        """Rows of ``queries/<name>.sql`` on the file being written."""
        return run(self._connection, name, parameters)

    @without_cells
    def look_at(self, table_name: str, table: Table, key: str, postcodes: Path | pa.Table | None) -> None:
        """Make a table known to the statements that follow, with the table of postcodes (or its Parquet file). Raises Unreadable."""
        inner, outer = pads(key)
        self._connection.execute("set variable inner_pad = $inner", {"inner": inner})
        self._connection.execute("set variable outer_pad = $outer", {"outer": outer})
        columns = KINDS[table_name].columns
        with readable():
            rows = stated(self._connection, table, columns, frozenset(columns) - _AS_STATED)
            self._connection.execute(f"create or replace temp table stated_rows as {rows}")
        self._connection.execute("create or replace temp view stated as select * from stated_rows")
        if table_name == "episode":
            self._know(postcodes)

    def _know(self, postcodes: Path | pa.Table | None) -> None:
        """Make known where the postcodes that the table states lie: a few thousand of all two and a half million."""
        if isinstance(postcodes, pa.Table):
            self._connection.register("postcodes_given", postcodes)
            places = "select * from postcodes_given"
        else:
            places = f"select * from read_parquet({quoted(postcodes)})" if postcodes else _NO_POSTCODES
        stated = " union all ".join(f"select replace({name}, ' ', '') from stated_rows" for name in ("home_post", "pl_post"))
        self._connection.execute(
            f"create or replace temp table postcode_place as from ({places}) as place semi join ({stated}) as told(postcode) using (postcode)"
        )

    @without_cells
    def homes_listed(self, postcodes: Path) -> pd.DataFrame:
        """postcode and lsoa_code of the homes of the table last looked at, by an installation's own list. Raises Unreadable."""
        with readable():
            listed = lsoas_of_postcodes(self._connection, postcodes)
            own = "select replace(home_post, ' ', '') from stated"
            return self._connection.execute(f"select postcode, lsoa_code from ({listed}) where postcode in ({own})").df()

    @without_cells
    def judge(self, source_id: str, table_name: str, told: Told, homes: pd.DataFrame, *, has_postcodes: bool) -> tuple[int, pd.DataFrame]:
        """Judge the table last looked at; ``homes`` (postcode, lsoa_code) places homes. Rows read, and by problem row_count and first_rows."""
        given = {"source_id": source_id, "collection_year": told.collection_year, "authority_code": told.authority_code}
        if table_name == "episode":
            self._connection.register("known_home", arrow(homes))
            given["has_postcodes"] = has_postcodes
        (read,) = self._connection.execute(f"create or replace temp table judged as {text_of(f'returns/{table_name}')}", given).fetchone()
        return read, self.run("returns/problems_of_rows")

    @without_cells
    def keep(self, source_id: str, table_name: str, told: Told) -> int:
        """Take over the sound rows of what was last judged, and mark what is said twice. Returns how many."""
        sound = "select * exclude (problem) from judged where problem is null"
        (kept,) = self._connection.execute(f"insert into {table_name} by name {sound}").fetchone()
        self._connection.execute("drop view stated; drop table stated_rows; drop table judged")
        self._supersede(source_id, table_name, told)
        self._connection.execute(
            "insert into return_file (source_id, table_name, collection_year, authority_code, year_told_by, authority_told_by, row_count) "
            "values (?, ?, ?, ?, ?, ?, ?)",
            [source_id, table_name, told.collection_year, told.authority_code, told.year_told_by, told.authority_told_by, kept],
        )
        return kept

    def forget(self, source_id: str) -> None:
        """Take out what a file said before an undo."""
        for table in ("return_file", *KINDS):
            self._connection.execute(f"delete from {table} where source_id = $source_id", {"source_id": source_id})

    def _supersede(self, source_id: str, table_name: str, told: Told) -> None:
        """The same table of the same year gives way as a whole; of other years a row gives way to the same row of a later one."""
        given = {"source_id": source_id, "year": told.collection_year, "authority": told.authority_code}
        others = "source_id <> $source_id and authority_code is not distinct from $authority and collection_year"
        held = f"select distinct sign(collection_year - $year) from return_file where table_name = '{table_name}' and {others} is not null"
        known = {sign for (sign,) in self._connection.execute(held, given).fetchall()}  # years before, this one, years after
        marked = "set superseded_by = list_append(coalesce(superseded_by, []), $source_id)"
        if 0 in known:
            self._connection.execute(f"update {table_name} {marked} where {others} = $year", given)
            self._connection.execute(f"update return_file {marked} where table_name = '{table_name}' and {others} = $year", given)
        key = ", ".join(KINDS[table_name].again)
        if key and -1 in known:
            own = f"select ({key}) from {table_name} where source_id = $source_id"
            self._connection.execute(f"update {table_name} {marked} where {others} < $year and ({key}) in ({own})", given)
        if key and 1 in known:
            self._connection.execute(
                f"update {table_name} set superseded_by = later.sources from (select {key}, list(distinct source_id) as sources "
                f"from {table_name} where {others} > $year group by all) as later where {table_name}.source_id = $source_id and "
                + " and ".join(f"{table_name}.{column} = later.{column}" for column in KINDS[table_name].again),
                given,
            )

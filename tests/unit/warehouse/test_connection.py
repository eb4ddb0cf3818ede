"""Read-only, unable to reach other files, and the same in every thread."""

from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from warehouse.connection import cursor
from warehouse.query import WrongParameters, parameters_of, query

FORBIDDEN = {
    "read another file": "select * from read_csv('{folder}/some.csv')",
    "read by name": "select * from '{folder}/some.csv'",
    "attach the other file": "attach '{other}' as other (read_only)",
    "write a file": "copy (select 1) to '{folder}/out.csv'",
    "export": "export database '{folder}/out'",
    "load code": "install httpfs",
    "switch it on again": "set enable_external_access = true",
    "unlock": "set lock_configuration = false",
}
CHANGES = {
    "insert": "insert into source_note values ('s', 1, null, null, 'n', 0)",
    "delete": "delete from population",
    "create": "create table other (a integer)",
    "drop": "drop table boundary",
}


@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN)
@pytest.mark.parametrize("which", ["place", "cohort"])
def test_no_other_file_can_be_reached_and_nothing_unlocked(demo, tmp_path, which, statement):
    (tmp_path / "some.csv").write_text("a\n1\n", encoding="utf-8")
    cursor("cohort"), cursor("place")  # both are open
    other = demo / ("cohort-000001.duckdb" if which == "place" else "place-000001.duckdb")
    with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException), match=r"(?i)disabled|locked|permission|cannot"):
        cursor(which).execute(statement.format(folder=tmp_path, other=other))


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_nothing_can_be_changed(demo, statement):
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        cursor().execute(statement)


def test_the_place_file_holds_no_table_of_children(demo):
    place = {name for (name,) in cursor("place").execute("select table_name from duckdb_tables()").fetchall()}
    cohort = {name for (name,) in cursor("cohort").execute("select table_name from duckdb_tables()").fetchall()}
    assert "child" in cohort
    assert place & cohort == set()


def test_eight_threads_read_what_one_reads(demo):
    asked = [("lookups/authorities", {}), ("lookups/current_wards", {}), ("lookups/sources", {}),
             ("place/observed_count", {"measure": "live_births", "breakdown": "Total", "area_codes": ["E06000026", "E06000044"],
                                       "scope_code": None, "time_periods": None})] * 10  # fmt: skip
    alone = [query(name, **parameters) for name, parameters in asked]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda each: query(each[0], **each[1]), asked))
    assert all(len(frame) for frame in alone)
    assert all(one.equals(other) for one, other in zip(alone, together, strict=True))


@pytest.mark.parametrize("given", [{}, {"plan": "p"}, {"plan_id": "p", "other": 1}])
def test_a_query_takes_just_the_parameters_its_text_names(demo, given):
    with pytest.raises(WrongParameters, match=r"queries/lookups/plan_facts\.sql takes \['plan_id'\], not"):
        query("lookups/plan_facts", **given)


def test_the_parameters_of_a_query():
    assert parameters_of("lookups/plan_facts") == {"plan_id"}
    assert parameters_of("lookups/sources") == frozenset()


def test_a_value_is_a_value_and_never_sql(demo):
    assert query("lookups/plan_facts", plan_id="' or 1=1 --").empty

"""Every kind of table is known by its columns, and what is read fits the warehouse."""

import duckdb
import pytest

from importers.registry import OUTLINE_IMPORTERS, SHEET_IMPORTERS, find
from importers.sheets import LOOK_FOR_HEADER
from settings import PROJECT
from tests.real_files import real_file
from tests.tables import kind_of, readings_of, sheet
from warehouse.drafting import create_schema

pytestmark = pytest.mark.xdist_group("registry")  # what they share is made once

REAL = [
    "dfe_ees/1_eyfsp_headline_measures_2022.csv", "dfe_ees/csww_indicators_2017_to_2025.csv", "dfe_ees/sn_model_2025_wide.csv",
    "dfe_ees/ons_mid-year_population_estimates_2012_to_2024.csv", "dwp_cilif/4_AHC_Relative_Ward.csv",
    "mhclg_iod/File_6_-_IoD2019_Population_Denominators.csv", "ons_population/mye23tablesew.xlsx",
    "ons_population/ons-ethnic-population-reg.csv", "ons_lookups/LTLA-UTLA_Apr23_Lookup_England-Wales.csv",
    "ons_lookups/LLSOA_Dec_2021_PWC_for_England_and_Wales_2022.csv",
]  # fmt: skip


@pytest.fixture(scope="module")
def warehouse():
    with duckdb.connect() as connection:
        create_schema(connection, "schema", "schema_plans", "schema_raw")
        yield connection


def insert_all(warehouse, readings) -> None:
    for reading in readings:
        for table, rows in reading.tables.items():
            incoming = rows.assign(source_id="s")
            columns = ", ".join(f'"{name}"' for name in incoming.columns)
            before = warehouse.execute(f"select count(*) from raw.{table}").fetchone()[0]
            warehouse.execute(f"insert into raw.{table} ({columns}) select {columns} from incoming")
            assert warehouse.execute(f"select count(*) from raw.{table}").fetchone()[0] - before == len(rows)


@pytest.mark.parametrize("name", REAL)
def test_published_files_fit_the_warehouse(warehouse, name):
    insert_all(warehouse, readings_of(real_file(name)).values())


@pytest.mark.parametrize("name", ["plans", "facts", "frameworks", "priority_areas", "priority_area_members", "contradictions"])
def test_the_plans_fit_the_warehouse(warehouse, name):
    insert_all(warehouse, readings_of(PROJECT / "data" / "plans" / f"{name}.csv").values())


def test_hidden_figures_are_null_with_a_symbol(warehouse):
    insert_all(warehouse, readings_of(real_file("dfe_ees/la_cla_during_year_new_placements.csv")).values())
    found = warehouse.execute("select distinct symbol from raw.observation where value is null").fetchall()
    assert {symbol for (symbol,) in found} <= {"c", "x", "z", "low", "u"}
    assert warehouse.execute("select count(*) from raw.observation where isnan(value)").fetchone() == (0,)


def test_every_kind_has_a_name_and_an_order_of_its_own():
    everything = [*SHEET_IMPORTERS, *OUTLINE_IMPORTERS]
    assert len({importer.kind for importer in everything}) == len({importer.order for importer in everything}) == len(everything)


def test_the_header_is_found_below_titles():
    found = sheet("A title,\n,\nLSOA21CD,WD23CD\nE01015023,E05002078\n")
    assert find(found, SHEET_IMPORTERS).kind == "ons_lookup"
    assert found.header_at == 2


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "-\n" * LOOK_FOR_HEADER + "LSOA21CD,WD23CD\n", ",,,\n", "Area Code,FYE\n"])
def test_other_tables_are_left_alone(text):
    assert kind_of(text) is None

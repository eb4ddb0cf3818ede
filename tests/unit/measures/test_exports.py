"""A table as CSV that explains itself."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from measures.exports import csv_bytes, file_name, plain_csv
from measures.publish import publish
from measures.selection import Selection
from measures.table import COLUMNS, MeasureTable

PLYMOUTH = "E06000026"


def lines(table: MeasureTable) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"), newline="")))


def body(table: MeasureTable) -> list[dict[str, str]]:
    """The rows below the blank line."""
    found = lines(table)
    start = found.index([])
    return [dict(zip(found[start + 1], row, strict=True)) for row in found[start + 2 :]]


def named(table: MeasureTable, name: str) -> MeasureTable:
    """The table with its first area called ``name``."""
    return replace(table, frame=table.frame.assign(area_name=name))


def test_spreadsheets_see_that_it_is_utf_8(demo):
    assert csv_bytes(publish("births", Selection(PLYMOUTH))).startswith(b"\xef\xbb\xbf")


def test_title_unit_notes_and_source_stand_above_the_rows(demo):
    table = publish("births", Selection(PLYMOUTH, period="2022"))
    above = [line[0] for line in lines(table)[: lines(table).index([])]]
    assert above[0] == "Live births: Plymouth, 2022"
    assert above[1] == "Unit: live births; 12 months to 30 June of the year"
    assert above[2 : 2 + len(table.notes)] == list(table.notes)
    assert "Licence: " in above[-1]
    assert "Nature: modelled" in above[-1]


def test_every_row_and_column_is_written(demo):
    table = publish("births", Selection(PLYMOUTH, by="ward", period="2022"))
    assert tuple(body(table)[0]) == COLUMNS
    assert [row["area_code"] for row in body(table)] == list(table.frame["area_code"])
    assert [float(row["value"]) for row in body(table)] == list(table.frame["value"])


def test_a_hidden_figure_is_empty_with_its_symbol(demo):
    table = publish("births", Selection("E07000047", by="ward", period="2019"))
    chagford = next(row for row in body(table) if row["area_name"] == "Chagford")
    assert (chagford["value"], chagford["numerator"], chagford["symbol"]) == ("", "", "c")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "－1"])
def test_no_text_is_run_as_a_formula(demo, name):
    table = named(publish("births", Selection(PLYMOUTH)), name)
    assert body(table)[0]["area_name"] == f"'{name}"


def test_a_note_is_not_run_as_a_formula(demo):
    table = replace(publish("births", Selection(PLYMOUTH)), notes=("=HYPERLINK(1)",))
    assert ["'=HYPERLINK(1)"] in lines(table)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_neither_title_header_nor_cell_of_any_list_is_run(sign):
    """Headers may come from a file's own columns, cells from what people typed."""
    rows = pd.DataFrame({f"{sign}cmd|' /C calc'!A0": [f"{sign}1+1", -2.5, -3]}, dtype=object)
    found = list(csv.reader(io.StringIO(plain_csv(rows, f"{sign}title").decode("utf-8-sig"), newline="")))
    assert found == [[f"'{sign}title"], [], [f"'{sign}cmd|' /C calc'!A0"], [f"'{sign}1+1"], ["-2.5"], ["-3"]]


def test_negative_numbers_stay_numbers(demo):
    table = publish("births", Selection(PLYMOUTH))
    assert body(replace(table, frame=table.frame.assign(value=-1.5)))[0]["value"] == "-1.5"


@pytest.mark.parametrize(("indicator_id", "chosen", "name"), [
    ("births", Selection(PLYMOUTH, by="ward", period="2022"), "births_plymouth_ward_2022_modelled.csv"),
    ("births", Selection(PLYMOUTH, period="all"), "births_plymouth_2012-2035_modelled.csv"),
    ("population_0_17", Selection(PLYMOUTH, period="2024"), "population_0_17_plymouth_2024.csv"),
    ("population_0_17", Selection("E06000058", period="2024"), "population_0_17_bournemouth-christchurch-and-poole_2024.csv"),
])  # fmt: skip
def test_the_file_name_says_what_is_inside_and_that_it_is_modelled(demo, indicator_id, chosen, name):
    assert file_name(publish(indicator_id, chosen)) == name

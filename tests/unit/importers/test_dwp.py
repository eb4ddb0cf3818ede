"""Children in low income families."""

import pytest

from importers.load import load
from importers.reading import Refused
from tests.real_files import real_file
from tests.small import workbook
from tests.tables import reading_of, readings_of, records

TITLE = '"Table 4: Children (aged under 16) living in Relative low income families, After Housing Costs, Ward, FYE 2024",,,,,\n'
HEAD = (
    'Local Authority [note 2],Area Code,Ward [note 2],Area Code,"Number of children \nFYE 2024",'
    '"Percentage of children \nFYE 2024\n(%)\n[note 3]"\n'
)
ROWS = ',,United Kingdom [note 4],K02000001,"3,296,672",26.3%\nPlymouth,E06000026,Budshead,E05002078,[low],[x]\n,,,,,\n'
BASE = "children_under_16_relative_low_income_ahc"


def test_wards():
    reading = reading_of(TITLE + HEAD + ROWS)
    assert records(reading, "observation", "measure", "area_code", "time_period", "value", "symbol") == [
        (f"{BASE}_count", "K02000001", "2024", 3296672, None),
        (f"{BASE}_count", "E05002078", "2024", None, "low"),
        (f"{BASE}_percent", "K02000001", "2024", 26.3, None),
        (f"{BASE}_percent", "E05002078", "2024", None, "x"),
    ]
    assert records(reading, "area_lookup", "child_code", "parent_code", "lookup_year") == [("E05002078", "E06000026", 2024)]
    assert records(reading, "area", "area_name") == [("United Kingdom",), ("Budshead",), ("Plymouth",)]
    assert reading.rows_read == 2


def test_absolute_before_housing_costs():
    title = TITLE.replace("Relative", "Absolute").replace("After", "Before")
    assert records(reading_of(title + HEAD + ROWS), "observation", "measure")[0] == ("children_under_16_absolute_low_income_bhc_count",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD + ROWS, "the title must say which children"),
        (TITLE + HEAD + ROWS.replace("[low]", "few"), 'row 4, column "Number of children FYE 2024": "few" is neither'),
        (TITLE + HEAD + ROWS.replace("E06000026", ""), "E05002078 has no local authority"),
    ],
)
def test_refusals(text, sentence):
    with pytest.raises(Refused, match=sentence):
        reading_of(text)


def test_the_published_tables():
    (wards,) = readings_of(real_file("dwp_cilif/4_AHC_Relative_Ward.csv")).values()
    (authorities,) = readings_of(real_file("dwp_cilif/2_AHC_Relative_LA.csv")).values()
    counts = [
        r.tables["observation"].query(f"measure == '{BASE}_count' and time_period == '2025'").set_index("area_code")
        for r in (wards, authorities)
    ]
    assert counts[0].loc["K02000001", "value"] == counts[1].loc["K02000001", "value"] == 3_269_339
    plymouth = wards.tables["area_lookup"].query("parent_code == 'E06000026'")["child_code"]
    assert len(plymouth) == 20
    assert abs(counts[0].loc[plymouth, "value"].sum() - counts[1].loc["E06000026", "value"]) < 20


def test_a_workbook_of_authorities_wards_and_constituencies_loads(own_home, tmp_path):
    """The published workbook has a sheet for each; the United Kingdom stands on every one, and constituencies are not held."""
    figures = ["Number of children FYE 2024", "Percentage of children FYE 2024 (%)"]
    title = "Table {}: Children (aged under 16) living in Relative low income families, After Housing Costs, FYE 2024"
    united = ["United Kingdom", "K02000001", 4000, "30%"]
    alone = [["Local Authority", "Area Code", *figures], ["Dorset", "E06000059", 20, "20%"], united]
    wards = [["Local Authority", "Area Code", "Ward", "Area Code", *figures], ["Dorset", "E06000059", "Chesil Bank", "E05000001", 5, "25%"],
             ["", "", *united]]  # fmt: skip
    constituencies = [["Constituency", "Area Code", *figures], ["West Dorset", "E14001581", 9, "9%"], united]
    sheets = {"2_LA": alone, "3_PC": constituencies, "4_Ward": wards, "5_PC": constituencies[:2]}
    (tmp_path / "children.xlsx").write_bytes(workbook({name: [[title.format(name[0])], *rows] for name, rows in sheets.items()}))
    (outcome,) = load([tmp_path / "children.xlsx"], own_home)
    assert (outcome.status, outcome.read, outcome.loaded, outcome.rejected) == ("loaded", 7, 5, 2), outcome
    assert outcome.reason.startswith('row 3: 1 rows left out from here on; areas like "E14001581" are not held')

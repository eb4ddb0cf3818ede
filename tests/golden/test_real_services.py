"""DfE's older files and interactive tool, Ofsted and Fingertips: loaded from the publishers' own files, figures worked out by other means."""

import json
import re
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from filelock import FileLock
from python_calamine import CalamineWorkbook

from importers.load import load
from tests.golden.real_home import outcomes, rows
from tests.real_files import real_file

pytestmark = pytest.mark.xdist_group("real_services")
FILES = ["dfe_ees", "dfe_legacy", "dfe_lait", "ofsted", "ohid_fingertips"]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A warehouse of these files alone."""
    given = [real_file(name) for name in FILES]
    folder = tmp_path_factory.getbasetemp() / "services_home"
    with FileLock(f"{folder}.lock"):
        if not (folder / "outcomes.json").is_file():
            found = load(given, folder)
            (folder / "outcomes.json").write_text(json.dumps([asdict(outcome) for outcome in found]), encoding="utf-8")
    return folder


def value(home: Path, measure: str, area: str, period: str, group: str = "Total", breakdown: str = "") -> object:
    """The one figure under a key; its symbol where it has none."""
    found = rows(home, "select value, symbol from observation where measure = $m and area_code = $a and time_period = $p and group_name = $g "
                 "and ($b = '' or breakdown = $b)", m=measure, a=area, p=period, g=group, b=breakdown)  # fmt: skip
    assert len(found) == 1, (measure, area, period, group, len(found))
    return found["symbol"].item() if np.isnan(found["value"].item()) else found["value"].item()


def test_every_file_loads_and_every_row_is_accounted_for(home):
    found = {outcome.file: outcome for outcome in outcomes(home)}
    assert len(found) == 28 and {outcome.status for outcome in found.values()} == {"loaded"}
    assert all(outcome.read == outcome.loaded + outcome.rejected for outcome in found.values())
    assert found["dfe_lait/bds_long_0.parquet"].read == 641_070 and found["dfe_lait/bds_long_0.parquet"].rejected == 170
    assert found["ofsted/provider_at_march.csv"].loaded == 735 and found["ohid_fingertips/la_hospital_admissions_2324.csv"].loaded == 2414


# ------------------------------------------------------------------------------------------------- DfE, before 2018


@pytest.fixture(scope="module")
def wide() -> pd.DataFrame:
    return pd.read_csv(real_file("dfe_legacy/SFR50_CLA2017.csv"), dtype=str, encoding="utf-8-sig").set_index("New_geog_code")


PLACED = {
    "CLA_InLA_LTE20": "Inside the LA boundary, 20 miles or less from home",
    "CLA_OutLA_GT20": "Outside the LA boundary, more than 20 miles from home",
}
ALL_OF = {
    "CLA_male": ("sex", "Male"), "CLA_10to15": ("age", "10 to 15"), "CLA_Fost": ("placement_type", "Foster placements"),
    "CLA_FCO": ("legal_status", "Full care order"), "CLA_UASC": ("unaccompanied", "Unaccompanied asylum-seeking children"),
    **{column: ("placement_distance", group) for column, group in PLACED.items()},
}  # fmt: skip


@pytest.mark.parametrize("column", ALL_OF)
def test_a_whole_column_of_2017(home, wide, column):
    breakdown, group = ALL_OF[column]
    found = rows(home, "select area_code, value, symbol from observation where measure = 'cla_on_31_march.children_count' "
                 "and time_period = '2017' and breakdown = $b and group_name = $g", b=breakdown, g=group).set_index("area_code")  # fmt: skip
    published = wide[~wide["geog_n"].isin(["INNER LONDON", "OUTER LONDON"])][column]
    assert len(found) == len(wide)
    for code, text in published.items():
        assert (found.at[code, "symbol"] == "c") if text == "x" else (found.at[code, "value"] == float(text)), code


def test_children_of_2017_continue_in_the_newer_series(home):
    group = "Children looked after on 31 March each year"
    assert value(home, "cla_rates.children_count", "E10000009", "2017", group) == 484
    assert value(home, "cla_rates.children_count", "E06000059", "2025", group) == 437
    assert value(home, "cla_rates.children_count", "E92000001", "2017", group) == 72_670
    assert value(home, "cla_placed_across_boundaries.children_count", "E10000009", "2017", "Net gain of children by responsible LA") == 18


@pytest.mark.parametrize(("code", "name", "successor"), [("E10000009", "Dorset", "E06000059"), ("E06000029", "Poole", "E06000058"),
                                                        ("E06000028", "Bournemouth", "E06000058")])  # fmt: skip
def test_abolished_authorities_stay_with_their_successors(home, code, name, successor):
    found = rows(home, "select area_name, is_historic, last_year from area where area_code = $c", c=code)
    assert found.values.tolist() == [[name, True, 2018]]
    assert rows(home, "select parent_code from area_lookup where child_code = $c and relation = 'successor'", c=code)[
        "parent_code"
    ].tolist() == [successor]


# ------------------------------------------------------------------------------------------------- interactive tool


@pytest.fixture(scope="module")
def tool() -> pd.DataFrame:
    return pq.read_table(real_file("dfe_lait/bds_long_0.parquet")).to_pandas()


def test_every_figure_of_the_tool(home, tool):
    """All 641,070 rows but those of the period "0", measure by measure: how many, how many without figure, and what they add up to."""
    published = tool[tool["Years"] != "0"].assign(number=pd.to_numeric(tool["Values"], errors="coerce"))
    wanted = published.groupby("Short Desc")["number"].agg(["size", "count", "sum"])
    found = rows(home, "select measure, count(*) as size, count(value) as count, coalesce(sum(value), 0) as sum from observation "
                 "where starts_with(measure, 'lait.') group by measure").set_index("measure")  # fmt: skip
    found.index = found.index.str.removeprefix("lait.")
    found = found.loc[wanted.index]
    assert len(found) == 434 and wanted["size"].sum() == 640_900
    assert found["size"].tolist() == wanted["size"].tolist() and found["count"].tolist() == wanted["count"].tolist()
    assert found["sum"].to_numpy() == pytest.approx(wanted["sum"].to_numpy(), rel=1e-9, abs=1e-6)
    assert rows(home, "select distinct symbol from observation where starts_with(measure, 'lait.') and value is null")[
        "symbol"
    ].tolist() == ["x"]


@pytest.mark.parametrize(("name", "code"), [("Dorset", "E06000059"), ("Plymouth", "E06000026"), ("London (Inner)", "E13000001"),
                                            ("England", "E92000001"), ("Dorset (Pre LG)", "E10000009"), ("Yorkshire and the Humber", "E12000003")])  # fmt: skip
def test_the_figures_of_an_area(home, tool, name, code):
    own = tool[(tool["LA and Regions"] == name) & (tool["Years"] != "0")]
    wanted = {
        (short, re.sub(r" \(.*\)", "", years)): float(text)
        for short, years, text in own[["Short Desc", "Years", "Values"]].itertuples(index=False)
        if text != "-"
    }
    found = rows(home, "select measure, time_period, value from observation where starts_with(measure, 'lait.') and area_code = $c "
                 "and value is not null", c=code)  # fmt: skip
    assert {(m.removeprefix("lait."), p): v for m, p, v in found.itertuples(index=False)} == wanted and len(wanted) > 100


def test_what_is_said_of_periods(home, tool):
    wanted = tool["Years"].str.extract(r"\((.*)\)")[0].value_counts().to_dict()
    found = rows(
        home, "select remark, count(*) as n from observation where starts_with(measure, 'lait.') and remark is not null group by all"
    )
    words = {"OT": "Outturn", "Rev": "Revised", "Final": "Final", "prov": "Provisional"}
    assert found.set_index("remark")["n"].to_dict() == {words[short]: n for short, n in wanted.items()}


def test_every_measure_of_the_tool_is_described(home):
    bare = rows(home, "select distinct measure from observation where starts_with(measure, 'lait.') "
                "and measure not in (select measure from measure_description)")  # fmt: skip
    assert bare.empty
    held = rows(home, "select title, unit, polarity, decimals from measure_description where measure = 'lait.LACnum'")
    assert held.values.tolist() == [["Children looked after (num)", "Number of Children Looked After", "neutral", 0]]


def test_neighbours_of_the_tool_and_of_the_file_are_the_same(home):
    found = rows(home, "select neighbour_name from raw.statistical_neighbour where area_code = 'E06000059' and model = '2025' "
                 "and neighbour_rank = 1")  # fmt: skip
    assert len(found) == 2 and found["neighbour_name"].nunique() == 1


# ------------------------------------------------------------------------------------------------- Ofsted


def test_judgements_of_every_authority(home):
    book = CalamineWorkbook.from_path(str(real_file("ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods")))
    checked = set()
    for name in ("Inspections_as_at_31_March", "ILACS_inspection_history", "In-year_inspections"):
        _, _, header, *cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        table = pd.DataFrame(cells, columns=header)
        when = next(column for column in header if column.startswith("Inspection") and column.endswith("date"))
        for area in header[header.index("Overall effectiveness") : header.index("Overall effectiveness") + 5]:
            held = table[table[area] != ""]
            checked |= {(row[header[1]], row[when].strftime("%Y-%m-%d"), area, row[area]) for _, row in held.iterrows()}
    found = rows(
        home,
        "select area_code, inspection_date::varchar as day, judgement_area, judgement from inspection_outcome where judgement is not null",
    )
    assert set(found.itertuples(index=False, name=None)) == checked and len(found) == len(checked) > 1100
    visits = rows(home, "select count(*) as n from inspection_outcome where judgement_area = 'Visit' and judgement is null")["n"].item()
    assert visits == 60
    assert rows(home, "select count(*) as n from inspection_outcome where inspection_type is null")["n"].item() < 120


def test_the_latest_judgement_of_bcp(home):
    found = rows(home, "select judgement, inspection_date::varchar as day from inspection_outcome where area_code = 'E06000058' "
                 "and judgement_area = 'Overall effectiveness' order by inspection_date desc limit 1")  # fmt: skip
    assert found.values.tolist() == [["Good", "2024-12-02"]]


def test_providers_by_authority_and_kind(home):
    published = pd.read_csv(real_file("ofsted/provider_at_march.csv"), skiprows=3, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    found = rows(home, "select provider.*, area_name from provider join area using (area_code)")
    assert len(found) == len(published) == 735
    assert (
        found["area_name"].value_counts().to_dict()
        == published["Local authority"].str.replace("&", "and").replace({"Bristol": "Bristol, City of"}).value_counts().to_dict()
    )
    assert found["provision_type"].value_counts()["Children's home"] == (published["Provision type"].str.lower() == "children's home").sum()
    assert found["places"].sum() == pd.to_numeric(published["Places"], errors="coerce").sum()
    for column, name in (
        ("sector", "Sector"),
        ("constituency_name", "Parliamentary constituency"),
        ("registration_status", "Registration status"),
    ):
        assert found[column].value_counts().to_dict() == published[name].str.strip().value_counts().to_dict()
    good = published["Overall experiences and progress of children and young people"].value_counts().to_dict()
    assert found["judgement"].value_counts().to_dict() == good


def test_no_name_and_no_place_of_a_provider_is_kept(home):
    columns = rows(home, "select column_name from duckdb_columns() where table_name = 'provider'")["column_name"]
    assert not set(columns) & {
        "name",
        "address",
        "postcode",
        "town",
        "longitude",
        "latitude",
        "easting",
        "outline",
        "provider_name",
        "owner",
    }


# ------------------------------------------------------------------------------------------------- Fingertips


@pytest.mark.parametrize("name", ["la", "region"])
def test_every_row_of_fingertips(home, name):
    published = pd.read_csv(real_file(f"ohid_fingertips/{name}_hospital_admissions_2324.csv"), dtype=str, keep_default_na=False)
    found = rows(home, "select * from observation where starts_with(measure, 'fingertips.90284.')")
    key = ["measure", "area_code", "time_period", "breakdown", "group_name"]
    known = found.set_index(key)["value"].to_dict()
    notes = found.set_index(key)["remark"].to_dict()
    for row in published.to_dict("records"):
        group = "|".join(filter(None, [row["Sex"], row["Age"], row["Category"]]))
        rest = (row["Area Code"], row["Time period"], row["Category Type"] or "Total", group)
        for column, short in (("Value", "value"), ("Count", "count"), ("Denominator", "denominator")):
            held = known[f"fingertips.90284.{short}", *rest]
            assert np.isnan(held) if row[column] == "" else held == float(row[column])
        assert (notes["fingertips.90284.value", *rest] or "") == row["Value note"] or pd.isna(notes["fingertips.90284.value", *rest])


def test_figures_of_fingertips(home):
    assert value(home, "fingertips.90284.value", "E92000001", "2010/11", "Persons|<15 yrs") == 115.2166797
    assert value(home, "fingertips.90284.count", "E06000015", "2010/11", "Persons|<15 yrs") == 524
    assert rows(home, "select count(*) as n from observation where starts_with(measure, 'fingertips.') and value < 0")["n"].item() == 0
    unit = rows(home, "select unit from measure_description where measure = 'fingertips.90284.value'")["unit"].item()
    assert unit == "per 10,000"
    note = rows(home, "select distinct remark from observation where measure = 'fingertips.90284.value' and area_code = 'E06000052'")[
        "remark"
    ].dropna()
    assert note.tolist() == ["Value for Cornwall and Isles of Scilly combined"]

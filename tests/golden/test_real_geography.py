"""The publishers' own boundaries, lookups and estimates, against figures worked out straight from the same files."""

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from python_calamine import CalamineWorkbook

from importers.load import load
from tests.golden.real_home import FOLDERS, built, outcomes, rows
from tests.real_files import real_file
from tests.small import state

pytestmark = pytest.mark.xdist_group("real_geography")  # what they share is made once

ROUNDING = 1e-5  # degrees: the fifth decimal that outlines are rounded to
WARDS_OF_2025 = {"E06000026": 20, "E06000044": 14, "E06000058": 33, "E06000059": 52, "E07000044": 20, "E07000047": 18}
FORMER = ["E06000028", "E06000029", *(f"E070000{n}" for n in range(48, 54))]
NEW_CODES = {"E05015779": "Bridport", "E05015780": "Chesil Bank", "E05015781": "Eggardon", "E05015782": "Marshwood Vale"}


@pytest.fixture(scope="module")
def home(demo_home):
    return built(demo_home)


def sheet(name: str) -> pd.DataFrame:
    """A sheet of the estimates of mid-2023 below its header in row 8."""
    book = CalamineWorkbook.from_path(str(real_file("ons_population/mye23tablesew.xlsx")))
    cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return pd.DataFrame(cells[8:], columns=[str(int(cell)) if isinstance(cell, float) else cell for cell in cells[7]]).set_index("Code")


def english(codes: pd.Index) -> pd.Index:
    """The authorities and districts of England."""
    return codes[codes.str.match("^E0[6-9]")]


def test_every_file_loads_whole(home):
    found = outcomes(home)
    assert len(found) == 35 and {outcome.status for outcome in found} == {"loaded"}
    assert all(outcome.loaded == outcome.read > 0 for outcome in found)
    kinds = pd.Series([outcome.kind for outcome in found]).value_counts().to_dict()
    assert kinds == {"ons_boundary": 23, "ons_lookup": 7, "census": 3, "ons_centroid": 1} | {
        kind: n for kind, n in kinds.items() if kind in ("ons_population", "ons_components")
    }  # fmt: skip


@pytest.mark.parametrize(("authority", "wards"), WARDS_OF_2025.items())
def test_wards_of_may_2025_with_published_outlines(home, authority, wards):
    found = rows(home, "select w.*, b.method, b.outline from ward_set w join boundary b on (ward_code, w.boundary_year) = "
                 "(b.area_code, b.boundary_year) where authority_code = $a and is_current order by ward_code", a=authority)  # fmt: skip
    assert (len(found), set(found["boundary_year"]), set(found["method"])) == (wards, {2025}, {"published"})
    published = gpd.read_file(real_file(f"ons_boundaries/ward_may2025_bgc/{authority}.geojson")).sort_values("WD25CD")
    assert found["ward_code"].tolist() == published["WD25CD"].tolist() and found["ward_name"].tolist() == published["WD25NM"].tolist()
    outlines = shapely.from_wkb(found["outline"].map(bytes).to_numpy())
    assert shapely.equals(outlines, published.geometry.make_valid().to_numpy()).all()


@pytest.mark.parametrize(("authority", "year", "wards"), [("E06000029", 2017, 16), ("E06000028", 2017, 18), ("E06000029", 2013, 16),
                                                          ("E06000028", 2013, 18), ("E06000026", 2013, 20)])  # fmt: skip
def test_wards_of_former_authorities(home, authority, year, wards):
    found = rows(home, "select * from ward_set where authority_code = $a and boundary_year = $y", a=authority, y=year)
    assert len(found) == wards and found["has_outline"].all()


def test_wards_of_2013_are_placed_in_the_authority_of_their_file(home):
    """The files name no authority; the name of each file does, and the product never reads it."""
    for path in sorted(real_file("ons_boundaries/wards_2013_uk_geojson").glob("*.json")):
        codes = [feature["properties"]["WD13CD"] for feature in json.loads(path.read_bytes())["features"]]
        found = rows(home, "select child_code, parent_code from area_lookup where lookup_year = 2013 and relation = 'within' "
                     "and child_code in $codes", codes=codes)  # fmt: skip
        assert sorted(found["child_code"]) == sorted(codes) and set(found["parent_code"]) == {path.stem}


def test_the_two_invalid_polygons_are_noted(home):
    found = rows(home, "select file_name, row_number, note from source_note join source using (source_id) "
                 "where kind = 'ons_boundary' and note like 'invalid polygon mended%' order by file_name")  # fmt: skip
    assert found["file_name"].tolist() == [
        "ons_boundaries/lsoa_dec2021_bgc/E06000059.geojson",
        "ons_boundaries/lsoa_dec2021_bgc/E07000047.geojson",
    ]
    for name, row in zip(found["file_name"], found["row_number"], strict=True):
        outlines = gpd.read_file(real_file(name)).geometry
        assert [n for n, valid in enumerate(outlines.is_valid, start=1) if not valid] == [row]
    assert rows(home, "select sum(was_mended::int) as mended from boundary")["mended"].item() == 2


@pytest.mark.parametrize(("code", "name"), NEW_CODES.items())
def test_wards_with_new_codes_carry_the_figures_of_2022_with_a_note(home, code, name):
    held = "select age_from, age_to, sex, persons, nature, derivation from population where area_code = $c and time_period = '2022' order by all"
    found = rows(home, held, c=code)
    (former,) = rows(home, "select child_code from area_lookup where parent_code = $c and relation = 'successor'", c=code)["child_code"]
    assert former != code and rows(home, "select area_name from area where area_code = $c", c=former)["area_name"].item() == name
    assert set(found["derivation"]) == {f"published for its former code {former}"}
    assert found.drop(columns="derivation").equals(rows(home, held, c=former).drop(columns="derivation"))
    assert (found["nature"] == "official").any()


def test_people_of_every_authority_by_band_are_those_of_the_workbook(home):
    checked = 0
    for sex in ("Persons", "Females", "Males"):
        published = sheet(f"MYE2 - {sex}")
        codes = english(published.index)
        for youngest, oldest in ((0, 4), (5, 9), (10, 14), (15, 19), (0, 17), (18, 24), (0, 24)):
            found = rows(home, "select area_code, sum(persons)::bigint as persons from population where time_period = '2023' and sex = $s "
                         "and age_from = age_to and age_to between $y and $o and area_code in $codes and nature = 'official' group by all",
                         s=sex.removesuffix("s") if sex != "Persons" else sex, y=youngest, o=oldest, codes=list(codes))  # fmt: skip
            wanted = published.loc[codes, [str(age) for age in range(youngest, oldest + 1)]].sum(axis=1).astype(int)
            assert found.set_index("area_code")["persons"].to_dict() == wanted.to_dict()
            checked += len(wanted)
        totals = rows(home, "select area_code, persons from population where time_period = '2023' and sex = $s and age_from = 0 "
                      "and age_to = 120 and area_code in $codes", s=sex.removesuffix("s") if sex != "Persons" else sex, codes=list(codes))  # fmt: skip
        assert totals.set_index("area_code")["persons"].to_dict() == published.loc[codes, "All ages"].astype(int).to_dict()
    assert checked == 3 * 7 * 296


def test_births_of_2023_are_those_of_the_workbook(home):
    published = sheet("MYE3")
    codes = english(published.index)
    found = rows(home, "select area_code, value, nature from observation where measure = 'live_births' and time_period = '2023' "
                 "and area_code in $codes", codes=list(codes))  # fmt: skip
    assert found.set_index("area_code")["value"].to_dict() == published.loc[codes, "Births"].astype(float).to_dict()
    assert set(found["nature"]) == {"official"} and len(codes) == 296


@pytest.mark.parametrize(("name", "area"), [("la", "Lower tier local authorities"), ("nat", "Countries"), ("reg", "Regions")])
def test_minority_ethnic_residents_are_those_of_the_file(home, name, area):
    published = pd.read_csv(real_file(f"ons_population/ons-ethnic-population-{name}.csv"), encoding="utf-8-sig")
    published = published[published["Ethnic group (20 categories) Code"] != -8]
    code = next(column for column in published.columns if column.endswith(" Code") and not column.startswith("Ethnic"))
    white_british = published["Ethnic group (20 categories)"].str.startswith("White: English")
    everyone = published.groupby(code)["Observation"].sum()
    wanted = 100 * (1 - published[white_british].set_index(code)["Observation"] / everyone)
    found = rows(home, "select area_code, 100 * sum(value) filter (where not starts_with(group_name, 'White: English')) / sum(value) as share "
                 "from observation where measure = 'residents' and breakdown = 'ethnic_group_20' and nature = 'official' "
                 "and area_code in $codes group by all", codes=list(wanted.index))  # fmt: skip
    assert found.set_index("area_code")["share"].to_dict() == pytest.approx(wanted.to_dict(), abs=1e-9)


def test_official_figures_have_replaced_modelled_ones(home, demo_home):
    england = ("select distinct nature from observation where measure = 'residents' and breakdown = 'ethnic_group_20' "
               "and area_code = 'E92000001'")  # fmt: skip
    assert rows(demo_home, england)["nature"].tolist() == ["modelled"] and rows(home, england)["nature"].tolist() == ["official"]
    births = "select nature from observation where measure = 'live_births' and area_code = 'E06000059' and time_period = '2023'"
    assert rows(demo_home, births)["nature"].tolist() == ["modelled"] and rows(home, births)["nature"].tolist() == ["official"]
    mixed = rows(home, "select measure, area_code, time_period, breakdown from observation group by all having count(distinct nature) > 1")
    assert mixed.empty
    both = rows(home, "select count(*) as n from raw.observation where measure = 'live_births' and area_code = 'E06000059' "
                "and time_period = '2023'")  # fmt: skip
    assert both["n"].item() == 2  # what was replaced is still on record


def test_loading_the_same_again_changes_nothing(home):
    before = state(home)
    found = load([real_file(name) for name in FOLDERS], home)
    assert {(outcome.status, outcome.reason) for outcome in found} == {("unchanged", "the same file is already loaded")}
    assert len(found) == len(outcomes(home)) and state(home) == before


@pytest.mark.parametrize("authority", [*WARDS_OF_2025, *FORMER])
def test_layers_have_no_gaps_or_overlaps_and_keep_their_areas(home, authority):
    layer = rows(home, "select geojson, boundary_year from outline_layer where authority_code = $a and area_type = 'ward'", a=authority)
    features = json.loads(layer["geojson"].item())["features"]
    drawn = gpd.GeoSeries([shapely.geometry.shape(f["geometry"]) for f in features], [f["properties"]["code"] for f in features], crs=4326)
    published = rows(home, "select area_code, outline from boundary where area_code in $c and boundary_year = $y",
                     c=drawn.index.tolist(), y=int(layer["boundary_year"].item())).set_index("area_code")["outline"]  # fmt: skip
    whole = gpd.GeoSeries(shapely.from_wkb(published.map(bytes).to_numpy()), published.index, crs=4326).reindex(drawn.index)
    assert drawn.is_valid.all() and shapely.coverage_is_valid(drawn.to_numpy(), gap_width=0)
    in_metres, wanted = drawn.to_crs(27700), whole.to_crs(27700)
    together = in_metres.union_all()
    assert together.area == pytest.approx(in_metres.area.sum(), rel=1e-6)
    assert (in_metres.area / wanted.area).between(0.99, 1.01).all()
    opened = shapely.difference(_without_holes(drawn.union_all()), drawn.union_all()).area
    assert opened == pytest.approx(shapely.difference(_without_holes(whole.union_all()), whole.union_all()).area, abs=ROUNDING**2 * 100)


def _without_holes(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.union_all([shapely.Polygon(part.exterior) for part in shapely.get_parts(shape)])

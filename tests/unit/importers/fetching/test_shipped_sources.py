"""The addresses that are shipped, asked of a mirror in the process that answers as each publisher does: all of it loads."""

import csv
import io
import json

import pytest

from importers.fetching import command
from settings import PROJECT
from tests.small import AUTHORITY, LSOAS, WARDS, collection, feature, lsoas_file, table, ward_features, workbook
from tests.unit.importers.fetching.server import File

ARCGIS = "/services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services"
EES = "/explore-education-statistics.service.gov.uk"
CONTENT = "/content.explore-education-statistics.service.gov.uk/api/publications"
DEMO = PROJECT / "data" / "demo"


def lookup(query) -> bytes:
    """LSOAs with their wards; only the codes when only they are asked for, and then as plain ArcGIS JSON."""
    assert query["where"] == f"LAD25CD='{AUTHORITY[0]}'"
    rows = [{"LSOA21CD": code, "LSOA21NM": f"Dorset {code[-1]}", "WD25CD": WARDS[n // 4][0], "WD25NM": WARDS[n // 4][1],
             "LAD25CD": AUTHORITY[0], "LAD25NM": AUTHORITY[1]} for n, code in enumerate(LSOAS)]  # fmt: skip
    if query["f"] == "json":
        return json.dumps({"features": [{"attributes": {"LSOA21CD": row["LSOA21CD"]}} for row in rows]}).encode()
    return collection([feature(row, None) for row in rows])


def nomis(columns: list[str], rows: list[list[object]]) -> bytes:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_NONNUMERIC).writerows([[*columns, "RECORD_OFFSET", "RECORD_COUNT"], *rows])
    return written.getvalue().encode()


def population(query) -> bytes:
    """Every age and sex of a place, or of the wards of an authority."""
    assert query["measures"] == "20100" and query["date"].startswith("2019-20") and query["gender"] == "1,2"
    places = WARDS if query["geography"].endswith("TYPE182") else [(query["geography"], "Somewhere")]
    ages = ["All Ages", *(f"Age {n}" for n in range(90)), "Aged 90+"]
    rows = [["2024", code, name, sex, age, "Value", 10] for code, name in places for sex in ("Male", "Female") for age in ages]
    columns = ["DATE_NAME", "GEOGRAPHY_CODE", "GEOGRAPHY_NAME", "GENDER_NAME", "C_AGE_NAME", "MEASURES_NAME", "OBS_VALUE"]
    return nomis(columns, [[*row, n, len(rows)] for n, row in enumerate(rows)])


def ethnic_group(query) -> bytes:
    places = [(code, code) for code in LSOAS] if query["geography"].endswith("TYPE151") else [(query["geography"], "Somewhere")]
    groups = ["White: Irish", "White: English, Welsh, Scottish, Northern Irish or British"]
    rows = [[code, name, group, 7] for code, name in places for group in groups]
    return nomis(["GEOGRAPHY_CODE", "GEOGRAPHY_NAME", "C2021_ETH_20_NAME", "OBS_VALUE"], [[*r, n, len(rows)] for n, r in enumerate(rows)])


def indices(lsoa_year: int, district_year: int) -> File:
    header = [f"LSOA code ({lsoa_year})", f"LSOA name ({lsoa_year})", f"Local Authority District code ({district_year})",
              f"Local Authority District name ({district_year})", "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",
              "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"]  # fmt: skip
    return File(table([header, *([code, code, *AUTHORITY, n + 1, 1] for n, code in enumerate(LSOAS))]))


def guidance(*titles: str) -> File:
    sets = [{"dataSetFileId": title[:2].lower(), "title": title} for title in titles]
    page = {"props": {"pageProps": {"dataGuidance": {"dataSets": sets}}}}
    return File(f'<html><script id="__NEXT_DATA__" type="application/json">{json.dumps(page)}</script></html>'.encode())


def attachments(*names: str) -> File:
    details = {"attachments": [{"url": f"https://assets.publishing.service.gov.uk/media/1/{name}", "title": name} for name in names]}
    return File(json.dumps({"title": "A page", "details": details}).encode())


@pytest.fixture
def publishers(site):
    """Every publisher, each under its host."""
    nomisweb, govuk, assets = (
        "/www.nomisweb.co.uk/api/v01/dataset",
        "/www.gov.uk/api/content/government/statistics",
        "/assets.publishing.service.gov.uk/media",
    )
    fingertips = (
        b"Indicator ID,Indicator Name,Parent Code,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,Count,Denominator\n"
        b"90284,Admissions per 10,E12000009,E06000059,Dorset,UA,Persons,<15 yrs,,,2023/24,5,1,2\n"
    )
    site.files |= {
        f"{ARCGIS}/WD_MAY_2025_UK_BGC_V2/FeatureServer/0/query": lambda query: collection(ward_features()),
        f"{ARCGIS}/Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V5/FeatureServer/0/query": lambda query: lsoas_file(),
        f"{ARCGIS}/LSOA21_WD25_LAD25_EW_LU_v2/FeatureServer/0/query": lookup,
        f"{ARCGIS}/LAD25_RGN25_EN_LU_v2/FeatureServer/0/query": lambda query: collection([feature(
            {"LAD25CD": AUTHORITY[0], "LAD25NM": AUTHORITY[1], "RGN25CD": "E12000009", "RGN25NM": "South West"}, None)]),
        f"{nomisweb}/NM_2002_1.data.csv": population, f"{nomisweb}/NM_2014_1.data.csv": population,
        f"{nomisweb}/NM_2041_1.data.csv": ethnic_group,
        f"{assets}/5dc407b440f0b6379a7acc8d/File_7_-_All_IoD2019_Scores__Ranks__Deciles_and_Population_Denominators_3.csv": indices(2011, 2019),
        f"{assets}/691ded56d140bbbaa59a2a7d/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.csv": indices(2021, 2024),
        f"{CONTENT}/children-in-need": File(b'{"latestRelease": {"id": "1", "slug": "2025"}}'),
        f"{CONTENT}/children-looked-after-in-england-including-adoptions": File(b'{"latestRelease": {"slug": "2025"}}'),
        f"{EES}/find-statistics/children-in-need/2025/data-guidance": guidance("B1 Children in need", "D3 Child protection plans"),
        f"{EES}/find-statistics/children-looked-after-in-england-including-adoptions/2025/data-guidance":
            guidance("Other", "CLA number and rate per 10k children"),
        f"{EES}/data-catalogue/data-set/b1/csv": File((DEMO / "ees" / "b1_children_in_need_2013_to_2025.csv").read_bytes()),
        f"{EES}/data-catalogue/data-set/d3/csv": File((DEMO / "ees" / "d3_cpps_subsequent_plan_2013_to_2025.csv").read_bytes()),
        f"{EES}/data-catalogue/data-set/cl/csv": File((DEMO / "ees" / "cla_number_and_rate_per_10k_children.csv").read_bytes()),
        "/api.education.gov.uk/statistics/v1/data-sets/b3e19901-5d2b-b676-bb4c-e60937d74725/csv":
            File((DEMO / "ees" / "ks4-lad-2024.csv").read_bytes()),
        "/api.education.gov.uk/statistics/v1/data-sets/019afee5-4791-7467-a788-c163fd9b57de/csv":
            File((DEMO / "ees" / "ks2_la.csv").read_bytes()),
        "/raw.githubusercontent.com/dfe-analytical-services/CSC_outcomes_and_enablers/6f27b0685e5387a480a7bb0714197274445160c5/data-raw/"
        "sn_model_2025_wide.csv": File((DEMO / "neighbours" / "sn_model_2025_wide.csv").read_bytes()),
        f"{govuk}/children-in-low-income-families-local-area-statistics-2022-to-2025": attachments("notes.pdf", "children.ods"),
        f"{govuk}/childrens-social-care-in-england-2026": attachments("providers.ods", "LA_inspection_outcomes.ods"),
        "/fingertips.phe.org.uk/api/all_data/csv/by_indicator_id": lambda query: fingertips,
    }  # fmt: skip
    return site


def test_all_that_is_fetched_loads(publishers, own_home, patience, capsys):
    kinds = ["boundaries", "lookups", "population", "census", "deprivation", "education", "neighbours", "health"]
    given = ["--area", AUTHORITY[0], "--home", str(own_home), "--base-url", publishers.address, "--only", *kinds, "--load", "--json"]
    code = command.fetch(given, patience)
    told = json.loads(capsys.readouterr().out)
    assert [each for each in told["files"] if each["status"] != "fetched"] == []
    assert [each for each in told["loaded"] if each["status"] not in ("loaded", "unchanged")] == []
    assert code == 0 and len(told["loaded"]) == len([each for each in told["files"] if each["loads"]]) > 15
    assert command.fetch(given, patience) == 0  # now with region and neighbours
    again = json.loads(capsys.readouterr().out)
    assert len(again["files"]) == len(told["files"]) + 2 * 11 + 1


def test_workbooks_are_found_by_the_content_service_of_gov_uk(publishers, own_home, patience, capsys):
    publishers.files["/assets.publishing.service.gov.uk/media/1/children.ods"] = File(workbook({"a": [["b"]]}))
    given = ["--area", AUTHORITY[0], "--home", str(own_home), "--base-url", publishers.address, "--only", "income", "ofsted", "--json"]
    assert command.fetch(given, patience) == 2
    low_income, ofsted = json.loads(capsys.readouterr().out)["files"]
    assert low_income["reason"] == "what came is not the OpenDocument spreadsheet it should be, or only a part of it"
    assert publishers.asked[-1][0] == "/assets.publishing.service.gov.uk/media/1/LA_inspection_outcomes.ods"
    assert "no such file any more" in ofsted["reason"]

"""Children, residents, low income and hospital admissions of places as published, through ``python -m measures``."""

from functools import cache

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from tests.golden.published import (
    AREAS,
    BCP,
    DORSET,
    ENGLAND,
    FOUR,
    PLYMOUTH,
    PORTSMOUTH,
    SOUTH_EAST,
    SOUTH_WEST,
    asker,
    ees_cell,
    half_up,
    number,
    shown,
)
from tests.real_files import real_file

pytestmark = pytest.mark.xdist_group("real_figures")


@pytest.fixture
def ask(demo_home, use_home, capsys):
    return asker(demo_home, use_home, capsys)


# ------------------------------------------------------------------------------------------------- mid-2023 by age


@cache
def by_age(sheet: str) -> pd.DataFrame:
    """A sheet of the estimates of mid-2023, indexed by code; single years as whole numbers."""
    book = CalamineWorkbook.from_path(str(real_file("ons_population/mye23tablesew.xlsx")))
    cells = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return pd.DataFrame(
        cells[8:], columns=[int(cell) if str(cell).isdigit() or isinstance(cell, float) else cell for cell in cells[7]]
    ).set_index("Code")


BANDS = {
    "population_0_4": (0, 4),
    "population_5_14": (5, 14),
    "population_0_15": (0, 15),
    "population_0_24": (0, 24),
}


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(("indicator", "ages"), BANDS.items())
def test_children_in_mid_2023(ask, area, indicator, ages):
    years = list(range(ages[0], ages[1] + 1))
    assert shown(ask(indicator, area, "--period", "2023")) == by_age("MYE2 - Persons").loc[area, years].sum()


@pytest.mark.parametrize("area", [DORSET, PORTSMOUTH])
def test_girls_and_boys_of_one_age(ask, area):
    answer = ask("population_15_19", area, "--period", "2023", "--breakdown", "sex_and_single_year")
    for sex, sheet in (("Female", "MYE2 - Females"), ("Male", "MYE2 - Males")):
        assert shown(answer, f"{sex} 17") == by_age(sheet).at[area, 17]


@pytest.mark.parametrize("area", FOUR)
def test_the_share_of_children_in_mid_2023(ask, area):
    persons = by_age("MYE2 - Persons").loc[area]
    expected = half_up(100 * persons[list(range(20))].sum() / persons["All ages"], 1)
    assert shown(ask("population_0_19_share", area, "--period", "2023")) == expected


@pytest.mark.parametrize("area", AREAS)
def test_children_under_18_are_those_the_department_divides_by(ask, area):
    """The department's file holds the later, revised estimate of mid-2023, and just this band."""
    assert shown(ask("population_0_17", area, "--period", "2023")) == ees_cell(
        "ons_mid-year_population_estimates_2012_to_2024", area, "2023", "population_estimate"
    )


# ------------------------------------------------------------------------------------------------- Census 2021


@cache
def residents() -> pd.DataFrame:
    """Residents by area and ethnic group, those it does not apply to left out."""
    parts = []
    for part in ("la", "reg", "nat"):
        frame = pd.read_csv(real_file(f"ons_population/ons-ethnic-population-{part}.csv"), dtype=str)
        parts.append(frame.set_axis(["area", "name", "code", "group", "persons"], axis=1))
    held = pd.concat(parts)
    return held[held["code"] != "-8"].astype({"persons": int})


@pytest.mark.parametrize("area", AREAS)
def test_residents_of_a_minority_ethnic_group(ask, area):
    own = residents()[residents()["area"] == area].drop_duplicates("code")
    british = own.loc[own["group"] == "White: English, Welsh, Scottish, Northern Irish or British", "persons"].item()
    assert shown(ask("minority_ethnic_share", area)) == half_up(100 * (own["persons"].sum() - british) / own["persons"].sum(), 1)
    asian = own.loc[own["group"].str.startswith("Asian"), "persons"].sum()
    groups = {row["group"]: row["numerator"] for row in ask("minority_ethnic_share", area, "--breakdown", "broad_group")["rows"]}
    assert groups["Asian, Asian British or Asian Welsh"] == asian


# ------------------------------------------------------------------------------------------------- low income


@cache
def low_income(name: str, skipped: int) -> pd.DataFrame:
    return pd.read_csv(
        real_file(f"dwp_cilif/{name}.csv"), dtype=str, encoding="utf-8-sig", skiprows=skipped, keep_default_na=False, header=None
    )


@pytest.mark.parametrize("area", FOUR)
def test_children_of_low_income_by_authority(ask, area):
    row = low_income("2_AHC_Relative_LA", 8).set_index(1).loc[area]
    for column, period in ((2, "2024"), (3, "2025")):
        found = ask("children_low_income_ahc", area, "--period", period)["rows"][0]
        assert (found["numerator"], found["value"]) == (number(row[column]), half_up(number(row[column + 2]), 1))
        assert shown(ask("children_low_income_ahc_number", area, "--period", period)) == number(row[column])


@pytest.mark.parametrize(("area", "wards"), [(DORSET, 52), (BCP, 33), (PLYMOUTH, 20), (PORTSMOUTH, 14)])
def test_children_of_low_income_by_ward(ask, area, wards):
    """Every ward, those of Dorset with the codes of 2025."""
    frame = low_income("4_AHC_Relative_Ward", 9)
    own = frame[frame[1] == area]
    wanted = {row[3]: (number(row[5]), half_up(number(row[7]), 1)) for row in own.to_dict("records")}
    found = {
        row["area_code"]: (row["numerator"], row["value"])
        for row in ask("children_low_income_ahc", area, "--by", "ward", "--period", "2025")["rows"]
    }
    assert found == wanted and len(found) == wards


# ------------------------------------------------------------------------------------------------- hospital admissions


@cache
def admissions() -> pd.DataFrame:
    """Rows of Fingertips about whole places, of both files."""
    parts = [
        pd.read_csv(real_file(f"ohid_fingertips/{name}_hospital_admissions_2324.csv"), dtype=str, keep_default_na=False)
        for name in ("la", "region")
    ]
    held = pd.concat(parts)
    return held[held["Category Type"] == ""]


@pytest.mark.parametrize("period", ["2023/24", "2021/22"])
@pytest.mark.parametrize("area", [*FOUR, ENGLAND, SOUTH_WEST, SOUTH_EAST])
def test_hospital_admissions_for_injuries(ask, area, period):
    """The rate as published: its counts are rounded to 5, so it does not follow from them exactly."""
    held = admissions()
    own = held[(held["Area Code"] == area) & (held["Time period"] == period)]
    by = ask("hospital_admissions_injuries_0_14", area, "--period", period, "--breakdown", "sex")
    total = ask("hospital_admissions_injuries_0_14", area, "--period", period)
    for sex, answer, group in (("Persons", total, "Total"), ("Male", by, "Male"), ("Female", by, "Female")):
        cells = set(map(tuple, own.loc[own["Sex"] == sex, ["Value", "Count", "Denominator"]].to_numpy()))
        assert len(cells) == 1
        rate, count, children = (number(text) for text in cells.pop())
        row = next(row for row in answer["rows"] if row["group"] == group)
        assert (row["value"], row["numerator"], row["denominator"]) == (half_up(rate, 1), count, children)
        assert abs(10_000 * count / children - rate) < 10_000 * 5 / children

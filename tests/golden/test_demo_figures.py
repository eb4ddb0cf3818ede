"""Figures of the default warehouse against values worked out from the collected tables, without the product's code."""

from pathlib import Path

import pandas as pd
import pytest

from measures.publish import publish
from measures.selection import Selection

FIGURES = Path(__file__).resolve().parents[2].parent / "shared" / "figures"
needs_figures = pytest.mark.skipif(not FIGURES.is_dir(), reason="the collected figures (../shared/figures) are not beside the project")

AUTHORITIES = {
    "E06000026": "Plymouth", "E06000044": "Portsmouth", "E06000058": "Bournemouth, Christchurch and Poole", "E06000059": "Dorset",
    "E07000044": "South Hams", "E07000047": "West Devon",
}  # fmt: skip
UNITARY = [code for code in AUTHORITIES if code.startswith("E06")]
BANDS = {"population_0_4": (0, 4), "population_5_14": (5, 14), "population_15_19": (15, 19), "population_0_17": (0, 17),
         "population_0_19": (0, 19)}  # fmt: skip


def figures(name: str) -> pd.DataFrame:
    return pd.read_csv(FIGURES / f"{name}.csv")


def shown(indicator_id: str, area: str, **chosen) -> pd.DataFrame:
    """What the product publishes."""
    return publish(indicator_id, Selection(area, **chosen)).frame


def counted(authority: str, band: tuple[int, int]) -> dict[str, int]:
    """Children of a band by ward, added up from the ward file of mid-2022."""
    held = figures("ward_population_mid2022_age_0_19")
    mine = held[(held["ltla_code"] == authority) & held["age"].between(*band)]
    return mine.groupby("ward_code")["population"].sum().to_dict()


@needs_figures
@pytest.mark.parametrize("authority", AUTHORITIES)
@pytest.mark.parametrize("indicator_id", BANDS)
def test_children_of_every_ward_in_mid_2022(demo, authority, indicator_id):
    frame = shown(indicator_id, authority, by="ward", period="2022")
    assert dict(zip(frame["area_code"], frame["value"], strict=True)) == counted(authority, BANDS[indicator_id])
    assert set(frame["nature"]) == {"official"}


@needs_figures
@pytest.mark.parametrize("authority", AUTHORITIES)
@pytest.mark.parametrize("indicator_id", [key for key in BANDS if key != "population_0_17"])
def test_children_of_every_authority_in_mid_2022_are_the_sum_of_its_wards(demo, authority, indicator_id):
    assert list(shown(indicator_id, authority, period="2022")["value"]) == [sum(counted(authority, BANDS[indicator_id]).values())]


@needs_figures
@pytest.mark.parametrize("authority", AUTHORITIES)
def test_the_share_of_children_in_every_ward_in_mid_2022(demo, authority):
    residents = figures("ward_population_mid2022_total").set_index("ward_code")["population_all_ages"]
    expected = {ward: 100 * n / residents[ward] for ward, n in counted(authority, (0, 19)).items()}
    frame = shown("population_0_19_share", authority, by="ward", period="2022").set_index("area_code")
    assert frame["value"].to_dict() == pytest.approx(expected, abs=0.0501)
    assert frame["denominator"].to_dict() == residents[list(expected)].to_dict()


@needs_figures
@pytest.mark.parametrize("authority", AUTHORITIES)
@pytest.mark.parametrize("sex", ["Female", "Male"])
def test_girls_and_boys_of_every_authority_in_mid_2022(demo, authority, sex):
    held = figures("ward_population_mid2022_age_0_19")
    expected = held.loc[(held["ltla_code"] == authority) & (held["sex"] == sex), "population"].sum()
    frame = shown("population_0_19", authority, period="2022", breakdown="sex").set_index("group")
    assert frame.at[sex, "value"] == expected


def official_0_17() -> list[tuple[str, str, int]]:
    if not FIGURES.is_dir():
        return []
    held = figures("la_population_0_17").query("age_group == '0 to 17' and time_period >= 2020")
    return [(row.la_code, str(row.time_period), row.population) for row in held.itertuples()]


@needs_figures
@pytest.mark.parametrize(("area", "period", "population"), official_0_17())
def test_official_children_aged_0_to_17(demo, area, period, population):
    row = shown("population_0_17", area, period=period).iloc[0]
    assert (row["value"], row["nature"]) == (population, "official")


@needs_figures
def test_the_official_years_are_2020_to_2024():
    assert {period for _, period, _ in official_0_17()} == {"2020", "2021", "2022", "2023", "2024"}


@needs_figures
@pytest.mark.parametrize("authority", UNITARY)
def test_residents_from_a_minority_ethnic_group(demo, authority):
    held = figures("la_ethnic_group_2021").query("ltla_code == @authority")
    assert len(held.query("ethnic_group_20_code != -8")) == 19
    held = held.query("ethnic_group_20_code != -8")
    british = held["ethnic_group_20"].str.startswith("White: English, Welsh, Scottish, Northern Irish or British")
    everybody, minority = held["population_all_ages"].sum(), held.loc[~british, "population_all_ages"].sum()
    row = shown("minority_ethnic_share", authority).iloc[0]
    assert british.sum() == 1
    assert (row["numerator"], row["denominator"], row["nature"]) == (minority, everybody, "official")
    assert row["value"] == pytest.approx(100 * minority / everybody, abs=0.0501)


def test_poole_in_2013_as_its_plan_states(demo):
    row = shown("population_0_19", "E06000029", period="2013").iloc[0]
    assert (row["value"], row["nature"]) == (32_770, "modelled")

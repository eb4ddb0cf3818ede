"""Deprivation of every area and edition against values worked out from the collected tables, without the product's code."""

from functools import cache

import pandas as pd
import pytest

from measures.publish import publish
from measures.selection import Selection
from tests.golden.test_demo_figures import AUTHORITIES, figures, needs_figures

EDITIONS = {"2019": ("11", 2011, 2019, "mid2015", 32_844), "2025": ("21", 2021, 2023, "mid2022", 33_755)}
BOTH = pytest.mark.parametrize("edition", EDITIONS)
EVERYWHERE = pytest.mark.parametrize("authority", AUTHORITIES)


@cache
def lsoas(edition: str) -> pd.DataFrame:
    """One row an LSOA: authority, ward, ranks, deciles and residents."""
    census, lsoa_edition, boundary_year, mid_year, _ = EDITIONS[edition]  # noqa: RUF059  (named in the query)
    code = f"lsoa{census}_code"
    index, people = figures(f"lsoa_deprivation_{edition}"), figures(f"lsoa_population_{mid_year}")
    lookup = figures("lsoa_ward_lookup").query("lsoa_edition == @lsoa_edition and boundary_year == @boundary_year")
    known = index.merge(people.drop(columns=[name for name in people if name.startswith("ltla")]), on=code, validate="1:1")
    joined = known.merge(lookup[["lsoa_code", "ward_code", "ward_name", "ltla_code"]], left_on=code, right_on="lsoa_code", how="left")
    return joined.assign(authority=joined[next(name for name in joined if name.startswith("ltla_code_"))])


def shown(indicator_id: str, area: str, **chosen) -> dict[str, float]:
    frame = publish(indicator_id, Selection(area, **chosen)).frame
    return frame.dropna(subset="value").set_index("area_code")[["numerator", "value"]].to_dict("index")


def by_ward(edition: str, authority: str):
    return lsoas(edition).query("authority == @authority").groupby("ward_code")


@needs_figures
@BOTH
@EVERYWHERE
@pytest.mark.parametrize("index", ["imd", "idaci"])
@pytest.mark.parametrize(("name", "most"), [("20pct", 2), ("10pct", 1)])
def test_lsoas_and_children_in_the_most_deprived_places_of_every_ward(demo, edition, authority, index, name, most):
    expected = {
        ward: ((rows[f"{index}_decile"] <= most).sum(), len(rows), rows.loc[rows[f"{index}_decile"] <= most, "population_0_15"].sum(),
               rows["population_0_15"].sum())
        for ward, rows in by_ward(edition, authority)
    }  # fmt: skip
    where = {"by": "ward", "period": edition}
    found = shown(f"lsoas_most_deprived_{name}_{index}", authority, **where)
    assert {ward: row["numerator"] for ward, row in found.items()} == {ward: row[0] for ward, row in expected.items()}
    assert {ward: row["value"] for ward, row in found.items()} == pytest.approx(
        {w: 100 * a / b for w, (a, b, *_) in expected.items()}, abs=0.0501
    )
    children = shown(f"children_in_most_deprived_{name}_{index}", authority, **where)
    assert {ward: row["value"] for ward, row in children.items()} == {ward: row[2] for ward, row in expected.items()}
    shares = shown(f"children_in_most_deprived_{name}_{index}_share", authority, **where)
    assert {w: row["value"] for w, row in shares.items()} == pytest.approx(
        {w: 100 * c / d for w, (*_, c, d) in expected.items()}, abs=0.0501
    )


@needs_figures
@BOTH
@EVERYWHERE
@pytest.mark.parametrize(("indicator_id", "rank", "weight"), [
    ("imd_rank_weighted", "imd_rank", "population_total"), ("imd_rank_weighted_children", "imd_rank", "population_0_15"),
    ("idaci_rank_weighted_children", "idaci_rank", "population_0_15"),
])  # fmt: skip
def test_average_rank_of_every_ward(demo, edition, authority, indicator_id, rank, weight):
    turned = EDITIONS[edition][4] + 1
    expected = {ward: ((turned - rows[rank]) * rows[weight]).sum() / rows[weight].sum() for ward, rows in by_ward(edition, authority)}
    found = shown(indicator_id, authority, by="ward", period=edition)
    assert {ward: row["value"] for ward, row in found.items()} == pytest.approx(expected, abs=0.0501)


@needs_figures
@BOTH
@EVERYWHERE
def test_decile_and_rank_of_every_lsoa(demo, edition, authority):
    mine = lsoas(edition).query("authority == @authority").set_index(f"lsoa{EDITIONS[edition][0]}_code")
    for index in ("imd", "idaci"):
        for figure in ("decile", "rank"):
            found = shown(f"{index}_{figure}", authority, by="lsoa", period=edition)
            assert {code: row["value"] for code, row in found.items()} == mine[f"{index}_{figure}"].to_dict()


def published_summaries() -> list[tuple]:
    try:
        held = figures("la_deprivation_2025")
    except FileNotFoundError:
        return []
    rows = held.drop_duplicates("la_code").query("la_code in @AUTHORITIES")
    return [(row.la_code, row.imd_average_rank, row.imd_proportion_lsoas_most_deprived_10_percent) for row in rows.itertuples()]


@needs_figures
@pytest.mark.parametrize(("authority", "average_rank", "proportion"), published_summaries())
def test_what_the_publisher_says_of_whole_authorities_comes_out(demo, authority, average_rank, proportion):
    """The publisher's own summaries of 2025: average rank to two decimals, proportion of LSOAs to four."""
    table = publish("imd_rank_weighted", Selection(authority, period="2025")).frame.iloc[0]
    assert table["numerator"] / table["denominator"] == pytest.approx(average_rank, abs=0.00501)
    table = publish("lsoas_most_deprived_10pct_imd", Selection(authority, period="2025")).frame.iloc[0]
    assert table["numerator"] / table["denominator"] == pytest.approx(proportion, abs=0.0000501)


@needs_figures
def test_the_summaries_were_found():
    assert len(published_summaries()) == 6


@needs_figures
def test_poole_in_2019_by_its_own_wards(demo):
    lookup = figures("lsoa_ward_lookup").query("boundary_year == 2017").set_index("lsoa_code")["ward_code"]
    mine = lsoas("2019").set_index("lsoa11_code").join(lookup.rename("former_ward"), how="inner")
    deprived = mine[mine["idaci_decile"] <= 2].groupby("former_ward")["population_0_15"].sum()
    found = shown("children_in_most_deprived_20pct_idaci", "E06000029", by="ward", period="2019")
    assert len(found) == 16
    assert {ward: row["value"] for ward, row in found.items()} == {ward: deprived.get(ward, 0) for ward in found}


def test_an_edition_whose_lsoas_the_wards_do_not_know_is_not_put_together(demo):
    """Poole's wards of 2017 are known by LSOAs of 2011, of which two were split for 2021."""
    table = publish("lsoas_most_deprived_20pct_imd", Selection("E06000029", by="ward", period="2025"))
    assert set(table.frame.loc[table.frame["symbol"] == "x", "area_name"]) == {"Hamworthy East", "Poole Town"}
    assert any("Hamworthy East and Poole Town" in note for note in table.notes)


def test_a_ward_that_gets_no_lsoa_is_named(demo):
    table = publish("lsoas_most_deprived_20pct_imd", Selection("E07000044", by="ward", period="2025"))
    assert any("Blackawton & Stoke Fleming" in note for note in table.notes)


@needs_figures
def test_low_income_children_of_every_ward_and_authority(demo):
    for name, by in (("ward", "ward"), ("la", "")):
        held = figures(f"{name}_low_income").query("time_period == 'FYE 2025'")
        code = "ward_code" if by else "la_code"
        for authority, rows in held.groupby(held[["ltla_code" if by else "la_code"]].iloc[:, 0]):
            if authority not in AUTHORITIES:
                continue
            found = shown("children_low_income_ahc_share", authority, by=by, period="2025")
            rows = rows[rows[code].isin(found)].set_index(code)
            assert len(rows) >= (14 if by else 1)
            number, percent = (f"children_under_16_relative_low_income_ahc_{kind}" for kind in ("count", "percent"))
            assert {c: found[c]["numerator"] for c in rows.index} == pd.to_numeric(rows[number]).to_dict()
            assert {c: found[c]["value"] for c in rows.index} == pytest.approx(pd.to_numeric(rows[percent]).to_dict(), abs=1e-9)

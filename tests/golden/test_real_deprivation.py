"""The publishers' indices of deprivation and the third parties' tables, against the collected figures and against each other."""

import pandas as pd
import pytest

from importers.load import load
from tests.golden.iod_home import built
from tests.golden.real_home import outcomes, rows
from tests.golden.test_demo_figures import figures, needs_figures
from tests.iod_files import SUMMARIES, comma_separated
from tests.real_files import real_file

pytestmark = pytest.mark.xdist_group("real_deprivation")  # what they share is made once

WEIGHTS = {
    "income": 0.225,
    "employment": 0.225,
    "education": 0.135,
    "health": 0.135,
    "crime": 0.093,
    "housing": 0.093,
    "environment": 0.093,
}
ROUNDING = 0.001  # transformed scores have three decimals, so has the score rebuilt from them
AUTHORITIES = ["E06000026", "E06000044", "E06000058", "E06000059", "E07000044", "E07000047"]
BANDS = {"population_total": (0, 120), "population_0_15": (0, 15), "population_16_59": (16, 59), "population_60_plus": (60, 120)}
TIERS = {"Upper-tier local authority": ("Upper Tier Local Authority District", "upper_tier"),
         "Lower-tier local authority": ("Local Authority District", "lower_tier")}  # fmt: skip


@pytest.fixture(scope="module")
def home(demo_home):
    return built(demo_home)


def third_party(name: str) -> pd.DataFrame:
    """A table compiled by third parties, as it is."""
    return pd.read_csv(real_file(f"compiled_by_third_parties/{name}.csv"), encoding="utf-8-sig", dtype=str)


def test_every_file_loads_whole(home):
    found = outcomes(home)
    assert len(found) == 9 and all(outcome.status == "loaded" and outcome.loaded == outcome.read > 0 for outcome in found)
    assert pd.Series([outcome.kind for outcome in found]).value_counts().to_dict() == {
        "mapped_area_lookup": 3, "iod_ranks": 2, "iod_denominators": 1, "iod_scores": 1, "mapped_population": 1, "mapped_observation": 1,
    }  # fmt: skip


@needs_figures
@pytest.mark.parametrize(("edition", "code"), [("2019", "lsoa11_code"), ("2025", "lsoa21_code")])
def test_ranks_and_deciles_are_those_collected(home, edition, code):
    wanted = figures(f"lsoa_deprivation_{edition}").set_index(code)
    found = rows(home, "select area_code, domain, national_rank, national_decile from deprivation where edition = $e", e=edition)
    wide = found.pivot(index="area_code", columns="domain", values=["national_rank", "national_decile"]).loc[wanted.index]
    assert len(wanted) > 800
    for domain in ("imd", "idaci"):
        assert wide["national_rank", domain].tolist() == wanted[f"{domain}_rank"].tolist()
        assert wide["national_decile", domain].tolist() == wanted[f"{domain}_decile"].tolist()


@needs_figures
def test_residents_of_mid_2015_are_those_collected(home):
    wanted = figures("lsoa_population_mid2015").set_index("lsoa11_code")
    for column, (youngest, oldest) in BANDS.items():
        found = rows(home, "select area_code, persons from population where time_period = '2015' and age_from = $y and age_to = $o",
                     y=youngest, o=oldest)  # fmt: skip
        assert found.set_index("area_code")["persons"].loc[wanted.index].tolist() == wanted[column].tolist()


@needs_figures
def test_shares_of_the_most_deprived_tenth_are_those_published(home):
    """File 10 says which share of an authority's LSOAs is in the most deprived tenth; File 3 has them one by one."""
    published = figures("la_deprivation_2025").query("geographic_level == 'Lower-tier local authority'").set_index("la_code")
    found = rows(home, "select parent_code, count(*) filter (where national_decile = 1) / count(*) as share from deprivation "
                 "join area_lookup on child_code = deprivation.area_code where edition = '2025' and domain = 'imd' and relation = 'within' "
                 "and lookup_year = 2024 and parent_code in $codes group by all", codes=list(published.index))  # fmt: skip
    shares = found.set_index("parent_code")["share"].round(4)
    assert len(shares) == 12
    assert shares.to_dict() == published["imd_proportion_lsoas_most_deprived_10_percent"].to_dict()


def test_the_index_weighted_together_from_transformed_scores_has_the_published_order(home):
    found = rows(
        home, "select area_code, domain, transformed_score from deprivation where edition = '2019' and transformed_score is not null"
    )
    scores = found.pivot(index="area_code", columns="domain", values="transformed_score")
    assert scores.shape == (1195, 7) and scores.notna().all().all()
    rebuilt = sum(scores[domain] * weight for domain, weight in WEIGHTS.items())
    ranks = rows(home, "select area_code, national_rank from deprivation where edition = '2019' and domain = 'imd'")
    ordered = rebuilt.loc[ranks.set_index("area_code")["national_rank"].loc[rebuilt.index].sort_values().index]
    assert (ordered.diff().dropna() <= 2 * ROUNDING).all()
    assert ordered.rank(ascending=False).corr(pd.Series(range(len(ordered)), index=ordered.index), method="spearman") > 0.999999


@needs_figures
def test_summaries_as_published_load_as_they_are(tmp_path):
    """The collected figures of Files 10 and 11, laid out as published: 17 rows of 10 figures."""
    held, checked = figures("la_deprivation_2025"), 0
    for level, (words, group) in TIERS.items():
        mine = held[held["geographic_level"] == level]
        heads = [*SUMMARIES, "X - Extent ", "X - Rank of extent ", "X - Local concentration ", "X - Rank of local concentration "]
        names = [f"IMD - {name}" if not name.startswith("X") else name.replace("X", "IMD25") for name in heads]
        table = [[f"{words} code (2024)", f"{words} name (2024)", *names], *mine.iloc[:, 1:].astype(object).to_numpy().tolist()]
        (tmp_path / f"{group}.csv").write_bytes(comma_separated(table))
        (outcome,) = load([tmp_path / f"{group}.csv"], tmp_path / "home")
        assert (outcome.status, outcome.kind, outcome.loaded) == ("loaded", "iod_summaries", len(mine))
        found = rows(
            tmp_path / "home", "select measure, area_code, value from observation where time_period = '2025' and group_code = $g", g=group
        )
        values = found.pivot(index="area_code", columns="measure", values="value")
        for measure in mine.columns[3:]:
            assert values.loc[mine["la_code"], measure].tolist() == mine[measure].tolist()
            checked += len(mine)
    assert checked == 170


def test_residents_of_mid_2020_add_up_and_are_those_of_the_table(home):
    given = third_party("humaniverse_population20_lsoa11").set_index("lsoa11_code")
    found = rows(home, "select area_code, sum(persons) filter (where age_from = age_to or age_from = 90)::bigint as singles, "
                 "max(persons) filter (where age_from = 0 and age_to = 120) as total, sum(persons) filter (where age_to <= 17)::bigint as children "
                 "from population where time_period = '2020' group by all").set_index("area_code")  # fmt: skip
    assert len(found) == len(given) == 1195 and (found["singles"] == found["total"]).all()
    assert found["total"].loc[given.index].tolist() == given["total_population"].astype(int).tolist()
    children = given[[str(age) for age in range(18)]].astype(int).sum(axis=1)
    assert found["children"].loc[given.index].tolist() == children.tolist()


def test_ethnic_groups_of_small_areas(home):
    given = third_party("humaniverse_ethnicity21_lsoa21")
    found = rows(home, "select area_code, group_name, value, group_code, breakdown from observation where measure = 'residents'")
    assert set(found["breakdown"]) == {"ethnic_group_6"} and set(found["group_code"]) == {"1", "2", "3", "4", "5"}
    merged = given.merge(found, left_on=["lsoa21_code", "ethnic_group"], right_on=["area_code", "group_name"])
    assert len(merged) == len(given) == 6130 and (merged["n"].astype(float) == merged["value"]).all()


@needs_figures
@pytest.mark.parametrize("authority", ["E06000026", "E06000044", "E06000058", "E06000059"])
def test_ethnic_groups_of_small_areas_add_up_to_the_census(home, authority):
    """Census counts of small areas are perturbed, so that they miss the authority's own by a little."""
    held = figures("la_ethnic_group_2021").query("ltla_code == @authority and ethnic_group_20_code != -8")
    wanted = held.groupby(held["ethnic_group_20"].str.split(":").str[0])["population_all_ages"].sum()
    found = rows(home, "select group_name, sum(value)::bigint as n from observation join area_lookup on child_code = area_code "
                 "where measure = 'residents' and relation = 'within' and lookup_year = 2024 and parent_code = $a group by all", a=authority)  # fmt: skip
    counted = found.set_index("group_name")["n"]
    assert len(counted) == 5
    for group, people in counted.items():
        (census,) = [n for name, n in wanted.items() if name.startswith(group.split()[0])]
        assert people == pytest.approx(census, rel=0.02, abs=60)


def test_wards_of_2024(home):
    given = third_party("humaniverse_lookup_lsoa21_ward24_ltla24")
    found = rows(home, "select child_code, parent_code from area_lookup where relation = 'best_fit' and lookup_year = 2024")
    assert dict(found.itertuples(index=False)) == dict(given[["lsoa21_code", "ward24_code"]].itertuples(index=False))
    wards = rows(home, "select authority_code, count(*) as n from ward_set where boundary_year = 2024 group by all").set_index(
        "authority_code"
    )["n"]
    assert wards.to_dict() == given.groupby("ltla24_code")["ward24_code"].nunique().to_dict()
    assert wards[AUTHORITIES].tolist() == [20, 14, 33, 52, 19, 18]  # no LSOA of South Hams fits E05010130 best


def test_former_authorities_and_their_successors(home):
    given = third_party("drkane_la_all_codes")
    replaced = given[given["LADCD"] != given["LADCD_ACTIVE"]]
    found = rows(home, "select child_code, parent_code, lookup_year from area_lookup where relation = 'successor' order by all")
    held = dict(found[["child_code", "parent_code"]].itertuples(index=False))
    assert held == dict(replaced[["LADCD", "LADCD_ACTIVE"]].itertuples(index=False)) and len(held) == 54
    areas = rows(home, "select area_code, area_name, last_year, is_historic from area").set_index("area_code")
    assert set(given["LADCD"]) <= set(areas.index) and areas["is_historic"].sum() == 54
    assert areas.loc["E06000029"].tolist() == ["Poole", 2018, True] and areas.loc["E07000187"].tolist() == ["Mendip", 2022, True]
    wards = third_party("drkane_ward_all_codes")
    assert areas.loc[wards["WDCD"], "area_name"].tolist() == wards["WDNM"].tolist()

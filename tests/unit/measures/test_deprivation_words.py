"""Words and lists of the Deprivation page, on the default warehouse."""

import numpy as np
import pytest

from measures.deprivation_words import deprivation_sentences
from measures.editions import decile_words, editions_of
from measures.gaps import gaps
from measures.priority_scopes import REST
from measures.publish import publish
from measures.selection import Selection
from measures.small_places import hidden_places, places

PLYMOUTH, POOLE, DORSET = "E06000026", "E06000029", "E06000059"


def edition(authority: str, name: str):
    return next(edition for edition in editions_of(authority) if edition.name == name)


def published(key: str, chosen: Selection, **changes):
    return publish(key, chosen.but(**changes))


@pytest.mark.parametrize(("decile", "words"), [(1, "most deprived 10%"), (2, "10 to 20%"), (9, "80 to 90%"), (10, "least deprived 10%")])
def test_deciles_in_words(decile, words):
    assert decile_words(decile) == words


def test_editions_the_latest_first(demo):
    assert [(e.name, e.census_year, e.population_period) for e in editions_of(PLYMOUTH)] == [("2025", 2021, "2022"), ("2019", 2011, "2015")]


def test_sentences_name_only_wards_that_were_tested(demo):
    chosen = Selection(PLYMOUTH)
    first, wards, low = deprivation_sentences(chosen, "imd", edition(PLYMOUTH, "2025"), published)
    share = publish("children_in_most_deprived_20pct_imd_share", chosen.but(period="2025")).frame.iloc[0]
    assert f"**{share['numerator']:,.0f} children aged 0 to 15** in Plymouth, {share['value']:.1f}%" in first
    table = publish("lsoas_most_deprived_20pct_imd", chosen.but(by="ward", period="2025", comparator="authority")).frame
    worse = set(table.loc[table["verdict"] == "worse", "area_name"])
    assert worse and all(f"**{name}**" in wards for name in worse)
    assert not any(f"**{name}**" in wards for name in set(table["area_name"]) - worse)
    assert "In the year to March 2025" in low


def test_one_ward_is_not_compared_with_itself(demo):
    assert len(deprivation_sentences(Selection(PLYMOUTH, wards=("E05002080",)), "imd", edition(PLYMOUTH, "2025"), published)) == 1


def test_an_authority_that_cannot_be_put_together_says_so_and_its_other_edition_comes_first(demo):
    """Two LSOAs of Poole's wards of 2017 were split for 2021."""
    assert [e.name for e in editions_of(POOLE)] == ["2019", "2025"]
    sentences = deprivation_sentences(Selection(POOLE), "imd", edition(POOLE, "2025"), published)
    assert sentences[0].endswith("is not held for 2025 in Poole; held are 2019.")


def small_places(authority: str, name: str):
    chosen, of = Selection(authority, by="lsoa"), edition(authority, name)
    tables = [publish(key, chosen.but(period=name)) for key in ("imd_decile", "imd_rank")]
    children = publish("population_0_15", chosen.but(period=of.population_period))
    return places(*tables, children, of), publish("imd_rank_weighted", Selection(authority, by="ward", period=name)), of


@pytest.mark.parametrize("name", ["2019", "2025"])
def test_every_lsoa_once_the_most_deprived_first(demo, name):
    rows, _, _ = small_places(DORSET, name)
    assert rows["lsoa_code"].is_unique and rows["rank"].is_monotonic_increasing
    assert len(rows) == {"2019": 219, "2025": 223}[name]
    assert rows["children"].notna().all() and rows["ward_code"].notna().all()


@pytest.mark.parametrize("authority", [DORSET, PLYMOUTH])
def test_hidden_places_are_deprived_in_a_ward_that_is_not(demo, authority):
    rows, average, of = small_places(authority, "2025")
    found = hidden_places(rows, average, of)
    means = average.frame.set_index("area_code")["value"]
    assert len(found) and (found["decile"] <= 2).all()
    assert (found["ward_code"].map(means) < 0.8 * of.lsoas_in_england).all()
    others = rows[(rows["decile"] <= 2) & ~rows["lsoa_code"].isin(found["lsoa_code"])]
    assert (others["ward_code"].map(means) >= 0.8 * of.lsoas_in_england).all()


def test_the_gap_has_the_interval_of_newcombe(demo):
    """Newcombe (1998), method 10, worked by hand from the published intervals."""
    table = publish("children_in_most_deprived_20pct_imd_share", Selection(DORSET, by="priority_area", period="2025"))
    frame, found = table.frame.set_index("area_code"), gaps(table, REST)
    area, rest = frame.index[0], frame.index[-1]
    assert found.at[area, "gap"] == pytest.approx(frame.at[area, "value"] - frame.at[rest, "value"], abs=0.11)
    down = np.hypot(frame.at[area, "value"] - frame.at[area, "lower"], frame.at[rest, "upper"] - frame.at[rest, "value"])
    assert found.at[area, "gap"] - found.at[area, "lower"] == pytest.approx(down, abs=0.15)
    assert found.loc[rest].isna().all()


def test_without_the_rest_there_is_no_gap(demo):
    table = publish("children_in_most_deprived_20pct_imd_share", Selection(DORSET, by="ward", period="2025"))
    assert gaps(table, REST).isna().all(axis=None)

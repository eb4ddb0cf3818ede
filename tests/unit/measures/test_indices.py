"""Every index and domain as indicators, what is said of those not held, and where they differ from the overall one."""

import pandas as pd
import pytest

from importers.load import load
from measures.catalogue import indicators
from measures.divergence import divergence_sentence, furthest, places_of_wards
from measures.editions import editions_of
from measures.errors import CannotAnswer
from measures.indices import indices
from measures.publish import publish
from measures.selection import Selection
from tests.iod_files import PLACES, lsoa_file, rank
from tests.small import table

PLYMOUTH = "E06000026"
NAMES = ("imd", "idaci", "idaopi", "income", "employment", "education", "health", "crime", "barriers", "living_environment")
FORMS = ("{}_score_weighted", "{}_rank_weighted", "lsoas_most_deprived_20pct_{}", "children_in_most_deprived_20pct_{}",
         "children_in_most_deprived_20pct_{}_share", "lsoas_most_deprived_10pct_{}", "{}_decile", "{}_rank")  # fmt: skip


@pytest.fixture(scope="module")
def domains_home(tmp_path_factory):
    """File 7 of 2019 with every index of two LSOAs, nothing else."""
    folder = tmp_path_factory.mktemp("domains")
    (folder / "file7.csv").write_bytes(table(lsoa_file(7, "2019")))
    outcomes = load([folder / "file7.csv"], folder / "home", fresh=True)
    assert {outcome.status for outcome in outcomes} == {"loaded"}, outcomes
    return folder / "home"


def test_each_index_has_the_same_indicators():
    assert tuple(indices()) == NAMES
    assert {form.format(name) for form in FORMS for name in NAMES} <= set(indicators())
    assert indicators()["crime_decile"].title == "Crime domain: national decile"
    assert indicators()["income_score_weighted"].decimals == 3


@pytest.mark.parametrize("name", NAMES)
def test_figures_of_every_index(domains_home, use_home, name):
    use_home(domains_home)
    code, domain = PLACES[0][0], indices()[name].domain
    found = publish(f"{name}_rank", Selection(PLYMOUTH, by="lsoa", period="2019")).frame
    assert found[["area_code", "value"]].to_numpy().tolist() == [[code, rank(domain, 0)]]
    for by in ("lsoa", "authority"):
        row = publish(f"{name}_rank_weighted", Selection(PLYMOUTH, by=by, period="2019")).frame.iloc[0]
        assert row["value"] == 32_845 - rank(domain, 0)
        row = publish(f"children_in_most_deprived_20pct_{name}", Selection(PLYMOUTH, by=by, period="2019")).frame.iloc[0]
        assert row["value"] == 300


@pytest.mark.parametrize("by", ["lsoa", "ward", "authority"])
def test_an_index_that_is_not_held_says_which_file_to_load(demo, by):
    table = publish("crime_decile" if by == "lsoa" else "lsoas_most_deprived_20pct_crime", Selection(PLYMOUTH, by=by, period="2025"))
    assert table.is_empty and set(table.frame["symbol"]) == {"x"}
    assert table.notes[0].startswith("Crime domain: load File 2 (ranks and deciles of the domains) or File 7 of the English indices")


def test_an_edition_that_lacks_an_index_says_so(domains_home, use_home):
    use_home(domains_home)
    with pytest.raises(CannotAnswer, match="is not held for 2025 in Plymouth; held are 2019"):
        publish("crime_decile", Selection(PLYMOUTH, by="lsoa", period="2025"))


def test_where_the_children_s_index_differs_from_the_overall_one(demo):
    edition = next(edition for edition in editions_of(PLYMOUTH) if edition.name == "2025")
    tables = {key: publish(f"{key}_rank_weighted", Selection(PLYMOUTH, by="ward", period="2025")) for key in ("imd", "idaci")}
    places = places_of_wards(tables, edition)
    for key, shown in tables.items():
        row = shown.frame.iloc[0]
        assert places.at[row["area_code"], key] == pytest.approx(100 * row["value"] / 33_755)
    found = furthest(places)
    assert (found["apart"].abs().diff().dropna() <= 0).all() and set(found["index"]) == {"idaci"}
    names = tables["imd"].frame.set_index("area_code")["area_name"]
    first = found.index[0]
    sentence = divergence_sentence(places, names)
    assert f"**{names[first]}**" in sentence and f"{places.at[first, 'idaci']:.0f} of 100" in sentence
    assert f"In {(found['apart'].abs() >= 10).sum()} of 20 wards" in sentence


def test_wards_without_a_figure_are_left_out():
    places = pd.DataFrame({"imd": [50.0, 40.0, 30.0], "crime": [80.0, None, 20.0], "health": [45.0, None, 60.0]}, index=["A", "B", "C"])
    assert furthest(places).reset_index().to_numpy().tolist() == [["A", "crime", 30.0], ["C", "health", 30.0]]
    assert divergence_sentence(places[["imd"]], pd.Series(dtype=object)) == ""

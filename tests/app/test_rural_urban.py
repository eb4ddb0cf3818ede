"""Rural against urban on the Deprivation page and from ``publish``. The classes are made up: every third LSOA of Dorset is urban."""

import pandas as pd
import pytest

from importers.load import load
from measures.publish import publish
from measures.rurality import rural_sentence
from measures.selection import Selection
from measures.similar import rule, similar_wards
from measures.small_areas import lsoas_of
from tests.app.visit import assert_sound, headings, texts, visit
from tests.homes import copy_of
from tests.small import table
from warehouse import query

pytestmark = pytest.mark.xdist_group("rural_urban")  # what they share is made once

DORSET, SHARE = "E06000059", "lsoas_most_deprived_20pct_imd"


@pytest.fixture(scope="module")
def classified(demo_home, tmp_path_factory):
    """The bundled pack and the classes, the order of whose file is that of the codes."""
    folder = tmp_path_factory.mktemp("classes")
    copy_of(demo_home, folder / "home")
    return folder / "home"


@pytest.fixture
def held(classified, use_home):
    use_home(classified)
    codes = sorted(lsoas_of(DORSET).query("edition == '2019'")["lsoa_code"])
    file = classified.with_name("classes.csv")
    if not file.exists():
        rows = [[code, code, "C1" if n % 3 == 0 else "E1", "invented"] for n, code in enumerate(codes)]
        file.write_bytes(table([["LSOA11CD", "LSOA11NM", "RUC11CD", "RUC11"], *rows]))
        assert [outcome.status for outcome in load([file], classified)] == ["loaded"]
        use_home(classified)
    return codes


def test_rural_and_urban_lsoas_are_counted_apart(held):
    found = publish(SHARE, Selection(DORSET, breakdown="rural_urban", period="2019"))
    rows = found.frame.set_index("group")
    ranks = query("place/deprivation_of_lsoas", area_codes=held, scope_code=None, time_periods=["2019"], breakdown="Total", domain="imd",
                  figure="decile").set_index("area_code")["published"]  # fmt: skip
    for kind, codes in {"Urban": held[::3], "Rural": [code for n, code in enumerate(held) if n % 3]}.items():
        expected = [int((ranks[codes] <= 2).sum()), len(codes)]
        assert rows.loc[kind, ["numerator", "denominator"]].tolist() == expected, kind
    assert rows["lower"].notna().all()
    assert "Rural Urban Classification" in rows.loc["Rural", "source"]


def test_the_sentence_says_whether_the_shares_differ(held):
    found = publish(SHARE, Selection(DORSET, breakdown="rural_urban", period="2019"))
    assert rural_sentence(found).endswith(
        ("the two shares differ by more than chance.", "the two shares do not differ by more than chance.")
    )
    assert " of rural LSOAs and " in rural_sentence(found)


def test_a_ward_is_like_wards_of_its_own_kind(held):
    home = lsoas_of(DORSET).query("edition == '2019'").set_index("lsoa_code")["ward_code"].reindex(held)
    urban = pd.Series([n % 3 == 0 for n in range(len(held))], index=held).groupby(home.to_numpy()).mean()
    ward = urban[urban != 0.5].index[0]
    near = similar_wards(ward)
    assert near and set(near) <= set(urban.index), "no ward of unknown kind"
    assert all((urban[code] > 0.5) == (urban[ward] > 0.5) for code in near if urban[code] != 0.5)
    assert "A rural ward is set beside rural ones" in rule()


def test_an_edition_on_lsoas_of_another_census_says_what_to_load(held):
    words = " ".join(texts(visit("pages/place/deprivation.py", la=DORSET, edition="2025")))
    assert "load the ONS Rural Urban Classification of LSOAs of 2021" in words


def test_the_page_shows_both(held):
    app = visit("pages/place/deprivation.py", la=DORSET, edition="2019")
    assert_sound(app)
    assert any(words == "Rural against urban" for _, words in headings(app))
    shown = next(frame.value for frame in app.main.dataframe if "Share of LSOAs" in frame.value and "Where" in frame.value)
    assert list(shown["Where"]) == ["Rural LSOAs", "Urban LSOAs"]
    assert shown["LSOAs"].str.replace(",", "").astype(int).sum() == len(held)

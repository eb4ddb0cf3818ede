"""Wards whose file does not name their authority are placed by the LSOAs that lie in them."""

import geopandas as gpd
import pandas as pd
import pytest

from importers.placing import place_wards
from importers.reading import Refused
from tests.small import square


class Known:
    """A version that knows LSOAs: (place in the row, authority, year of the lookup)."""

    def __init__(self, *lsoas: tuple[float, str, int]):
        self.points = pd.DataFrame([
            {"lsoa_code": f"E01{n:06}", "label_longitude": -2.49 + 0.02 * place, "label_latitude": 50.71, "authority_code": authority,
             "lookup_year": year} for n, (place, authority, year) in enumerate(lsoas)
        ], columns=["lsoa_code", "label_longitude", "label_latitude", "authority_code", "lookup_year"])  # fmt: skip

    def run(self, name: str) -> pd.DataFrame:
        assert name == "lookups/lsoa_points_by_authority"
        return self.points


def wards(*places: tuple[int, int], year: int = 2013) -> gpd.GeoDataFrame:
    codes = [f"E0500000{n}" for n in range(1, len(places) + 1)]
    index = pd.RangeIndex(1, len(places) + 1, name="row")
    return gpd.GeoDataFrame({"area_code": codes, "boundary_year": year}, geometry=[square(*p) for p in places], crs=4326, index=index)


def placed(version: Known, found: gpd.GeoDataFrame) -> list[str]:
    return place_wards(version, found)["parent_code"].tolist()


def test_most_lsoas_decide():
    known = Known((0, "E06000029", 2015), (1, "E06000029", 2015), (2, "E06000028", 2015), (5, "E06000028", 2015))
    assert placed(known, wards((0, 4), (4, 4))) == ["E06000029", "E06000028"]


def test_the_lookup_nearest_in_time_decides():
    """Poole of 2013 lies in Poole, although later lookups put the same LSOAs into its successor."""
    known = Known((0, "E06000029", 2015), (0, "E06000058", 2019), (1, "E06000058", 2019), (2, "E06000058", 2023))
    assert placed(known, wards((0, 4))) == ["E06000029"]
    assert placed(known, wards((0, 4), year=2020)) == ["E06000058"]


def test_rows_say_what_year_and_relation():
    rows = place_wards(Known((0, "E06000029", 2015)), wards((0, 1)))
    assert rows.to_dict("records") == [{"child_code": "E05000001", "parent_code": "E06000029", "lookup_year": 2013, "relation": "within"}]


@pytest.mark.parametrize("known", [Known(), Known((0, "E06000029", 2015))], ids=["no LSOAs at all", "none in the second ward"])
def test_a_ward_without_lsoas_is_refused(known):
    with pytest.raises(Refused, match=r"row \d: ward E0500000\d has no authority: .* load the ONS ward lookup first"):
        place_wards(known, wards((0, 1), (4, 4)))

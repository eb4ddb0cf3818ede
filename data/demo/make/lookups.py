"""ONS lookups: small areas to wards, wards to regions, and the authorities that changed in 2019."""

import pandas as pd

from data.demo.make.areas import AUTHORITIES, CHANGES_2019, COUNTIES, COUNTRIES, COUNTY_OF, ENGLAND, POOLE, POOLE_NAME, REGIONS, region_of
from data.demo.make.figures import Figures
from data.demo.make.writing import Folder

NAMES = {
    2017: "lookups/Lower_Layer_Super_Output_Area_(2011)_to_Ward_(2017)_Lookup_in_England_and_Wales.csv",
    2019: "lookups/Lower_Layer_Super_Output_Area_(2011)_to_Ward_(2019)_Lookup_in_England_and_Wales.csv",
    2023: "lookups/LSOA_(2021)_to_Electoral_Ward_(2023)_to_LAD_(2023)_Best_Fit_Lookup_in_EW.csv",
}
UPWARDS = "lookups/Ward_to_Local_Authority_District_to_County_to_Region_to_Country_(May_2023)_Lookup_in_United_Kingdom.csv"
CHANGES = "lookups/Local_Authority_District_(2018)_to_Local_Authority_District_(2019)_Changes_of_April_2019.csv"


def write(out: Folder, read: Figures) -> None:
    """All five lookups."""
    for year, name in NAMES.items():
        out.table(name, _small_areas(read, year))
    out.table(UPWARDS, _upwards(read.wards()))
    rows = [(code, name, new, AUTHORITIES[new]) for code, name, new in CHANGES_2019]
    out.table(CHANGES, pd.DataFrame(rows, columns=["LAD18CD", "LAD18NM", "LAD19CD", "LAD19NM"]))


def _small_areas(read: Figures, year: int) -> pd.DataFrame:
    """LSOA to ward to authority; the 2023 lookup is on the LSOAs of 2021, the others on those of 2011."""
    table, edition, short = read.lookup(year), 2021 if year == 2023 else 2011, year % 100
    lsoa = "LSOA21" if edition == 2021 else "LSOA11"
    return pd.DataFrame({
        f"{lsoa}CD": table["lsoa_code"], f"{lsoa}NM": table["lsoa_code"].map(read.lsoa_names(edition)),
        f"WD{short}CD": table["ward_code"], f"WD{short}NM": table["ward_name"],
        f"LAD{short}CD": table["ltla_code"], f"LAD{short}NM": table["ltla_code"].map({**AUTHORITIES, POOLE: POOLE_NAME}),
    })  # fmt: skip


def _upwards(wards: pd.DataFrame) -> pd.DataFrame:
    """Ward, district, county, region and country; county columns are blank for unitary authorities."""
    district = wards["ltla_code"]
    county, region = district.map(COUNTY_OF).fillna(""), district.map(region_of)
    return pd.DataFrame({
        "WD23CD": wards["ward_code"], "WD23NM": wards["ward_name"],
        "LAD23CD": district, "LAD23NM": district.map(AUTHORITIES),
        "CTY23CD": county, "CTY23NM": county.map(COUNTIES).fillna(""),
        "RGN23CD": region, "RGN23NM": region.map(REGIONS), "CTRY23CD": ENGLAND, "CTRY23NM": COUNTRIES[ENGLAND],
    })  # fmt: skip

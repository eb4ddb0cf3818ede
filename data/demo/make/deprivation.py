"""English indices of deprivation (File 3) and children in low-income families, as their publishers lay them out."""

import pandas as pd

from data.demo.make.areas import AUTHORITIES
from data.demo.make.figures import Figures
from data.demo.make.writing import Folder

FILE_3 = {
    2019: "deprivation/File_3_-_IoD2019_Supplementary_Indices_-_IDACI_and_IDAOPI.csv",
    2025: "deprivation/File_3_IoD2025_Supplementary_Indices_IDACI_and_IDAOPI.csv",
}
LOW_INCOME_LA, LOW_INCOME_WARD = "dwp/2_AHC_Relative_LA.csv", "dwp/4_AHC_Relative_Ward.csv"
_INDICES = {"imd": "Index of Multiple Deprivation (IMD)", "idaci": "Income Deprivation Affecting Children Index (IDACI)"}
# The published header cells hold line breaks, and an importer has to cope with them.
_COUNT, _PERCENT = "Number of children \n{}", "Percentage of children \n{}\n(%)\n[note 3]"


def write(out: Folder, read: Figures) -> None:
    """Both editions of the indices, both tables of low-income families."""
    for year, name in FILE_3.items():
        out.table(name, _file_3(read[f"lsoa_deprivation_{year}"], year))
    table = read["la_low_income"]
    areas = pd.DataFrame({"Local Authority [note 2]": table["la_name"], "Area Code": table["la_code"]})
    out.table(LOW_INCOME_LA, _low_income(table, areas), _titles("2", "Local Authority"))
    table = read["ward_low_income"]
    areas = table[["ltla_name", "ltla_code", "ward_name", "ward_code"]]
    areas.columns = ["Local Authority [note 2]", "Area Code", "Ward [note 2]", "Area Code "]
    out.table(LOW_INCOME_WARD, _low_income(table, areas).rename(columns={"Area Code ": "Area Code"}), _titles("4", "Ward"))


def _file_3(table: pd.DataFrame, year: int) -> pd.DataFrame:
    """IMD and IDACI ranks and deciles by LSOA; the columns on older people are not held."""
    lsoa, census, lad = ("lsoa11", 2011, 2019) if year == 2019 else ("lsoa21", 2021, 2024)
    frame = pd.DataFrame({
        f"LSOA code ({census})": table[f"{lsoa}_code"], f"LSOA name ({census})": table[f"{lsoa}_name"],
        f"Local Authority District code ({lad})": table[f"ltla_code_{lad}"],
        f"Local Authority District name ({lad})": table[f"ltla_code_{lad}"].map(AUTHORITIES),
    })  # fmt: skip
    for short, title in _INDICES.items():
        frame[f"{title} Rank (where 1 is most deprived)"] = table[f"{short}_rank"]
        frame[f"{title} Decile (where 1 is most deprived 10% of LSOAs)"] = table[f"{short}_decile"]
    return frame.sort_values(f"LSOA code ({census})")


def _low_income(table: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """One row an area: counts of both years, then percentages, with the publisher's commas and percent signs."""
    years, keys = ["FYE 2024", "FYE 2025"], list(areas.columns)
    long = areas.assign(
        year=table["time_period"],
        count=table["children_under_16_relative_low_income_ahc_count"].astype(int).map("{:,}".format),
        percent=table["children_under_16_relative_low_income_ahc_percent"] + "%",
    )
    wide = long.pivot(index=keys, columns="year", values=["count", "percent"])
    wide.columns = [(_COUNT if kind == "count" else _PERCENT).format(year) for kind, year in wide.columns]
    code = next(name for name in reversed(keys) if name.startswith("Area Code"))
    return wide[[t.format(y) for t in (_COUNT, _PERCENT) for y in years]].reset_index().sort_values(code)


def _titles(number: str, level: str) -> list[str]:
    return [
        (
            f"Table {number}: Number and Percentage of Children (aged under 16) living in Relative low income families, "
            f"After Housing Costs, {level}, FYE 2024 to 2025, United Kingdom"
        ),
        "This worksheet contains one table. Some cells refer to notes which can be found in the Notes worksheet.",
        "This table shows children aged 0 to 15 years old.",
        "FYE = Financial Years Ending.",
        "Source: ",
        f"DWP Stat-Xplore, Children in Low Income Families (Relative), {level} by Age",
    ]

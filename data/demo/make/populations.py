"""Write the official and the modelled population files and the modelled births."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo.make import births, methods
from data.demo.make.areas import AUTHORITIES, POOLE, POOLE_NAME
from data.demo.make.cohorts import WRITTEN, YEARS, column
from data.demo.make.ees import CHILDREN_IN_NEED, in_order, place
from data.demo.make.figures import Figures
from data.demo.make.nations import Nations, nations
from data.demo.make.poole import LAST, PooleModel, poole_model
from data.demo.make.ward_base import Base, base
from data.demo.make.ward_model import WardModel, ward_model
from data.demo.make.writing import Folder

WARDS_2022 = "population/Mid-2022 Ward 2023.csv"
FILE_6 = {
    2019: "population/File_6_-_IoD2019_Population_Denominators.csv",
    2025: "population/File_6_IoD2025_Population_Denominators.csv",
}
CHILDREN = "population/ons_mid-year_population_estimates_2012_to_2024.csv"
_GROUPS = {
    "population_total": "Total population", "population_0_15": "Dependent Children aged 0-15",
    "population_16_59": "Population aged 16-59", "population_60_plus": "Older population aged 60 and over",
}  # fmt: skip


@dataclass(frozen=True)
class Models:
    """What the other models build on."""

    wards: WardModel
    poole: PooleModel
    nations: Nations


def write(out: Folder, read: Figures) -> Models:
    """Eight files; returns the models."""
    known = base(read)
    wards = ward_model(known)
    models = Models(wards, poole_model(read, wards), nations(read))
    _official(out, read, known)
    _modelled(out, models)
    out.modelled(methods.BIRTHS, births.table(models))
    return models


def _official(out: Folder, read: Figures, known: Base) -> None:
    frame = _places("2023", known.authority, known.codes, known.names).assign(Total=known.total)
    out.table(WARDS_2022, pd.concat([frame, _age_columns(known.ages)], axis=1), ["Mid-2022 ward population estimates"])
    out.table(FILE_6[2019], _file_6(read, 2019))
    out.table(FILE_6[2025], _file_6(read, 2025))
    rows = in_order(read["la_population_0_17"], ["age_group"])
    columns = pd.DataFrame({"age_group": "Children aged " + rows["age_group"] + " years", "population_estimate": rows["population"]})
    out.table(CHILDREN, pd.concat([place(rows, "Reporting year", CHILDREN_IN_NEED), columns], axis=1))


def _file_6(read: Figures, release: int) -> pd.DataFrame:
    """Denominators by LSOA; those of 2019 leave prisoners out, those of 2025 do not."""
    lsoa, census, lad, when = ("lsoa11", 2011, 2019, "mid 2015 (excluding prisoners)")
    if release == 2025:
        lsoa, census, lad, when = ("lsoa21", 2021, 2024, "mid 2022")
    table = read["lsoa_population_mid2015" if release == 2019 else "lsoa_population_mid2022"].sort_values(f"{lsoa}_code")
    code, district = table[f"{lsoa}_code"], table[f"ltla_code_{lad}"]
    frame = pd.DataFrame({
        f"LSOA code ({census})": code, f"LSOA name ({census})": code.map(read.lsoa_names(census)),
        f"Local Authority District code ({lad})": district, f"Local Authority District name ({lad})": district.map(AUTHORITIES),
    })  # fmt: skip
    return frame.assign(**{f"{title}: {when}": table[name] for name, title in _GROUPS.items()})


def _modelled(out: Folder, models: Models) -> None:
    wards, poole, nation = models.wards, models.poole, models.nations
    places = _places("2023", wards.base.authority, wards.base.codes, wards.base.names)
    out.modelled(methods.WARDS, _years(places, "Total", wards.total, wards.ages, WRITTEN))
    places = _places("2017", np.full(len(poole.codes), POOLE), poole.codes, poole.names)
    out.modelled(methods.POOLE_WARDS, _years(places, "Total", poole.total, poole.ages, YEARS[YEARS <= LAST]))
    kinds = ["Country" if code.startswith("E92") else "Region" for code in nation.codes]
    places = pd.DataFrame({"Code": nation.codes, "Name": nation.names, "Geography": kinds})
    out.modelled(methods.NATIONS, _years(places, "All ages", nation.total, nation.ages, WRITTEN))


def _places(year: str, authority: np.ndarray, codes: np.ndarray, names: np.ndarray) -> pd.DataFrame:
    titles = {**AUTHORITIES, POOLE: POOLE_NAME}
    return pd.DataFrame({
        f"LAD {year} Code": authority, f"LAD {year} Name": [titles[code] for code in authority],
        f"Ward {year} Code": codes, f"Ward {year} Name": names,
    })  # fmt: skip


def _years(places: pd.DataFrame, title: str, total: np.ndarray, ages: np.ndarray, years: np.ndarray) -> pd.DataFrame:
    """One row an area and year, areas in their order and years within."""
    columns = [column(year) for year in years]
    rows = places.loc[np.repeat(np.arange(len(places)), len(years))].reset_index(drop=True)
    rows["Year"] = np.tile(years, len(places))
    rows[title] = total[:, columns].reshape(-1)
    cells = np.moveaxis(ages[..., columns], -1, 1)
    return pd.concat([rows, _age_columns(cells.reshape(-1, *cells.shape[2:]))], axis=1)


def _age_columns(ages: np.ndarray) -> pd.DataFrame:
    """F0, F1, … then M0, M1, … of an array (rows, 2 sexes, ages)."""
    names = [f"{sex}{age}" for sex in "FM" for age in range(ages.shape[2])]
    return pd.DataFrame(ages.reshape(len(ages), -1), columns=names)

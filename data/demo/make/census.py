"""Census 2021 in the long format of a custom dataset: one file a kind of area."""

import numpy as np
import pandas as pd

from data.demo.make import ethnicity, language, methods
from data.demo.make.areas import AUTHORITIES, POOLE, POOLE_NAME
from data.demo.make.cohorts import column
from data.demo.make.figures import Figures
from data.demo.make.populations import Models
from data.demo.make.writing import Folder

OFFICIAL = "census/TS021-2021-lower-tier-local-authorities.csv"
ETHNIC, LANGUAGE = "Ethnic group (20 categories)", "Main language (11 categories)"
_WARDS, _AUTHORITIES, _REGIONS, _COUNTRIES = (
    "Electoral wards and divisions", "Lower tier local authorities", "Regions", "Countries",
)  # fmt: skip


def write(out: Folder, read: Figures, models: Models) -> None:
    """Eleven files: ethnic group official and modelled, main language modelled."""
    groups = ethnicity.groups(read)
    wards, poole, nation = models.wards, models.poole, models.nations
    by_ward = ethnicity.of_wards(read, wards)
    by_poole = ethnicity.of_poole(poole, by_ward)
    by_nation = np.stack([ethnicity.of_nation(code) for code in nation.codes])
    _official(out, read, groups)
    ward_places, poole_places = (wards.base.codes, wards.base.names), (poole.codes, poole.names)
    _ethnic(out, methods.ETHNIC_WARDS, _WARDS, ward_places, by_ward, groups)
    _ethnic(out, methods.ETHNIC_POOLE_WARDS, _WARDS, poole_places, by_poole, groups)
    _ethnic(out, methods.ETHNIC_POOLE, _AUTHORITIES, ([POOLE], [POOLE_NAME]), by_poole.sum(axis=0, keepdims=True), groups)
    _ethnic(out, methods.ETHNIC_REGIONS, _REGIONS, (nation.codes[1:], nation.names[1:]), by_nation[1:], groups)
    _ethnic(out, methods.ETHNIC_ENGLAND, _COUNTRIES, (nation.codes[:1], nation.names[:1]), by_nation[:1], groups)
    _languages(out, models, by_ward, by_poole, by_nation)


def _official(out: Folder, read: Figures, groups: dict[int, str]) -> None:
    """The published counts; "Does not apply" is 0 in the published table, too."""
    table = read["la_ethnic_group_2021"].drop_duplicates("ltla_code").set_index("ltla_code")["ltla_name"]
    counts = ethnicity.of_authorities(read)
    frame = _long(
        _AUTHORITIES, (list(counts.index), list(table.reindex(counts.index))), ETHNIC, _names(groups), _with_none(counts.to_numpy())
    )
    out.table(OFFICIAL, frame)


def _ethnic(out: Folder, name: str, level: str, places: tuple, counts: np.ndarray, groups: dict[int, str]) -> None:
    out.modelled(name, _long(level, places, ETHNIC, _names(groups), _with_none(counts)))


def _languages(out: Folder, models: Models, by_ward: np.ndarray, by_poole: np.ndarray, by_nation: np.ndarray) -> None:
    wards, poole, nation = models.wards, models.poole, models.nations
    spoken = language.of_areas(by_ward, _under_3(wards.ages))
    in_poole = language.of_areas(by_poole, _under_3(poole.ages))
    in_nation = language.of_areas(by_nation, _under_3(nation.ages))
    sums = [spoken[wards.base.authority == code].sum(axis=0) for code in AUTHORITIES] + [in_poole.sum(axis=0)]
    authorities = ([*AUTHORITIES, POOLE], [*AUTHORITIES.values(), POOLE_NAME])
    files = [
        (methods.LANGUAGE_WARDS, _WARDS, (wards.base.codes, wards.base.names), spoken),
        (methods.LANGUAGE_POOLE_WARDS, _WARDS, (poole.codes, poole.names), in_poole),
        (methods.LANGUAGE_AUTHORITIES, _AUTHORITIES, authorities, np.stack(sums)),
        (methods.LANGUAGE_REGIONS, _REGIONS, (nation.codes[1:], nation.names[1:]), in_nation[1:]),
        (methods.LANGUAGE_ENGLAND, _COUNTRIES, (nation.codes[:1], nation.names[:1]), in_nation[:1]),
    ]
    for name, level, places, counts in files:
        out.modelled(name, _long(level, places, LANGUAGE, _names(language.LANGUAGES), counts))


def _under_3(ages: np.ndarray) -> np.ndarray:
    """Children aged 0 to 2 in 2021, from (areas, sexes, ages, years)."""
    return ages[:, :, :3, column(2021)].sum(axis=(1, 2))


def _names(groups: dict[int, str]) -> dict[int, str]:
    return {-8: language.NO_ANSWER} | groups


def _with_none(counts: np.ndarray) -> np.ndarray:
    """Nobody is outside the question on ethnic group: a first column of zeros."""
    return np.concatenate([np.zeros((len(counts), 1), dtype=np.int64), counts], axis=1)


def _long(level: str, places: tuple, subject: str, groups: dict[int, str], counts: np.ndarray) -> pd.DataFrame:
    """One row an area and group; ``counts`` (areas, groups in their order)."""
    codes, names = places
    return pd.DataFrame({
        f"{level} Code": np.repeat(codes, len(groups)), level: np.repeat(names, len(groups)),
        f"{subject} Code": np.tile(list(groups), len(codes)), subject: np.tile(list(groups.values()), len(codes)),
        "Observation": counts.reshape(-1),
    })  # fmt: skip

"""Where generated children live and are placed: a point in every small area of the pack and in towns around, under postcodes that cannot exist."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.special import ndtri

from data.demo.make import deprivation, outlines, populations
from data.demo.make.areas import DORSET, PLYMOUTH, PORTSMOUTH, SOUTH_HAMS, WEST_DEVON
from data.demo.make.writing import Folder

METRES_A_MILE = 1609.344
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_LSOAS = 32_844
HOMES = {DORSET: {DORSET: 1.0}, PLYMOUTH: {PLYMOUTH: 1.0, SOUTH_HAMS: 0.08, WEST_DEVON: 0.4}}  # weight of a child by authority

# Towns (general knowledge, to the kilometre): easting and northing in kilometres, authority or district, how often a placement is there.
_TOWNS = [
    (355, 116, "E06000066", 9), (323, 124, "E06000066", 6), (330, 137, "E06000066", 5), (363, 145, "E06000066", 3),
    (330, 98, "E07000040", 5), (316, 100, "E07000040", 4), (292, 92, "E07000041", 9), (286, 71, "E07000045", 6), (256, 133, "E07000043", 4),
    (245, 126, "E07000046", 4), (291, 64, "E06000027", 8), (289, 60, "E06000027", 5), (295, 112, "E07000042", 3),
    (243, 59, "E06000052", 8), (244, 55, "E06000052", 5), (225, 64, "E06000052", 6), (236, 69, "E06000052", 6), (225, 53, "E06000052", 3),
    (233, 84, "E06000052", 3), (207, 67, "E06000052", 3), (201, 52, "E06000052", 5), (182, 45, "E06000052", 5), (165, 40, "E06000052", 4),
    (181, 61, "E06000052", 4), (414, 130, "E06000054", 7), (385, 161, "E06000054", 4), (387, 145, "E06000054", 4),
    (415, 105, "E07000091", 7), (415, 114, "E07000091", 5), (433, 96, "E07000091", 4), (442, 112, "E06000045", 7), (448, 129, "E07000094", 4),
    (464, 152, "E07000084", 4), (436, 145, "E07000093", 3), (464, 101, "E06000044", 6), (450, 89, "E06000046", 4), (359, 173, "E06000023", 8),
    (375, 165, "E06000022", 4), (332, 161, "E06000024", 5), (415, 185, "E06000030", 4), (383, 218, "E07000081", 4),
    (318, 176, "W06000015", 3), (331, 188, "W06000022", 3), (266, 193, "W06000011", 2), (407, 287, "E08000025", 4), (433, 279, "E08000026", 2),
    (475, 261, "E06000062", 3), (459, 304, "E06000016", 2), (457, 340, "E06000018", 2), (388, 347, "E06000021", 4), (384, 398, "E08000003", 3),
    (390, 413, "E08000005", 3), (331, 436, "E06000009", 2), (615, 158, "E07000106", 4), (623, 309, "E07000148", 2), (532, 165, "E09000008", 3),
    (531, 105, "E06000043", 2), (349, 313, "E06000051", 4),
]  # fmt: skip


@dataclass(frozen=True)
class Places:
    """``table``: postcode, easting, northing, authority_code as postcodes have it, lsoa (empty for towns), children, deprived, often; ``miles``
    between any two, rounded as the return has it."""

    table: pd.DataFrame
    miles: np.ndarray

    def homes(self, authority: str) -> np.ndarray:
        """How likely a child looked after by the authority has its home at each place: by children there, and by deprivation."""
        known = self.table["authority_code"].map(HOMES[authority]).fillna(0).to_numpy() * (self.table["lsoa"] != "").to_numpy()
        weight = known * self.table["children"].to_numpy() * np.exp(0.75 * self.table["deprived"].to_numpy())
        return weight / weight.sum()

    def inside(self, authority: str) -> np.ndarray:
        """Whether each place lies in the authority."""
        return (self.table["authority_code"] == authority).to_numpy()


def places(pack: Path) -> Places:
    """Small areas by code, then the towns."""
    areas = _small_areas(pack)
    towns = pd.DataFrame(_TOWNS, columns=["easting", "northing", "authority_code", "often"]).assign(lsoa="", children=0.0, deprived=0.0)
    towns[["easting", "northing"]] = towns[["easting", "northing"]] * 1000 + 500
    table = pd.concat([areas.assign(often=0.0), towns], ignore_index=True)
    table["postcode"] = [_postcode(number) for number in range(len(table))]
    east, north = (table[name].to_numpy(dtype=float) for name in ("easting", "northing"))
    metres = np.hypot(east[:, None] - east[None, :], north[:, None] - north[None, :])
    return Places(table, np.round(metres / METRES_A_MILE, 1))


def _small_areas(pack: Path) -> pd.DataFrame:
    shapes = gpd.read_file(pack / outlines.NAME).sort_values("LSOA11CD").to_crs(27700)
    points, codes = shapes.representative_point(), shapes["LSOA11CD"].to_numpy()
    people = pd.read_csv(pack / populations.FILE_6[2019]).set_index("LSOA code (2011)").loc[codes]
    ranks = pd.read_csv(pack / deprivation.FILE_3[2019]).set_index("LSOA code (2011)").loc[codes]
    idaci = next(name for name in ranks.columns if "(IDACI) Rank" in name)
    table = pd.DataFrame({
        "easting": points.x.round().astype(int).to_numpy(), "northing": points.y.round().astype(int).to_numpy(),
        "authority_code": people["Local Authority District code (2019)"].to_numpy(), "lsoa": codes,
        "children": people["Dependent Children aged 0-15: mid 2015 (excluding prisoners)"].to_numpy(dtype=float),
        "deprived": -ndtri(ranks[idaci].to_numpy() / (_LSOAS + 1)),
    })  # fmt: skip
    return table[table["authority_code"] != PORTSMOUTH].reset_index(drop=True)


def _postcode(number: int) -> str:
    """Of a valid shape, in an area that the Post Office does not use: ZZ1 0AA and so on."""
    district, rest = divmod(number, 100)
    sector, unit = divmod(rest, 10)
    return f"ZZ{district + 1} {sector}{_LETTERS[unit]}{_LETTERS[(unit * 7 + sector) % len(_LETTERS)]}"


def write(out: Folder, name: str, known: Places) -> None:
    """The table of made-up postcodes, without saying which small area each stands for."""
    frame = known.table[["postcode", "easting", "northing", "authority_code"]]
    out.modelled(name, frame.set_axis(["Post Code", "Easting", "Northing", "Authority"], axis=1))

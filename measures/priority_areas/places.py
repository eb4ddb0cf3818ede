"""The wards and LSOAs that can be members of a priority area, where they lie, and what a drawn shape takes in."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
import shapely
from pyproj import Transformer

from measures.editions import editions_of
from measures.held import larger_areas, layers, version, wards_of
from measures.priority_areas.area import Member
from measures.small_areas import lsoas_of
from warehouse import query


@dataclass(frozen=True)
class Kind:
    """Wards, or LSOAs of a census, of one authority; ``year`` is that of their boundaries."""

    area_type: str
    year: int

    @property
    def key(self) -> str:
        """ward, lsoa2011 or lsoa2021: what links and the command line call it."""
        return "ward" if self.area_type == "ward" else f"lsoa{self.year}"

    @property
    def words(self) -> str:
        """Wards, or LSOAs of 2011."""
        return "Wards" if self.area_type == "ward" else f"LSOAs of {self.year}"


def kinds_of(authority: str) -> tuple[Kind, ...]:
    """What members can be picked from: wards, then LSOAs of each census held whole, those first whose outlines are held, then the later."""
    wards = wards_of(authority)
    found = [Kind("ward", int(wards["boundary_year"].iloc[0]))] if len(wards) else []
    held = layers().query("authority_code == @authority and area_type == 'lsoa'")["boundary_year"]
    years = {edition.census_year for edition in editions_of(authority)}
    found += [Kind("lsoa", year) for year in sorted(years, key=lambda year: (year in set(held), year), reverse=True)]
    return tuple(kind for kind in found if names_of(authority, kind))


@lru_cache(maxsize=512)
def _names(authority: str, kind: Kind, in_version: str) -> dict[str, str]:
    if kind.area_type == "ward":
        return dict(wards_of(authority)[["ward_code", "ward_name"]].itertuples(index=False))
    editions = [edition.name for edition in editions_of(authority) if edition.census_year == kind.year]
    held = lsoas_of(authority)
    held = held[held["edition"].isin(editions) & held["is_of_authority"]].drop_duplicates("lsoa_code", keep="last")
    wards = held["ward_name"].fillna("in no ward by the lookup")
    short = held["lsoa_name"].str.removeprefix(f"{larger_areas().at[authority, 'area_name']} ")
    return dict(zip(held["lsoa_code"], short + " (" + wards + ")", strict=True))


def names_of(authority: str, kind: Kind) -> dict[str, str]:
    """Name by code, in order of name for wards, of code for LSOAs; an LSOA is named with its ward. Not to be changed."""
    return _names(authority, kind, version())


def known_members(authority: str, codes: list[str]) -> tuple[list[Member], list[str]]:
    """Codes as members, with the year of the first kind that has each, and the codes that are none in this authority."""
    kinds = kinds_of(authority)
    found = {code: next((kind for kind in kinds if code in names_of(authority, kind)), None) for code in dict.fromkeys(codes)}
    return [Member(code, kind.year) for code, kind in found.items() if kind], [code for code, kind in found.items() if not kind]


@lru_cache(maxsize=64)
def _drawn(authority: str, kind: Kind, in_version: str) -> pd.DataFrame:
    rows = query("lookups/outlines_of_areas", area_codes=list(names_of(authority, kind)), year=kind.year).set_index("area_code")
    shapes = shapely.from_wkb(list(map(bytes, rows["outline"])))
    grid = Transformer.from_crs(27700, 4326, always_xy=True)
    east, north = grid.transform(rows["easting"].to_numpy(dtype=float), rows["northing"].to_numpy(dtype=float))
    weighted = rows["easting"].notna()
    points = shapely.points(rows["longitude"].where(~weighted, east), rows["latitude"].where(~weighted, north))
    return pd.DataFrame({"shape": shapes, "point": points, "is_weighted": weighted}, index=rows.index)


def drawn(authority: str, kind: Kind) -> pd.DataFrame:
    """By code: shape (shapely, WGS84), point (where people live in it), is_weighted (whether that is published). Not to be changed."""
    return _drawn(authority, kind, version())


def drawable_kinds(authority: str) -> tuple[Kind, ...]:
    """The kinds of which every area has an outline: by these a drawn shape can be read, LSOAs first because they are finer."""
    whole = [kind for kind in kinds_of(authority) if len(drawn(authority, kind)) == len(names_of(authority, kind))]
    return tuple(sorted(whole, key=lambda kind: kind.area_type))


def members_within(shape: shapely.Geometry, authority: str, kind: Kind) -> tuple[Member, ...]:
    """The wards or LSOAs of an authority whose point lies within a shape (WGS84)."""
    held = drawn(authority, kind)
    inside = shapely.covers(shape, held["point"].to_numpy()) if len(held) else []
    return tuple(Member(code, kind.year) for code in held.index[inside])


def outline_of(members: tuple[Member, ...]) -> shapely.Geometry | None:
    """The outlines of members joined (WGS84); None where one of them is not drawn."""
    rows = [query("lookups/outlines_of_areas", area_codes=[member.code], year=member.year) for member in members]
    if any(found.empty for found in rows):
        return None
    return shapely.union_all(shapely.from_wkb([bytes(found["outline"].iloc[0]) for found in rows]))

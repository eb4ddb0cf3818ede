"""Which places files are fetched for: the authorities named, their regions, England and their statistical neighbours."""

from dataclasses import dataclass, field
from pathlib import Path

from importers.codes import area_type
from importers.neighbours import authorities
from importers.reading import Refused
from warehouse import WarehouseMissing
from warehouse.connection import cursor
from warehouse.query import run

ENGLAND = "E92000001"
_KINDS = ("authority", "district", "county")


@dataclass(frozen=True)
class Places:
    """ONS codes. ``left_out`` says in sentences what could not be found out."""

    areas: tuple[str, ...]
    regions: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    left_out: list[str] = field(default_factory=list)

    @property
    def everywhere(self) -> tuple[str, ...]:
        """Every place once: areas, regions, England, neighbours."""
        return tuple(dict.fromkeys([*self.areas, *self.regions, ENGLAND, *self.neighbours]))


def check_area(code: str) -> str:
    """``code``, when it is that of an English authority. Refused otherwise."""
    if area_type(code) not in _KINDS or not code.startswith("E"):
        raise Refused(f'"{code}" is no authority or district of England; files are fetched for one, such as E06000059')
    return code


def places_of(areas: list[str], home: Path) -> Places:
    """The areas with the regions and neighbours that the warehouse in ``home`` knows."""
    areas = list(dict.fromkeys(areas))
    try:
        at = cursor("place", home)
        regions = run(at, "lookups/regions_of_areas", {"areas": areas})
        neighbours = run(at, "lookups/neighbours_of_areas", {"areas": areas})
    except WarehouseMissing:
        said = f"There is no warehouse in {home.name}/, so regions and statistical neighbours are left out; load a lookup and the"
        return Places(tuple(areas), left_out=[f"{said} neighbours (or run with --demo) and fetch again."])
    codes = authorities()["area_code"]
    found = tuple(dict.fromkeys(codes[number] for number in neighbours["neighbour_la_number"] if number in codes.index))
    left_out = [
        *(f"The region of {code} is left out: no lookup that names it is loaded." for code in areas if code not in set(regions["area_code"])),
        *(f"The statistical neighbours of {code} are left out: none are loaded for it." for code in areas
          if code not in set(neighbours["area_code"])),
    ]  # fmt: skip
    return Places(tuple(areas), tuple(dict.fromkeys(regions["region_code"])), found, left_out)

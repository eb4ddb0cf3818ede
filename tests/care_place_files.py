"""Files about places for children in care, made up, in the publishers' formats: Ofsted's list, outlines of authorities, the department's series."""

from pathlib import Path

import geopandas as gpd
import shapely

from importers.load import load
from tests.small import collection, feature, lookup_rows, table

DORSET, BCP, PORTSMOUTH = ("E06000059", "Dorset"), ("E06000058", "Bournemouth, Christchurch and Poole"), ("E06000044", "Portsmouth")
# Squares in metres of the National Grid. Twenty miles are 32,186.88 metres.
WEST, SOUTH, SIDE = 380_000, 80_000, 20_000
NEAR_GAP, FAR_GAP = 32_100, 32_300
_LIST = (
    "Provider level as at 31 March 2023,\nx,\nURN,Provision type,Registration date,Registration status,Name,Postcode,Local authority,"
    "Parliamentary constituency,Sector,Places,Short-break-only children's home,Latest full inspection date,"
    "Overall experiences and progress of children and young people"
)
PROVIDERS = (
    ("Children's home", "Dorset", "North Dorset", "4", "Good"),
    ("Children's home", "Dorset", "South Dorset", "3", "Requires improvement to be good"),
    ("Children's home", "Dorset", "South Dorset", "", ""),
    ("Boarding School", "Dorset", "South Dorset", "90", "Good"),
    ("Independent Fostering Agency", "Dorset", "North Dorset", "", "Good"),
    ("Children's home", '"Bournemouth, Christchurch & Poole"', "Poole", "6", "Outstanding"),
)
_EES = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code"
_NATION, _AREA = (
    "Reporting year,National,E92000001,England,,,,,",
    "Reporting year,Local authority,E92000001,England,E12000009,South West,838,Dorset,E06000059",
)
_ON = "Children looked after on 31 March each year"
_ACROSS = ("1. Children who are the responsibility of other LAs placed within this LA boundary",
           "2. Children who are the responsibility of this LA placed outside the LA boundary", "Net gain of children by responsible LA")  # fmt: skip


def providers_file() -> str:
    """Ofsted's list of a day, names and postcodes there to be dropped."""
    rows = [f"SC{n},{kind},02/06/2021,Active,Secret House,AB1 2CD,{area},{seat},Private,{places},,{'07/02/2023' if judged else ''},{judged}"
            for n, (kind, area, seat, places, judged) in enumerate(PROVIDERS)]  # fmt: skip
    return "\n".join([_LIST, *rows])


def rates_file() -> str:
    """Children looked after in 2021 to 2023, of Dorset and of England."""
    rows = [f"{year},{place},{_ON},{children},{count},{rate}" for place, children, counts in (
        (_AREA, 70_000, ((2021, 490, 70), (2022, 483, 69), (2023, 350, 50))), (_NATION, 12_000_000, ((2021, 80_850, 67), (2022, 82_170, 70), (2023, 83_840, 71))),
    ) for year, count, rate in counts]  # fmt: skip
    return "\n".join([f"{_EES},population_type,population_estimate,children_count,rate_per_10000", *rows])


def across_file() -> str:
    """Children placed across boundaries in 2022 and 2023, of Dorset."""
    rows = [f"{year},{_AREA},{name},{number}" for year, numbers in ((2022, (180, 200, -20)), (2023, (190, 210, -20)))
            for name, number in zip(_ACROSS, numbers, strict=True)]  # fmt: skip
    return "\n".join([f"{_EES},characteristic,number", *rows])


def squares() -> gpd.GeoSeries:
    """Dorset, an authority just within twenty miles of it, one just beyond; metres."""
    east = WEST + SIDE
    boxes = [shapely.box(WEST, SOUTH, east, SOUTH + SIDE), shapely.box(east + NEAR_GAP, SOUTH, east + NEAR_GAP + 5_000, SOUTH + SIDE),
             shapely.box(WEST - FAR_GAP - 5_000, SOUTH, WEST - FAR_GAP, SOUTH + SIDE)]  # fmt: skip
    return gpd.GeoSeries(boxes, crs=27700)


def outlines_file() -> bytes:
    """The squares as outlines of authorities."""
    places = zip((DORSET, BCP, PORTSMOUTH), squares().to_crs(4326), strict=True)
    return collection([feature({"LAD24CD": code, "LAD24NM": name}, shape) for (code, name), shape in places])


def care_places_home(folder: Path) -> Path:
    """A warehouse of these files, and of the small place's lookup, so that Dorset has wards. Never load into it."""
    (folder / "lookup.csv").write_bytes(table(lookup_rows()))
    (folder / "outlines.geojson").write_bytes(outlines_file())
    for name, text in (("providers", providers_file()), ("rates", rates_file()), ("across", across_file())):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    outcomes = load(sorted(folder.glob("*.*")), folder / "home")
    assert {outcome.status for outcome in outcomes} == {"loaded"}, outcomes
    return folder / "home"

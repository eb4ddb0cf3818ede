"""The areas of the pack: names, numbers and what lies in what."""

ENGLAND, SOUTH_EAST, SOUTH_WEST = "E92000001", "E12000008", "E12000009"
COUNTRIES = {ENGLAND: "England"}
REGIONS = {SOUTH_EAST: "South East", SOUTH_WEST: "South West"}

PLYMOUTH, PORTSMOUTH, BCP, DORSET = "E06000026", "E06000044", "E06000058", "E06000059"
SOUTH_HAMS, WEST_DEVON, DEVON, POOLE = "E07000044", "E07000047", "E10000008", "E06000029"

# The six authorities whose wards the pack holds.
AUTHORITIES = {
    PLYMOUTH: "Plymouth", PORTSMOUTH: "Portsmouth", BCP: "Bournemouth, Christchurch and Poole",
    DORSET: "Dorset", SOUTH_HAMS: "South Hams", WEST_DEVON: "West Devon",
}  # fmt: skip
POOLE_NAME = "Poole"
COUNTIES = {DEVON: "Devon"}
COUNTY_OF = {SOUTH_HAMS: DEVON, WEST_DEVON: DEVON}

# Local government changes of 1 April 2019 (Bournemouth, Dorset and Poole (Structural Changes) Order 2018).
CHANGES_2019 = [
    ("E06000028", "Bournemouth", BCP), ("E06000029", "Poole", BCP), ("E07000048", "Christchurch", BCP),
    ("E07000049", "East Dorset", DORSET), ("E07000050", "North Dorset", DORSET), ("E07000051", "Purbeck", DORSET),
    ("E07000052", "West Dorset", DORSET), ("E07000053", "Weymouth and Portland", DORSET),
]  # fmt: skip


def region_of(code: str) -> str:
    """Region of an authority, district or county of the pack."""
    return SOUTH_EAST if code == PORTSMOUTH else SOUTH_WEST

"""SSDA903 returns for tests: every child is made up, and lives in the small made-up place of tests/small.py."""

import pandas as pd
import pyarrow.parquet as pq
from pyproj import Transformer

from importers.ssda903.postcodes import arrow_of, installed
from tests.small import AUTHORITY, LSOAS, square, table

KEY = "a secret of the tests alone"
HEADERS = {
    "Header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
    "Episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN",
    "Reviews": "CHILD DOB REVIEW REVIEW_CODE", "UASC": "CHILD SEX DOB DUC", "OC3": "CHILD DOB IN_TOUCH ACTIV ACCOM",
    "OC2": "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT SUBSTANCE_MISUSE "
           "INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    "AD1": "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    "PlacedAdoption": "CHILD DOB DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
    "PrevPerm": "CHILD DOB PREV_PERM LA_PERM DATE_PERM", "Missing": "CHILD DOB MISSING MIS_START MIS_END",
    "SWEpisodes": "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON", "DoLo": "CHILD DOB DOLO_START DOLO_END",
}  # fmt: skip
HOME, NEAR, FAR, COUNTY, NOWHERE = "QZ1 1AA", "QZ1 1AB", "QZ2 2AA", "QZ3 3AA", "QZ9 9ZZ"
_USUAL = {
    "DECOM": "01/05/2024", "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U6", "PLACE_PROVIDER": "PR1", "HOME_POST": HOME, "PL_POST": NEAR,
    "DOB": "17/04/2012", "SEX": "F", "ETHNIC": "WBRI", "UPN": "A123456789012", "REVIEW": "05/06/2024", "REVIEW_CODE": "PN1",
    "DUC": "", "IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "U1", "SDQ_SCORE": "12", "HEALTH_CHECK": "1", "DATE_INT": "05/06/2024",
    "DATE_MATCH": "06/06/2024", "FOSTER_CARE": "0", "DATE_PLACED": "05/06/2024", "PREV_PERM": "Z1", "MISSING": "M",
    "MIS_START": "05/06/2024", "MIS_END": "06/06/2024", "SW_ID": "SW99999", "SW_DECOM": "01/05/2024", "SW_REASON": "FCONTA",
    "DOLO_START": "05/06/2024",
}  # fmt: skip


def child(number: int) -> str:
    """The identifier of a made-up child."""
    return f"ZX{number:07d}"


def row(number: int, **stated: str) -> dict[str, str]:
    """One row of any table: a child with foster carers near home, unless something else is stated. It has ended only where DEC is."""
    ended = {"REC": "X1"} if stated.get("DEC") else {}
    return {"CHILD": child(number)} | _USUAL | ended | stated


def return_table(name: str, rows: list[dict[str, str]], header: str | None = None) -> bytes:
    """Rows as the CSV of a table."""
    columns = (header or HEADERS[name]).split()
    return table([columns, *([given.get(column, "") for column in columns] for given in rows)])


def return_xml(children: list[tuple[dict[str, str], list[dict[str, str]]]], said: str = "") -> bytes:
    """Children, each with its header and episodes, as the XML of a return; ``said`` stands before them."""

    def cells(given: dict[str, str], names: str, renamed: dict[str, str]) -> str:
        return "".join(f"<{renamed.get(name, name)}>{given.get(name, '')}</{renamed.get(name, name)}>" for name in names.split())

    rows = "".join(
        f"<CHILD><HEADER>{cells(header, HEADERS['Header'], {'CHILD': 'CHILDID'})}<UASC /></HEADER>"
        + "".join(f"<EPISODE>{cells(episode, HEADERS['Episodes'][6:], {'PLACE': 'PL'})}</EPISODE>" for episode in episodes) + "</CHILD>"
        for header, episodes in children
    )  # fmt: skip
    return f"<?xml version='1.0'?><EXPSSDA903>{said}{rows}</EXPSSDA903>".encode()


def give_postcodes(home) -> None:
    """Put a table of five made-up postcodes into a home: two in the first LSOA, one 30 miles on in another authority, one in a county's district."""
    east, north = Transformer.from_crs(4326, 27700, always_xy=True).transform(*square(0).centroid.coords[0])
    places = pd.DataFrame(
        [("QZ11AA", east, north, AUTHORITY[0]), ("QZ11AB", east + 805, north, AUTHORITY[0]), ("QZ22AA", east, north + 48280, "E06000058"),
         ("QZ33AA", east, north + 1609, "E07000047"), ("QZ44AA", None, None, None)],
        columns=["postcode", "easting", "northing", "authority_code"],
    )  # fmt: skip
    pq.write_table(arrow_of(*(places[name] for name in places)), home / f"postcodes-{installed() or 'made-up'}.parquet")


FIRST_LSOA = LSOAS[0]

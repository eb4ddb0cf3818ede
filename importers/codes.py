"""ONS column names and area codes: ``WD25CD`` is a ward code of 2025, ``E05`` a ward of England."""

import re
from dataclasses import dataclass

import pandas as pd

from importers.reading import Refused

_COLUMN = re.compile(r"^(?:F_)?(OA|LSOA|MSOA|WD|LAD|LTLA|UTLA|CTYUA|CTY|CAUTH|RGN|CTRY)(\d{2})(CD|NM)$", re.IGNORECASE)
_TYPES = {
    "E01": "lsoa", "W01": "lsoa", "E02": "msoa", "W02": "msoa", "E05": "ward", "W05": "ward", "S13": "ward", "N08": "ward",
    "E06": "authority", "E08": "authority", "E09": "authority", "W06": "authority", "S12": "authority", "N09": "authority",
    "E07": "district", "E10": "county", "E11": "county", "E12": "region", "E13": "region",
    "E92": "country", "W92": "country", "S92": "country", "N92": "country", "K02": "country", "K03": "country", "K04": "country",
}  # fmt: skip
_CODE = re.compile(r"^[EWSNK]\d{8}$")


@dataclass(frozen=True)
class CodeColumn:
    """A column of area codes: its name, level (``WD``), four-digit year and the column of names beside it."""

    column: str
    level: str
    year: int
    name_column: str | None


def code_columns(header: tuple[str, ...]) -> list[CodeColumn]:
    """The ONS code columns in a header, in its order."""
    matches = {column: match for column in header if (match := _COLUMN.match(column))}
    names = {(m[1].upper(), m[2]): column for column, m in matches.items() if m[3].upper() == "NM"}
    return [
        CodeColumn(column, m[1].upper(), 2000 + int(m[2]), names.get((m[1].upper(), m[2])))
        for column, m in matches.items()
        if m[3].upper() == "CD"
    ]


def area_type(code: str) -> str:
    """Type of the area with an ONS code; Refused for a code of no known kind."""
    if not _CODE.match(code) or code[:3] not in _TYPES:
        raise Refused(f'"{code[:40]}" is not an area code this product knows')
    return _TYPES[code[:3]]


def is_area_code(codes: pd.Series) -> pd.Series:
    """Which cells are ONS codes of a known kind of area."""
    return codes.str.match(_CODE.pattern) & codes.str[:3].isin(list(_TYPES))


def check_codes(frame: pd.DataFrame, column: str) -> None:
    """Refuse the first cell of ``column`` that is no ONS area code."""
    good = is_area_code(frame[column])
    if not good.all():
        row = (~good).idxmax()
        raise Refused(f'"{frame.at[row, column][:40]}" is not an area code', row=row, column=column)


def _title_case(name: str) -> str:
    """A name in capitals as it is usually written: KING'S LYNN AND WEST NORFOLK as King's Lynn and West Norfolk."""
    small = {"of", "and", "upon", "in", "on", "with", "under"}
    words = [word.lower() if word.lower() in small else word.capitalize() for word in name.split()]
    return re.sub(r"-\w", lambda part: part[0].upper(), " ".join(words))


def area_rows(codes: pd.Series, names: pd.Series, year: int) -> pd.DataFrame:
    """Rows for raw.area. Names in capitals ("SOUTH WEST") are set in title case."""
    frame = pd.DataFrame({"area_code": codes, "area_name": names}).drop_duplicates("area_code")
    capitals = frame["area_name"].str.isupper()
    frame.loc[capitals, "area_name"] = frame.loc[capitals, "area_name"].map(_title_case)
    frame["area_type"] = frame["area_code"].str[:3].map(_TYPES)
    frame["boundary_year"] = year
    return frame[frame["area_type"].notna() & (frame["area_name"] != "")]

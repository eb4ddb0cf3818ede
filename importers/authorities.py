"""Authorities of England by the department's three-digit number, by name, and what became of those abolished."""

import re
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd

from importers.codes import area_rows
from importers.reading import Refused

_NUMBERS = Path(__file__).with_name("la_numbers.csv")
_FORMER = Path(__file__).with_name("former_authorities.csv")
REGIONS = {
    "North East": "E12000001", "North West": "E12000002", "Yorkshire and The Humber": "E12000003", "East Midlands": "E12000004",
    "West Midlands": "E12000005", "East of England": "E12000006", "London": "E12000007", "South East": "E12000008",
    "South West": "E12000009", "Inner London": "E13000001", "Outer London": "E13000002",
}  # fmt: skip
_NOT_PART_OF_THE_NAME = re.compile(
    r"\s*\((pre lgr?|old)\)|\b(the|of|and|upon|royal|london|borough|city|county|council|metropolitan|district|unitary)\b|[^a-z0-9]+"
)


@lru_cache(maxsize=1)
def authorities() -> pd.DataFrame:
    """Every authority of England, present or former, by its three-digit number: area_code, la_name, former_codes."""
    return pd.read_csv(_NUMBERS, dtype=str, keep_default_na=False).set_index("la_number")


@lru_cache(maxsize=1)
def _former() -> pd.DataFrame:
    """Authorities under codes that are no longer in force: former_code, former_name, area_code of a successor, year of the change."""
    return pd.read_csv(_FORMER, dtype={"year": int})


def plain(name: str) -> str:
    """A name without what publishers write differently: "Bristol, City of" and "Bristol" are one, "&" is "and"."""
    text = name.lower().replace("st.", "st").replace("'", "").replace("’", "")
    return _NOT_PART_OF_THE_NAME.sub(" ", text).replace(" ", "") or text


@cache
def _by_name() -> dict[str, str]:
    """Code by plain name; the present authority where a former one had the same name."""
    known = authorities()[~authorities()["area_code"].isin(_former()["former_code"])]
    former = _former().drop_duplicates("former_code")
    names = zip([*former["former_name"], *known["la_name"]], [*former["former_code"], *known["area_code"]], strict=True)
    return {plain(name): code for name, code in names}


def codes_by_name(frame: pd.DataFrame, column: str) -> pd.Series:
    """The code of the authority named in each row; a name that no authority has refuses the file."""
    found = frame[column].map({name: _by_name().get(plain(name)) for name in frame[column].unique()})
    if found.isna().any():
        row = found.isna().idxmax()
        raise Refused(f'"{frame.at[row, column][:40]}" is not the name of an authority of England', row=row, column=column)
    return found


def named(codes: pd.Series, year: int) -> pd.DataFrame:
    """Rows for raw.area under the department's names, none for other codes; an abolished authority stands in the year before it went."""
    known = dict(zip(authorities()["area_code"], authorities()["la_name"], strict=True))
    known |= dict(zip(_former()["former_code"], _former()["former_name"], strict=True))
    rows = area_rows(codes, codes.map(known).fillna(""), year)
    gone = _former().groupby("former_code")["year"].min().to_dict()
    return rows.assign(boundary_year=[min(year, gone.get(code, year + 1) - 1) for code in rows["area_code"]])


def with_successors(tables: dict[str, pd.DataFrame]) -> None:
    """Add to ``tables`` what became of every abolished authority that its areas name."""
    gone = _former()[_former()["former_code"].isin(tables["area"]["area_code"])]
    if gone.empty:
        return
    names = dict(zip(authorities()["area_code"], authorities()["la_name"], strict=True))
    present = [
        area_rows(pd.Series([code]), pd.Series([names[code]]), year) for code, year in zip(gone["area_code"], gone["year"], strict=True)
    ]
    succeeded = pd.DataFrame({
        "child_code": gone["former_code"], "parent_code": gone["area_code"], "lookup_year": gone["year"], "relation": "successor",
    })  # fmt: skip
    tables["area"] = pd.concat([tables["area"], *present]).drop_duplicates(["area_code", "boundary_year"])
    held = [tables["area_lookup"]] if "area_lookup" in tables else []
    tables["area_lookup"] = pd.concat([*held, succeeded]).drop_duplicates()

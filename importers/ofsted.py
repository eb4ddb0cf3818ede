"""Ofsted: outcomes of inspections of authorities' services for children, and the list of providers. Never a name, an address or a point."""

import re

import pandas as pd

from importers.authorities import codes_by_name, named, with_successors
from importers.cells import counts, filled, missing_where_blank, need_columns, one_of, refuse_duplicates
from importers.codes import check_codes
from importers.reading import Importer, Provenance, Reading, Refused
from importers.sheets import Sheet

_CODE, _NAME = "Local authority area code", "Local authority name"
_OVERALL = "Overall effectiveness"
_WHEN = ("Inspection date", "Inspection/Visit date")
_KIND = ("Inspection type", "Inspection/Visit type")
_JUDGEMENTS = {"Outstanding", "Good", "Requires improvement to be good", "Inadequate"}
_PROVIDER_JUDGEMENT = "Overall experiences and progress of children and young people"
_PROVIDER = (
    "URN",
    "Provision type",
    "Registration date",
    "Registration status",
    "Local authority",
    "Sector",
    "Places",
    "Latest full inspection date",
)
_SHORT_BREAKS = "Short-break-only children's home"
_DAY = re.compile(r"^(?:(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})(?: 00:00:00)?)$")
_AS_AT = re.compile(r"\bas at (\d{1,2} [A-Z][a-z]+ \d{4})\b")
VISIT = "Visit"


def recognises_outcomes(header: tuple[str, ...]) -> bool:
    """Authorities with the overall effectiveness of their services, on a day."""
    return {_NAME, _OVERALL} <= set(header) and any(name in header for name in _WHEN)


def recognises_providers(header: tuple[str, ...]) -> bool:
    """Providers with their places and their authority."""
    return {"URN", "Provision type", "Local authority"} <= set(header)


def read_outcomes(sheet: Sheet) -> Reading:
    """One row a judgement; a visit without judgement is one row. Authorities by their code, or by name where a list has none."""
    frame = sheet.frame
    when = next(name for name in _WHEN if name in frame.columns)
    filled(frame, _NAME, when)
    codes = _codes(frame)
    areas = [_OVERALL, *(name for name in frame.columns if name.startswith(("The impact of leaders", "The experiences and progress")))]
    if len(areas) == 1:
        raise Refused("there is no column of what was judged beside the overall effectiveness", column=_OVERALL)
    base = pd.DataFrame({
        "area_code": codes, "inspection_date": days(frame, when), "framework": "ILACS",
        "inspection_type": _told(frame, *_KIND), "theme": _told(frame, "Visit Theme"),
        "publication_date": days(frame, "Publication date") if "Publication date" in frame.columns else None,
    })  # fmt: skip
    refuse_duplicates(base, "area_code", "inspection_date")
    rows = pd.concat([*(_judged(frame, base, area) for area in areas), _visits(frame, base, areas)])
    year = int(base["inspection_date"].max()[:4])
    tables = {"area": named(codes, year), "inspection_outcome": rows}
    with_successors(tables)
    return Reading(tables, len(frame), release=_as_at(sheet) or base["inspection_date"].max())


def _codes(frame: pd.DataFrame) -> pd.Series:
    if _CODE not in frame.columns:
        return codes_by_name(frame, _NAME)
    check_codes(frame, _CODE)
    unknown = named(frame[_CODE], 2025).set_index("area_code").index
    bad = ~frame[_CODE].isin(unknown)
    if bad.any():
        raise Refused(f'"{frame.at[bad.idxmax(), _CODE]}" is the code of no authority of England', row=bad.idxmax(), column=_CODE)
    return frame[_CODE]


def _told(frame: pd.DataFrame, *columns: str) -> pd.Series | None:
    column = next((name for name in columns if name in frame.columns), None)
    return missing_where_blank(frame[column]) if column else None


def _judged(frame: pd.DataFrame, base: pd.DataFrame, area: str) -> pd.DataFrame:
    one_of(frame, area, _JUDGEMENTS | {""})
    held = frame[area] != ""
    return base[held].assign(judgement_area=area, judgement=frame.loc[held, area])


def _visits(frame: pd.DataFrame, base: pd.DataFrame, areas: list[str]) -> pd.DataFrame:
    """Rows without any judgement."""
    return base[(frame[areas] == "").all(axis=1)].assign(judgement_area=VISIT, judgement=None)


def read_providers(sheet: Sheet) -> Reading:
    """One row a provider, without its name, its address and who owns it."""
    frame = sheet.frame
    need_columns(frame, *_PROVIDER)
    filled(frame, "URN", "Provision type", "Registration status", "Local authority")
    refuse_duplicates(frame, "URN")
    as_at = _as_at(sheet)
    if not as_at:
        raise Refused('the day is not stated: a title row must say "as at 31 March 2023"')
    if _PROVIDER_JUDGEMENT in frame.columns:
        one_of(frame, _PROVIDER_JUDGEMENT, _JUDGEMENTS | {""})
    kinds = frame["Provision type"].str.replace("’", "'").str.replace("Children's Home", "Children's home")
    short = frame[_SHORT_BREAKS] != "" if _SHORT_BREAKS in frame.columns else False
    rows = pd.DataFrame({
        "urn": frame["URN"], "as_at": as_at, "provision_type": kinds, "sector": missing_where_blank(frame["Sector"]),
        "registration_status": frame["Registration status"], "registration_date": days(frame, "Registration date"),
        "places": _places(frame), "is_short_break": short, "judgement": _told(frame, _PROVIDER_JUDGEMENT),
        "inspection_date": days(frame, "Latest full inspection date"), "area_code": codes_by_name(frame, "Local authority"),
        "constituency_name": _told(frame, "Parliamentary constituency"),
    })  # fmt: skip
    tables = {"area": named(rows["area_code"], int(as_at[:4])), "provider": rows}
    with_successors(tables)
    return Reading(tables, len(frame), release=as_at)


def _places(frame: pd.DataFrame) -> pd.Series:
    """Places as whole numbers, missing where a provider has none."""
    held = frame[frame["Places"] != ""]
    return counts(held, "Places").reindex(frame.index).astype("Int64")


def days(frame: pd.DataFrame, column: str) -> pd.Series:
    """A column of days as text such as 2025-03-31, missing where blank. Refuses the first cell that is no day."""
    found = {text: _day(text) for text in frame[column].unique()}
    said = frame[column].map(found)
    bad = said.isna() & (frame[column] != "")
    if bad.any():
        raise Refused(f'"{frame.at[bad.idxmax(), column][:40]}" is not a day such as 31/03/2025', row=bad.idxmax(), column=column)
    return said


def _day(text: str) -> str | None:
    match = _DAY.match(text)
    if not match:
        return None
    year, month, day = (match[3], match[2], match[1]) if match[1] else (match[4], match[5], match[6])
    stated = pd.to_datetime(f"{year}-{month}-{day}", format="%Y-%m-%d", errors="coerce")
    return None if pd.isna(stated) or not 1900 <= stated.year < 2100 else stated.strftime("%Y-%m-%d")


def _as_at(sheet: Sheet) -> str:
    """The day that a title row says the list speaks of; empty where none does."""
    for title in sheet.titles:
        if found := _AS_AT.search(title):
            stated = pd.to_datetime(found[1], format="%d %B %Y", errors="coerce")
            if not pd.isna(stated):
                return stated.strftime("%Y-%m-%d")
    return ""


def _provenance(title: str) -> Provenance:
    return Provenance(
        "Ofsted", title, "Contains public sector information licensed under the Open Government Licence v3.0. Source: Ofsted."
    )  # fmt: skip


OFSTED_OUTCOMES = Importer(
    "ofsted_outcomes", 56, recognises_outcomes, read_outcomes, _provenance("Local authority inspection outcomes"),
)  # fmt: skip
OFSTED_PROVIDERS = Importer(
    "ofsted_providers", 57, recognises_providers, read_providers, _provenance("Children's social care data: providers"),
)  # fmt: skip

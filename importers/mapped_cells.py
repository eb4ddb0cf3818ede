"""What several kinds of mapped tables share: areas, periods, and cells that must be told from a list."""

import re

import pandas as pd

from importers.codes import area_rows, check_codes
from importers.mapping import Mapping
from importers.mapping_toml import Table
from importers.reading import Refused

_PERIOD = re.compile(r"^((?:19|20)\d{2})(?:[/-]?((?:19|20)?\d{2}))?$")
_CENSUSES = (2001, 2011, 2021)


def areas(mapping: Mapping, frame: pd.DataFrame) -> tuple[pd.Series, dict[str, pd.DataFrame]]:
    """The area of each row, and the table of the areas' names where the mapping has a column of them."""
    area = mapping.table("area")
    code, name, vintage = area.get("code"), area.get("name"), area.get("vintage")
    check_codes(frame, code)
    refuse_vintage(area, frame[code], vintage)
    return frame[code], {"area": area_rows(frame[code], frame[name], vintage)} if name else {}


def refuse_vintage(area: Table, codes: pd.Series, vintage: int) -> None:
    """Refuse a vintage in which there were no such small areas."""
    if vintage not in _CENSUSES and codes.str.match("^[EW]0[12]").any():
        raise area.fault("vintage", f"LSOAs and MSOAs are of {', '.join(map(str, _CENSUSES))}, not of {vintage}")


def periods(mapping: Mapping, frame: pd.DataFrame, *, years_only: bool = False) -> pd.Series:
    """The period of each row as this product writes them: 2024, or 202425 for 2024/25."""
    period = mapping.table("period")
    column, fixed = period.get("column"), period.get("fixed")
    texts = frame[column] if column else pd.Series(fixed, index=frame.index)
    known = {text: _period(text) for text in texts.unique()}
    bad = {text for text, written in known.items() if written is None or (years_only and len(written) != 4)}
    if not bad:
        return texts.map(known)
    wanted = "a year such as 2024" if years_only else "a period such as 2024 or 2024/25"
    if column is None:
        raise period.fault("fixed", f'"{fixed}" is not {wanted}')
    row = texts.isin(bad).idxmax()
    raise Refused(f'"{texts[row][:40]}" is not {wanted}', row=row, column=column)


def _period(text: str) -> str | None:
    found = _PERIOD.match(text)
    if not found or not found[2]:
        return text if found else None
    follows = int(found[2][-2:]) == (int(found[1]) + 1) % 100
    return f"{found[1]}{found[2][-2:]}" if follows else None


def coded(frame: pd.DataFrame, table: Table) -> pd.Series:
    """A column with its texts replaced by those of the table's ``codes``; every text must be listed there."""
    column, codes = table.get("column"), table.get("codes")
    if codes is None:
        return frame[column]
    strange = ~frame[column].isin(list(codes))
    if strange.any():
        row = strange.idxmax()
        raise Refused(f'"{frame.at[row, column][:60]}" is not listed in [{table.section}] codes', row=row, column=column)
    return frame[column].map(codes)

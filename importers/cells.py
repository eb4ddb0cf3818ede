"""Turn text cells into numbers, and refuse what is not one by row and column."""

import re

import pandas as pd

from importers.reading import Refused

# What publishers write instead of a number, and the symbol this project keeps (conventions: symbols).
SYMBOLS = {"c": "c", "*": "c", "x": "x", ":": "x", "..": "x", "-": "x", "no data": "x", "": "x",
           "z": "z", ".": "z", "low": "low", "k": "low", "~": "low", "u": "u"}  # fmt: skip


def need_columns(frame: pd.DataFrame, *columns: str) -> None:
    """Refuse a file that lacks a column."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise Refused(f"the column is missing; the file has {', '.join(map(str, frame.columns[:12]))}", column=missing[0])


def numbers(cells: pd.Series) -> pd.Series:
    """Numbers of text such as "1,405" or "30.7%"; NaN where the text is no number. Float, same index."""
    return pd.to_numeric(cells.str.replace(r"[,%\s]", "", regex=True), errors="coerce")


def counts(frame: pd.DataFrame, column: str) -> pd.Series:
    """A column of whole numbers of people, none negative. Refuses the first cell that is anything else."""
    found = numbers(frame[column])
    bad = found.isna() | (found < 0) | (found % 1 != 0)
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{frame.at[row, column][:40]}" is not a number of people', row=row, column=column)
    return found.astype("int64")


def valued(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """``value`` (float) and ``symbol`` of a column; refuses text that is neither number nor known symbol."""
    found = numbers(frame[column])
    symbol = frame[column].str.lower().map(SYMBOLS).where(found.isna())
    bad = found.isna() & symbol.isna()
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{frame.at[row, column][:40]}" is neither a number nor a known symbol', row=row, column=column)
    return pd.DataFrame({"value": found, "symbol": symbol})


def year_in(text: str) -> int | None:
    """The first year between 1990 and 2099 in a text such as "mid-2023"."""
    found = re.search(r"\b(?:19|20)\d{2}\b", text)
    return int(found[0]) if found else None


def refuse_duplicates(frame: pd.DataFrame, *columns: str) -> None:
    """Refuse a table in which the same key stands twice, naming the second row."""
    again = frame.duplicated(list(columns))
    if again.any():
        row = again.idxmax()
        key = ", ".join(str(frame.at[row, column]) for column in columns)
        raise Refused(f"{key} stands in the file a second time", row=row, column=columns[0])

"""Turn text cells into numbers, and refuse what is not one by row and column."""

import re

import numpy as np
import pandas as pd

from importers.reading import Refused

# What publishers write instead of a number, and the symbol this project keeps; square brackets around it do not matter.
SYMBOLS = {"c": "c", "*": "c", "x": "x", ":": "x", "..": "x", "-": "x", "no data": "x", "": "x",
           "z": "z", ".": "z", "low": "low", "k": "low", "~": "low", "u": "u"}  # fmt: skip
_NUMBER = r"^[+-]?(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d*)?(?:[eE][+-]?\d{1,3})?\s?%?$"
_BEYOND_ALL = 1e15  # no figure of any statistic; sums of larger ones would overflow
MOST_PEOPLE = 10_000_000_000  # more than there are; larger numbers would also overflow


def need_columns(frame: pd.DataFrame, *columns: str) -> None:
    """Refuse a file that lacks a column."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise Refused(f"the column is missing; the file has {', '.join(map(str, frame.columns[:12]))}", column=missing[0])


def numbers(cells: pd.Series) -> pd.Series:
    """Numbers of text such as "1,405", "30.7%" or "7.0E-2"; NaN where the text is no number, or one beyond all statistics. Float, same index."""
    places, texts = pd.factorize(cells)
    texts = pd.Series(texts, dtype=str)
    plain = texts.where(texts.str.match(_NUMBER), "").str.replace(r"[,%\s]", "", regex=True)
    found = pd.to_numeric(plain, errors="coerce").astype(float).to_numpy()
    return pd.Series(np.where(np.abs(found) < _BEYOND_ALL, found, np.nan)[places], index=cells.index)


def symbols(cells: pd.Series) -> pd.Series:
    """The symbol each cell stands for, missing where it is none. Same index."""
    places, texts = pd.factorize(cells)
    known = pd.array([SYMBOLS.get(text.strip("[]").lower()) for text in texts], dtype="str")
    return pd.Series(known.take(places), index=cells.index)


def counts(frame: pd.DataFrame, column: str) -> pd.Series:
    """A column of whole numbers of people, none negative. Refuses the first cell that is anything else."""
    found = numbers(frame[column])
    bad = found.isna() | (found < 0) | (found % 1 != 0) | (found > MOST_PEOPLE)
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{frame.at[row, column][:40]}" is not a number of people', row=row, column=column)
    return found.astype("int64")


def counts_together(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Several columns of whole numbers of people at once, which is far quicker than one by one. Refuses as ``counts`` does."""
    cells = pd.Series(np.concatenate([frame[column].to_numpy(dtype=object) for column in columns]))
    found = numbers(cells).to_numpy()
    if not (np.isfinite(found) & (found >= 0) & (found % 1 == 0) & (found <= MOST_PEOPLE)).all():
        return pd.DataFrame({column: counts(frame, column) for column in columns})  # names the cell
    shaped = found.astype("int64").reshape(len(columns), len(frame)).T
    return pd.DataFrame(shaped, index=frame.index, columns=columns)


def valued(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """``value`` (float) and ``symbol`` of a column; refuses text that is neither number nor known symbol."""
    return valued_together(frame, [column])


def valued_together(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """``value`` (float) and ``symbol`` of several columns, one below the other, which is far quicker than one by one.

    Refuses the first text that is neither number nor known symbol.
    """
    cells = frame[columns[0]] if len(columns) == 1 else pd.concat([frame[column] for column in columns])
    found = numbers(cells)
    symbol = symbols(cells).where(found.isna())
    bad = (found.isna() & symbol.isna()).to_numpy()
    if bad.any():
        place = int(bad.argmax())
        text, row = cells.iloc[place], cells.index[place]
        raise Refused(f'"{text[:40]}" is neither a number nor a known symbol', row=row, column=columns[place // len(frame)])
    return pd.DataFrame({"value": found, "symbol": symbol})


def year_in(text: str) -> int | None:
    """The first year between 1990 and 2099 in a text such as "mid-2023"."""
    found = re.search(r"\b(?:19|20)\d{2}\b", text)
    return int(found[0]) if found else None


def mid_year(texts: list[str]) -> int:
    """The mid-year that one of ``texts`` states: "mid-2023", "Mid-2022 Ward 2023", "June 2023". Refused when none does."""
    for text in texts:
        if found := re.search(r"\b(?:mid|june)[-\s]*((?:19|20)\d{2})\b", text, re.IGNORECASE):
            return int(found[1])
    raise Refused('the year of the estimates is not stated: a title row or the name of the sheet must say "mid-2022"')


def years(frame: pd.DataFrame, column: str) -> pd.Series:
    """A column of four-digit years, as text. Refuses the first cell that is anything else."""
    bad = ~frame[column].str.match(r"^(?:19|20)\d{2}$")
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{frame.at[row, column][:40]}" is not a year', row=row, column=column)
    return frame[column]


def slug(text: str, joint: str = "_") -> str:
    """Lower-case letters and digits of a text, with ``joint`` for everything between them."""
    return joint.join(re.findall(r"[a-z0-9]+", text.lower()))


def one_of(frame: pd.DataFrame, column: str, allowed: set[str]) -> None:
    """Refuse the first cell of ``column`` that is not one of ``allowed``."""
    bad = ~frame[column].isin(allowed)
    if bad.any():
        row = bad.idxmax()
        raise Refused(f'"{frame.at[row, column][:40]}" is not one of {", ".join(sorted(allowed - {""}))}', row=row, column=column)


def filled(frame: pd.DataFrame, *columns: str) -> None:
    """Refuse a file that lacks one of ``columns``, or leaves a cell of one blank."""
    need_columns(frame, *columns)
    for column in columns:
        blank = frame[column] == ""
        if blank.any():
            raise Refused("the cell is empty", row=blank.idxmax(), column=column)


def missing_where_blank(cells: pd.DataFrame | pd.Series) -> pd.DataFrame | pd.Series:
    """The same with empty cells as missing values."""
    return cells.mask(cells == "", None)


def refuse_duplicates(frame: pd.DataFrame, *columns: str) -> None:
    """Refuse a table in which the same key stands twice, naming the second row."""
    again = frame.duplicated(list(columns))
    if again.any():
        row = again.idxmax()
        key = ", ".join(str(frame.at[row, column]) for column in columns)
        raise Refused(f"{key} stands in the file a second time", row=row, column=columns[0])

"""Published tables as CSV that explains itself: title, selection, notes and sources above the rows."""

import csv
import io
import re

import pandas as pd

from measures.table import COLUMNS, MeasureTable

# A cell that begins so is run as a formula by spreadsheets (some take the wide signs of East Asian keyboards too); a leading apostrophe
# makes it text.
_FORMULA = re.compile(r"^[=+\-@\t\r\n＝＋－＠]")


def safe_cell(cell: object) -> object:
    """The cell for a CSV: text that a spreadsheet would run as a formula gets an apostrophe, nothing becomes empty."""
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    if cell is None or cell is pd.NA or (isinstance(cell, float) and pd.isna(cell)):
        return ""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def csv_bytes(table: MeasureTable) -> bytes:
    """The table in UTF-8 with byte-order mark: lines of explanation, a blank line, header, rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for line in (table.sentence(), f"Unit: {table.indicator.unit}; {table.indicator.period_means}", *table.notes):
        writer.writerow([safe_cell(line)])
    for source in table.sources:
        writer.writerow(
            [safe_cell(f"Source: {source.short}. Attribution: {source.attribution} Licence: {source.licence}. Nature: {source.nature}.")]
        )
    writer.writerow([])
    columns = [*COLUMNS, *(name for name, _ in table.more)]
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in table.frame[columns].itertuples(index=False))
    return out.getvalue().encode("utf-8-sig")


def file_name(table: MeasureTable) -> str:
    """A file name that says indicator, area and period; modelled figures say so in it."""
    area = re.sub(r"[^a-z0-9]+", "-", table.area_name.lower()).strip("-")
    period = "-".join(dict.fromkeys([table.periods[0], table.periods[-1]])) if table.periods else "none"
    return (
        "_".join(
            filter(None, [table.indicator.indicator_id, area, table.selection.by, period, table.nature * (table.nature == "modelled")])
        )
        + ".csv"
    )


def plain_csv(rows: pd.DataFrame, title: str) -> bytes:
    """Any table in UTF-8 with byte-order mark: its title, a blank line, header, rows. No cell can be run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([[safe_cell(title)], [], [safe_cell(name) for name in rows.columns]])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows.astype(object).itertuples(index=False))
    return out.getvalue().encode("utf-8-sig")


def plain_name(name: str) -> str:
    """A file name of lower-case letters, digits, _ and -."""
    return re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-")

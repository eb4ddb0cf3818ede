"""Views of published tables that charts share: age profiles and the phase of a series. Made from published figures only."""

import pandas as pd

from measures.table import MeasureTable


def age_profile(table: MeasureTable) -> pd.DataFrame:
    """sex, age, persons, symbol and share (% of everybody in the table) of a table by sex_and_single_year."""
    parts = table.frame["group"].str.split(" ", n=1, expand=True)
    persons = table.frame["value"]
    return pd.DataFrame({
        "sex": parts[0], "age": parts[1].astype(int), "persons": persons, "symbol": table.frame["symbol"],
        "share": persons / persons.sum() * 100,
    })  # fmt: skip


def with_phase(table: MeasureTable, projected_after: int) -> pd.DataFrame:
    """year, value, symbol, nature and phase: estimated up to and with ``projected_after``, projected from it on.

    The joining year stands in both phases, so that a line drawn by phase has no gap.
    """
    rows = table.frame[["time_period", "value", "symbol", "nature"]]
    rows = rows.assign(year=rows["time_period"].str[:4].astype(int))
    before = rows[rows["year"] <= projected_after].assign(phase="estimated")
    after = rows[rows["year"] >= projected_after].assign(phase="projected")
    return pd.concat([before, after]) if len(after) > 1 else before

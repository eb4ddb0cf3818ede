"""Rural against urban: whether deprived small places are more common in one than in the other."""

from measures.gaps import differences, is_clear
from measures.table import MeasureTable
from measures.words import value_text

BREAKDOWN = "rural_urban"


def to_load(census_year: int) -> str:
    """Which classification to load, for LSOAs of which census."""
    return (
        f"Rural against urban is not held: load the ONS Rural Urban Classification of LSOAs of {census_year} on the Data page. "
        "Nobody's LSOAs are called rural here without it."
    )


def rural_sentence(table: MeasureTable) -> str:
    """Shares of rural and of urban LSOAs, and whether they differ by more than chance; empty where one of them is not held."""
    rows = table.frame.set_index("group")
    if not {"Rural", "Urban"} <= set(rows.index) or rows.loc[["Rural", "Urban"], "value"].isna().any():
        return ""
    said = [f"{_figure(table, rows.loc[kind])} of {kind.lower()} LSOAs" for kind in ("Rural", "Urban")]
    found = differences(table, list(table.frame["group"]).index("Urban")).iloc[list(table.frame["group"]).index("Rural")]
    clear = "differ by more than chance" if is_clear(found) else "do not differ by more than chance"
    return f"{said[0]} and {said[1]} lie in the most deprived fifth of England; the two shares {clear}."


def _figure(table: MeasureTable, row) -> str:
    text = value_text(row["value"], row["symbol"], table.indicator.kind, table.indicator.decimals)
    return f"{text} ({row['numerator']:,.0f} of {row['denominator']:,.0f})"

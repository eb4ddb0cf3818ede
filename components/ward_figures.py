"""Tables of the Deprivation page with a line for each ward or priority area: figures with their intervals, in words where they compare."""

import pandas as pd
import streamlit as st

from measures.catalogue import Indicator
from measures.gaps import gaps, is_clear
from measures.priority_scopes import REST
from measures.table import MeasureTable
from measures.words import count_text, value_text

_ROW, _HEIGHT = 35, 560
_WARD_WIDTHS = {"Ward": 150, "Deprived LSOAs": 100, "Share of LSOAs": 138, "vs authority": 80, "Children there": 92,
                "Share of children": 138, "In low income": 138, "vs authority ": 80}  # fmt: skip
_GAP_NAMES = {"Children in deprived LSOAs": "children", "Deprived LSOAs": "LSOAs", "Children in low income": "low income"}


def with_interval(table: MeasureTable) -> pd.Series:
    """Figure and interval as text by area code: "60.0% (31.3 to 83.2)", or the symbol."""
    texts = [interval_text(row, table.indicator) for row in table.frame.to_dict("records")]
    return pd.Series(texts, index=table.frame["area_code"])


def interval_text(row: dict, wanted: Indicator) -> str:
    """The same of one row."""
    text = value_text(row["value"], row["symbol"], wanted.kind, wanted.decimals)
    return text if pd.isna(row["lower"]) else f"{text} ({row['lower']:.{wanted.decimals}f} to {row['upper']:.{wanted.decimals}f})"


def _show(rows: pd.DataFrame, alt: str, widths: dict[str, int]) -> None:
    columns = {name: st.column_config.TextColumn(width=width) for name, width in widths.items()}
    st.dataframe(rows, hide_index=True, height=min(_ROW * (len(rows) + 1) + 3, _HEIGHT), alt=alt, column_config=columns)


def _of(row: dict) -> str:
    return "x" if pd.isna(row["numerator"]) else f"{row['numerator']:.0f} of {row['denominator']:.0f}"


def show_wards(share: MeasureTable, children: MeasureTable, lsoas: MeasureTable, low: MeasureTable) -> None:
    """One line a ward, the largest share of children in the most deprived fifth first."""
    order = share.frame.sort_values(["value", "area_name"], ascending=[False, True], na_position="last")
    codes = order["area_code"]
    areas = lsoas.frame.set_index("area_code")
    people, poor = children.frame.set_index("area_code"), low.frame.set_index("area_code")
    rows = pd.DataFrame({
        "Ward": order["area_name"].to_numpy(),
        "Deprived LSOAs": [_of(row) for row in areas.reindex(codes).to_dict("records")],
        "Share of LSOAs": with_interval(lsoas).reindex(codes).to_numpy(), "vs authority": areas["verdict"].reindex(codes).to_numpy(),
        "Children there": [count_text(v, s) for v, s in people.reindex(codes)[["value", "symbol"]].itertuples(index=False)],
        "Share of children": with_interval(share).reindex(codes).to_numpy(),
        "In low income": with_interval(low).reindex(codes).fillna("x").to_numpy(),
        "vs authority ": poor["verdict"].reindex(codes).replace("not compared", "").fillna("").to_numpy(),
    })  # fmt: skip
    if low.is_empty:  # nobody publishes it for these wards; a column of symbols would say no more
        rows = rows.drop(columns=["In low income", "vs authority "])
    _show(rows, "Wards in order of the share of children who live in the most deprived fifth of LSOAs.", _WARD_WIDTHS)


def show_gap(*tables: MeasureTable) -> None:
    """One line a priority area: each figure with its interval, and its gap to the rest of the authority."""
    first = tables[0].frame
    rows = pd.DataFrame({"Area": first["area_name"].to_numpy()})
    held = [(table, *names) for table, names in zip(tables, _GAP_NAMES.items(), strict=True) if not table.is_empty]
    for table, name, of in held:
        rows[name] = with_interval(table).reindex(first["area_code"]).to_numpy()
        rows[f"Gap in {of}"] = [_gap_words(row) for row in gaps(table, REST).reindex(first["area_code"]).to_dict("records")]
    _show(rows, "Priority areas and the rest of the authority.", {"Area": 170} | dict.fromkeys([*_GAP_NAMES], 135))


def _gap_words(row: dict) -> str:
    """ "+12.3 (+8.1 to +16.5)", "no clear gap" where the interval holds 0, empty for the rest itself."""
    if pd.isna(row["gap"]):
        return ""
    words = f"{row['gap']:+.1f} ({row['lower']:+.1f} to {row['upper']:+.1f})"
    return words if is_clear(row) else f"{words}, no clear gap"

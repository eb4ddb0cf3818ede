"""Bases of cohort counts written as small tables: a line an area, a column a group."""

import numpy as np
import pandas as pd

KINDS = {"L": "lsoa", "W": "ward", "A": "authority"}


def base(text: str, denominators: str = "", period: str = "202425") -> pd.DataFrame:
    """Rows of a base. The first line names the groups, ``Total`` among them; L, W and A begin LSOAs, wards and authorities; ``x`` is
    a figure that is not held."""
    rows = _rows(text, period)
    return rows.assign(denominator=_rows(denominators, period)["numerator"] if denominators else np.nan)


def _rows(text: str, period: str) -> pd.DataFrame:
    header, *lines = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame([
        {"area_code": code, "area_type": KINDS[code[0]], "time_period": period, "breakdown": "Total" if group == "Total" else "need",
         "group_code": group, "numerator": np.nan if figure == "x" else float(figure), "symbol": "x" if figure == "x" else None}
        for code, *figures in lines for group, figure in zip(header, figures, strict=True)
    ])  # fmt: skip


def picture(rows: pd.DataFrame, column: str = "numerator") -> dict[str, str]:
    """What is seen, a line an area: figures, ``c`` for small, ``p`` for hidden to protect, ``b`` for the base, ``d`` for too much detail, else the symbol."""
    words = {"small": "c", "hidden": "p", "fewer": "b", "the": "b", "not": "d"}
    seen = [f"{figure:g}" if pd.notna(figure) else words[because.split()[0]] if symbol == "c" else symbol
            for figure, symbol, because in zip(rows[column], rows["symbol"], rows["hidden_because"], strict=True)]  # fmt: skip
    return pd.Series(seen).groupby(rows["area_code"].to_numpy(), sort=False).agg(" ".join).to_dict()

"""Figures read straight out of the publishers' files, without the product's code."""

import json
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

import pandas as pd
import pyarrow.parquet as pq

from measures.__main__ import main
from tests.golden.real_home import built_of_figures
from tests.real_files import real_file

DORSET, BCP, PLYMOUTH, PORTSMOUTH = "E06000059", "E06000058", "E06000026", "E06000044"
ENGLAND, SOUTH_WEST, SOUTH_EAST = "E92000001", "E12000009", "E12000008"
FOUR = (DORSET, BCP, PLYMOUTH, PORTSMOUTH)
AREAS = (*FOUR, ENGLAND, SOUTH_WEST, SOUTH_EAST)
IN_THE_TOOL = {DORSET: "Dorset", BCP: "Bournemouth, Christchurch and Poole", PLYMOUTH: "Plymouth", PORTSMOUTH: "Portsmouth",
               ENGLAND: "England", SOUTH_WEST: "South West", SOUTH_EAST: "South East", "E10000009": "Dorset (Pre LG)",
               "E06000029": "Poole (Pre LG)", "E06000028": "Bournemouth (Pre LG)"}  # fmt: skip
_CODES = {"National": "country_code", "Regional": "region_code", "Local authority": "new_la_code"}


def asker(demo_home, use_home, capsys) -> Callable[..., dict]:
    """A function that asks ``python -m measures`` and hands back its JSON."""
    home = use_home(built_of_figures(demo_home))

    def ask(indicator: str, area: str, *chosen: str) -> dict:
        code = main([indicator, "--area", area, *chosen, "--json", "--home", str(home)])
        said = capsys.readouterr()
        assert code == 0, said.err
        return json.loads(said.out)

    return ask


def shown(answer: dict, group: str = "Total", area: str = "") -> object:
    """The one figure of a group (of an area); its symbol where it has none."""
    rows = [row for row in answer["rows"] if row["group"] == group and area in ("", row["area_code"])]
    assert len(rows) == 1, rows
    assert (rows[0]["value"] is None) == isinstance(rows[0]["symbol"], str)
    return rows[0]["symbol"] if rows[0]["value"] is None else rows[0]["value"]


def half_up(figure: float | Fraction | Decimal, places: int) -> float:
    """Rounded as the department does: halves away from zero, on the exact figure."""
    exact = Decimal(figure.numerator) / Decimal(figure.denominator) if isinstance(figure, Fraction) else Decimal(str(figure))
    return float(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def number(text: str) -> Fraction | str:
    """A cell: an exact figure, or the symbol it is known by."""
    symbols = {"-": "x", "k": "low"} | {symbol: symbol for symbol in ("c", "x", "z", "u", "low")}
    return symbols[text] if text in symbols else Fraction(text.replace(",", "").rstrip("%"))


@cache
def ees(name: str) -> pd.DataFrame:
    """A file of Explore Education Statistics as text; ``area`` is the code of whatever the row is about. No districts."""
    frame = pd.read_csv(real_file(f"dfe_ees/{name}.csv"), dtype=str, encoding="utf-8-sig", keep_default_na=False)
    frame.columns = frame.columns.str.lower()
    frame = frame[frame["geographic_level"].isin(_CODES)].reset_index(drop=True)
    codes = [row[_CODES[row["geographic_level"]]] for row in frame.to_dict("records")]
    return frame.assign(area=codes)


def ees_cell(name: str, area: str, period: str, column: str, **filters: str) -> Fraction | str:
    """One cell of such a file."""
    frame = ees(name)
    held = (frame["area"] == area) & (frame["time_period"] == period)
    for key, value in filters.items():
        held &= frame[key] == value
    assert held.sum() == 1, (name, area, period, filters, held.sum())
    return number(frame.loc[held, column].item())


@cache
def tool_table() -> dict[tuple[str, str, str], str]:
    """Every figure of the tool as text, by short name, area and year."""
    columns = ["Short Desc", "LA and Regions", "Years", "Values"]
    frame = pq.read_table(real_file("dfe_lait/bds_long_0.parquet")).to_pandas()[columns]
    return {(short, area, years.split(" ")[0]): text for short, area, years, text in frame.itertuples(index=False)}


def tool_cell(measure: str, area: str, year: str) -> Fraction | str:
    """One figure of the Local Authority Interactive Tool, by its short name."""
    text = tool_table()[measure, IN_THE_TOOL[area], year]
    return number(text) if text == "-" else Fraction(repr(float(text)))

"""Compare an area with a benchmark: its interval against the benchmark's point value, as Fingertips does."""

import numpy as np
import pandas as pd

from measures.catalogue import Indicator
from measures.errors import CannotAnswer
from measures.held import authorities, larger_areas
from measures.selection import COMPARATORS, Selection

ENGLAND = "E92000001"
NOT_COMPARED = "not compared"


def comparator_area(selection: Selection) -> tuple[str, str]:
    """Code and name of the comparator chosen; two empty texts for none, or where none is held."""
    if selection.comparator not in COMPARATORS:
        raise CannotAnswer(f'There is no comparator "{selection.comparator}"; choose one of {", ".join(COMPARATORS)}.')
    if selection.comparator == "none":
        return "", ""
    if selection.comparator == "england":
        return ENGLAND, "England"
    if selection.comparator == "authority":
        return selection.authority, larger_areas().at[selection.authority, "area_name"]
    held = authorities()
    if selection.authority not in held.index or pd.isna(held.at[selection.authority, "region_code"]):
        return "", ""
    return held.at[selection.authority, "region_code"], held.at[selection.authority, "region_name"]


def compare(rows: pd.DataFrame, benchmark: pd.DataFrame, indicator: Indicator, name: str) -> pd.DataFrame:
    """``rows`` with comparator, comparator_value and verdict: higher, lower, similar (or better, worse), not compared.

    ``benchmark`` has time_period, group and value of one area. Counts are never compared: places differ in size.
    """
    values = benchmark.set_index(["time_period", "group"])["value"].rename("comparator_value")
    found = rows.drop(columns="comparator_value", errors="ignore").join(values, on=["time_period", "group"])
    verdict = _verdicts(found, indicator)
    own = found["area_code"].isin(benchmark["area_code"])
    return found.assign(comparator=name, verdict=np.where(own, NOT_COMPARED, verdict))


def _verdicts(rows: pd.DataFrame, indicator: Indicator) -> np.ndarray:
    if indicator.kind == "count":
        return np.full(len(rows), NOT_COMPARED)
    higher, lower = _words(indicator.polarity)
    known = rows[["lower", "upper", "comparator_value"]].notna().all(axis=1)
    return np.select(
        [~known, rows["lower"] > rows["comparator_value"], rows["upper"] < rows["comparator_value"]],
        [NOT_COMPARED, higher, lower],
        default="similar",
    )


def _words(polarity: str) -> tuple[str, str]:
    """What a higher and a lower figure are called."""
    if polarity == "higher_is_better":
        return "better", "worse"
    return ("worse", "better") if polarity == "lower_is_better" else ("higher", "lower")


def comparator_selection(selection: Selection) -> Selection | None:
    """The comparator as a selection of its own, for charts that draw its whole shape; None for no comparator."""
    code, _ = comparator_area(selection)
    return Selection(code, period=selection.period) if code else None

"""Compare an area with a benchmark: its interval against the benchmark's point value, as Fingertips does."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from measures.catalogue import Indicator
from measures.errors import CannotAnswer
from measures.held import authorities, larger_areas, statistical_neighbours
from measures.selection import COMPARATORS, Selection
from measures.similar import similar_wards
from measures.words import capitalised

ENGLAND = "E92000001"
FEWEST_NEIGHBOURS = 5  # a mean of fewer says little about the ten
_OF_NEIGHBOURS = {
    "neighbours": ("2025", "mean"), "neighbours_median": ("2025", "median"),
    "neighbours_2021": ("2021", "mean"), "neighbours_2021_median": ("2021", "median"),
}  # fmt: skip
SIMILAR_WARDS = "similar_wards"  # of a single ward
NOT_COMPARED = "not compared"


def comparator_area(selection: Selection) -> tuple[str, str]:
    """Code and name of the area compared with; two empty texts for none, for several, or where none is held."""
    if selection.comparator not in COMPARATORS:
        raise CannotAnswer(f'There is no comparator "{selection.comparator}"; choose one of {", ".join(COMPARATORS)}.')
    if selection.comparator in ("none", SIMILAR_WARDS) or selection.comparator in _OF_NEIGHBOURS:
        return "", ""
    if selection.comparator == "england":
        return ENGLAND, "England"
    if selection.comparator == "authority":
        return selection.authority, larger_areas().at[selection.authority, "area_name"]
    held = authorities()
    if selection.authority not in held.index or pd.isna(held.at[selection.authority, "region_code"]):
        return "", ""
    return held.at[selection.authority, "region_code"], held.at[selection.authority, "region_name"]


@dataclass(frozen=True)
class Benchmark:
    """What an area is compared with: one area, or the ``middle`` (mean, median) of several, which are called ``several``."""

    codes: tuple[str, ...]
    name: str
    area_type: str
    middle: str = ""
    several: str = "statistical neighbours"


def benchmark_of(selection: Selection) -> Benchmark | None:
    """The benchmark chosen; None for no comparator, or where none is held."""
    if selection.comparator in _OF_NEIGHBOURS:
        return _neighbours(selection.authority, *_OF_NEIGHBOURS[selection.comparator])
    if selection.comparator == SIMILAR_WARDS:
        return _similar(selection)
    code, name = comparator_area(selection)
    if not code:
        return None
    return Benchmark((code,), name, "authority" if selection.comparator == "authority" else "country" if code == ENGLAND else "region")


def _neighbours(authority: str, model: str, middle: str) -> Benchmark | None:
    held = statistical_neighbours(authority, model)
    if held.empty:
        return None
    return Benchmark(tuple(held["neighbour_code"]), f"the {middle} of its statistical neighbours ({model} model)", "authority", middle)


def _similar(selection: Selection) -> Benchmark | None:
    """The mean of the wards most like a single ward; None for anything else, or where too few are held."""
    codes = similar_wards(selection.wards[0]) if len(selection.wards) == 1 else ()
    if len(codes) < FEWEST_NEIGHBOURS:
        return None
    return Benchmark(codes, f"the mean of the {len(codes)} wards most like it", "ward", "mean", "similar wards")


def pooled(figures: pd.DataFrame, benchmark: Benchmark) -> pd.DataFrame:
    """One row a period and group: value, nature, area_code and ``contributed``, the number of areas with a figure."""
    if not benchmark.middle:
        return figures.assign(contributed=figures["value"].notna().astype(int))
    grouped = figures.groupby(["time_period", "group"], as_index=False)
    found = grouped.agg(value=("value", benchmark.middle), nature=("nature", "min"), contributed=("value", "count")).assign(area_code="")
    return found.assign(value=found["value"].where(found["contributed"] >= FEWEST_NEIGHBOURS))


def benchmark_notes(figures: pd.DataFrame, benchmark: Benchmark, title: str) -> list[str]:
    """What a reader must know of a pooled benchmark: nothing held, how many contributed, modelled."""
    known = figures[figures["value"].notna()]
    if known.empty and benchmark.middle and len(figures) and figures["contributed"].max() > 0:
        return [
            f"Nothing is compared: only {figures['contributed'].max()} of {len(benchmark.codes)} {benchmark.several} have a figure here."
        ]
    if known.empty:
        whom = f"its {benchmark.several}" if benchmark.middle else benchmark.name
        return [f"{title} is not held for {whom} in this period, so nothing is compared."]
    notes = []
    if benchmark.middle:
        few, many = known["contributed"].min(), known["contributed"].max()
        number = f"{few}" if few == many else f"{few} to {many}"
        notes.append(
            f"{capitalised(benchmark.name)} rests on {number} of {len(benchmark.codes)} {benchmark.several.removeprefix('statistical ')} with a figure."
        )
    return notes + [f"The figure of {benchmark.name} is modelled, not published."] * bool((figures["nature"] == "modelled").any())


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

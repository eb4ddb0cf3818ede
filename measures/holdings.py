"""What is held of every indicator: periods and area types. For the list of indicators."""

from functools import lru_cache

import pandas as pd

from measures.care import authorities_with_returns, is_from_returns
from measures.care_base import DAY, periods_of_care
from measures.catalogue import Indicator, indicators
from measures.figures import QUERY as FIGURES
from measures.held import version
from measures.pupils import without_home
from warehouse import query

_OF_A_PART = ("breakdowns", "roles", "measures", "source_groups")
BANDS, LSOAS = "place/population_in_band", "place/deprivation_of_lsoas"


def indicator_holdings() -> dict[str, dict[str, list[str]]]:
    """By indicator id: ``periods`` and ``area_types``, each in order; empty lists where nothing is held. Not to be changed.

    Indicators of one kind are looked up together: the list of all of them has to be quick.
    """
    return _holdings(version())


@lru_cache(maxsize=4)
def _holdings(in_version: str) -> dict[str, dict[str, list[str]]]:
    found = {key: part for held in (_figures(), _bands(), _indices(), _returns()) for key, part in held.items()}
    areas = query("lookups/areas_by_type").set_index("area_code")["area_type"]
    others = {
        key: _counted(wanted, areas)
        for key, wanted in indicators().items()
        if wanted.query not in (FIGURES, BANDS) and not wanted.of_indices and not wanted.returns
    }
    return {key: _in_order(_with_pupils(wanted, found.get(key, others.get(key)))) for key, wanted in indicators().items()}


def _with_pupils(wanted: Indicator, held: pd.DataFrame | None) -> pd.DataFrame | None:
    """What is held of an indicator, and the areas below authority level for which it can be counted from pupils."""
    years = without_home(wanted).index if wanted.pupils else []
    counted = pd.DataFrame([(year, kind) for year in years for kind in ("ward", "lsoa")], columns=["time_period", "area_type"])
    return held if counted.empty else pd.concat([held, counted])


def _of(name: str) -> dict[str, Indicator]:
    return {key: wanted for key, wanted in indicators().items() if wanted.query == name}


def _figures() -> dict[str, pd.DataFrame]:
    """What the totals of the published figures are held for; a period with nothing but a denominator is not one."""
    parts = [
        (key, measure, source, wanted.parameters["academic_years"])
        for key, wanted in _of(FIGURES).items()
        for breakdown, role, measure, source in zip(*(wanted.parameters[name] for name in _OF_A_PART), strict=True)
        if breakdown == "Total" and role in ("counts", "figure")
    ]  # fmt: skip
    lists = dict(zip(("indicator_ids", "measures", "source_groups", "academic_years"), map(list, zip(*parts, strict=True)), strict=True))
    return dict(list(query("lookups/figures_held", **lists).groupby("indicator_id")))


def _bands() -> dict[str, pd.DataFrame]:
    """What the age bands of the population are held for."""
    ages = {key: (wanted.parameters["age_from"], wanted.parameters["age_to"]) for key, wanted in _of(BANDS).items()}
    wanted = sorted(set(ages.values()))
    held = query("lookups/bands_held", ages_from=[low for low, _ in wanted], ages_to=[high for _, high in wanted])
    by_band = dict(list(held.groupby(["age_from", "age_to"])))
    return {key: by_band[band] for key, band in ages.items() if band in by_band}


def _indices() -> dict[str, pd.DataFrame]:
    """What the indices of deprivation are held for: their own figures of LSOAs only, what is put together from LSOAs of every area."""
    held = query("lookups/indices_held")
    parts = dict(list(held.groupby(["domain", "figure"])))
    wanted = {key: stated for key, stated in indicators().items() if stated.of_indices}
    found = {key: parts.get((stated.parameters["domain"], stated.parameters.get("figure", "decile"))) for key, stated in wanted.items()}
    return {key: _of_lsoas(rows, wanted[key]) for key, rows in found.items() if rows is not None}


def _returns() -> dict[str, pd.DataFrame]:
    """What can be counted from returns of children looked after: of whole authorities, and on 31 March of the wards of homes."""
    wanted = {key: stated.returns["table"] for key, stated in indicators().items() if is_from_returns(stated)}
    periods = {
        base: {each.name for code in authorities_with_returns() for each in periods_of_care(base, code)} for base in set(wanted.values())
    }
    return {key: _by_type(periods[base], ("authority", "ward") if base == DAY else ("authority",)) for key, base in wanted.items()}


def _by_type(periods: set[str], area_types: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame([(period, kind) for period in sorted(periods) for kind in area_types], columns=["time_period", "area_type"])


def _of_lsoas(held: pd.DataFrame, wanted: Indicator) -> pd.DataFrame:
    return held[held["area_type"] == "lsoa"] if wanted.query == LSOAS else held


def _counted(wanted: Indicator, areas: pd.Series) -> pd.DataFrame:
    """The same by way of the indicator's own query."""
    counts = query(wanted.query, area_codes=list(areas.index), scope_code=None, **wanted.parameters, time_periods=None, breakdown="Total")
    return counts.assign(area_type=counts["area_code"].map(areas))[["time_period", "area_type"]].drop_duplicates()


def _in_order(held: pd.DataFrame | None) -> dict[str, list[str]]:
    return {
        name: [] if held is None else sorted(held[column].unique())
        for name, column in (("periods", "time_period"), ("area_types", "area_type"))
    }
